"""What has come between a plan and its week since it was made: carers who are not there, elders who pause."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from eldercare import clock
from eldercare.care.holds import in_force
from eldercare.care.models import Hold
from eldercare.daycare.models import Seat
from eldercare.meals.models import Meal
from eldercare.people.models import Leave, Staff
from eldercare.planning.drafts import Standing
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit
from eldercare.shifts.models import Shift
from eldercare.visits.models import VisitStaff

NEXT_DAY = timedelta(days=1)

Away = Mapping[tuple[int, date], str]
"""Person and day of a shift that cannot stay → `on_leave` or `not_available`."""


class Span(Protocol):
    """A shift, drafted or published, or its chip on the board."""

    @property
    def ends(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Shifts from today on whose people are not there, with the visits and meals that are theirs on those days;
    `paused` are visits, meals and seats of elders on hold."""

    shifts: int = 0
    visits: int = 0
    meals: int = 0
    paused: int = 0

    def __bool__(self) -> bool:
        return bool(self.shifts or self.paused)

    def standing(self, kind: str, planned: int) -> int:
        """Of so many planned promises of a kind, as drafts call it, those that nothing has come between."""
        lost = {"shifts": self.shifts, "visits": self.visits, "meals": self.meals}
        return max(0, planned - lost.get(kind, 0))


async def conflicts_of(standing: Standing) -> Conflicts:
    """What of the plan that is shown cannot be kept any more; days that are over count no more."""
    ahead = {(staff.id, day) for staff, day in await shifts_away(standing)}
    promises = await _promises(standing)
    return Conflicts(
        shifts=len(ahead),
        visits=len({one.key for one in promises if one.kind == "visit" and (one.staff, one.day) in ahead}),
        meals=sum(one.kind == "meal" and (one.staff, one.day) in ahead for one in promises),
        paused=len(await _paused(standing, promises)),
    )


async def shifts_away(standing: Standing) -> list[tuple[Staff, date]]:
    """Who has a shift from today on though she is not there, day by day."""
    shifts = await _shifts(standing)
    staff = await Staff.filter(id__in=list({shift.staff_id for shift in shifts})).prefetch_related("availability")
    by_day = {(shift.staff_id, shift.day): shift for shift in shifts}
    away = away_of(by_day, staff, await leave_of(staff, standing.week))
    people = {one.id: one for one in staff}
    return [(people[one], day) for one, day in sorted(away, key=lambda at: (at[1], at[0])) if day >= clock.today()]


async def leave_of(staff: Iterable[Staff], monday: date) -> list[Leave]:
    """Their leave on the days that shifts of the week touch: a night of Sunday ends on Monday."""
    ids = [one.id for one in staff]
    return await Leave.filter(staff_id__in=ids, first_day__lte=monday + timedelta(days=7), last_day__gte=monday)


def away_of(shifts: Mapping[tuple[int, date], Span], staff: Iterable[Staff], leave: Iterable[Leave]) -> Away:
    """Which of these shifts, by person and day, cannot stay; `staff` come with their availability."""
    people = {one.id: one for one in staff}
    off: dict[int, list[Leave]] = {}
    for row in leave:
        off.setdefault(row.staff_id, []).append(row)
    found = {
        (one, day): _why_away(people[one], day, shift, off.get(one, ()))
        for (one, day), shift in shifts.items()
        if one in people
    }
    return {at: why for at, why in found.items() if why}


def is_free(one: Staff, day: date) -> bool:
    """Whether she is employed on the day and has not said that she cannot work on such a weekday."""
    hours = list(one.availability)
    return _employed(one, day) and (not hours or any(row.weekdays >> day.weekday() & 1 for row in hours))


def _why_away(one: Staff, day: date, shift: Span, leave: Iterable[Leave]) -> str:
    days = {day, day + NEXT_DAY} if shift.ends > clock.DAY else {day}
    if any(row.first_day <= on <= row.last_day for row in leave for on in days):
        return "on_leave"
    return "" if is_free(one, day) and all(_employed(one, on) for on in days) else "not_available"


def _employed(one: Staff, day: date) -> bool:
    return one.employed_from <= day and (one.employed_to is None or day <= one.employed_to)


async def _shifts(standing: Standing) -> Sequence[Shift | DraftShift]:
    if standing.unpublished is not None:
        return await DraftShift.filter(draft_id=standing.unpublished.id)
    return await Shift.filter(publication_id=standing.publication.id) if standing.publication else []


@dataclass(frozen=True, slots=True)
class _Promise:
    """A visit as one carer makes it, a meal with who carries it if anybody does, or a seat."""

    kind: str
    key: str
    elder: int
    staff: int | None
    day: date


async def _promises(standing: Standing) -> list[_Promise]:
    """What the plan that is shown promises to elders from today on."""
    if standing.unpublished is not None:
        rows = {"draft_id": standing.unpublished.id, "day__gte": clock.today()}
        visits = await DraftVisit.filter(**rows).values_list("key", "elder_id", "staff_id", "day")
        meals = await DraftMeal.filter(**rows).values_list("id", "elder_id", "carrier_id", "day")
        seats = await DraftSeat.filter(**rows).values_list("id", "elder_id", "day")
    elif standing.publication is not None:
        rows = {"publication_id": standing.publication.id, "day__gte": clock.today()}
        parts = VisitStaff.filter(visit__publication_id=standing.publication.id, day__gte=clock.today())
        visits = await parts.values_list("visit__key", "visit__elder_id", "staff_id", "day")
        meals = await Meal.filter(**rows).values_list("id", "elder_id", "carrier_id", "day")
        seats = await Seat.filter(**rows).values_list("id", "elder_id", "day")
    else:
        return []
    return [
        *(_Promise("visit", key, elder, staff, day) for key, elder, staff, day in visits),
        *(_Promise("meal", str(key), elder, carrier, day) for key, elder, carrier, day in meals),
        *(_Promise("seat", str(key), elder, None, day) for key, elder, day in seats),
    ]


async def _paused(standing: Standing, promises: Iterable[_Promise]) -> set[tuple[str, str]]:
    """Kind and key of what is promised to elders on days of a hold."""
    here = Hold.filter(elder__facility__path__startswith=standing.unit.path)
    held: dict[int, list[Hold]] = {}
    for hold in await here.filter(first_day__lte=standing.week + timedelta(days=6)):
        held.setdefault(hold.elder_id, []).append(hold)
    return {(one.kind, one.key) for one in promises if in_force(held.get(one.elder, ()), one.day)}
