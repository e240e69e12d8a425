"""Shifts whose people are not there, and from which minute on nothing was done on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from eldercare import clock
from eldercare.people.at_work import stopped_at
from eldercare.people.models import Staff
from eldercare.planning.drafts import Standing
from eldercare.planning.moment import Moment
from eldercare.planning.week.models import DraftShift
from eldercare.planning.week.presence import LeaveOf, Span, away_of, is_post, leave_of, posts_of
from eldercare.planning.week.shown import shifts_shown
from eldercare.shifts.models import Shift

At = tuple[int, date]
"""Person and day."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A shift whose person is not there; `why` as `away_of` says it. What ends after the minute `since` of its day
    falls with it."""

    staff: Staff
    day: date
    why: str
    at_a_place: bool
    """Whether it is one of the unit's own that a place asks for."""
    since: int


async def absent_of(standing: Standing, of: Iterable[Shift | DraftShift] | None = None) -> list[Absent]:
    """Every shift whose person is not there, or had not finished it when she left, day by day; of all, or of these."""
    shifts = {(one.staff_id, one.day): one for one in (await shifts_shown(standing) if of is None else of)}
    staff = await Staff.filter(id__in=list({one for one, _ in shifts})).prefetch_related("availability")
    leave, posts = await leave_of([one.id for one in staff], standing.week), await posts_of(standing.unit)
    away = away_of(shifts, staff, leave, posts, Moment.of(standing.week))
    return absences(away, staff, leave, shifts)


def absences(away: Mapping[At, str], staff: Iterable[Staff], leave: LeaveOf, shifts: Mapping[At, Span]) -> list[Absent]:
    """Who is away when and why, day by day; `shifts` are the unit's own."""
    people = {one.id: one for one in staff}
    return [
        Absent(
            staff=people[who],
            day=day,
            why=away[who, day],
            at_a_place=(who, day) in shifts and is_post(shifts[who, day].demand_key),
            since=_since(people[who], day, leave),
        )
        for who, day in sorted(away, key=lambda at: (at[1], at[0]))
    ]


def _since(one: Staff, day: date, leave: LeaveOf) -> int:
    stopped = stopped_at(one, day, leave.get(one.id, ()))
    return clock.minute_on(day, clock.now()) if stopped is None else stopped
