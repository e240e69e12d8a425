"""The rows of the week board: each person's shifts, leave and hours."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from eldercare.hierarchy.models import Facility
from eldercare.people.models import Leave, Staff
from eldercare.planning.drafts import Standing
from eldercare.planning.idle import Idle, idle_of
from eldercare.planning.moment import Moment
from eldercare.planning.open_needs import Meanwhile
from eldercare.planning.week.altered import shifts_otherwise
from eldercare.planning.week.broken import Broken
from eldercare.planning.week.history import Past, past_of, working_days
from eldercare.planning.week.models import DraftShift, NeedKind
from eldercare.planning.week.presence import Away, LeaveOf, away_of, is_free, leave_of, posts_of
from eldercare.rulebook.rules import rules_on
from eldercare.shifts.models import Shift, ShiftType


@dataclass(frozen=True, slots=True)
class Chip:
    """One shift on the board; `unpublished` where nobody has been told of it yet."""

    id: int
    shift_type: ShiftType
    facility: Facility
    day: date
    starts: int
    ends: int
    break_minutes: int
    break_starts: int | None
    demand_key: str
    unpublished: bool

    @property
    def shift_type_id(self) -> int:
        return self.shift_type.id

    @property
    def paid_minutes(self) -> int:
        return self.ends - self.starts - self.break_minutes


@dataclass(frozen=True, slots=True)
class Cell:
    """One person on one day; `gone` is a published shift that the draft takes away or replaces."""

    day: date
    chip: Chip | None
    gone: Chip | None
    leave: Leave | None
    free: bool
    problem: str
    """Why the shift cannot stay, when something changed since it was planned: a reason of `away_of`, or the rule that
    it breaks by now."""
    unfit: tuple[Broken, ...] = ()
    """Her visits of the day that she may not make any more; the shift itself can stay."""
    lost: bool = False
    """Whether the shift is one that somebody else has to work."""
    altered: str = ""
    """How the shift is asked for otherwise by now (`How`), or nothing."""

    @property
    def unfit_rules(self) -> dict[str, int]:
        """How many of them each rule forbids."""
        return dict(Counter(one.rule for one in self.unfit))


@dataclass(frozen=True, slots=True)
class Row:
    """One person's week: minutes of work in it and in its month, and her longest run of days."""

    staff: Staff
    cells: tuple[Cell, ...]
    minutes: int
    month_minutes: int
    days_in_a_row: int
    idle: Idle | None = None
    """Why she has no shift, when she has none."""

    @property
    def load(self) -> str:
        """`over` the contract's hours, or ``: a contract that is met is as it should be."""
        return "over" if self.minutes > self.staff.weekly_minutes else ""

    @property
    def problems(self) -> int:
        return sum(bool(cell.problem or cell.unfit or cell.altered) for cell in self.cells) + (self.load == "over")


Chips = dict[tuple[int, date], Chip]
OfCell = dict[tuple[int, date], list[Broken]]


async def rows_of(
    standing: Standing,
    staff: Sequence[Staff],
    days: Sequence[date],
    chips: Chips,
    gone: Chips,
    broken: Iterable[Broken],
    since: Meanwhile,
) -> tuple[Row, ...]:
    """A row for everybody, with or without a shift; `broken` and `since` are what has come between."""
    unit = standing.unit
    rules = await rules_on(days[0], unit)
    past = await past_of(staff, days[0], rules)
    leave = await leave_of((one.id for one in staff), days[0])
    away = away_of(chips, staff, leave, await posts_of(unit), Moment.of(days[0]))
    busy = {one for one, _ in chips}
    idle = await idle_of(standing, [one for one in staff if one.id not in busy], leave, past, since)
    altered = shifts_otherwise(since.altered)
    unfit: OfCell = {}
    for case in broken:
        unfit.setdefault((case.staff.id, case.day), []).append(case)
    rows = (_row(one, days, chips, gone, leave, away, unfit, altered, past[one.id], rules.night_ends) for one in staff)
    return tuple(replace(row, idle=idle.get(row.staff.id)) for row in rows)


