"""The rows of the plan that is shown: of the draft that waits or, where there is none, of the version in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eldercare.daycare.models import Seat
from eldercare.meals.models import Meal
from eldercare.planning.drafts import Standing
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit, NotPlanned
from eldercare.shifts.models import Shift
from eldercare.visits.models import VisitStaff


@dataclass(frozen=True, slots=True)
class Part:
    """A visit as one carer makes it."""

    key: str
    elder: int
    service: int
    staff: int
    day: date
    starts: int
    ends: int


async def shifts_shown(standing: Standing) -> Sequence[Shift | DraftShift]:
    """Every shift."""
    if standing.unpublished is not None:
        return await DraftShift.filter(draft_id=standing.unpublished.id)
    return await Shift.filter(publication_id=standing.publication.id) if standing.publication else []


async def parts_shown(standing: Standing, since: date) -> list[Part]:
    """Every carer's every visit from a day on."""
    of_visit = ("key", "elder_id", "service_id", "starts", "ends")
    if standing.unpublished is not None:
        drafted = DraftVisit.filter(draft_id=standing.unpublished.id, day__gte=since)
        rows = await drafted.values_list(*of_visit, "staff_id", "day")
    elif standing.publication is not None:
        told = VisitStaff.filter(visit__publication_id=standing.publication.id, day__gte=since)
        rows = await told.values_list(*(f"visit__{name}" for name in of_visit), "staff_id", "day")
    else:
        rows = []
    return [
        Part(key, elder, service, staff, day, starts, ends) for key, elder, service, starts, ends, staff, day in rows
    ]


async def meals_shown(standing: Standing, since: date) -> Sequence[Meal | DraftMeal]:
    """Every meal from a day on."""
    if standing.unpublished is not None:
        return await DraftMeal.filter(draft_id=standing.unpublished.id, day__gte=since)
    if standing.publication is None:
        return []
    return await Meal.filter(publication_id=standing.publication.id, day__gte=since)


async def seats_shown(standing: Standing, since: date) -> Sequence[Seat | DraftSeat]:
    """Every seat from a day on, with its zone."""
    if standing.unpublished is not None:
        return await DraftSeat.filter(draft_id=standing.unpublished.id, day__gte=since).prefetch_related("zone")
    if standing.publication is None:
        return []
    return await Seat.filter(publication_id=standing.publication.id, day__gte=since).prefetch_related("zone")


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole week as it is shown; `listed` are the keys of what stays open, by kind."""

    parts: Sequence[Part]
    meals: Sequence[Meal | DraftMeal]
    seats: Sequence[Seat | DraftSeat]
    shifts: Sequence[Shift | DraftShift]
    listed: Mapping[str, frozenset[str]]


async def shown_of(standing: Standing, elder: int | None = None) -> Shown:
    """Of everybody or, but for the shifts, of one elder."""
    listed: dict[str, frozenset[str]] = {}
    if standing.origin is not None:
        rows = NotPlanned.filter(draft_id=standing.origin.id)
        for kind, key in await rows.values_list("kind", "key"):
            listed[kind] = listed.get(kind, frozenset()) | {key}
    since = standing.week
    return Shown(
        parts=[one for one in await parts_shown(standing, since) if elder in (None, one.elder)],
        meals=[one for one in await meals_shown(standing, since) if elder in (None, one.elder_id)],
        seats=[one for one in await seats_shown(standing, since) if elder in (None, one.elder_id)],
        shifts=await shifts_shown(standing),
        listed=listed,
    )
