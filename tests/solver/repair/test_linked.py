"""What follows another visit and is about to begin stays: the other one does not come behind it, whoever is free."""

from dataclasses import replace
from functools import cache

import pytest

from solver.repair.problem import RepairProblem, SickCall
from solver.result import Unplanned
from solver.week.problem import DAY, WeekProblem
from solver.week.solution import WeekSolution
from solver.week.solve import solve as solve_week
from tests.solver.week.example import small_week, visit, with_unit

from .example import LITTLE, repaired, visits_of

DAY_ = 2
BATH, PILLS = 600, 625


@cache
def bath_and_pills() -> tuple[WeekProblem, WeekSolution]:
    """One carer comes for the bath at ten, the other one with the pills once it is over; any later hour would do."""
    week = small_week()
    people = tuple(one for one in week.units[0].people if one.employee.key != "carer2")
    bath = visit(8, key="bath", minutes=20, days=(DAY_,), times=1, earliest=BATH, latest=900)
    pills = replace(bath, key="pills", minutes=15, earliest=PILLS, after="bath", shortest=5, longest=60)
    told = (
        replace(bath, latest=BATH, excluded=frozenset({"carer1"})),
        replace(pills, latest=PILLS, excluded=frozenset({"carer0"})),
    )
    plan = solve_week(with_unit(week, people=people, visits=told, meals=(), seats=()), LITTLE).solution
    assert starts(plan) == {f"bath@{DAY_}": BATH, f"pills@{DAY_}": PILLS}
    return with_unit(week, people=people, visits=(bath, pills), meals=(), seats=()), plan


def without_bath(plan: WeekSolution) -> WeekSolution:
    """It was open before, for whatever reason."""
    (walk,) = plan.routes
    stays = tuple(part for part in walk.assignments if part.stop != f"bath@{DAY_}")
    left = Unplanned("visit", f"bath@{DAY_}", 2, 20, "skill")
    return replace(plan, routes=(replace(walk, assignments=stays),), not_planned=(left,))


@pytest.mark.parametrize(("planned", "rule"), [(True, "frozen"), (False, "skill")])
def test_it_stays_open_where_it_would_come_behind(planned: bool, rule: str) -> None:
    week, plan = bath_and_pills()
    published = plan if planned else without_bath(plan)
    repair = repaired(RepairProblem(week, published, DAY_ * DAY + 595, SickCall("carer0", DAY_), lead=60)).solution
    assert starts(repair.solution) == {f"pills@{DAY_}": PILLS}
    assert [(need.key, need.rule) for need in repair.solution.not_planned] == [(f"bath@{DAY_}", rule)]


def test_it_is_given_where_there_is_time_for_both() -> None:
    week, plan = bath_and_pills()
    repair = repaired(RepairProblem(week, plan, DAY_ * DAY + 590, SickCall("carer0", DAY_), lead=0)).solution
    assert starts(repair.solution) == {f"bath@{DAY_}": BATH, f"pills@{DAY_}": PILLS}


def starts(plan: WeekSolution) -> dict[str, int]:
    return {part.stop: part.start - DAY_ * DAY for part in visits_of(plan, DAY_)}
