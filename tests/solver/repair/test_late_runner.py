"""Whose pause is near when she runs late pauses all the same, and comes to everybody she can."""

from dataclasses import replace
from functools import cache

import pytest

from solver.repair.problem import LateRunner, RepairProblem
from solver.repair.standing import pauses_told
from solver.visits.solution import Pause
from solver.week.check import check as check_week
from solver.week.problem import DAY, WeekProblem
from solver.week.solution import WeekSolution
from solver.week.solve import solve as solve_week
from tests.solver.week.example import small_week, visit, with_unit
from tests.solver.week.running import running

from .example import LITTLE, repaired

DAY_, CARER = 2, "carer0"
MORNING, PAUSE, NOON, LATER, WAY = 653, 700, 755, 830, 2
"""The first of her visits ends at 11:38, two minutes before her pause."""


@cache
def one_carer() -> tuple[WeekProblem, WeekSolution]:
    """She alone visits, on one day, each elder at a minute of her own."""
    week = small_week()
    people = tuple(one for one in week.units[0].people if one.employee.key not in ("carer1", "carer2"))
    starts = (MORNING, NOON, LATER)
    visits = tuple(
        visit(at, days=(DAY_,), times=1, earliest=one, latest=one + (60 if at else 0)) for at, one in enumerate(starts)
    )
    week = with_unit(week, people=people, visits=visits, meals=(), seats=())
    plan = solve_week(week, LITTLE).solution
    (routes,) = plan.routes
    assert [part.start for part in routes.assignments] == [DAY_ * DAY + start for start in starts]
    told = replace(plan, routes=(replace(routes, pauses=(Pause(CARER, DAY_ * DAY + PAUSE),)),))
    assert check_week(week, told) == []
    return week, told


def late(minutes: int, now: int = 690) -> RepairProblem:
    week, told = one_carer()
    return RepairProblem(week, told, DAY_ * DAY + now, LateRunner(CARER, minutes))


@pytest.mark.parametrize(("minutes", "now"), [(10, 690), (10, 697), (10, 700), (5, 690)])
def test_a_pause_that_has_not_begun_waits_until_she_is_free(minutes: int, now: int) -> None:
    problem = late(minutes, now)
    repair = repaired(problem).solution
    assert repair.solution.routes[0].assignments == problem.published.routes[0].assignments
    free = max(now, MORNING + 45) + minutes
    assert pauses_told(replace(problem, published=repair.solution), DAY_)[CARER] == DAY_ * DAY + free


def test_a_pause_that_has_begun_stays_where_it_is() -> None:
    problem = late(10, 705)
    repair = repaired(problem).solution
    assert (repair.solution.routes, repair.changes) == (problem.published.routes, ())


def test_so_does_one_that_has_begun_for_a_week_planned_again() -> None:
    week, told = one_carer()
    week = running(week, told, DAY_ * DAY + 705)
    again = solve_week(week, LITTLE).solution
    assert again.routes == told.routes
    repair = repaired(RepairProblem(week, again, DAY_ * DAY + 690, LateRunner(CARER, 10))).solution
    assert (repair.solution.routes, repair.changes) == (told.routes, ())


@pytest.mark.parametrize("minutes", [1, 2])
def test_who_still_comes_as_told_to_what_is_imminent_changes_nothing(minutes: int) -> None:
    """Two minutes before she has to leave for noon."""
    problem = late(minutes, NOON - WAY - 2)
    repair = repaired(problem).solution
    assert (repair.solution.routes, repair.changes) == (problem.published.routes, ())


def test_who_cannot_come_to_it_any_more_comes_when_anything_new_may_begin() -> None:
    problem = late(3, NOON - WAY - 2)
    repair = repaired(problem).solution
    starts = [part.start - DAY_ * DAY for part in repair.solution.routes[0].assignments]
    assert starts == [MORNING, NOON - WAY - 2 + problem.lead, LATER]


@pytest.mark.parametrize(("spare", "starts"), [(0, [MORNING, NOON, LATER]), (-1, [MORNING, 812, 812 + 45 + WAY])])
def test_with_her_pause_before_it_there_has_to_be_time_for_both(spare: int, starts: list[int]) -> None:
    """She is free at 11:38, and nothing new begins for two hours; it takes half an hour to pause, and the way."""
    problem = replace(late(NOON - WAY - 30 - 698 - spare), lead=122)
    repair = repaired(problem).solution
    assert [part.start - DAY_ * DAY for part in repair.solution.routes[0].assignments] == starts
