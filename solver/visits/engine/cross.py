"""A child of two plans: one parent's, in which some carers got routes of the other.

Selective route exchange: Y. Nagata and S. Kobayashi, "A memetic algorithm for the pickup and delivery problem with time
windows using selective route exchange crossover", PPSN XI (2010). Links between routes are new here: every route of the
child follows one order of the day, in which each stop stands where the parent had it whom the child takes it from.
"""

from collections.abc import Sequence
from math import inf
from random import Random

from solver.visits.engine.board import NONE, Board
from solver.visits.engine.construct import NoPlanError, load_routes
from solver.visits.engine.routes import Routes, read_routes

SHARE = (0.1, 0.5)
"""Share of the carers who get a route of the other parent, drawn evenly."""
DRAWS = 8
"""So many groups of routes are drawn, and that one taken by which fewest calls lose their place."""
NEAR_BY = 0.7
"""How often a group is of routes near one another, not of any."""
NEAREST = 5
"""So many of a route's calls say how near it is."""
LATE_PRICE = 2
"""Minutes of travel that a minute counts as by which a call put in comes too late or delays the next."""

Calls = Sequence[Sequence[int]]
"""Carer → her nodes in order."""


def cross(b: Board, one: Routes, other: Routes, luck: Random) -> Routes | None:
    """Mostly `one`, timed; None when no group of routes fits, or the child's routes would go round in a circle."""
    mine, theirs = read_routes(b, one), read_routes(b, other)
    size = max(1, int(luck.uniform(*SHARE) * len(mine)))
    drawn = [_handed(b, mine, theirs, _group(b, theirs, size, luck)) for _ in range(DRAWS)]
    fitting = [handed for handed in drawn if any(mine[carer] != theirs[whose] for carer, whose in handed.items())]
    if not fitting:
        return None
    handed = min(fitting, key=lambda handed: _lost(mine, theirs, handed))
    given = {carer: theirs[whose] for carer, whose in handed.items()}
    starts = _starts(b, one, other, {node for route in given.values() for node in route})
    routes = _together(mine, given, starts)
    for node in sorted(set(range(len(b.may))).difference(*routes), key=lambda node: (starts[node], node)):
        if not _put_in(b, routes, starts, node):
            return None
    try:
        return load_routes(b, routes)
    except NoPlanError:
        return None


def _group(b: Board, routes: Calls, size: int, luck: Random) -> list[int]:
    """So many carers, near some call or anywhere."""
    carers = range(len(routes))
    if luck.random() >= NEAR_BY:
        return luck.sample(carers, size)
    place = b.node.place[luck.randrange(len(b.may))]
    return sorted(carers, key=lambda carer: (_away(b, int(place), routes[carer]), carer))[:size]


def _away(b: Board, place: int, route: Sequence[int]) -> float:
    """How far its nearest calls are; endless where it has none."""
    ways = sorted(int(b.way[place, b.node.place[node]]) for node in route)[:NEAREST]
    return sum(ways) / len(ways) if ways else inf


def _handed(b: Board, mine: Calls, theirs: Calls, group: Sequence[int]) -> dict[int, int]:
    """Carer → whose route of the other parent she gets: of those who may, whom it costs fewest calls of her own."""
    handed: dict[int, int] = {}
    for whose in sorted(group, key=lambda whose: -len(theirs[whose])):
        calls = set(theirs[whose])
        able = [carer for carer in range(len(mine)) if carer not in handed and b.may[theirs[whose], carer].all()]
        if not able:
            return {}
        handed[max(able, key=lambda carer: (len(calls & set(mine[carer])), carer == whose, -len(mine[carer])))] = whose
    return handed


def _lost(mine: Calls, theirs: Calls, handed: dict[int, int]) -> int:
    """How many calls would have to be put in anew."""
    gone = {node for carer in handed for node in mine[carer]}
    return len(gone.difference(*(theirs[whose] for whose in handed.values())))


def _starts(b: Board, one: Routes, other: Routes, given: set[int]) -> list[int]:
    """Node → its start in the plan whose order it follows; linked stops follow the same."""
    stop_of = [int(stop) for stop in b.node.stop[: len(b.may)]]
    from_other = {stop_of[node] for node in given}
    from_other |= {stop_of[int(b.node.twin[node])] for node in given if b.node.twin[node] != NONE}
    return [int((other if stop in from_other else one).stop.start[stop]) for stop in stop_of]


def _together(mine: Calls, given: dict[int, list[int]], starts: Sequence[int]) -> list[list[int]]:
    taken = {node for route in given.values() for node in route}
    routes = [
        given[carer] if carer in given else [node for node in route if node not in taken]
        for carer, route in enumerate(mine)
    ]
    return [sorted(route, key=lambda node: (starts[node], node)) for route in routes]


def _put_in(b: Board, routes: list[list[int]], starts: Sequence[int], node: int) -> bool:
    """Where it costs least among the carers who may; False when nobody may."""
    twin = int(b.node.twin[node])
    places = [
        (*_price(b, route, len(b.may) + carer, starts, node), carer)
        for carer, route in enumerate(routes)
        if b.may[node, carer] and twin not in route
    ]
    if not places:
        return False
    _, at, carer = min(places)
    routes[carer].insert(at, node)
    return True


def _price(b: Board, route: Sequence[int], base: int, starts: Sequence[int], node: int) -> tuple[int, int]:
    """What the node adds to the route where its start wants it, in way and delay; and where that is."""
    at = sum((starts[other], other) < (starts[node], node) for other in route)
    before, after = route[at - 1] if at else base, route[at] if at < len(route) else base
    way, place = b.way, b.node.place
    to, on = int(way[place[before], place[node]]), int(way[place[node], place[after]])
    price = to + on - int(way[place[before], place[after]])
    if at:
        price += LATE_PRICE * max(0, starts[before] + int(b.node.minutes[before]) + to - starts[node])
    if at < len(route):
        price += LATE_PRICE * max(0, starts[node] + int(b.node.minutes[node]) + on - starts[after])
    return price, at
