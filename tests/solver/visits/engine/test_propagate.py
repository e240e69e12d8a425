"""Times set anew are the longest ways through routes and links; what has none is told to be a circle."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.visits.engine.board import Draft
from solver.visits.engine.construct import NoPlanError, load_routes
from solver.visits.engine.routes import cost_of, read_starts

from ...random_cases import random_cases
from .small import board, cost_by_hand, draft, starts_by_hand


@st.composite
def driven(draw: st.DrawFn) -> tuple[Draft, list[list[int]]]:
    """A few calls or very many in any order, often late, some in a circle; the first are pairs at once or apart."""
    pairs, alone = draw(st.integers(0, 4)), draw(st.sampled_from([2, 8, 80]))
    carers = draw(st.integers(2 if pairs else 1, 3))
    at_once, luck = draw(st.lists(st.booleans(), min_size=pairs, max_size=pairs)), Random(draw(st.integers(0, 10**6)))
    stop_of: list[int] = []
    links: list[tuple[int, int, int]] = []
    for together in [*at_once, *[None] * alone]:
        stop = stop_of[-1] + 1 if stop_of else 0
        stop_of += [stop] if together is None else [stop, stop if together else stop + 1]
        if together is False:
            links += [(stop, stop + 1, 5), (stop + 1, stop, -luck.randint(5, 400))]
    stops = stop_of[-1] + 1
    first = [luck.randrange(200) for _ in range(stops)]
    one = draft(
        stop_of=stop_of,
        place_of=[luck.randrange(5) for _ in stop_of],
        first=first,
        due=[start + luck.randrange(300) for start in first],
        links=links,
        pairs=[(2 * pair, 2 * pair + 1) for pair in range(pairs)],
        carers=carers,
    )
    routes: list[list[int]] = [[] for _ in range(carers)]
    for node in luck.sample(range(len(stop_of)), len(stop_of)):
        twin = node ^ 1 if node < 2 * pairs else None
        routes[luck.choice([carer for carer in range(carers) if twin not in routes[carer]])].append(node)
    return one, routes


@random_cases(100)
@given(driven())
def test_starts_are_those_by_hand_and_a_circle_is_told_where_there_is_one(case: tuple[Draft, list[list[int]]]) -> None:
    one, routes = case
    b, starts = board(one), starts_by_hand(one, routes)
    if starts is None:
        with pytest.raises(NoPlanError, match="circle"):
            load_routes(b, routes)
        return
    plan = load_routes(b, routes)
    assert read_starts(b, plan) == [starts[stop] for stop in one.stop_of]
    assert cost_of(plan) == cost_by_hand(one, routes)
