"""What the weeks around one leave to each member of staff: what she has worked, and what she was told of later ones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import takewhile
from typing import Protocol

from eldercare.clock import DAY, monday_of
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Staff
from eldercare.planning.moment import Moment
from eldercare.planning.week.models import DraftShift
from eldercare.rulebook.rules import RuleSet
from eldercare.shifts.models import Shift
from solver.rostering.problem import Ahead, History, is_night

LOOK_BACK_DAYS = 42
LOOK_AHEAD_DAYS = 35
WEEK = timedelta(days=7)
WEEKENDS_DAYS = 28
SATURDAY, SUNDAY = 5, 6


class Span(Protocol):
    """A shift: `ends` past 1440 is on the next day."""

    @property
    def day(self) -> date: ...
    @property
    def ends(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Worked:
    """One shift of another week."""

    day: date
    starts: int
    ends: int
    paid_minutes: int


@dataclass(frozen=True, slots=True)
class Past:
    """A member of staff at the first midnight of the week, and what stands already after its last one."""

    consecutive_days: int
    last_end: int | None
    minutes_by_week: dict[date, int]
    """Of the weeks around; of the week itself what she has worked elsewhere."""
    weekend_days: int
    last_shifts: tuple[Worked, ...] = ()
    """Those on the days in a row up to the day before, the latest first."""
    ahead: Ahead = field(default_factory=Ahead)

    def consecutive_nights(self, night_begins: int, night_ends: int) -> int:
        """Night shifts on days in a row up to the day before."""
        nights = (is_night(shift.starts, shift.ends, night_begins, night_ends) for shift in self.last_shifts)
        return sum(1 for _ in takewhile(bool, nights))

    def month_overtime(self, monday: date, week_minutes: int) -> int:
        """Overtime of the weeks that begin in the same month."""
        return sum(
            max(0, minutes - week_minutes)
            for week, minutes in self.minutes_by_week.items()
            if (week.year, week.month) == (monday.year, monday.month)
        )

    def history(self, rules: RuleSet) -> History:
        """As the rosters read it."""
        return History(
            self.consecutive_days,
            self.last_end,
            self.weekend_days,
            self.consecutive_nights(rules.night_begins, rules.night_ends),
        )


async def past_of(
    staff: Sequence[Staff], monday: date, rules: RuleSet, unit: Facility | None = None
) -> dict[int, Past]:
    """By staff id; the published shifts, and where the week before is not published yet, its current draft.

    With a `unit` also what of the week itself has begun elsewhere or in another job, by people who have moved since.
    Of later weeks only what is published: a draft of them gives way.
    """
    ids = [one.id for one in staff]
    since = monday - timedelta(days=LOOK_BACK_DAYS)
    worked: dict[int, dict[date, Worked]] = {one: {} for one in ids}
    drafted = DraftShift.filter(draft__current=True, staff_id__in=ids, day__gte=since, day__lt=monday)
    published = Shift.filter(staff_id__in=ids, day__gte=since, day__lt=monday)
    weeks_published = {monday_of(day) for day in await published.distinct().values_list("day", flat=True)}  # type: ignore[arg-type]
    shifts: list[Shift | DraftShift] = [
        *(shift for shift in await drafted if monday_of(shift.day) not in weeks_published),
        *await published,
        *(await _begun_elsewhere(unit, ids, monday) if unit else ()),
    ]
    for shift in shifts:
        worked[shift.staff_id][shift.day] = _worked(shift)
    told = await _told_after(ids, monday)
    return {one: past(days.values(), told.get(one, ()), monday, rules) for one, days in worked.items()}


async def _told_after(staff: list[int], monday: date) -> dict[int, list[Worked]]:
    after = Shift.filter(staff_id__in=staff, day__gte=monday + WEEK, day__lt=monday + timedelta(days=LOOK_AHEAD_DAYS))
    told: dict[int, list[Worked]] = {}
    for shift in await after.order_by("day"):
        told.setdefault(shift.staff_id, []).append(_worked(shift))
    return told


async def _begun_elsewhere(unit: Facility, staff: list[int], monday: date) -> list[Shift]:
    week = Shift.filter(staff_id__in=staff, day__gte=monday, day__lt=monday + WEEK)
    moment = Moment.of(monday)
    return [
        shift
        for shift in await week.prefetch_related("publication", "staff", "shift_type__jobs")
        if moment.has_begun(shift.day, shift.starts)
        and (shift.publication.unit_id != unit.id or not shift.shift_type.suits(shift.staff.job))
    ]


def working_days(shifts: Iterable[Span], night_ends: int) -> set[date]:
    """Days with work: the day a shift starts, and the next one when it ends there after the minute `night_ends`."""
    shifts = list(shifts)
    nights = {shift.day + timedelta(days=1) for shift in shifts if shift.ends > DAY + night_ends}
    return {shift.day for shift in shifts} | nights


def past(shifts: Iterable[Worked], told: Sequence[Worked], monday: date, rules: RuleSet) -> Past:
    """The past of one person from her shifts before `monday`, and those that she was told of weeks after it.

    A night into Monday is known by its end.
    """
    by_day = {shift.day: shift for shift in shifts}
    worked = working_days(by_day.values(), rules.night_ends)
    consecutive, day = 0, monday - timedelta(days=1)
    while day in worked:
        consecutive, day = consecutive + 1, day - timedelta(days=1)
    weeks: dict[date, int] = {}
    for shift in (*by_day.values(), *told):
        week = monday_of(shift.day)
        weeks[week] = weeks.get(week, 0) + shift.paid_minutes
    ends = [(shift.day - monday).days * DAY + shift.ends for shift in by_day.values()]
    recent = monday - timedelta(days=WEEKENDS_DAYS)
    weekend_days = sum(shift.day.weekday() >= SATURDAY and shift.day >= recent for shift in by_day.values())
    last_shifts, ahead = tuple(_in_a_row(by_day, monday)), _ahead(told, monday, rules)
    return Past(consecutive, max(ends, default=None), weeks, weekend_days, last_shifts, ahead)


def _ahead(told: Sequence[Worked], monday: date, rules: RuleSet) -> Ahead:
    nights = (one for one in told if is_night(one.starts, one.ends, rules.night_begins, rules.night_ends))
    return Ahead(
        first_start=min(((one.day - monday).days * DAY + one.starts for one in told), default=None),
        work_days=frozenset((day - monday).days for day in working_days(told, rules.night_ends)),
        nights=frozenset((one.day - monday).days for one in nights),
    )


def _in_a_row(by_day: Mapping[date, Worked], monday: date) -> Iterator[Worked]:
    day = monday - timedelta(days=1)
    while day in by_day:
        yield by_day[day]
        day -= timedelta(days=1)


def _worked(shift: Shift | DraftShift) -> Worked:
    return Worked(shift.day, shift.starts, shift.ends, shift.ends - shift.starts - shift.break_minutes)
