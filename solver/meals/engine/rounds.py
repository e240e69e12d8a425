"""The plan under search: rounds in slots, each with what is needed to price and time a change at once.

Along a round every place keeps the stretch from the depot to it and the stretch from it back to the depot, as
(duration, earliest, latest start) so that two stretches join in a few sums.

T. Vidal, T. G. Crainic, M. Gendreau and C. Prins, "A hybrid genetic algorithm with adaptive diversity management for a
large class of vehicle routing problems with time-windows", Computers & Operations Research 40 (2013).
"""

from typing import Any, NamedTuple

import numpy as np

from solver.compiled import compiled, inner
from solver.meals.engine.board import Board, Ints, Longs


class Rounds(NamedTuple):
    """`place[slot, 0 … size + 1]`: the depot, the stops in order, the depot again."""

    place: Ints
    size: Ints
    kind: Ints
    """-1 while the slot is free."""
    load: Ints
    cost: Longs
    busy: Ints
    """Time on the way and at doors, without waiting."""
    ahead: Ints
    """[slot, at, 3]: duration, earliest and latest start of the stretch from the depot to here."""
    behind: Ints
    """The same from here to the depot."""
    slot: Ints
    """By stop; -1 while it is left out."""
    at: Ints
    """By stop: its place in the round."""
    out: Ints
    """By kind: how many are out."""
    left: Longs
    """By depot: what it can still give."""
    touched: Ints
    """Slots changed since the last copy, the number of them last."""
    marked: Ints
    """By slot: 1 when among the touched."""
    total: Longs


def no_rounds(b: Board) -> Rounds:
    """Nobody out, every stop left out."""
    slots, width, stops = int(b.fleet.sum()), _width(b), len(b.amount)
    return Rounds(
        place=np.zeros((slots, width), dtype=np.int32),
        size=np.zeros(slots, dtype=np.int32),
        kind=np.full(slots, -1, dtype=np.int32),
        load=np.zeros(slots, dtype=np.int32),
        cost=np.zeros(slots, dtype=np.int64),
        busy=np.zeros(slots, dtype=np.int32),
        ahead=np.zeros((slots, width, 3), dtype=np.int32),
        behind=np.zeros((slots, width, 3), dtype=np.int32),
        slot=np.full(stops, -1, dtype=np.int32),
        at=np.zeros(stops, dtype=np.int32),
        out=np.zeros(len(b.fleet), dtype=np.int32),
        left=b.depot_room.copy(),
        touched=np.zeros(slots + 1, dtype=np.int32),
        marked=np.zeros(slots, dtype=np.int32),
        total=np.array([b.price.sum()], dtype=np.int64),
    )


def _width(b: Board) -> int:
    """Most stops that fit in the largest vehicle, and the depot twice."""
    fit = int(np.searchsorted(np.cumsum(np.sort(b.amount)), int(b.room.max(initial=0)), side="right"))
    return fit + 2


def copy_of(r: Rounds) -> Rounds:
    """The same plan once more, with nothing marked as touched."""
    parts: list[Any] = [part.copy() for part in r]
    copy = Rounds(*parts)
    for plan in (r, copy):
        plan.touched[-1] = 0
        plan.marked[:] = 0
    return copy


def mean_leg(r: Rounds) -> float:
    """What one way from place to place costs in the plan, 1 at least."""
    out = r.kind >= 0
    return max(1.0, float(r.cost[out].sum()) / max(1, int(r.size[out].sum() + out.sum())))


def read_rounds(b: Board, r: Rounds) -> list[tuple[int, list[int]]]:
    """Kind and stops of each round, in the order of the kinds."""
    depots = len(b.depot_room)
    out = [
        (int(r.kind[slot]), [int(place) - depots for place in r.place[slot, 1 : r.size[slot] + 1]])
        for slot in range(len(r.size))
        if r.kind[slot] >= 0
    ]
    return sorted(out)


@compiled
def copy_rounds(source: Rounds, target: Rounds) -> None:
    """Makes `target` the same plan."""
    for slot in range(len(source.size)):
        if source.kind[slot] >= 0 or target.kind[slot] >= 0:
            copy_slot(source, target, slot)
    copy_frame(source, target)


