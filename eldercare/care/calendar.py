"""On which days of a week a standing promise falls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
    days = []
    for at in range(WEEK):
        day = monday + timedelta(days=at)
        inside = first <= day and (last is None or day <= last)
        if weekdays >> at & 1 and inside and not any(absence.covers(day) for absence in absences):
            days.append(at)
    return tuple(days)
