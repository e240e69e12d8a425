"""Stops put into rounds and taken out of them; the sums of the plan and the stretches follow."""

from solver.compiled import compiled, inlined
from solver.meals.engine.board import Board, Ints
from solver.meals.engine.rounds import Rounds, touch
from solver.meals.engine.stretches import longer, sum_up


@inlined
def put(b: Board, r: Rounds, stop: int, slot: int, at: int, extra: int) -> None:
    """Adds a stop after the place `at` of a round, which costs `extra`."""
    touch(r, slot)
    size = r.size[slot]
    for behind in range(size + 2, at + 1, -1):
        r.place[slot, behind] = r.place[slot, behind - 1]
        if b.timed:
            for part in range(3):
                r.behind[slot, behind, part] = r.behind[slot, behind - 1, part]
    r.place[slot, at + 1] = len(b.depot_room) + stop
    r.size[slot] = size + 1
    r.busy[slot] += longer(b, r, slot, at, r.place[slot, at + 2], len(b.depot_room) + stop)
    r.load[slot] += b.amount[stop]
    r.left[b.depot[r.kind[slot]]] -= b.amount[stop]
    r.cost[slot] += extra
    r.total[0] += extra - b.price[stop]
    sum_up(b, r, slot, at + 1, at + 1)


@inlined
def put_alone(b: Board, r: Rounds, stop: int, kind: int) -> None:
    """Sends a vehicle of the kind out for the stop."""
    slot, depot = _send_out(r, kind), b.depot[kind]
    toll = b.toll[b.mode[kind]]
    place = len(b.depot_room) + stop
    r.size[slot] = 1
    r.place[slot, 0], r.place[slot, 1], r.place[slot, 2] = depot, place, depot
    r.load[slot] = b.amount[stop]
    r.left[depot] -= b.amount[stop]
    r.cost[slot] = b.hire[kind] + toll[depot, place] + toll[place, depot]
    way = b.way[b.mode[kind]]
    r.busy[slot] = way[depot, place] + b.stay[place] + way[place, depot]
    r.total[0] += r.cost[slot] - b.price[stop]
    sum_up(b, r, slot, 0, 1)


@compiled
def put_round(b: Board, r: Rounds, kind: int, stops: Ints) -> None:
    """Sends a vehicle of the kind out for all these stops in their order."""
    slot, depot, size = _send_out(r, kind), b.depot[kind], len(stops)
    r.size[slot], r.cost[slot] = size, 0
    r.place[slot, 0], r.place[slot, size + 1] = depot, depot
    for number in range(size):
        stop = stops[number]
        r.place[slot, number + 1] = len(b.depot_room) + stop
        r.left[depot] -= b.amount[stop]
        r.total[0] -= b.price[stop]
    count_anew(b, r, slot)


@inlined
def _send_out(r: Rounds, kind: int) -> int:
    """A free slot, now of one more vehicle of the kind."""
    slot = 0
    while r.kind[slot] >= 0:
        slot += 1
    touch(r, slot)
    r.kind[slot] = kind
    r.out[kind] += 1
    return slot


@inlined
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


@inlined
def count_anew(b: Board, r: Rounds, slot: int) -> None:
    """Sums up a round whose places were exchanged; an empty one gives its vehicle back."""
    kind, size = r.kind[slot], r.size[slot]
    toll, way, place = b.toll[b.mode[kind]], b.way[b.mode[kind]], r.place[slot]
    r.total[0] -= r.cost[slot]
    if size == 0:
        r.kind[slot] = -1
        r.out[kind] -= 1
        return
    r.load[slot], r.cost[slot], r.busy[slot] = 0, b.hire[kind], 0
    for at in range(size + 1):
        r.cost[slot] += toll[place[at], place[at + 1]]
        r.busy[slot] += way[place[at], place[at + 1]]
        if at > 0:
            r.load[slot] += b.amount[place[at] - len(b.depot_room)]
            r.busy[slot] += b.stay[place[at]]
    r.total[0] += r.cost[slot]
    sum_up(b, r, slot, 0, size)
