"""What a start costs by itself: the compiled search and the plain problem agree."""

from typing import Any

import numba
from hypothesis import given
from hypothesis import strategies as st

from solver.visits.arrays import arrays_of
from solver.visits.gaps import start_cost
from solver.visits.problem import AnnouncedVisit, Stop, VisitsProblem

from .small import carer, day, stop


@numba.njit  # not kept on disk: what is kept belongs to the files beside it, and the search is none of them
def cost(a: Any, stop: int, soon: int, last: int) -> Any:
    return start_cost(a, stop, soon, last)


MINUTES = st.integers(480, 960)


@st.composite
def wished(draw: st.DrawFn) -> tuple[VisitsProblem, Stop]:
    """One stop that may start from 8:00 to 16:00, announced with somebody who is there or not, preferred or not."""
    told = st.builds(AnnouncedVisit, MINUTES, st.sampled_from([frozenset({"lin"}), frozenset({"wu"})]))
    wanted = stop(
        earliest=480,
        latest=960,
        announced=draw(st.none() | told),
        preferred_start=draw(st.none() | MINUTES),
    )
    return day([carer(end=1080)], [wanted]), wanted


@given(wished(), MINUTES, MINUTES)
def test_the_search_prices_a_start_as_the_problem_does(case: tuple[VisitsProblem, Stop], one: int, other: int) -> None:
    problem, wanted = case
    a, soon, last = arrays_of(problem), min(one, other), max(one, other)
    assert cost(a, 0, soon, soon) == problem.start_price(wanted, soon)
    assert cost(a, 0, soon, last) <= min(problem.start_price(wanted, at) for at in range(soon, last + 1))


@given(wished())
def test_the_best_start_costs_least(case: tuple[VisitsProblem, Stop]) -> None:
    problem, wanted = case
    best = problem.best_start(wanted)
    prices = [problem.start_price(wanted, at) for at in range(480, 961)]
    assert (set(prices) == {0}) if best is None else (problem.start_price(wanted, best) == min(prices))
