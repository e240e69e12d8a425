"""Two fall ill in one bath: each keeps what she has done of her shift, and the pause that she had."""

from dataclasses import replace
from functools import cache

from solver.repair.problem import RepairProblem, SickCall
from solver.repair.standing import pauses_told
from solver.visits.solution import Pause
from solver.week.check import check as check_week
from solver.week.problem import DAY, WeekProblem
from solver.week.solution import WeekSolution
from solver.week.solve import solve as solve_week
from tests.solver.week.example import small_week, visit, with_unit

from .example import LITTLE, repaired

DAY_, NOON = 2, 755
PAUSES = {"carer0": DAY_ * DAY + 665, "carer1": DAY_ * DAY + 700}


@cache
def one_bath() -> tuple[WeekProblem, WeekSolution]:
    """Both come once they have paused, each at a minute of her own."""
    week = small_week()
    people = tuple(one for one in week.units[0].people if one.employee.key != "carer2")
    bath = visit(8, carers=2, days=(DAY_,), times=1, earliest=NOON, latest=NOON)
    week = with_unit(week, people=people, visits=(bath,), meals=(), seats=())
    plan = solve_week(week, LITTLE).solution
    (routes,) = plan.routes
    told = replace(plan, routes=(replace(routes, pauses=tuple(Pause(*pause) for pause in PAUSES.items())),))
    assert check_week(week, told) == []
    return week, told


def test_two_shifts_of_one_type_cut_at_one_minute_keep_a_pause_each() -> None:
    problem = RepairProblem(*one_bath(), DAY_ * DAY + NOON + 5, SickCall("carer0", DAY_))
    for then in (SickCall("carer1", DAY_), None):
        repair = repaired(problem).solution
        problem = replace(problem, week=repair.problem, published=repair.solution, case=then)
    ends = {shift.type.end for shift in problem.week.shifts if shift.type.key.startswith("early/until/")}
    assert len(ends) == 1
    told = pauses_told(problem, DAY_)
    assert {carer: told[carer] for carer in PAUSES} == PAUSES
