"""An elder's week as her family reads it: Visit → CalendarEntry, with her meals, her day-care days and pauses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from eldercare import clock
from eldercare.care.holds import Pausing, in_force, pausing_of
from eldercare.care.models import Hold, ServiceType
from eldercare.daycare.models import Seat
from eldercare.hierarchy.models import Facility, Zone
from eldercare.meals.models import Meal, MealKind
from eldercare.people.models import Elder, Staff
from eldercare.rulebook.holidays import CalendarState, calendar_state, special_days
from eldercare.rulebook.models import Holiday
from eldercare.visits.announced import is_announced
from eldercare.visits.models import Visit, VisitStaff

WEEK = 7
USUAL = {MealKind.LUNCH: 12 * 60, MealKind.DINNER: 18 * 60}
"""Where a meal without a time of its own stands in the day."""


class EntryKind(StrEnum):
    VISIT = "visit"
    MEAL = "meal"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One promise of a day. A visit has a service and carers, a seat a zone, a meal its kind and, eaten in, where.

    `key` is the visit's own, else that of the row. `starts` and `ends` are what was announced, of a meal about when it
    is there.
    """

    kind: EntryKind
    key: str
    day: date
    starts: int | None
    ends: int | None
    service: ServiceType | None = None
    carers: tuple[Staff, ...] = ()
    zone: Zone | None = None
    meal: MealKind | None = None
    eats_at: Facility | None = None

    @property
    def order(self) -> tuple[date, int, bool]:
        """A meal before the visit that helps with it."""
        begins = self.starts if self.starts is not None else USUAL[self.meal or MealKind.LUNCH]
        return self.day, begins, self.kind is not EntryKind.MEAL

    @property
    def over(self) -> bool:
        """Whether it lies behind us."""
        ends = self.ends if self.ends is not None else self.order[1]
        return (self.day, ends) <= (clock.today(), clock.minute_of_day())

    @property
    def under_way(self) -> bool:
        """Whether it should be happening right now."""
        return self.day == clock.today() and self.order[1] <= clock.minute_of_day() and not self.over


@dataclass(frozen=True, slots=True)
class CalendarDay:
    day: date
    holiday: Holiday | None
    pause: Hold | None
    entries: tuple[CalendarEntry, ...]


@dataclass(frozen=True, slots=True)
class ElderWeek:
    """Seven days; `announced` says whether a plan is in force, `holidays` how far the calendar can be trusted."""

    elder: Elder
    monday: date
    days: tuple[CalendarDay, ...]
    announced: bool
    holidays: CalendarState


async def week_of(elder: Elder, monday: date) -> ElderWeek:
    """The week that starts at `monday`; `elder` comes with her facility."""
    days = [monday + timedelta(days=offset) for offset in range(WEEK)]
    entries = await _entries(elder, days[0], days[-1])
    special = await special_days(days[0], days[-1])
    pausing = await pausing_of([elder.id], days[-1])
    return ElderWeek(
        elder=elder,
        monday=monday,
        days=tuple(
            CalendarDay(
                day,
                special.get(day),
                in_force(pausing.held.get(elder.id, ()), day),
                tuple(entry for entry in entries if entry.day == day and not _is_off(entry, elder, pausing)),
            )
            for day in days
        ),
        announced=await is_announced(elder.facility, monday),
        holidays=await calendar_state(days[-1].year),
    )


async def next_visit(elder: Elder) -> CalendarEntry | None:
    """The first announced visit that is not over yet and on no day on which she pauses."""
    today = clock.today()
    entries = await _visits(elder, today, today + timedelta(days=2 * WEEK))
    ahead = [entry for entry in sorted(entries, key=lambda entry: entry.order) if not entry.over]
    pausing = await pausing_of([elder.id], today + timedelta(days=2 * WEEK))
    return next((entry for entry in ahead if not _is_off(entry, elder, pausing)), None)


async def _entries(elder: Elder, first: date, last: date) -> list[CalendarEntry]:
    found = [
        *await _visits(elder, first, last),
        *await _meals(elder, first, last),
        *await _seats(elder, first, last),
    ]
    return sorted(found, key=lambda entry: entry.order)


async def _visits(elder: Elder, first: date, last: date) -> list[CalendarEntry]:
    rows = Visit.filter(elder_id=elder.id, day__gte=first, day__lte=last, publication__replaced_at=None)
    return [
        CalendarEntry(
            EntryKind.VISIT,
            visit.key,
            visit.day,
            visit.starts,
            visit.ends,
            service=visit.service,
            carers=tuple(part.staff for part in _by_name(visit)),
        )
        for visit in await rows.order_by("day", "starts", "key").prefetch_related("service", "carers__staff")
    ]


def _by_name(visit: Visit) -> Iterable[VisitStaff]:
    return sorted(visit.carers, key=lambda part: part.staff.key)


async def _meals(elder: Elder, first: date, last: date) -> list[CalendarEntry]:
    rows = Meal.filter(elder_id=elder.id, day__gte=first, day__lte=last, publication__replaced_at=None)
    return [
        CalendarEntry(
            EntryKind.MEAL,
            str(meal.pk),
            meal.day,
            meal.about,
            meal.about,
            meal=MealKind(meal.meal),
            eats_at=meal.eats_at,
        )
        for meal in await rows.order_by("day", "meal").prefetch_related("eats_at")
    ]


async def _seats(elder: Elder, first: date, last: date) -> list[CalendarEntry]:
    rows = Seat.filter(elder_id=elder.id, day__gte=first, day__lte=last, publication__replaced_at=None)
    return [
        CalendarEntry(EntryKind.SEAT, str(seat.pk), seat.day, seat.starts, seat.ends, zone=seat.zone)
        for seat in await rows.order_by("day", "starts").prefetch_related("zone__facility")
    ]


def _is_off(entry: CalendarEntry, elder: Elder, pausing: Pausing) -> bool:
    return pausing.calls_off(elder.id, entry.day, entry.order[1])
