"""Who is there for a shift: one answer for the planner, the board and publishing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from eldercare.clock import DAY
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import facilities_of_unit
from eldercare.people.at_work import is_employed, on_leave, stopped_at
from eldercare.people.models import Leave, Staff
from eldercare.planning.moment import Moment
from eldercare.shifts.models import ShiftDemand, ShiftJob
from solver.rostering.problem import Available

SUNDAY = 6
NOON_AFTER = DAY + DAY // 2
"""A span of Sunday that lasts all day leaves room for a shift that ends by noon of a Monday beyond the plan."""

Away = Mapping[tuple[int, date], str]
"""Person and day of a shift that cannot stay → how it breaks the rule `staff_available`: `on_leave`, `not_available`,
`other_job` or `elsewhere`."""
LeaveOf = Mapping[int, Sequence[Leave]]
"""By person."""


class Span(Protocol):
    """A shift, drafted or published, or its chip on the board; `ends` past 1440 is on the next day, `demand_key` is the
    post that it fills or `unit/visits/job`."""

    @property
    def starts(self) -> int: ...
    @property
    def ends(self) -> int: ...
    @property
    def shift_type_id(self) -> int: ...
    @property
    def demand_key(self) -> str: ...


FOR_VISITS = "/visits/"
"""Stands between the unit and the job in the demand key of a shift that is worked for visits."""


def is_post(demand_key: str) -> bool:
    """Whether a place asks for the shift by name; all others are worked for visits."""
    return FOR_VISITS not in demand_key


@dataclass(frozen=True, slots=True)
class Posts:
    """What a unit has work for: its facilities, the jobs of each shift type and of each post by its key."""

    places: frozenset[int]
    jobs: Mapping[int, frozenset[str]]
    job_of: Mapping[str, str]

    def suits(self, job: str, shift: Span) -> bool:
        """Whether somebody of that job can work the shift, as what it was planned for."""
        _, visits, of_visits = shift.demand_key.partition(FOR_VISITS)
        asked = of_visits.partition("/")[0] if visits else self.job_of.get(shift.demand_key.rpartition("@")[0])
        return job in self.jobs.get(shift.shift_type_id, ()) and asked in (None, job)


async def posts_of(unit: Facility) -> Posts:
    """As they are now."""
    here = frozenset([facility.id for facility in await facilities_of_unit(unit)])
    jobs: dict[int, frozenset[str]] = {}
    for kind, job in await ShiftJob.all().values_list("shift_type_id", "job"):
        jobs[kind] = jobs.get(kind, frozenset()) | {job}
    asked = dict(await ShiftDemand.filter(facility_id__in=list(here)).values_list("key", "job"))
    return Posts(here, jobs, asked)


async def leave_of(staff: Iterable[int], monday: date) -> dict[int, list[Leave]]:
    """Their leave on the days that shifts of the week touch: a night of Sunday ends on Monday."""
    found: dict[int, list[Leave]] = {}
    here = Leave.filter(staff_id__in=list(staff), last_day__gte=monday, first_day__lte=monday + timedelta(days=7))
    for row in await here.order_by("id"):
        found.setdefault(row.staff_id, []).append(row)
    return found


def away_of(
    shifts: Mapping[tuple[int, date], Span], staff: Iterable[Staff], leave: LeaveOf, posts: Posts, moment: Moment
) -> Away:
    """Which of these shifts, by person and day, cannot stay; `staff` come with their availability."""
    people = {one.id: one for one in staff}
    spans = {
        one: spans_of(people[one], leave.get(one, ()), moment.monday)
        for one in {one for one, _ in shifts} & people.keys()
    }
    found = {
        (one, day): _why_away(people[one], day, shift, leave.get(one, ()), spans[one], posts, moment)
        for (one, day), shift in shifts.items()
        if one in people
    }
    return {at: why for at, why in found.items() if why}


def _why_away(
    one: Staff,
    day: date,
    shift: Span,
    leave: Sequence[Leave],
    spans: Sequence[Available],
    posts: Posts,
    moment: Moment,
) -> str:
    """One of the reasons, or nothing when she is there; whoever has begun stays unless she stopped working."""
    if moment.has_begun(day, shift.starts):
        stopped = has_stopped(one, day, shift.ends, leave)
        return ("on_leave" if on_leave(leave, day) else "not_available") if stopped else ""
    if any(on_leave(leave, day + timedelta(days=at)) for at in range(-(-shift.ends // DAY))):
        return "on_leave"
    if not fits(shift.starts, shift.ends, day, spans, moment.monday):
        return "not_available"
    if not posts.suits(one.job, shift):
        return "other_job"
    return "" if one.facility_id in posts.places else "elsewhere"


def has_stopped(one: Staff, day: date, ends: int, leave: Iterable[Leave]) -> bool:
    """Whether she had not finished when she stopped working on that day: it stays undone."""
    stopped = stopped_at(one, day, leave)
    return stopped is not None and ends > stopped


def is_free(one: Staff, day: date) -> bool:
    """Whether she is employed on the day and has not said that she cannot work on such a weekday."""
    return bool(_hours(one, day))


def spans_of(one: Staff, leave: Sequence[Leave], monday: date) -> list[Available]:
    """When she can be asked to work in a week.

    Within the week spans end at midnight: a night needs both its days, a day of leave stays free from 0:00 on.
    """
    spans = []
    for at in range(7):
        day, after = monday + timedelta(days=at), monday + timedelta(days=at + 1)
        if not on_leave(leave, day):
            overhang = at == SUNDAY and is_employed(one, after) and not on_leave(leave, after)
            night = NOON_AFTER if overhang else DAY
            spans += [Available(at, start, night if end == DAY else end) for start, end in _hours(one, day)]
    return spans


def fits(starts: int, ends: int, day: date, spans: Iterable[Available], monday: date) -> bool:
    """Whether a shift of that day lies in her hours; spans that touch count as one."""
    midnight = (day - monday).days * DAY
    reached = midnight + starts
    for span in sorted(spans, key=lambda span: (span.day, span.start)):
        if span.day * DAY + span.start <= reached:
            reached = max(reached, span.day * DAY + span.end)
    return midnight + ends <= reached


def _hours(one: Staff, day: date) -> list[tuple[int, int]]:
    """Her hours on a day; all day where she named none."""
    if not is_employed(one, day):
        return []
    named = list(one.availability)
    return sorted((row.starts, row.ends) for row in named if row.weekdays >> day.weekday() & 1) if named else [(0, DAY)]
