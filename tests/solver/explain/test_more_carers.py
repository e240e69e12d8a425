"""With so many more carers an open visit fits: whoever is planned stays, and the checker lets it pass."""

from dataclasses import replace

from hypothesis import given

from solver.budget import Budget
from solver.explain.more_carers import more_carers
from solver.visits.insertion import fitting
from solver.visits.problem import Break, VisitsProblem
from solver.visits.solve import solve
from tests.solver.random_cases import random_cases
from tests.solver.visits.small import carer, day, plan, stop
from tests.solver.visits.test_small_days import days


def test_each_newcomer_takes_what_she_has_time_for() -> None:
    wanted = [stop(key, f"home{at}", earliest=540, latest=540) for at, key in enumerate("abc", 1)]
    problem = day([carer()], wanted)
    assert more_carers(problem, plan(problem, ("a", "lin", 540)), ("b", "c")) == {"b": 1, "c": 2}


def test_a_visit_for_two_needs_one_more_where_one_is_free() -> None:
    wanted = [stop("a", earliest=540, latest=540), stop("b", "home2", carers=2, earliest=540, latest=540)]
    problem = day([carer("lin"), carer("wu")], wanted)
    assert more_carers(problem, plan(problem, ("a", "lin", 540)), ("b",)) == {"b": 1}


def test_what_nobody_can_make_keeps_nobody_from_what_somebody_can() -> None:
    """The long visit is pinned to somebody who is not there; a nurse has time for the short one."""
    staff = [carer("lin"), carer("wu", skills=frozenset({"nurse"}))]
    long = stop("a", minutes=60, pinned_carers=frozenset({"chen"}))
    taken, short = stop("b", "home2", latest=540, skill="nurse"), stop("c", latest=540, minutes=20, skill="nurse")
    problem = day(staff, [long, taken, short])
    assert more_carers(problem, plan(problem, ("b", "wu", 540)), ("a", "c")) == {"c": 1}


def test_two_come_where_one_alone_lets_nothing_in() -> None:
    wanted = [stop("a", latest=540), stop("b", "home2", carers=2, latest=540)]
    problem = day([carer()], wanted)
    assert more_carers(problem, plan(problem, ("a", "lin", 540)), ("b",)) == {"b": 2}


def test_whose_pause_lies_behind_has_none_ahead() -> None:
    resting = carer(end=760, pause=Break(30, 600, 630))
    problem = day([resting], [stop("a", earliest=660, latest=660), stop("b", "home2", earliest=660, latest=660)])
    assert more_carers(problem, plan(problem, ("a", "lin", 660)), ("b",), begins=640) == {"b": 1}


def test_nobody_like_those_on_duty_has_the_skill() -> None:
    problem = day([carer()], [stop("a", skill="nurse")])
    assert more_carers(problem, plan(problem), ("a",)) == {}


def test_nobody_comes_in_hours_that_are_over() -> None:
    problem = day([carer(end=600)], [stop("a", earliest=540, latest=560), stop("b", "home2", earliest=540, latest=560)])
    planned = plan(problem, ("a", "lin", 540))
    assert more_carers(problem, planned, ("b",), begins=500) == {"b": 1}
    assert more_carers(problem, planned, ("b",), begins=575) == {}


def test_who_cancels_waits_for_nobody() -> None:
    problem = day([carer()], [stop("a", latest=540), stop("b", "home2", latest=540)])
    assert more_carers(problem, plan(problem, ("a", "lin", 540)), ("b",), stop_now=lambda: True) == {}


@random_cases(60)
@given(days(most_carers=2, most_stops=5))
def test_what_fits_with_one_more_fits_by_arithmetic_too(problem: VisitsProblem) -> None:
    solution = solve(problem, Budget(effort=0.01)).solution
    left = tuple(need.key for need in solution.not_planned)
    for key, count in more_carers(problem, solution, left).items():
        some = [replace(problem, carers=(*problem.carers, replace(one, key="more"))) for one in problem.carers]
        assert count > 1 or any(fitting(day, solution.assignments, key) for day in some)
