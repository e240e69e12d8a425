"""The plan under search: rounds in slots, each with what is needed to price and time a change at once."""

from typing import Any, NamedTuple

import numpy as np

from solver.compiled import compiled, inlined
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


def mean_leg(b: Board, r: Rounds) -> float:
    """What one way between two stops costs in the plan, 1 at least; to or from a depot, where no round has two.

    A trial changes ways between stops. Those from a depot far off cost much more, and a temperature that follows them
    never comes down.
    """
    between, ways = 0, 0
    for slot in np.flatnonzero(r.size > 1):
        stops, toll = r.place[slot, 1 : r.size[slot] + 1], b.toll[b.mode[r.kind[slot]]]
        between += int(toll[stops[:-1], stops[1:]].sum())
        ways += len(stops) - 1
    if not ways:
        out = r.kind >= 0
        between, ways = int(r.cost[out].sum()), 2 * int(out.sum())
    return max(1.0, between / max(1, ways))


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


@inlined
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


@inlined
def copy_slot(source: Rounds, target: Rounds, slot: int) -> None:
    """One trip of another plan, with what is reckoned along it."""
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


@inlined
def touch(r: Rounds, slot: int) -> None:
    """Mark a trip as changed, once."""
    if r.marked[slot] == 0:
        r.marked[slot] = 1
        count = r.touched[-1]
        r.touched[count] = slot
        r.touched[-1] = count + 1
