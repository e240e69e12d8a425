"""Rounds exchange stretches of stops as they are; strings put in stop by stop seldom do that.

E. Taillard, P. Badeau, M. Gendreau, F. Guertin and J.-Y. Potvin, "A tabu search heuristic for the vehicle routing
problem with soft time windows", Transportation Science 31 (1997). Where both go to the end it is the exchange of J.-Y.
Potvin and J.-M. Rousseau, Journal of the Operational Research Society 46 (1995).
"""

from solver.chance import Chance, below, fraction
from solver.compiled import inlined
from solver.meals.engine.board import Board, Ints
from solver.meals.engine.changes import count_anew
from solver.meals.engine.rounds import Rounds, touch
from solver.meals.engine.stretches import ends_in_time, extended

NEAREST = 30
"""How many of the nearest stops are tried as the next one."""
LONGEST = 8
"""Stops of a stretch that does not go to the end."""
TO_THE_END, ONE_WAY = 0.3, 0.65
"""Up to these shares both stretches go to the end, or one only moves; in the rest two change places."""


@inlined
def cross(b: Board, r: Rounds, aside: Ints, chance: Chance, limit: float) -> bool:
    """Lets a stop be followed by a stretch that begins near it; what came behind it may go where that was.

    Only where vehicles are of one kind, and for less than `limit` more; `aside` has room for as many places as there
    are stops. Says whether it was done.
    """
    stop = b.drawn[below(chance, len(b.drawn))]
    nearest = min(NEAREST, b.near.shape[1])
    if r.slot[stop] < 0 or nearest == 0:
        return False
    go, come = _lengths(b, chance)
    start = below(chance, nearest)
    for number in range(nearest):
        next_one = b.near[stop, (start + number) % nearest]
        if r.slot[next_one] == r.slot[stop]:
            done = _move_within(b, r, aside, stop, next_one, come, limit)
        else:
            done = _exchange(b, r, aside, stop, next_one, go, come, limit)
        if done:
            return True
    return False


@inlined
def _lengths(b: Board, chance: Chance) -> tuple[int, int]:
    """Of the stretch that goes and of the one that comes; more than there are means all to the end."""
    share = fraction(chance)
    if share < TO_THE_END:
        return len(b.amount), len(b.amount)
    come = 1 + below(chance, LONGEST)
    return (0 if share < ONE_WAY else 1 + below(chance, LONGEST)), come


@inlined
def _exchange(b: Board, r: Rounds, aside: Ints, stop: int, next_one: int, go: int, come: int, limit: float) -> bool:
    """The `go` stops behind `stop` and the `come` stops from `next_one` on change places."""
    one, other = r.slot[stop], r.slot[next_one]
    if other < 0 or r.kind[other] != r.kind[one]:
        return False
    at, to = r.at[stop], r.at[next_one] - 1
    end, back = min(at + go, r.size[one]), min(to + come, r.size[other])
    if not (
        _extra(b, r, one, at, end, other, to, back) < limit
        and _has_room(b, r, one, at, end, other, to, back)
        and _in_time(b, r, one, at, end, other, to, back)
        and _in_time(b, r, other, to, back, one, at, end)
    ):
        return False
    touch(r, one)
    touch(r, other)
    gone, came = end - at, back - to
    _keep(r, one, at, end, aside, 0)
    _keep(r, other, to, back, aside, gone)
    _replace(r, one, at, end, aside, gone, came)
    _replace(r, other, to, back, aside, 0, gone)
    count_anew(b, r, one)
    count_anew(b, r, other)
    return True


@inlined
def _extra(b: Board, r: Rounds, one: int, at: int, end: int, other: int, to: int, back: int) -> int:
    """What it costs that the stops behind `at` up to `end` and those behind `to` up to `back` change places.

    A round that becomes empty still counts as hired.
    """
    toll, p, q = b.toll[b.mode[r.kind[one]]], r.place[one], r.place[other]
    now = toll[p[at], p[at + 1]] + toll[q[to], q[to + 1]] + toll[q[back], q[back + 1]]
    then = toll[p[at], q[to + 1]] + toll[q[back], p[end + 1]]
    if end == at:
        return int(then + toll[q[to], q[back + 1]] - now)
    now += toll[p[end], p[end + 1]]
    return int(then + toll[q[to], p[at + 1]] + toll[p[end], q[back + 1]] - now)


