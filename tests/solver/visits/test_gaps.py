"""What a start costs, by itself as the plain problem says, and in a gap."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from solver.chance import chance_of
from solver.compiled import compiled
from solver.visits.arrays import arrays_of
from solver.visits.gaps import NO_PAUSE, gap_cost, start_cost
from solver.visits.insert import insert_stop
from solver.visits.plan import empty_plan
from solver.visits.problem import AnnouncedVisit, Stop, VisitsProblem
from solver.visits.schedule import choose_starts, set_times

from .small import carer, day, stop


@compiled
def cost(a: Any, stop: int, soon: int, last: int) -> Any:
    return start_cost(a, stop, soon, last)


@compiled
def gap(a: Any, p: Any, stop: int, carer: int, previous: int, pause: int, low: int, high: int, limit: int) -> Any:
    return gap_cost(a, p, stop, carer, previous, pause, low, high, limit)


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


def test_a_place_costs_what_its_neighbours_move_for_it() -> None:
    """Between two stops that start when they like there are ten minutes too few; at the end of the day nobody moves."""
    first, second = stop("a", preferred_start=570), stop("b", latest=700, preferred_start=640)
    a = arrays_of(day([carer()], [first, second, stop("c", "home2", latest=900)]))
    plan = empty_plan(a)
    for at in range(2):
        assert insert_stop(a, plan, at, chance_of(0), 0.0)
    assert set_times(a, plan)
    choose_starts(a, plan)
    low, high = 540, 900
    assert gap(a, plan, 2, 0, 0, NO_PAUSE, low, high, 1000) == 10
    assert gap(a, plan, 2, 0, 1, NO_PAUSE, low, high, 1000) == 0
    assert gap(a, plan, 2, 0, 0, NO_PAUSE, low, high, 5) >= 5
