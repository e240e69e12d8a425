"""The demand curve asks for those who are not there yet."""

from dataclasses import replace

from solver.budget import Budget
from solver.rostering.problem import Cover
from solver.week.check import check
from solver.week.curve import begun_heads, demand_curves, scarce_skills
from solver.week.days import choose_days
from solver.week.keys import begun_cover
from solver.week.problem import WeekProblem
from solver.week.solve import solve
from tests.solver.week.example import small_week, visit, with_unit


def test_a_shift_that_has_begun_is_not_asked_for_again() -> None:
    problem = small_week()
    unit = problem.units[0]
    days = choose_days(problem, unit)
    (curve,) = demand_curves(problem, unit, days, {})
    here = Cover(begun_cover(curve.key, "ma", 0), 0, "early", "centre", "caregiver", None, 1)
    begun = with_unit(problem, covers=(*unit.covers, here))
    (less,) = demand_curves(begun, begun.units[0], days, {})
    during, later = range(14, 31), range(31, 48)
    assert all(less.heads[0, slot] == max(0, curve.heads[0, slot] - 1) for slot in during if (0, slot) in curve.heads)
    assert all(less.heads[0, slot] == curve.heads[0, slot] for slot in later if (0, slot) in curve.heads)
    assert all(less.heads[at] == heads for at, heads in curve.heads.items() if at[0] != 0)


def test_only_shifts_for_visits_count() -> None:
    problem = small_week()
    cook = Cover(begun_cover("centre/cook@0", "he", 0), 0, "cooking", "centre", "cook", None, 1)
    begun = with_unit(problem, covers=(cook,))
    assert not begun_heads(begun, begun.units[0], "cook")
    assert not begun_heads(begun, begun.units[0], "caregiver")


BATHS = (1, 4)


def one_bather() -> WeekProblem:
    """Three carers work two days each; one of them may bathe, and baths are promised for Tuesday and Friday."""
    problem = small_week()
    people = tuple(
        replace(
            one,
            employee=replace(
                one.employee,
                contract_minutes=960,
                max_week_minutes=960,
                skills={"bathing": None} if one.employee.key == "carer2" else {},
            ),
        )
        if one.employee.job == "caregiver"
        else one
        for one in problem.units[0].people
    )
    washes = tuple(visit(at, times=1, days=(at,)) for at in range(6))
    baths = tuple(
        visit(6 + day, key=f"bath{day}", skill="bathing", times=1, days=(day,), priority_class=3) for day in BATHS
    )
    return with_unit(problem, people=people, visits=(*washes, *baths))


def test_a_skill_that_one_holds_is_asked_for_by_name_on_its_days() -> None:
    problem = one_bather()
    (unit,) = problem.units
    assert scarce_skills(problem, unit) == {"bathing"}
    anybody, bathers = demand_curves(problem, unit, choose_days(problem, unit), {})
    assert (anybody.skill, bathers.skill) == (None, "bathing")
    assert {day for (day, _), heads in bathers.heads.items() if heads} == set(BATHS)
    alike = with_unit(problem, people=tuple(one for one in unit.people if one.employee.key not in ("carer0", "carer1")))
    assert not scarce_skills(alike, alike.units[0])


def test_whose_certificate_has_run_out_is_no_holder() -> None:
    """Everybody may have bathed last week."""
    problem = one_bather()
    people = tuple(
        replace(one, employee=replace(one.employee, skills={"bathing": -1, **one.employee.skills}))
        for one in problem.units[0].people
    )
    lapsed = with_unit(problem, people=people)
    assert scarce_skills(lapsed, lapsed.units[0]) == {"bathing"}


def test_whoever_may_bathe_is_on_duty_on_the_days_of_the_baths() -> None:
    problem = one_bather()
    solution = solve(problem, Budget()).solution
    assert check(problem, solution) == []
    assert {duty.day for duty in solution.duties if duty.employee == "carer2"} == set(BATHS)
    assert not [need for need in solution.not_planned if need.key.startswith("bath")]


def test_a_bather_who_is_there_already_is_not_asked_for_again() -> None:
    problem = one_bather()
    (unit,) = problem.units
    here = Cover(begun_cover("centre/visits/caregiver", "carer2", 1), 1, "early", "centre", "caregiver", None, 1)
    begun = with_unit(problem, covers=(*unit.covers, here))
    _, bathers = demand_curves(begun, begun.units[0], choose_days(begun, begun.units[0]), {})
    assert {day for (day, _), heads in bathers.heads.items() if heads} == {4}
