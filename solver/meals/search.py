"""Ruin and recreate: takes strings of neighbouring drops out of the trips and puts them back where they cost least.

After J. Christiaens and G. Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing Problems",
Transportation Science 54 (2020). A plan is gone on from when it is no dearer than the one before or within a deviation
of the best one, as in record-to-record travel (G. Dueck, "New optimization heuristics", Journal of Computational
Physics 104 (1993)); the deviation falls as the threshold does in threshold accepting (G. Dueck and T. Scheuer, Journal
of Computational Physics 90 (1990)). So all is whole numbers and the same everywhere.
"""

import numpy as np

from solver.compiled import allocating, inlined
from solver.meals.arrays import Arrays, Ints
from solver.meals.insert import insert, roll
from solver.meals.tours import Tours, copy_tours, cost_of, drop_empty_trips, set_times, sum_up

LONGEST_STRING = 6
USUAL_REMOVAL = 6
ANY, LARGE, FAR, DEAR, NEAR = range(5)
"""Orders in which open drops are put in."""
WHOLE_CARRIER = 24
"""Once in so many steps all trips of one carrier are taken out, to see whether the others can do without her."""


@allocating
def improve(
    arrays: Arrays,
    current: Tours,
    best: Tours,
    trial: Tours,
    dice: Ints,
    spent: int,
    until: int,
    total: int,
    slack: Ints,
) -> int:
    """Searches from `spent` to `until` of `total` places tried; goes on from plans dearer than the best by `slack`.

    `slack` is a list of figures, one for each part of the way from nought to `total`.
    The result does not depend on how the way is cut into calls.
    """
    cost_now, cost_best = cost_of(arrays, current), cost_of(arrays, best)
    while spent < until:
        copy_tours(arrays, current, trial)
        ruin(arrays, trial, dice)
        spent += recreate(arrays, trial, dice, _order(dice)) + len(arrays.mode)
        cost = cost_of(arrays, trial)
        if cost <= cost_now or cost < cost_best + slack[min(spent, total - 1) * len(slack) // total]:
            copy_tours(arrays, trial, current)
            cost_now = cost
            if cost < cost_best:
                copy_tours(arrays, trial, best)
                cost_best = cost
    return spent


@inlined
def _order(dice: Ints) -> int:
    """Random, most boxes, farthest, dearest, nearest first: 4 : 3 : 2 : 2 : 1."""
    face = roll(dice) % 12
    if face < 4:
        return ANY
    if face < 7:
        return LARGE
    if face < 9:
        return FAR
    return DEAR if face < 11 else NEAR


@allocating
def recreate(arrays: Arrays, tours: Tours, dice: Ints, order: int) -> int:
    """Puts in every open drop that fits, in this order; gives the places tried."""
    queue = np.empty((2, len(arrays.boxes)), dtype=np.int64)
    tried = 0
    for at in range(_line_up(arrays, tours, dice, order, queue)):
        tried += insert(arrays, tours, queue[0, at], dice)
    return tried


@inlined
def _line_up(arrays: Arrays, tours: Tours, dice: Ints, order: int, queue: Ints) -> int:
    """Sorts the open drops into `queue[0]` by the keys in `queue[1]`, ties by the dice; gives their number."""
    waiting = 0
    for drop in range(len(arrays.boxes)):
        if tours.open[drop] == 1:
            key = _key(arrays, drop, order) * 1024 + roll(dice) % 1024
            at = waiting
            while at > 0 and queue[1, at - 1] > key:
                queue[0, at], queue[1, at] = queue[0, at - 1], queue[1, at - 1]
                at -= 1
            queue[0, at], queue[1, at] = drop, key
            waiting += 1
    return waiting


@inlined
def _key(arrays: Arrays, drop: int, order: int) -> int:
    if order == LARGE:
        return -int(arrays.boxes[drop])
    if order == FAR:
        return -int(arrays.travel[0, 0, drop + 1])
    if order == DEAR:
        return -int(arrays.price[drop])
    if order == NEAR:
        return int(arrays.travel[0, 0, drop + 1])
    return 0


@allocating
def ruin(arrays: Arrays, tours: Tours, dice: Ints) -> None:
    """Takes strings of drops near one another out of several trips, now and then all that one carrier brings."""
    if roll(dice) % WHOLE_CARRIER == 0:
        _send_home(arrays, tours, roll(dice) % len(arrays.mode))
        return
    drops = len(arrays.boxes)
    longest = min(LONGEST_STRING, max(1, drops // 3))
    strings = 1 + roll(dice) % max(1, (4 * USUAL_REMOVAL) // (1 + longest))
    seen = np.zeros(len(tours.size), dtype=np.int64)
    for drop in arrays.near[roll(dice) % drops]:
        if strings > 0 and tours.open[drop] == 0:
            slot, at = _where(arrays, tours, drop)
            if slot >= 0 and seen[slot] == 0:
                seen[slot] = 1
                _take_string(arrays, tours, slot, at, longest, dice)
                strings -= 1
    for carrier in range(len(arrays.mode)):
        drop_empty_trips(arrays, tours, carrier)
        set_times(arrays, tours, carrier)


@inlined
def _send_home(arrays: Arrays, tours: Tours, carrier: int) -> None:
    first = carrier * arrays.most_trips
    for slot in range(first, first + tours.trips[carrier]):
        for at in range(tours.size[slot]):
            tours.open[tours.drops[slot, at]] = 1
    tours.trips[carrier] = 0
    tours.outside[carrier] = 0


@inlined
def _where(arrays: Arrays, tours: Tours, drop: int) -> tuple[int, int]:
    for carrier in range(len(arrays.mode)):
        first = carrier * arrays.most_trips
        for slot in range(first, first + tours.trips[carrier]):
            if tours.wave[slot] == arrays.wave[drop]:
                for at in range(tours.size[slot]):
                    if tours.drops[slot, at] == drop:
                        return slot, at
    return -1, -1


@inlined
def _take_string(arrays: Arrays, tours: Tours, slot: int, at: int, longest: int, dice: Ints) -> None:
    """Takes out up to `longest` drops in a row, the `at`-th among them."""
    count = tours.size[slot]
    length = min(count, 1 + roll(dice) % longest)
    start = max(0, at - roll(dice) % length)
    start = min(start, count - length)
    for place in range(start, start + length):
        tours.open[tours.drops[slot, place]] = 1
    for place in range(start, count - length):
        tours.drops[slot, place] = tours.drops[slot, place + length]
    tours.size[slot] = count - length
    sum_up(arrays, tours, slot)
