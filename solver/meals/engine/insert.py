"""Puts a stop where it costs least."""

from solver.chance import Chance, fraction
from solver.compiled import inlined
from solver.meals.engine.board import Board
from solver.meals.engine.changes import put, put_alone
from solver.meals.engine.rounds import Rounds
from solver.meals.engine.stretches import alone_in_time, in_time, longer

BLINKS = 0.01
"""How often a place is overlooked, so that the search does not run in circles."""


@inlined
def insert(b: Board, r: Rounds, stop: int, chance: Chance, blinks: bool) -> None:
    """Puts the stop into a round or sends one out for it, unless that costs more than leaving it out."""
    cost, slot, at = _beside(b, r, stop, chance, blinks)
    kind = _best_kind(b, r, stop, cost)
    if kind >= 0:
        put_alone(b, r, stop, kind)
    elif slot >= 0:
        put(b, r, stop, slot, at, cost)


@inlined
def _beside(b: Board, r: Rounds, stop: int, chance: Chance, blinks: bool) -> tuple[int, int, int]:
    """Cost, slot and place after which to go; slot -1 when no round can take it for less than its price."""
    place = len(b.depot_room) + stop
    best, best_slot, best_at = int(b.price[stop]), -1, -1
    for slot in range(len(r.size)):
        if r.kind[slot] < 0 or not _has_room(b, r, stop, slot):
            continue
        toll, row = b.toll[b.mode[r.kind[slot]]], r.place[slot]
        spare = b.longest[r.kind[slot]] - r.busy[slot]
        if spare < b.stay[place]:
            continue
        start, end = _within(b, r, slot, place)
        before = row[start]
        for at in range(start, end):
            after = row[at + 1]
            extra = toll[before, place] + toll[place, after] - toll[before, after]
            before = after
            if extra >= best:
                continue
            if b.timed and (longer(b, r, slot, at, after, place) > spare or not in_time(b, r, slot, at, place)):
                continue
            if blinks and fraction(chance) < BLINKS:
                continue
            best, best_slot, best_at = extra, slot, at
    return best, best_slot, best_at


@inlined
def _within(b: Board, r: Rounds, slot: int, place: int) -> tuple[int, int]:
    """The places of a round, `start` … `end - 1`, behind which the stop may come as far as its window alone says.

    Before them the next stop cannot wait until this one could be served, behind them it is too late for this one.
    """
    start, end = 0, r.size[slot] + 1
    if not b.timed:
        return start, end
    ahead, behind = r.ahead[slot], r.behind[slot]
    ready, due = b.first[place] + b.stay[place], b.due[place]
    while start < end and behind[start + 1, 2] < ready:
        start += 1
    while end > start and ahead[end - 1, 0] + ahead[end - 1, 1] > due:
        end -= 1
    return start, end


@inlined
def _has_room(b: Board, r: Rounds, stop: int, slot: int) -> bool:
    kind, amount = r.kind[slot], b.amount[stop]
    return bool(b.may[kind, stop] and r.load[slot] + amount <= b.room[kind] and r.left[b.depot[kind]] >= amount)


@inlined
def _best_kind(b: Board, r: Rounds, stop: int, limit: int) -> int:
    """The kind whose round for the stop alone costs least; -1 when that is `limit` or more."""
    place, amount = len(b.depot_room) + stop, b.amount[stop]
    best, best_kind = limit, -1
    for kind in range(len(b.fleet)):
        depot = b.depot[kind]
        toll = b.toll[b.mode[kind]]
        extra = b.hire[kind] + toll[depot, place] + toll[place, depot]
        if extra >= best or r.out[kind] >= b.fleet[kind] or r.left[depot] < amount:
            continue
        if b.may[kind, stop] and amount <= b.room[kind] and alone_in_time(b, kind, place):
            best, best_kind = extra, kind
    return best_kind
