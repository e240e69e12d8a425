"""What the last weeks leave behind, counted by hand."""

from datetime import date, timedelta

from eldercare.planning.week import history
from eldercare.planning.week.history import Past, Worked
from eldercare.rulebook.rules import KEYS, RuleSet
from solver.rostering.problem import Ahead

MONDAY = date(2026, 11, 23)
NIGHT_ENDS = 360
RULES = RuleSet(**{**dict.fromkeys(KEYS, 0), "night_begins": 1320, "night_ends": NIGHT_ENDS})


def past(shifts: list[Worked], monday: date, *told: Worked) -> Past:
    return history.past(shifts, told, monday, RULES)


def day(back: int, paid: int = 480) -> Worked:
    """An ordinary day shift `back` days before Monday."""
    return Worked(MONDAY - timedelta(back), 480, 1020, paid)


def test_days_worked_in_a_row_up_to_sunday() -> None:
    assert past([day(1), day(2), day(4)], MONDAY).consecutive_days == 2


def test_a_free_sunday_starts_anew() -> None:
    assert past([day(2), day(3)], MONDAY).consecutive_days == 0


def night(back: int, ends: int = 1860) -> Worked:
    """From ten in the evening, `back` days before Monday."""
    return Worked(MONDAY - timedelta(back), 1320, ends, 480)


def test_a_night_makes_the_day_it_ends_on_a_working_day() -> None:
    assert past([day(3), night(2)], MONDAY).consecutive_days == 3
    assert past([day(3), night(2, ends=1440 + NIGHT_ENDS)], MONDAY).consecutive_days == 0


def test_a_night_into_monday_counts_up_to_sunday_and_is_known_by_its_end() -> None:
    """Monday itself belongs to the new week, which counts it by the end of the shift."""
    after = past([day(2), night(1)], MONDAY)
    assert (after.consecutive_days, after.last_end) == (2, 420)


def test_the_end_of_a_night_shift_may_lie_in_the_new_week() -> None:
    assert past([night(1)], MONDAY).last_end == 420
    assert past([day(1)], MONDAY).last_end == 1020 - 1440
    assert past([], MONDAY).last_end is None


def test_nights_in_a_row_up_to_sunday() -> None:
    nights = [Worked(MONDAY - timedelta(back), 1320, 1860, 480) for back in (1, 2, 4)]
    assert past(nights, MONDAY).consecutive_nights(1320, 360) == 2
    assert past([*nights[1:], day(1)], MONDAY).consecutive_nights(1320, 360) == 0
    assert past([nights[0], day(2)], MONDAY).consecutive_nights(1320, 360) == 1


def test_overtime_counts_weeks_of_the_same_month() -> None:
    shifts = [day(back, 600) for back in range(1, 6)] + [day(back, 600) for back in range(29, 34)]
    assert past(shifts, MONDAY).month_overtime(MONDAY, 2400) == 600


def test_weekend_days_of_four_weeks() -> None:
    assert past([day(1), day(2), day(8), day(30)], MONDAY).weekend_days == 3


def test_what_she_was_told_of_later_weeks_stands_after_the_plan() -> None:
    """Monday week, the night after it, and Thursday; its overtime is of the same month, that of December is not."""
    told = [day(-7), night(-8), day(-10)]
    found = past([day(1)], MONDAY, *told)
    assert found.ahead == Ahead(7 * 1440 + 480, frozenset({7, 8, 9, 10}), frozenset({8}))
    assert (found.consecutive_days, found.last_end) == (1, 1020 - 1440)
    assert past([], MONDAY).ahead == Ahead()
    first = date(2026, 11, 2)
    later = [Worked(MONDAY + timedelta(at), 480, 1140, 600) for at in range(5)]
    assert past([], first, *later).month_overtime(first, 2400) == 600
    assert past([], date(2026, 10, 26), *later).month_overtime(date(2026, 10, 26), 2400) == 0