async def chips_of(standing: Standing, facilities: dict[int, Facility]) -> tuple[Chips, Chips]:
    """Shown shifts by person and day, and of the published ones those that the draft takes away or replaces."""
    published: list[Shift] = []
    if standing.publication is not None:
        published = await Shift.filter(publication_id=standing.publication.id)
    drafted = await DraftShift.filter(draft_id=standing.unpublished.id) if standing.unpublished else None
    shown: Sequence[Shift | DraftShift] = published if drafted is None else drafted
    elsewhere = {row.facility_id for row in [*shown, *published]} - set(facilities)
    places = facilities | {place.id: place for place in await Facility.filter(id__in=elsewhere)}
    types = {row.id: row for row in await ShiftType.all()}
    told = {(row.staff_id, row.day): _what(row) for row in published}

    def chip(row: Shift | DraftShift) -> Chip:
        return Chip(
            id=row.id,
            shift_type=types[row.shift_type_id],
            facility=places[row.facility_id],
            day=row.day,
            starts=row.starts,
            ends=row.ends,
            break_minutes=row.break_minutes,
            break_starts=row.break_starts,
            demand_key=row.demand_key,
            unpublished=told.get((row.staff_id, row.day)) != _what(row),
        )

    chips = {(row.staff_id, row.day): chip(row) for row in shown}
    kept = {(row.staff_id, row.day): _what(row) for row in shown}
    gone = {at: chip(row) for row in published if kept.get(at := (row.staff_id, row.day)) != _what(row)}
    return chips, gone


def _what(row: Shift | DraftShift) -> tuple[int, int, int, int]:
    return row.shift_type_id, row.facility_id, row.starts, row.ends


def _row(
    one: Staff,
    days: Sequence[date],
    chips: Chips,
    gone: Chips,
    leave: LeaveOf,
    away: Away,
    broken: OfCell,
    altered: Mapping[tuple[int, date], str],
    past: Past,
    night_ends: int,
) -> Row:
    off = leave.get(one.id, ())
    of_day = {day: broken.get((one.id, day), []) for day in days}
    posts = {day: _of_post(of_day[day]) for day in days}
    problems = {day: away.get((one.id, day), "") or (post.rule if post else "") for day, post in posts.items()}
    lost = {day for day, post in posts.items() if (one.id, day) in away or (post and post.lost)}
    cells = tuple(
        Cell(
            day=day,
            chip=chips.get((one.id, day)),
            gone=gone.get((one.id, day)),
            leave=next((row for row in off if row.covers(day)), None),
            free=is_free(one, day),
            problem=problems[day],
            unfit=() if day in lost else tuple(case for case in of_day[day] if case.kind == NeedKind.VISIT),
            lost=day in lost,
            altered=altered.get((one.id, day), ""),
        )
        for day in days
    )
    minutes = sum(cell.chip.paid_minutes for cell in cells if cell.chip)
    before = sum(worked for week, worked in past.minutes_by_week.items() if (week.year, week.month) == _month(days))
    return Row(one, cells, minutes, minutes + before, _longest_run(cells, past, night_ends))


def _of_post(broken: Iterable[Broken]) -> Broken | None:
    """What is wrong with the shift itself: first what takes it away from her."""
    return min((case for case in broken if case.kind == NeedKind.SHIFT), key=lambda case: not case.lost, default=None)


def _month(days: Sequence[date]) -> tuple[int, int]:
    return days[0].year, days[0].month


def _longest_run(cells: Sequence[Cell], past: Past, night_ends: int) -> int:
    worked = working_days((cell.chip for cell in cells if cell.chip), night_ends)
    if past.last_end is not None and past.last_end > night_ends:
        worked.add(cells[0].day)
    longest, run = 0, past.consecutive_days
    for cell in cells:
        run = run + 1 if cell.day in worked else 0
        longest = max(longest, run)
    return longest