@inlined
def _has_room(b: Board, r: Rounds, one: int, at: int, end: int, other: int, to: int, back: int) -> bool:
    more, room = _load(b, r, other, to, back) - _load(b, r, one, at, end), b.room[r.kind[one]]
    return bool(r.load[one] + more <= room and r.load[other] - more <= room)


@inlined
def _load(b: Board, r: Rounds, slot: int, start: int, end: int) -> int:
    load = 0
    for at in range(start + 1, end + 1):
        load += b.amount[r.place[slot, at] - len(b.depot_room)]
    return load


@inlined
def _in_time(b: Board, r: Rounds, one: int, at: int, end: int, other: int, to: int, back: int) -> bool:
    """Whether the first round keeps its times with the stretch of the other one in the place of its own."""
    if not b.timed:
        return True
    kind, ahead, before = r.kind[one], r.ahead[one], r.place[one, at]
    so_far = extended(b, r, kind, (ahead[at, 0], ahead[at, 1], ahead[at, 2]), before, other, to + 1, back + 1)
    if back > to:
        before = r.place[other, back]
    return ends_in_time(b, r, kind, so_far, before, one, end + 1)


@inlined
def _move_within(b: Board, r: Rounds, aside: Ints, stop: int, next_one: int, come: int, limit: float) -> bool:
    """The `come` stops from `next_one` on move behind `stop` in their round: neighbouring stretches change places."""
    slot, at, to = r.slot[stop], r.at[stop], r.at[next_one] - 1
    first, middle, end = at, to, min(to + come, r.size[slot])
    if to < at:
        first, middle, end = to, to + come, at
    if first >= middle or middle >= end:
        return False
    toll, p = b.toll[b.mode[r.kind[slot]]], r.place[slot]
    now = toll[p[first], p[first + 1]] + toll[p[middle], p[middle + 1]] + toll[p[end], p[end + 1]]
    then = toll[p[first], p[middle + 1]] + toll[p[end], p[first + 1]] + toll[p[middle], p[end + 1]]
    if then - now >= limit or not _in_time_within(b, r, slot, first, middle, end):
        return False
    touch(r, slot)
    _keep(r, slot, middle, end, aside, 0)
    _keep(r, slot, first, middle, aside, end - middle)
    _replace(r, slot, first, end, aside, 0, end - first)
    count_anew(b, r, slot)
    return True


@inlined
def _in_time_within(b: Board, r: Rounds, slot: int, first: int, middle: int, end: int) -> bool:
    if not b.timed:
        return True
    kind, ahead, place = r.kind[slot], r.ahead[slot], r.place[slot]
    so_far = (ahead[first, 0], ahead[first, 1], ahead[first, 2])
    so_far = extended(b, r, kind, so_far, place[first], slot, middle + 1, end + 1)
    so_far = extended(b, r, kind, so_far, place[end], slot, first + 1, middle + 1)
    return ends_in_time(b, r, kind, so_far, place[middle], slot, end + 1)


@inlined
def _keep(r: Rounds, slot: int, start: int, end: int, aside: Ints, begin: int) -> None:
    """Copies the places behind `start` up to `end` to `aside`, from `begin` on."""
    for number in range(end - start):
        aside[begin + number] = r.place[slot, start + 1 + number]


@inlined
def _replace(r: Rounds, slot: int, start: int, end: int, aside: Ints, begin: int, count: int) -> None:
    """Puts `count` places from `aside`, from `begin` on, where those behind `start` up to `end` were."""
    place, size, shift = r.place[slot], r.size[slot], count - (end - start)
    if shift > 0:
        for at in range(size + 1, end, -1):
            place[at + shift] = place[at]
    elif shift < 0:
        for at in range(end + 1, size + 2):
            place[at + shift] = place[at]
    for number in range(count):
        place[start + 1 + number] = aside[begin + number]
    r.size[slot] = size + shift
