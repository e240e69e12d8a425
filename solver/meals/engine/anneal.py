"""Ruin and recreate, with simulated annealing to say which plan to go on from."""

import math

from solver.meals.engine.board import Board, Ints
from solver.meals.engine.insert import insert
from solver.meals.engine.rounds import Rounds, copy_frame, copy_rounds, copy_slot
from solver.meals.engine.ruin import ruin
from solver.visits.chance import Chance, below, fraction
from solver.visits.compiled import compiled, inner

ANY, LARGE, FAR, NEAR, NARROW, EARLY, LATE = range(7)
"""Orders in which stops are put in again."""


@compiled
def anneal(
    b: Board, r: Rounds, kept: Rounds, best: Rounds, queue: Ints, chance: Chance, hot: float, cold: float, count: int
) -> None:
    """`count` trials while the temperature falls from `hot` to `cold`; `r` and `kept` are one plan before and after."""
    temperature, factor = hot, (cold / hot) ** (1.0 / max(1, count))
    for _ in range(count):
        temperature *= factor
        ruin(b, r, chance)
        recreate(b, r, queue, _order(b, chance), chance, True)
        if r.total[0] < kept.total[0] - temperature * math.log(max(1e-300, fraction(chance))):
            _follow(r, r, kept)
            if kept.total[0] < best.total[0]:
                copy_rounds(kept, best)
        else:
            _follow(r, kept, r)


@inner
def _follow(changed: Rounds, source: Rounds, target: Rounds) -> None:
    """Makes `target` like `source`, where they differ in the rounds touched only."""
    for number in range(changed.touched[-1]):
        slot = changed.touched[number]
        changed.marked[slot] = 0
        copy_slot(source, target, slot)
    changed.touched[-1] = 0
    copy_frame(source, target)


@inner
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
def recreate(b: Board, r: Rounds, queue: Ints, order: int, chance: Chance, blinks: bool) -> None:
    """Puts in every stop left out that fits, in this order."""
    for number in range(_line_up(b, r, queue, order, chance)):
        insert(b, r, queue[0, number], chance, blinks)


@inner
def _line_up(b: Board, r: Rounds, queue: Ints, order: int, chance: Chance) -> int:
    """Sorts the stops left out into `queue[0]` by the keys in `queue[1]`; gives their number."""
    waiting = 0
    for stop in range(len(b.amount)):
        if r.slot[stop] < 0:
            key = _key(b, stop, order, chance)
            at = waiting
            while at > 0 and queue[1, at - 1] > key:
                queue[0, at], queue[1, at] = queue[0, at - 1], queue[1, at - 1]
                at -= 1
            queue[0, at], queue[1, at] = stop, key
            waiting += 1
    return waiting


@inner
def _key(b: Board, stop: int, order: int, chance: Chance) -> int:
    place = len(b.depot_room) + stop
    if order == LARGE:
        return -b.amount[stop]
    if order == FAR:
        return -b.toll[0, 0, place]
    if order == NEAR:
        return b.toll[0, 0, place]
    if order == NARROW:
        return b.due[place] - b.first[place]
    if order == EARLY:
        return b.first[place]
    if order == LATE:
        return -b.due[place]
    return below(chance, 1 << 30)
