"""Puts a stop where it costs least."""

import numpy as np

from solver.meals.engine.board import Board
from solver.meals.engine.rounds import Rounds, alone_in_time, in_time, put, put_alone
from solver.visits.chance import Chance, next_bits
from solver.visits.compiled import inner


BLINKS = np.uint64(655)
"""Of 65,536 places, how many are overlooked (about one in a hundred), so that the search does not run in circles."""


@inner
def insert(b: Board, r: Rounds, stop: int, chance: Chance, blinks: bool) -> bool:
    """Puts the stop in after its best neighbour or in a round of its own; False when that costs more than its price."""
    cost, slot, at = _beside(b, r, stop, chance, blinks)
    alone, kind = _best_kind(b, r, stop, cost)
    if kind >= 0:
        put_alone(b, r, stop, kind)
        return True
    if slot >= 0:
        put(b, r, stop, slot, at, cost)
        return True
    return False


@inner
def _beside(b: Board, r: Rounds, stop: int, chance: Chance, blinks: bool) -> tuple[int, int, int]:
    """Cost, slot and place after which to go; slot -1 when no round can take it for less than its price."""
    depots = len(b.depot_room)
    place, amount = depots + stop, b.amount[stop]
    best, best_slot, best_at = b.price[stop], -1, -1
    bits, uses = np.uint64(0), 0
    for slot in range(len(r.size)):
        kind = r.kind[slot]
        if kind < 0 or r.load[slot] + amount > b.room[kind] or not b.may[kind, stop]:
            continue
        if r.left[b.depot[kind]] < amount:
            continue
        toll = b.toll[b.mode[kind]]
        row = r.place[slot]
        before = row[0]
        for at in range(r.size[slot] + 1):
            after = row[at + 1]
            extra = toll[before, place] + toll[place, after] - toll[before, after]
            before = after
            if extra >= best:
                continue
            if blinks:
                if uses == 0:
                    bits, uses = next_bits(chance), 4
                uses -= 1
                blink = bits & np.uint64(65535)
                bits >>= np.uint64(16)
                if blink < BLINKS:
                    continue
            if b.timed and not in_time(b, r, slot, at, place):
                continue
            best, best_slot, best_at = extra, slot, at
    return best, best_slot, best_at


@inner
def _best_kind(b: Board, r: Rounds, stop: int, limit: int) -> tuple[int, int]:
    """Cost and kind of a round for the stop alone; kind -1 when that costs `limit` or more."""
    place, amount = len(b.depot_room) + stop, b.amount[stop]
    best, best_kind = limit, -1
    for kind in range(len(b.count)):
        if r.out[kind] >= b.count[kind] or amount > b.room[kind] or not b.may[kind, stop]:
            continue
        depot = b.depot[kind]
        if r.left[depot] < amount:
            continue
        toll = b.toll[b.mode[kind]]
        extra = b.hire[kind] + toll[depot, place] + toll[place, depot]
        if extra < best and alone_in_time(b, kind, place):
            best, best_kind = extra, kind
    return best, best_kind
