"""On which days of a week a standing promise falls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

WEEK = 7


@dataclass(frozen=True, slots=True)
class Absence:
    """No service from `first_day` to `last_day`, both included; an open end is None."""

    first_day: date
    last_day: date | None

    def covers(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


def days_of(
    weekdays: int, monday: date, first: date, last: date | None, absences: Sequence[Absence] = ()
) -> tuple[int, ...]:
    """Days of the week (0 Monday … 6 Sunday) in the set `weekdays`, within `first` to `last`, outside every absence."""
    begins, ends = (first - monday).days, WEEK - 1 if last is None else (last - monday).days
    days = _within(weekdays, max(0, begins), min(WEEK - 1, ends))
    if not absences:
        return days
    return tuple(at for at in days if not any(absence.covers(monday + timedelta(days=at)) for absence in absences))


@cache
def _within(weekdays: int, first: int, last: int) -> tuple[int, ...]:
    """Thousands of promises of a week fall on the same few sets of days."""
    return tuple(at for at in range(first, last + 1) if weekdays >> at & 1)
