"""Ruin and recreate, with simulated annealing to say which plan to go on from.

A plan dearer by d is gone on from with probability exp(-d / temperature) (N. Metropolis et al., Journal of Chemical
Physics 21 (1953)) while the temperature falls by the same factor each trial (S. Kirkpatrick, C. D. Gelatt and M. P.
Vecchi, "Optimization by simulated annealing", Science 220 (1983)). What may be added is drawn before a plan is made, so
that a move is priced against it: -temperature ln u with u even in 0 to 1 is above d just as often.
"""

import math

from solver.chance import Chance, below, fraction
from solver.compiled import compiled, inlined
from solver.meals.engine.board import Board, Ints
from solver.meals.engine.cross import cross
from solver.meals.engine.insert import insert
from solver.meals.engine.rounds import Rounds, copy_frame, copy_rounds, copy_slot
from solver.meals.engine.ruin import ruin

ANY, LARGE, FAR, NEAR, NARROW, EARLY, LATE = range(7)
"""Orders in which stops are put in again."""
CROSS = 0.4
"""How often rounds exchange stretches instead of losing strings of stops."""
ONCE_MORE = 8.0
"""About so many stops are tried again of those that the plan leaves out; hundreds each time would stop the search."""


@compiled
def anneal(
    b: Board, r: Rounds, kept: Rounds, best: Rounds, queue: Ints, chance: Chance, hot: float, cold: float, count: int
) -> None:
    """`count` trials while the temperature falls from `hot` to `cold`; `r` and `kept` are one plan before and after."""
    temperature, factor = hot, (cold / hot) ** (1.0 / max(1, count))
    for _ in range(count):
        temperature *= factor
        limit = -temperature * math.log(max(1e-300, fraction(chance)))
        if fraction(chance) < CROSS:
            taken = cross(b, r, queue[0], chance, limit)
        else:
            ruin(b, r, chance)
            recreate(b, r, kept, queue, _order(b, chance), chance, True)
            taken = r.total[0] < kept.total[0] + limit
        if not taken:
            _follow(r, kept, r)
            continue
        _follow(r, r, kept)
        if kept.total[0] < best.total[0]:
            copy_rounds(kept, best)


@inlined
def _follow(changed: Rounds, source: Rounds, target: Rounds) -> None:
    """Makes `target` like `source`, where they differ in the rounds touched only."""
    if changed.touched[-1] == 0:
        return
    for number in range(changed.touched[-1]):
        slot = changed.touched[number]
        changed.marked[slot] = 0
        copy_slot(source, target, slot)
    changed.touched[-1] = 0
    copy_frame(source, target)


@inlined
def _order(b: Board, chance: Chance) -> int:
    """4 : 4 : 2 : 1, and 2 for each of the orders by time."""
    face = below(chance, 17 if b.timed else 11)
    if face < 4:
        return ANY
    if face < 8:
        return LARGE
    if face < 10:
        return FAR
    if face < 11:
        return NEAR
    return NARROW + (face - 11) // 2


@compiled
def recreate(b: Board, r: Rounds, kept: Rounds, queue: Ints, order: int, chance: Chance, blinks: bool) -> None:
    """Puts in, in this order, what fits of the stops that `kept` has and of some that it leaves out as well."""
    left = 0
    for stop in range(len(b.amount)):
        left += kept.slot[stop] < 0
    again = ONCE_MORE / max(ONCE_MORE, left) if blinks else 1.0
    for number in range(_line_up(b, r, kept, queue, order, again, chance)):
        insert(b, r, queue[0, number], chance, blinks)


@inlined
def _line_up(b: Board, r: Rounds, kept: Rounds, queue: Ints, order: int, again: float, chance: Chance) -> int:
    """Sorts stops left out into `queue[0]` by the keys in `queue[1]`; gives their number."""
    waiting = 0
    for stop in range(len(b.amount)):
        if r.slot[stop] >= 0 or (again < 1.0 and kept.slot[stop] < 0 and fraction(chance) > again):
            continue
        key = _key(b, stop, order, chance)
        at = waiting
        while at > 0 and queue[1, at - 1] > key:
            queue[0, at], queue[1, at] = queue[0, at - 1], queue[1, at - 1]
            at -= 1
        queue[0, at], queue[1, at] = stop, key
        waiting += 1
    return waiting


@inlined
def _key(b: Board, stop: int, order: int, chance: Chance) -> int:
    place = len(b.depot_room) + stop
    key = below(chance, 1 << 30)
    if order == LARGE:
        key = -b.amount[stop]
    elif order == FAR:
        key = -b.far[stop]
    elif order == NEAR:
        key = b.far[stop]
    elif order == NARROW:
        key = b.due[place] - b.first[place]
    elif order == EARLY:
        key = b.first[place]
    elif order == LATE:
        key = -b.due[place]
    return int(key)
