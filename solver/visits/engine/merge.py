"""A child of several plans: routes of one between those of another, cooled where they differ, mostly along their arcs.

Routes that change hands: Y. Nagata and S. Kobayashi, "A memetic algorithm for the pickup and delivery problem with time
windows using selective route exchange crossover", PPSN XI (2010); that links tie routes together is new here, so every
route of the child follows one order of the day. What good plans agree on is mostly right, and what is best lies mostly
among the arcs of some of them (W. Cook and P. Seymour, "Tour merging via branch-decomposition", INFORMS Journal on
Computing 15 (2003)); arcs that more of them have are drawn more often (S. Tsutsui, "Probabilistic model-building
genetic algorithms in permutation representation domain using edge histogram", PPSN VII (2002)). Nothing is forbidden,
so a child is as whole as any plan.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from solver.visits.engine.board import NONE, Board, Rows
from solver.visits.engine.construct import LATE_PRICE, NoPlanError, load_routes
from solver.visits.engine.routes import Routes, read_routes

NEAR = 12
"""Length of a child's lists: arcs of its parents, then the best of the usual lists."""

Calls = Sequence[Sequence[int]]
"""Carer → her nodes in order."""


def merged(b: Board, plans: Sequence[Routes]) -> Board:
    """The board on which a child of these plans is cooled; nothing is drawn where they are alike."""
    nexts = np.array([plan.node.next for plan in plans])
    prevs = np.array([plan.node.prev for plan in plans])
    drawn = np.flatnonzero((_apart(b, nexts) | _apart(b, prevs))[: len(b.may)])
    return b._replace(
        drawn=drawn.astype(np.uint32), before=_with_theirs(b.before, prevs), after=_with_theirs(b.after, nexts)
    )


def _apart(b: Board, neighbours: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Node → whether the plans give it different neighbours on this side; bases are all alike."""
    calls = np.minimum(neighbours, len(b.may))
    apart: NDArray[np.bool_] = (calls != calls[0]).any(axis=0)
    return apart


def _with_theirs(lists: Rows, neighbours: NDArray[np.uint32]) -> Rows:
    """Node × rank → the neighbours it has in the plans, the most frequent first, then those of its list."""
    rows = [
        list(dict.fromkeys([*(node for node, _ in Counter(theirs).most_common()), *usual]))[:NEAR]
        for theirs, usual in zip(neighbours.T.tolist(), lists.tolist(), strict=False)
    ]
    return np.array([(row * NEAR)[:NEAR] for row in rows], dtype=np.uint32)


def child_of(b: Board, one: Routes, other: Routes, luck: Random) -> Routes:
    """Some routes of `other` near one another, the rest as `one` has it; `one` itself where that cannot be driven."""
    mine, theirs = read_routes(b, one), read_routes(b, other)
    handed = _handed(b, mine, theirs, _some(b, theirs, luck))
    given = {node for whose in handed.values() for node in theirs[whose]}
    when = _when(b, one, other, given)
    routes = [
        theirs[handed[carer]] if carer in handed else [node for node in route if node not in given]
        for carer, route in enumerate(mine)
    ]
    for route in routes:
        route.sort(key=when.__getitem__)
    try:
        for node in sorted(set(range(len(b.may))).difference(*routes), key=when.__getitem__):
            _put_in(b, routes, when, node)
        return load_routes(b, routes)
    except NoPlanError:
        return one


def _some(b: Board, routes: Calls, luck: Random) -> list[int]:
    """One carer or up to half of those with calls, whose calls lie nearest to one that is drawn."""
    ways = b.way[b.node.place[luck.randrange(len(b.may))]]
    away = {carer: int(ways[b.node.place[route]].min()) for carer, route in enumerate(routes) if route}
    return sorted(away, key=away.__getitem__)[: luck.randint(1, max(1, len(away) // 2))]


def _handed(b: Board, mine: Calls, theirs: Calls, some: Sequence[int]) -> dict[int, int]:
    """Carer → whose route of the other plan she gets: who may and had most of it; empty if nobody may take one."""
    handed: dict[int, int] = {}
    for whose in sorted(some, key=lambda whose: -len(theirs[whose])):
        calls = set(theirs[whose])
        able = [carer for carer in range(len(mine)) if carer not in handed and b.may[theirs[whose], carer].all()]
        if not able:
            return {}
        handed[max(able, key=lambda carer: (len(calls & set(mine[carer])), carer == whose, -len(mine[carer])))] = whose
    return handed


def _when(b: Board, one: Routes, other: Routes, given: set[int]) -> list[tuple[int, int]]:
    """Node → where it stands in the order of the day: its start and itself.

    Handed calls, and those at the same stop or linked to them, stand where `other` has them, the rest as in `one`.
    """
    stop_of, twin = b.node.stop[: len(b.may)].tolist(), b.node.twin.tolist()
    from_other = {stop_of[node] for node in given | {twin[node] for node in given if twin[node] != NONE}}
    mine, theirs = one.stop.start.tolist(), other.stop.start.tolist()
    return [((theirs if stop in from_other else mine)[stop], node) for node, stop in enumerate(stop_of)]


def _put_in(b: Board, routes: list[list[int]], when: Sequence[tuple[int, int]], node: int) -> None:
    """Where it costs least among the carers who may; raises NoPlanError when nobody may."""
    twin, may = int(b.node.twin[node]), b.may[node].tolist()
    places = [
        (*_price(b, route, len(b.may) + carer, when, node), carer)
        for carer, route in enumerate(routes)
        if may[carer] and twin not in route
    ]
    if not places:
        raise NoPlanError(f"nobody may take node {node}")
    _, at, carer = min(places)
    routes[carer].insert(at, node)


def _price(b: Board, route: Sequence[int], base: int, when: Sequence[tuple[int, int]], node: int) -> tuple[int, int]:
    """What the node adds to the route where it stands in the order of the day, in way and delay; and where that is."""
    at = bisect_left(route, when[node], key=when.__getitem__)
    before, after = route[at - 1] if at else base, route[at] if at < len(route) else base
    from_place, here, to_place = (int(b.node.place[each]) for each in (before, node, after))
    to, on = int(b.way[from_place, here]), int(b.way[here, to_place])
    price = to + on - int(b.way[from_place, to_place])
    if at:
        price += LATE_PRICE * max(0, when[before][0] + int(b.node.minutes[before]) + to - when[node][0])
    if at < len(route):
        price += LATE_PRICE * max(0, when[node][0] + int(b.node.minutes[node]) + on - when[after][0])
    return price, at
