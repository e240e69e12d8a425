"""Random small drafts, and the timing of routes as anyone would write it down."""

from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from solver.visits.engine.board import Board, Draft, board_of
from solver.visits.engine.neighbours import neighbours
from solver.visits.engine.routes import Routes, cost_of, read_routes, read_starts

PLACES = ((0, 0), (3, 4), (6, 0), (9, 5), (1, 12))


def draft(
    *,
    stop_of: list[int],
    place_of: list[int],
    first: list[int],
    due: list[int],
    links: list[tuple[int, int, int]] | None = None,
    pairs: list[tuple[int, int]] | None = None,
    carers: int = 2,
    minutes: int = 10,
    may: list[list[bool]] | None = None,
) -> Draft:
    """All carers begin at place 0 and may take everything, unless `may` (node × carer) says otherwise."""
    return Draft(
        stop_of=stop_of,
        place_of=place_of,
        minutes=[minutes] * len(stop_of),
        first=first,
        due=due,
        links=links or [],
        pairs=pairs or [],
        base_of=[0] * carers,
        may=np.array(may or [[True] * carers] * len(stop_of), dtype=np.bool_),
        way=way(),
    )


def board(one: Draft) -> Board:
    return board_of(one, *neighbours(one))


def way() -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
    return np.array([[abs(x - u) + abs(y - v) for u, v in PLACES] for x, y in PLACES], dtype=np.int32)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Two to seven elders with one call, two at once, or two with a gap, for three carers; some may take few calls."""
    stop_of: list[int] = []
    place_of: list[int] = []
    spans: list[tuple[int, int]] = []
    links: list[tuple[int, int, int]] = []
    pairs: list[tuple[int, int]] = []
    for _ in range(draw(st.integers(2, 7))):
        kind, earliest = draw(st.sampled_from(["one", "one", "at once", "gap"])), draw(st.integers(0, 60))
        span, place = (earliest, earliest + draw(st.integers(0, 20))), draw(st.integers(0, len(PLACES) - 1))
        spans.append(span)
        for part in range(1 if kind == "one" else 2):
            if kind == "gap" and part == 1:
                shortest, longest = sorted((draw(st.integers(0, 20)), draw(st.integers(0, 20))))
                links += [(len(spans) - 1, len(spans), shortest), (len(spans), len(spans) - 1, -longest)]
                spans.append(span)
            stop_of.append(len(spans) - 1)
            place_of.append(place)
        if kind != "one":
            pairs.append((len(stop_of) - 2, len(stop_of) - 1))
    able = st.lists(st.booleans(), min_size=3, max_size=3).filter(any)
    may = [draw(able) for _ in stop_of]
    for one, two in pairs:
        if sum(map(max, may[one], may[two])) == 1:
            may[two] = [not may[one][at] for at in range(3)]
    return draft(
        stop_of=stop_of,
        place_of=place_of,
        first=[earliest for earliest, _ in spans],
        due=[latest for _, latest in spans],
        links=links,
        pairs=pairs,
        carers=3,
        minutes=draw(st.integers(1, 15)),
        may=may,
    )


def starts_by_hand(one: Draft, routes: list[list[int]]) -> list[int] | None:
    """Stop → earliest start, None when the routes go round in a circle."""
    starts = list(one.first)
    for _ in range(len(starts) + 1):
        before = list(starts)
        for carer, route in enumerate(routes):
            here, free = one.base_of[carer], 0
            for node in route:
                stop = one.stop_of[node]
                starts[stop] = max(starts[stop], free + int(one.way[here, one.place_of[node]]))
                here, free = one.place_of[node], starts[stop] + one.minutes[node]
        for a, b, wait in one.links:
            starts[b] = max(starts[b], starts[a] + wait)
        if starts == before:
            return starts
    return None


def cost_by_hand(one: Draft, routes: list[list[int]]) -> int | None:
    """Distance, and the lateness of all calls and of the latest, None when the routes go round in a circle."""
    starts = starts_by_hand(one, routes)
    if starts is None:
        return None
    late = [max(0, starts[stop] - one.due[stop]) for stop in one.stop_of]
    places = [
        [one.base_of[carer], *(one.place_of[node] for node in route), one.base_of[carer]]
        for carer, route in enumerate(routes)
    ]
    distance = sum(int(one.way[a, b]) for row in places for a, b in pairwise(row))
    return distance + sum(late) + max(late)


def holds(one: Draft, b: Board, plan: Routes) -> None:
    """Every call once, by somebody who may, twins apart, and times and sums as by hand."""
    routes = read_routes(b, plan)
    assert sorted(node for route in routes for node in route) == list(range(len(one.stop_of)))
    assert all(one.may[node, carer] for carer, route in enumerate(routes) for node in route)
    carer_of = {node: carer for carer, route in enumerate(routes) for node in route}
    assert all(carer_of[a] != carer_of[b] for a, b in one.pairs)
    by_hand = starts_by_hand(one, routes)
    assert by_hand is not None
    assert read_starts(b, plan) == [by_hand[stop] for stop in one.stop_of]
    assert cost_of(plan) == cost_by_hand(one, routes)