@inner
def copy_frame(source: Rounds, target: Rounds) -> None:
    """Everything but the rounds themselves."""
    for stop in range(len(source.slot)):
        target.slot[stop] = source.slot[stop]
        target.at[stop] = source.at[stop]
    for kind in range(len(source.out)):
        target.out[kind] = source.out[kind]
    for depot in range(len(source.left)):
        target.left[depot] = source.left[depot]
    target.total[0] = source.total[0]


@inner
def copy_slot(source: Rounds, target: Rounds, slot: int) -> None:
    target.size[slot] = source.size[slot]
    target.kind[slot] = source.kind[slot]
    target.load[slot] = source.load[slot]
    target.cost[slot] = source.cost[slot]
    target.busy[slot] = source.busy[slot]
    for at in range(source.size[slot] + 2):
        target.place[slot, at] = source.place[slot, at]
        for part in range(3):
            target.ahead[slot, at, part] = source.ahead[slot, at, part]
            target.behind[slot, at, part] = source.behind[slot, at, part]


@inner
def touch(r: Rounds, slot: int) -> None:
    if r.marked[slot] == 0:
        r.marked[slot] = 1
        count = r.touched[-1]
        r.touched[count] = slot
        r.touched[-1] = count + 1


@inner
def sum_up(b: Board, r: Rounds, slot: int, start: int, end: int) -> None:
    """Counts a round again, where its stops before place `start` and from place `end` on are as they were."""
    kind, size = r.kind[slot], r.size[slot]
    depots = len(b.depot_room)
    for at in range(max(1, start), size + 1):
        stop = r.place[slot, at] - depots
        r.slot[stop] = slot
        r.at[stop] = at
    if not b.timed:
        return
    way = b.way[b.mode[kind]]
    place, ahead, behind = r.place[slot], r.ahead[slot], r.behind[slot]
    if start <= 0:
        ahead[0, 0], ahead[0, 1], ahead[0, 2] = 0, b.starts[kind], b.ends[kind]
        start = 1
    for at in range(start, size + 2):
        here, before = place[at], place[at - 1]
        stay, first, due = b.stay[here], b.first[here], b.due[here]
        if at == size + 1:
            stay, first, due = 0, b.starts[kind], b.ends[kind]
        gap = ahead[at - 1, 0] + way[before, here]
        wait = max(0, first - gap - ahead[at - 1, 2])
        ahead[at, 0] = gap + stay + wait
        ahead[at, 1] = max(first - gap, ahead[at - 1, 1]) - wait
        ahead[at, 2] = min(due - gap, ahead[at - 1, 2])
    behind[size + 1, 0], behind[size + 1, 1], behind[size + 1, 2] = 0, b.starts[kind], b.ends[kind]
    for at in range(min(end, size), -1, -1):
        here, after = place[at], place[at + 1]
        stay, first, due = b.stay[here], b.first[here], b.due[here]
        if at == 0:
            stay, first, due = 0, b.starts[kind], b.ends[kind]
        gap = stay + way[here, after]
        wait = max(0, behind[at + 1, 1] - gap - due)
        behind[at, 0] = gap + behind[at + 1, 0] + wait
        behind[at, 1] = max(behind[at + 1, 1] - gap, first) - wait
        behind[at, 2] = min(behind[at + 1, 2] - gap, due)


@inner
def longer(b: Board, r: Rounds, slot: int, at: int, after: int, place: int) -> int:
    """How much busier a round is with a stop between the place `at` and the one that comes `after` it."""
    way, before = b.way[b.mode[r.kind[slot]]], r.place[slot, at]
    return int(way[before, place] + b.stay[place] + way[place, after] - way[before, after])


@inner
def in_time(b: Board, r: Rounds, slot: int, at: int, place: int) -> bool:
    """Whether a stop fits between the places `at` and `at + 1` of a round in time."""
    kind = r.kind[slot]
    way = b.way[b.mode[kind]]
    ahead, behind = r.ahead[slot], r.behind[slot]
    first, due = b.first[place], b.due[place]
    gap = ahead[at, 0] + way[r.place[slot, at], place]
    if ahead[at, 1] + gap > due:
        return False
    wait = max(0, first - gap - ahead[at, 2])
    duration = gap + b.stay[place] + wait
    earliest = max(first - gap, ahead[at, 1]) - wait
    latest = min(due - gap, ahead[at, 2])
    gap = duration + way[place, r.place[slot, at + 1]]
    if earliest + gap > behind[at + 1, 2]:
        return False
    wait = max(0, behind[at + 1, 1] - gap - latest)
    return bool(gap + behind[at + 1, 0] + wait <= b.longest[kind])


