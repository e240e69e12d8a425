"""The demand curve asks for those who are not there yet."""

from solver.rostering.problem import Cover
from solver.week.curve import begun_heads, demand_curves
from solver.week.days import choose_days
from solver.week.problem import begun_cover
from tests.solver.week.example import small_week, with_unit


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
    assert not begun_heads(begun, begun.units[0])
