"""A first plan: stop by stop in the order of the day, each at the end of the routes where it costs least."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, permutations

from solver.visits.engine.board import NONE, Board
from solver.visits.engine.propagate import time_anew
from solver.visits.engine.routes import Routes, empty_routes

LATE_PRICE = 2
"""Minutes of travel that a minute of lateness counts as, since it also delays what follows."""


class NoPlanError(Exception):
    """Some stop has no carers who may take it, or its links cannot be kept."""


@dataclass(slots=True)
class _Day:
    """One carer's route so far: her calls, and where and from when on she is free."""

    place: int
    free: int = 0
    calls: list[int] = field(default_factory=list)


def construct(b: Board) -> Routes:
    """Every stop is planned, late ones too. Raises NoPlanError."""
    nodes, carers = b.may.shape
    days = [_Day(int(b.node.place[nodes + carer])) for carer in range(carers)]
    starts: dict[int, int] = {}
    for stop in _order(b):
        parts = [int(node) for node in (b.stop.one[stop], b.stop.two[stop]) if node != NONE]
        starts[stop], chosen = _cheapest(b, days, stop, parts, _soonest(b, stop, starts))
        for node, carer in zip(parts, chosen, strict=True):
            days[carer].calls.append(node)
            days[carer].free = starts[stop] + int(b.node.minutes[node])
            days[carer].place = int(b.node.place[node])
    return load_routes(b, [day.calls for day in days])


def load_routes(b: Board, routes: Sequence[Sequence[int]]) -> Routes:
    """The plan of these routes, timed; raises NoPlanError when they go round in a circle."""
    r = empty_routes(b)
    nodes = len(b.may)
    for carer, route in enumerate(routes):
        ring = [nodes + carer, *route, nodes + carer]
        for left, right in pairwise(ring):
            r.node.next[left], r.node.prev[right] = right, left
        r.node.carer[list(route)] = carer
    if not time_anew(b, r, 1 << 40):
        raise NoPlanError("routes go round in a circle")
    return r


def _order(b: Board) -> list[int]:
    """By the start that links ask for; linked stops come right after one another, so that nothing can part them."""
    stops = range(len(b.stop))
    edges = [
        (int(b.into.stop[at]), stop, int(b.into.wait[at]))
        for stop in stops
        for at in range(int(b.stop.in_at[stop]), int(b.stop.in_end[stop]))
    ]
    start, group = [int(first) for first in b.stop.first], list(stops)
    for _ in stops:
        for one, other, wait in edges:
            start[other] = max(start[other], start[one] + wait)
            group[one] = group[other] = min(group[other], group[one])
    begin = {leader: min(start[stop] for stop in stops if group[stop] == leader) for leader in set(group)}
    return sorted(stops, key=lambda stop: (begin[group[stop]], group[stop], start[stop], stop))


def _soonest(b: Board, stop: int, starts: dict[int, int]) -> int:
    links = range(int(b.stop.in_at[stop]), int(b.stop.in_end[stop]))
    linked = [starts[int(b.into.stop[at])] + int(b.into.wait[at]) for at in links if int(b.into.stop[at]) in starts]
    return max([int(b.stop.first[stop]), *linked])


def _cheapest(
    b: Board, days: Sequence[_Day], stop: int, parts: Sequence[int], soonest: int
) -> tuple[int, tuple[int, ...]]:
    """The start, and the carer of each part, at the least way and lateness together."""
    able = [_able(b, days, node) for node in parts]
    place, due = int(b.node.place[parts[0]]), int(b.stop.due[stop])
    least: tuple[int, int, tuple[int, ...]] | None = None
    for group in permutations(sorted(set().union(*able)), len(parts)):
        if all(carer in row for carer, row in zip(group, able, strict=True)):
            ways = [int(b.way[days[carer].place, place]) for carer in group]
            start = max(soonest, *(days[carer].free + way for carer, way in zip(group, ways, strict=True)))
            price = sum(ways) + LATE_PRICE * max(0, start - due) * len(parts)
            least = min(least or (price, start, group), (price, start, group))
    if least is None:
        raise NoPlanError(f"nobody may take stop {stop}")
    return least[1:]


def _able(b: Board, days: Sequence[_Day], node: int) -> list[int]:
    """Carers who may take the call and leave its twin to somebody else who may, placed or not."""
    twin = int(b.node.twin[node])
    rest = [True] * len(days) if twin == NONE else b.may[twin].sum() > b.may[twin]
    return [at for at, day in enumerate(days) if b.may[node, at] and rest[at] and twin not in day.calls]