@inner
def alone_in_time(b: Board, kind: int, place: int) -> bool:
    """Whether a vehicle of the kind could go out for this stop only."""
    way, depot = b.way[b.mode[kind]], b.depot[kind]
    begin = max(b.starts[kind] + way[depot, place], b.first[place])
    back = begin + b.stay[place] + way[place, depot]
    duration = way[depot, place] + b.stay[place] + way[place, depot]
    return bool(begin <= b.due[place] and back <= b.ends[kind] and duration <= b.longest[kind])


@inner
def put(b: Board, r: Rounds, stop: int, slot: int, at: int, extra: int) -> None:
    """Adds a stop after the place `at` of a round, which costs `extra`."""
    touch(r, slot)
    size = r.size[slot]
    for behind in range(size + 2, at + 1, -1):
        r.place[slot, behind] = r.place[slot, behind - 1]
        if b.timed and behind > at + 2:
            for part in range(3):
                r.behind[slot, behind, part] = r.behind[slot, behind - 1, part]
    r.place[slot, at + 1] = len(b.depot_room) + stop
    r.size[slot] = size + 1
    if b.timed:
        for part in range(3):
            r.behind[slot, at + 2, part] = r.behind[slot, at + 1, part]
    r.busy[slot] += longer(b, r, slot, at, r.place[slot, at + 2], len(b.depot_room) + stop)
    r.load[slot] += b.amount[stop]
    r.left[b.depot[r.kind[slot]]] -= b.amount[stop]
    r.cost[slot] += extra
    r.total[0] += extra - b.price[stop]
    sum_up(b, r, slot, at + 1, at + 1)


@inner
def put_alone(b: Board, r: Rounds, stop: int, kind: int) -> None:
    """Sends a vehicle of the kind out for the stop."""
    slot = 0
    while r.kind[slot] >= 0:
        slot += 1
    touch(r, slot)
    depot = b.depot[kind]
    toll = b.toll[b.mode[kind]]
    place = len(b.depot_room) + stop
    r.kind[slot] = kind
    r.out[kind] += 1
    r.size[slot] = 1
    r.place[slot, 0], r.place[slot, 1], r.place[slot, 2] = depot, place, depot
    r.load[slot] = b.amount[stop]
    r.left[depot] -= b.amount[stop]
    r.cost[slot] = b.hire[kind] + toll[depot, place] + toll[place, depot]
    way = b.way[b.mode[kind]]
    r.busy[slot] = way[depot, place] + b.stay[place] + way[place, depot]
    r.total[0] += r.cost[slot] - b.price[stop]
    sum_up(b, r, slot, 0, 1)


@inner
def take_out(b: Board, r: Rounds, slot: int, start: int, end: int) -> None:
    """Takes the stops at the places `start` … `end` out of a round; an empty round gives its vehicle back."""
    touch(r, slot)
    kind, size, depots = r.kind[slot], r.size[slot], len(b.depot_room)
    toll, way, place = b.toll[b.mode[kind]], b.way[b.mode[kind]], r.place[slot]
    saved, idle = 0, 0
    for at in range(start, end + 2):
        saved += toll[place[at - 1], place[at]]
        idle += way[place[at - 1], place[at]]
    saved -= toll[place[start - 1], place[end + 1]]
    idle -= way[place[start - 1], place[end + 1]]
    for at in range(start, end + 1):
        stop = place[at] - depots
        idle += b.stay[place[at]]
        r.slot[stop] = -1
        r.load[slot] -= b.amount[stop]
        r.left[b.depot[kind]] += b.amount[stop]
        r.total[0] += b.price[stop]
    count = end - start + 1
    for at in range(end + 1, size + 2):
        place[at - count] = place[at]
        if b.timed:
            for part in range(3):
                r.behind[slot, at - count, part] = r.behind[slot, at, part]
    r.size[slot] = size - count
    if count == size:
        saved = r.cost[slot]
        r.kind[slot] = -1
        r.out[kind] -= 1
    else:
        sum_up(b, r, slot, start, start - 1)
    r.busy[slot] -= idle
    r.cost[slot] -= saved
    r.total[0] -= saved
