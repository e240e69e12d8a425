"""The plan under search: trips in slots, carrier by carrier, each summed up so that a change is priced at once.

Within a trip time only grows, so its last door alone decides the ride: a trip is its load, its minutes to the last
door and in all, and the minute by which it has to leave for its doors' sake. Everything here is whole numbers and
compiled.
"""

from typing import NamedTuple

import numpy as np

from solver.compiled import compiled, inlined
from solver.meals.arrays import NEVER, Arrays, Ints
from solver.meals.problem import ABOUT


class Tours(NamedTuple):
    """Slot `carrier × most_trips + trip`; `drops[slot, :size[slot]]` are drop numbers in order."""

    drops: Ints
    size: Ints
    load: Ints
    wave: Ints
    to_last: Ints
    minutes: Ints
    travel: Ints
    leaves: Ints
    soonest: Ints
    """The first minute a trip may leave, if all of its carrier's trips before it leave as soon as they can."""
    latest: Ints
    """The last minute a trip may leave without making itself or a later trip of its carrier impossible."""
    wish: Ints
    """When a trip would best leave, so that its doors open when they expect it."""
    trips: Ints
    """By carrier: how many there are."""
    outside: Ints
    open: Ints
    """By drop: 1 while nobody brings it."""
    due: Ints
    """By slot and place in the trip: the last minute to leave in time for all doors from there on."""


def no_tours(arrays: Arrays) -> Tours:
    """Nobody out, everything open."""
    carriers, drops = len(arrays.mode), len(arrays.boxes)
    slots = carriers * arrays.most_trips
    width = min(drops, int(arrays.room.max(initial=0)))
    by_slot = {name: np.zeros(slots, dtype=np.int64) for name in Tours._fields[1:11]}
    by_carrier = {name: np.zeros(carriers, dtype=np.int64) for name in ("trips", "outside")}
    order = np.zeros((slots, width), dtype=np.int64)
    everybody, due = np.ones(drops, dtype=np.int64), np.full((slots, width + 1), NEVER, dtype=np.int64)
    return Tours(drops=order, **by_slot, **by_carrier, open=everybody, due=due)


@compiled
def copy_tours(arrays: Arrays, source: Tours, target: Tours) -> None:
    """Makes `target` the same plan."""
    for carrier in range(len(arrays.mode)):
        first = carrier * arrays.most_trips
        for slot in range(first, first + source.trips[carrier]):
            _copy_slot(source, slot, target, slot)
        target.trips[carrier] = source.trips[carrier]
        target.outside[carrier] = source.outside[carrier]
    for drop in range(len(source.open)):
        target.open[drop] = source.open[drop]


@inlined
def _copy_slot(source: Tours, slot: int, target: Tours, into: int) -> None:
    for at in range(source.size[slot]):
        target.drops[into, at] = source.drops[slot, at]
        target.due[into, at] = source.due[slot, at]
    target.due[into, source.size[slot]] = NEVER
    target.size[into] = source.size[slot]
    target.load[into] = source.load[slot]
    target.wave[into] = source.wave[slot]
    target.to_last[into] = source.to_last[slot]
    target.minutes[into] = source.minutes[slot]
    target.travel[into] = source.travel[slot]
    target.leaves[into] = source.leaves[slot]
    target.soonest[into] = source.soonest[slot]
    target.latest[into] = source.latest[slot]
    target.wish[into] = source.wish[slot]


@compiled
def cost_of(arrays: Arrays, tours: Tours) -> int:
    """travel, people_on_duty, not_planned, and what is not as expected."""
    cost = 0
    for drop in range(len(arrays.boxes)):
        cost += tours.open[drop] * arrays.price[drop]
    for carrier in range(len(arrays.mode)):
        first = carrier * arrays.most_trips
        for slot in range(first, first + tours.trips[carrier]):
            cost += tours.travel[slot] * arrays.a_minute + _surprises(arrays, tours, slot)
        if tours.trips[carrier] > 0:
            cost += arrays.a_carrier
    return cost


@compiled
def surprises_of(arrays: Arrays, tours: Tours) -> int:
    """The price of all that is not as expected."""
    cost = 0
    for carrier in range(len(arrays.mode)):
        first = carrier * arrays.most_trips
        for slot in range(first, first + tours.trips[carrier]):
            cost += _surprises(arrays, tours, slot)
    return cost


@inlined
def _surprises(arrays: Arrays, tours: Tours, slot: int) -> int:
    carrier, cost = slot // arrays.most_trips, 0
    ways = arrays.travel[arrays.mode[carrier]]
    clock, here = tours.leaves[slot], 0
    for at in range(tours.size[slot]):
        drop = tours.drops[slot, at]
        clock += ways[here, drop + 1] + arrays.access[drop + 1]
        cost += surprise(arrays, drop, carrier, clock)
        clock += arrays.handover + arrays.access[drop + 1]
        here = drop + 1
    return cost


@inlined
def surprise(arrays: Arrays, drop: int, carrier: int, arrives: int) -> int:
    """The price of what is not as expected, see `Drop.surprises`."""
    if arrays.surprise[drop] == 0:
        return 0
    changes = 1 if arrays.expected_of[drop] >= 0 and arrays.expected_of[drop] != carrier else 0
    if abs(arrives - arrays.expected_at[drop]) > ABOUT:
        changes += arrays.meals[drop]
    return int(changes * arrays.surprise[drop])


