"""What the standing attendance asks of a week's zones. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eldercare.care.calendar import Absence, days_of
from eldercare.daycare.models import Attendance
from eldercare.people.models import Elder

PRIORITY_CLASS = 2


@dataclass(frozen=True, slots=True)
class SeatNeed:
    """A seat for one elder on one day (0 Monday … 6 Sunday)."""

    attendance: Attendance
    elder: Elder
    day: int


def seat_needs(
    attendance: Sequence[Attendance], monday: date, absences: Mapping[int, Sequence[Absence]]
) -> list[SeatNeed]:
    """Seats of the week; `attendance` comes with elder and facility, `absences` by elder id."""
    return [
        SeatNeed(standing, standing.elder, day)
        for standing in attendance
        for day in days_of(
            standing.weekdays,
            monday,
            standing.starts_on,
            min((end for end in (standing.ends_on, standing.elder.ended_on) if end), default=None),
            absences.get(standing.elder.id, ()),
        )
    ]
