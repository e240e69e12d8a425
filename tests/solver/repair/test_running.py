"""A week that was planned again while it ran is repaired like any other."""

from functools import cache

import pytest

from solver.repair.check import check
from solver.repair.problem import Case, ClosedKitchen, Hold, LateRunner, RepairProblem, SickCall, UrgentVisit
from solver.repair.solve import solve
from solver.week.check import check as check_week
from solver.week.problem import DAY, WeekProblem
from solver.week.solution import WeekSolution
from solver.week.solve import solve as solve_week

from ..week.running import running
from .example import LITTLE, busy_day, published, street, urgent, visits_of

TODAY, CARER = busy_day()
BEGINS = TODAY * DAY + 540


@cache
def begun() -> tuple[WeekProblem, WeekSolution]:
    week = running(street(), published(), BEGINS)
    plan = solve_week(week, LITTLE).solution
    assert check_week(week, plan) == []
    return week, plan


@pytest.mark.parametrize("minutes", [0, 60, 150])
@pytest.mark.parametrize(
    "case",
    [
        SickCall(CARER, TODAY),
        UrgentVisit("centre", urgent(TODAY, latest=900)),
        Hold("elder0", TODAY, 6),
        LateRunner(CARER, 45),
        ClosedKitchen(f"pot/lunch/1@{TODAY + 1}"),
    ],
)
def test_no_rule_is_broken_and_nothing_begun_is_touched(case: Case, minutes: int) -> None:
    week, plan = begun()
    problem = RepairProblem(week, plan, BEGINS + minutes, case)
    assert check(problem, solve(problem, LITTLE).solution.solution) == []


def test_who_is_ill_tomorrow_begins_nothing() -> None:
    week, plan = begun()
    who = next(part.carer for part in visits_of(plan, TODAY + 1))
    problem = RepairProblem(week, plan, BEGINS, SickCall(who, TODAY + 1))
    repaired = solve(problem, LITTLE).solution.solution
    assert check(problem, repaired) == []
    assert who not in {part.carer for part in visits_of(repaired, TODAY + 1)}
