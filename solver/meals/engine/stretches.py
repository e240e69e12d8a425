"""Times along a round: whether a stop fits between two others, told by the stretches before and behind it.

Every place keeps the stretch from the depot to it and the stretch from it back to the depot, as (duration, earliest,
latest start), so that two stretches join in a few sums.

T. Vidal, T. G. Crainic, M. Gendreau and C. Prins, "A hybrid genetic algorithm with adaptive diversity management for a
large class of vehicle routing problems with time-windows", Computers & Operations Research 40 (2013).
"""

from solver.compiled import inlined
from solver.meals.engine.board import Board
from solver.meals.engine.rounds import Rounds

Stretch = tuple[int, int, int]
"""Duration, earliest and latest start; of no use where the latest lies before the earliest."""


@inlined
def sum_up(b: Board, r: Rounds, slot: int, start: int, end: int) -> None:
    """Counts a round again, where its stops before place `start` and from place `end` on are as they were."""
    for at in range(max(1, start), r.size[slot] + 1):
        stop = r.place[slot, at] - len(b.depot_room)
        r.slot[stop] = slot
        r.at[stop] = at
    if b.timed:
        _look_ahead(b, r, slot, start)
        _look_behind(b, r, slot, end)


@inlined
def _look_ahead(b: Board, r: Rounds, slot: int, start: int) -> None:
    """Stretches from the depot to the places from `start` on."""
    kind, size = r.kind[slot], r.size[slot]
    way, place, ahead = b.way[b.mode[kind]], r.place[slot], r.ahead[slot]
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


@inlined
def _look_behind(b: Board, r: Rounds, slot: int, end: int) -> None:
    """Stretches back to the depot from the places up to `end`."""
    kind, size = r.kind[slot], r.size[slot]
    way, place, behind = b.way[b.mode[kind]], r.place[slot], r.behind[slot]
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


@inlined
def longer(b: Board, r: Rounds, slot: int, at: int, after: int, place: int) -> int:
    """How much busier a round is with a stop between the place `at` and the one that comes `after` it."""
    way, before = b.way[b.mode[r.kind[slot]]], r.place[slot, at]
    return int(way[before, place] + b.stay[place] + way[place, after] - way[before, after])


@inlined
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


@inlined
def extended(b: Board, r: Rounds, kind: int, so_far: Stretch, before: int, slot: int, start: int, end: int) -> Stretch:
    """A stretch that ends at the place `before`, with those at `start` … `end - 1` of a round behind it.

    Where it comes too late for one of them its latest start lies before the earliest.
    """
    way = b.way[b.mode[kind]]
    duration, earliest, latest = so_far
    for at in range(start, end):
        here = r.place[slot, at]
        gap = duration + way[before, here]
        first, due = b.first[here], b.due[here]
        if earliest > latest or earliest + gap > due:
            return duration, 1, 0
        wait = max(0, first - gap - latest)
        duration, before = gap + b.stay[here] + wait, here
        earliest, latest = max(first - gap, earliest) - wait, min(due - gap, latest)
    return duration, earliest, latest


@inlined
def ends_in_time(b: Board, r: Rounds, kind: int, so_far: Stretch, before: int, slot: int, at: int) -> bool:
    """Whether a stretch from the depot to the place `before` may go on with a round of its kind from place `at` on."""
    duration, earliest, latest = so_far
    behind = r.behind[slot]
    gap = duration + b.way[b.mode[kind], before, r.place[slot, at]]
    if earliest > latest or earliest + gap > behind[at, 2]:
        return False
    wait = max(0, behind[at, 1] - gap - latest)
    return bool(gap + behind[at, 0] + wait <= b.longest[kind])


@inlined
def alone_in_time(b: Board, kind: int, place: int) -> bool:
    """Whether a vehicle of the kind could go out for this stop only."""
    way, depot = b.way[b.mode[kind]], b.depot[kind]
    begin = max(b.starts[kind] + way[depot, place], b.first[place])
    back = begin + b.stay[place] + way[place, depot]
    duration = way[depot, place] + b.stay[place] + way[place, depot]
    return bool(begin <= b.due[place] and back <= b.ends[kind] and duration <= b.longest[kind])
