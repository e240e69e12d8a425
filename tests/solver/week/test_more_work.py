"""Who could work one more shift, or longer on one: nothing that law or contract forbids is offered."""

from dataclasses import replace

from solver.explain.relax import LONGEST_STAY
from solver.rostering.problem import Employee, ShiftType
from solver.rostering.solution import Duty
from solver.week.more_work import Weeks
from solver.week.problem import Shift, WeekProblem
from tests.solver.week.example import EARLY, person, small_week, visit, with_unit

MORNING = Shift(ShiftType("morning", 450, 690, 240, frozenset({"caregiver"})))
CARER = person("carer0", "caregiver").employee


def week_of(employee: Employee) -> WeekProblem:
    people = (replace(person("carer0", "caregiver"), employee=employee),)
    return replace(with_unit(small_week(), people=people), shifts=(EARLY, MORNING))


def stays(employee: Employee, *shifts: str) -> bool:
    """Whether she may work longer on Monday, with these shifts from Monday on."""
    problem = week_of(employee)
    duties = [Duty("carer0", day, shift, "centre/visits/caregiver", "centre") for day, shift in enumerate(shifts)]
    return bool(Weeks.of(problem, duties).who_may_stay(problem.units[0], 0, LONGEST_STAY))


def test_a_short_shift_may_be_longer_as_far_as_hours_allow() -> None:
    assert stays(CARER, "morning")
    assert not stays(replace(CARER, max_week_minutes=300), "morning")
    assert not stays(replace(CARER, available=CARER.available[1:]), "morning")


def test_a_full_day_is_not_made_longer() -> None:
    assert not stays(CARER, "early")


def test_nobody_stays_on_a_day_off() -> None:
    problem = week_of(CARER)
    assert Weeks.of(problem, []).who_may_stay(problem.units[0], 0, LONGEST_STAY) == frozenset()


def test_who_is_free_comes_on_the_first_shift_that_holds_the_visit() -> None:
    problem = week_of(CARER)
    need = visit(0, days=(0,), times=1, earliest=870, latest=880)
    (carer,) = Weeks.of(problem, []).free(problem.units[0], need, 0)
    assert (carer.key, carer.start, carer.end) == ("carer0", EARLY.type.start, EARLY.type.end)
    busy = [Duty("carer0", 0, "morning", "centre/visits/caregiver", "centre")]
    assert list(Weeks.of(problem, busy).free(problem.units[0], need, 0)) == []
