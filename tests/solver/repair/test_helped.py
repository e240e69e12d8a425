"""A meal that nobody could bring before comes now, but not behind whoever helps to eat it and is there already."""

from dataclasses import replace

import pytest

from solver.repair.problem import Hold, RepairProblem
from solver.result import Unplanned
from solver.week.check import check as check_week
from solver.week.problem import WeekProblem
from solver.week.solution import WeekSolution
from solver.week.solve import solve as solve_week
from tests.solver.week.example import visit, with_unit

from .example import LITTLE, morning, repaired, street

LUNCH = "lunch0@2"
LEFT = Unplanned("meal", LUNCH, 1, 30, "staff_available", {"supply": "pot/lunch/1@2/regular"})


def helped_at(minute: int) -> tuple[WeekProblem, WeekSolution]:
    """On Wednesday somebody helps elder 0 with eating, whose lunch is cooked that day, and stays in the kitchen."""
    unit = street().units[0]
    help_ = visit(0, key="help", minutes=30, days=(2,), times=1, earliest=minute, latest=minute, with_meal=True)
    week = with_unit(street(), visits=(*unit.visits, help_))
    others = tuple(need for need in unit.meals if need.key != LUNCH)
    plan = solve_week(with_unit(week, meals=others), LITTLE).solution
    told = replace(plan, not_planned=(*plan.not_planned, LEFT))
    assert check_week(week, told) == []
    return week, told


@pytest.mark.parametrize(("minute", "left"), [(630, (LEFT,)), (455, ())])
def test_it_is_brought_only_where_no_visit_that_stands_was_for_it(minute: int, left: tuple[Unplanned, ...]) -> None:
    """At ten past ten another elder needs no lunch any more; the wave leaves at twenty to eleven."""
    problem = RepairProblem(*helped_at(minute), morning(2, 605), Hold("elder1", 2, 2))
    assert repaired(problem).solution.solution.not_planned == left
