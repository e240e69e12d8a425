"""From which minute of a day on somebody is not at work any more."""

from datetime import UTC, date, datetime, timedelta

import pytest

from eldercare import clock
from eldercare.people.at_work import stopped_at
from eldercare.people.models import Leave, Staff

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
MIDNIGHT = datetime(2026, 11, 22, 16, tzinfo=UTC)
"""Where Monday begins for its people."""
NINE_TWENTY, NOON = 9 * 60 + 20, 12 * 60


def _leave(entered: int | None) -> Leave:
    """Of Monday, entered so many minutes after it began."""
    known = None if entered is None else MIDNIGHT + timedelta(minutes=entered)
    return Leave(key="l", first_day=MONDAY, last_day=MONDAY, entered_at=known)


def _member(last: date | None = None) -> Staff:
    return Staff(key="s", employed_from=date(2020, 1, 1), employed_to=last)


@pytest.mark.parametrize("now", [NINE_TWENTY, NOON, 3 * clock.DAY])
@pytest.mark.parametrize("entered", [NINE_TWENTY, -600, 2 * clock.DAY])
def test_leave_counts_from_when_it_was_entered_whenever_one_looks(entered: int, now: int) -> None:
    with clock.held(MIDNIGHT + timedelta(minutes=now)):
        assert stopped_at(_member(), MONDAY, [_leave(entered)]) == entered
        assert stopped_at(_member(), TUESDAY - timedelta(days=2), [_leave(entered)]) is None


def test_leave_of_which_nobody_knows_when_it_was_entered_leaves_what_is_over_alone() -> None:
    with clock.held(MIDNIGHT + timedelta(minutes=NOON)):
        assert stopped_at(_member(), MONDAY, [_leave(None)]) == NOON
    with clock.held(MIDNIGHT + timedelta(days=1)):
        assert stopped_at(_member(), MONDAY, [_leave(None)]) is None


def test_employment_ends_by_days() -> None:
    with clock.held(MIDNIGHT + timedelta(days=1, minutes=NOON)):
        stopped = [stopped_at(_member(MONDAY), MONDAY + timedelta(days=at), []) for at in range(3)]
    assert stopped == [None, NOON, NOON - clock.DAY]
