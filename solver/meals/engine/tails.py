"""Two rounds exchange what comes last in them; strings put in stop by stop seldom do that to long rounds.

J.-Y. Potvin and J.-M. Rousseau, "An exchange heuristic for routeing problems with time windows", Journal of the
Operational Research Society 46 (1995).
"""

from solver.chance import Chance, below
from solver.compiled import inlined
from solver.meals.engine.board import Board, Ints
from solver.meals.engine.changes import count_anew
from solver.meals.engine.rounds import Rounds, touch
from solver.meals.engine.stretches import joins_in_time

NEAREST = 30
"""How many of the nearest stops are tried as the next one."""


@inlined
def swap_tails(b: Board, r: Rounds, room: Ints, chance: Chance, limit: float) -> bool:
    """Lets a stop be followed by one near it and all that comes behind that, whose round goes on with what it lost.

    Only between vehicles of one kind, and for less than `limit` more; `room` is for the places on the move. Says
    whether it was done.
    """
    stop = below(chance, len(b.amount))
    one, at = r.slot[stop], r.at[stop]
    nearest = min(NEAREST, b.near.shape[1])
    if one < 0 or nearest == 0:
        return False
    start = below(chance, nearest)
    for number in range(nearest):
        next_one = b.near[stop, (start + number) % nearest]
        other = r.slot[next_one]
        if other < 0 or other == one or r.kind[other] != r.kind[one]:
            continue
        to = r.at[next_one] - 1
        if _extra(b, r, one, at, other, to) < limit and _fits(b, r, one, at, other, to):
            _swap(b, r, room, one, at, other, to)
            return True
    return False


@inlined
def _extra(b: Board, r: Rounds, one: int, at: int, other: int, to: int) -> int:
    """What it costs when the rounds change places behind `at` and `to`; an empty one still counts as hired."""
    toll = b.toll[b.mode[r.kind[one]]]
    here, behind_here = r.place[one, at], r.place[one, at + 1]
    there, behind_there = r.place[other, to], r.place[other, to + 1]
    now = toll[here, behind_here] + toll[there, behind_there]
    return int(toll[here, behind_there] + toll[there, behind_here] - now)


@inlined
def _fits(b: Board, r: Rounds, one: int, at: int, other: int, to: int) -> bool:
    if b.timed and not (joins_in_time(b, r, one, at, other, to + 1) and joins_in_time(b, r, other, to, one, at + 1)):
        return False
    first, second = _load_up_to(b, r, one, at), _load_up_to(b, r, other, to)
    room = b.room[r.kind[one]]
    return bool(first + r.load[other] - second <= room and second + r.load[one] - first <= room)


@inlined
def _load_up_to(b: Board, r: Rounds, slot: int, end: int) -> int:
    load = 0
    for at in range(1, end + 1):
        load += b.amount[r.place[slot, at] - len(b.depot_room)]
    return load


@inlined
def _swap(b: Board, r: Rounds, room: Ints, one: int, at: int, other: int, to: int) -> None:
    """The depot at the end moves along."""
    touch(r, one)
    touch(r, other)
    first, second = r.size[one] - at, r.size[other] - to
    for number in range(first + 1):
        room[number] = r.place[one, at + 1 + number]
    for number in range(second + 1):
        r.place[one, at + 1 + number] = r.place[other, to + 1 + number]
    for number in range(first + 1):
        r.place[other, to + 1 + number] = room[number]
    r.size[one], r.size[other] = at + second, to + first
    count_anew(b, r, one)
    count_anew(b, r, other)
