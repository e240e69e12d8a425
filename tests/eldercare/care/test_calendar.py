"""Days of a standing promise: its weekdays, within its dates, outside absences."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from eldercare.care.calendar import WEEK, Absence, days_of

MONDAY = date(2026, 11, 23)
EVERY_DAY = 127


def test_a_promise_keeps_to_its_weekdays() -> None:
    assert days_of(0b0010101, MONDAY, MONDAY, None) == (0, 2, 4)


def test_a_promise_that_begins_on_thursday_and_ends_on_saturday() -> None:
    assert days_of(EVERY_DAY, MONDAY, MONDAY + timedelta(3), MONDAY + timedelta(5)) == (3, 4, 5)


def test_an_open_absence_takes_the_rest_of_the_week() -> None:
    assert days_of(EVERY_DAY, MONDAY, MONDAY, None, [Absence(MONDAY + timedelta(2), None)]) == (0, 1)


@given(st.integers(1, 127), st.integers(-10, 10), st.integers(0, 10))
def test_absence_and_presence_share_the_week(weekdays: int, first: int, length: int) -> None:
    absence = Absence(MONDAY + timedelta(first), MONDAY + timedelta(first + length))
    everything = days_of(weekdays, MONDAY, MONDAY, None)
    present = days_of(weekdays, MONDAY, MONDAY, None, [absence])
    away = tuple(day for day in range(WEEK) if absence.covers(MONDAY + timedelta(day)))
    assert set(present) | (set(everything) & set(away)) == set(everything)
    assert not set(present) & set(away)