@inlined
def sum_up(arrays: Arrays, tours: Tours, slot: int) -> None:
    """Counts a trip again after its drops have changed."""
    ways = arrays.travel[arrays.mode[slot // arrays.most_trips]]
    load, travel, clock, to_last, here = 0, 0, 0, 0, 0
    as_expected, too_early = NEVER, 0
    for at in range(tours.size[slot]):
        drop = tours.drops[slot, at]
        travel += ways[here, drop + 1]
        to_last = clock + ways[here, drop + 1] + arrays.access[drop + 1]
        clock = to_last + arrays.handover + arrays.access[drop + 1]
        if arrays.surprise[drop] > 0:
            as_expected = min(as_expected, arrays.expected_at[drop] - to_last)
            too_early = max(too_early, arrays.expected_at[drop] - to_last - ABOUT)
        load += arrays.boxes[drop]
        tours.due[slot, at] = arrays.deadline[drop] - to_last
        here = drop + 1
    tours.due[slot, tours.size[slot]] = NEVER
    for at in range(tours.size[slot] - 1, -1, -1):
        tours.due[slot, at] = min(tours.due[slot, at], tours.due[slot, at + 1])
    tours.load[slot] = load
    tours.to_last[slot] = to_last
    tours.minutes[slot] = clock + ways[here, 0]
    tours.travel[slot] = travel + ways[here, 0]
    tours.wish[slot] = max(too_early, as_expected if as_expected < NEVER else 0)


@inlined
def set_times(arrays: Arrays, tours: Tours, carrier: int) -> None:
    """Lets each trip of a carrier leave as early as it can, or later where its doors expect it later."""
    first = carrier * arrays.most_trips
    last = first + tours.trips[carrier] - 1
    clock, outside = arrays.start[carrier], 0
    for slot in range(first, last + 1):
        tours.soonest[slot] = max(clock, arrays.wave_leaves[tours.wave[slot]])
        clock = tours.soonest[slot] + tours.minutes[slot]
        outside += tours.minutes[slot]
    bound = arrays.end[carrier]
    for slot in range(last, first - 1, -1):
        tours.latest[slot] = min(tours.due[slot, 0], bound - tours.minutes[slot])
        bound = tours.latest[slot]
    clock = arrays.start[carrier]
    for slot in range(first, last + 1):
        clock = max(clock, arrays.wave_leaves[tours.wave[slot]])
        tours.leaves[slot] = max(clock, min(tours.wish[slot], tours.latest[slot]))
        clock = tours.leaves[slot] + tours.minutes[slot]
    tours.outside[carrier] = outside


@compiled
def time_anew(arrays: Arrays, tours: Tours) -> None:
    """All trips are counted and timed again, as after another price of what is not as expected."""
    for carrier in range(len(arrays.mode)):
        first = carrier * arrays.most_trips
        for slot in range(first, first + tours.trips[carrier]):
            sum_up(arrays, tours, slot)
        set_times(arrays, tours, carrier)


@inlined
def drop_empty_trips(arrays: Arrays, tours: Tours, carrier: int) -> None:
    """Closes the gaps that trips without drops leave."""
    first = carrier * arrays.most_trips
    into = first
    for slot in range(first, first + tours.trips[carrier]):
        if tours.size[slot] > 0:
            if into != slot:
                _copy_slot(tours, slot, tours, into)
            into += 1
    tours.trips[carrier] = into - first


@inlined
def keeps_the_rules(arrays: Arrays, tours: Tours, carrier: int) -> bool:
    """Whether a carrier's trips are all possible."""
    first = carrier * arrays.most_trips
    for slot in range(first, first + tours.trips[carrier]):
        if tours.to_last[slot] > arrays.ride or tours.soonest[slot] > tours.latest[slot]:
            return False
    return bool(tours.outside[carrier] <= arrays.outdoor)


@inlined
def put(arrays: Arrays, tours: Tours, drop: int, slot: int, at: int) -> None:
    """Adds a drop to a trip before its `at`-th drop."""
    for behind in range(tours.size[slot], at, -1):
        tours.drops[slot, behind] = tours.drops[slot, behind - 1]
    tours.drops[slot, at] = drop
    tours.size[slot] += 1
    tours.open[drop] = 0
    sum_up(arrays, tours, slot)
    set_times(arrays, tours, slot // arrays.most_trips)


@inlined
def put_alone(arrays: Arrays, tours: Tours, drop: int, slot: int) -> None:
    """Opens a trip for the drop, before the trip that has the slot now."""
    carrier = slot // arrays.most_trips
    for behind in range(carrier * arrays.most_trips + tours.trips[carrier], slot, -1):
        _copy_slot(tours, behind - 1, tours, behind)
    tours.trips[carrier] += 1
    tours.size[slot] = 0
    tours.wave[slot] = arrays.wave[drop]
    put(arrays, tours, drop, slot, 0)


@inlined
def take_last(arrays: Arrays, tours: Tours, slot: int) -> None:
    """Takes the last drop of a trip out again."""
    tours.size[slot] -= 1
    tours.open[tours.drops[slot, tours.size[slot]]] = 1
    sum_up(arrays, tours, slot)
    carrier = slot // arrays.most_trips
    drop_empty_trips(arrays, tours, carrier)
    set_times(arrays, tours, carrier)


@inlined
def bound_after(arrays: Arrays, tours: Tours, slot: int) -> int:
    """When the carrier must be back from the trip in this slot: the next trip's last start, or the end of duty."""
    carrier = slot // arrays.most_trips
    if slot + 1 < carrier * arrays.most_trips + tours.trips[carrier]:
        return int(tours.latest[slot + 1])
    return int(arrays.end[carrier])
