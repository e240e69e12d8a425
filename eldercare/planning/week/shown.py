"""The rows of the plan that is shown: of the draft that waits or, where there is none, of the version in force."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from eldercare.daycare.models import Seat
from eldercare.meals.models import Meal
from eldercare.planning.drafts import Standing
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit, NeedKind, NotPlanned
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


def shift_key(staff: int, day: date) -> str:
    """What a shift is called among changes: nobody has two on a day."""
    return f"{staff}@{day}"


async def shifts_shown(standing: Standing, **which: object) -> Sequence[Shift | DraftShift]:
    """Every shift, or those of which the columns are so."""
    if standing.unpublished is not None:
        return await DraftShift.filter(draft_id=standing.unpublished.id, **which)
    return await Shift.filter(publication_id=standing.publication.id, **which) if standing.publication else []


async def parts_shown(
    standing: Standing, since: date, elder: int | None = None, staff: Collection[int] | None = None
) -> list[Part]:
    """Every carer's every visit from a day on, to everybody or one elder, by everybody or some."""
    of_visit = ("key", "elder_id", "service_id", "starts", "ends")
    by = {} if staff is None else {"staff_id__in": list(staff)}
    if standing.unpublished is not None:
        drafted = DraftVisit.filter(draft_id=standing.unpublished.id, day__gte=since, **_whose(elder), **by)
        rows = await drafted.values_list(*of_visit, "staff_id", "day")
    elif standing.publication is not None:
        told = VisitStaff.filter(visit__publication_id=standing.publication.id, day__gte=since, **by)
        hers = told.filter(visit__elder_id=elder) if elder else told
        rows = await hers.values_list(*(f"visit__{name}" for name in of_visit), "staff_id", "day")
    else:
        rows = []
    return [
        Part(key, elder, service, staff, day, starts, ends) for key, elder, service, starts, ends, staff, day in rows
    ]


async def meals_shown(standing: Standing, **which: object) -> Sequence[Meal | DraftMeal]:
    """Every meal, or those of which the columns are so."""
    if standing.unpublished is not None:
        return await DraftMeal.filter(draft_id=standing.unpublished.id, **which)
    return await Meal.filter(publication_id=standing.publication.id, **which) if standing.publication else []


async def seats_shown(standing: Standing, **which: object) -> Sequence[Seat | DraftSeat]:
    """The same of seats, with the zone and where that is."""
    if standing.unpublished is not None:
        drafted = DraftSeat.filter(draft_id=standing.unpublished.id, **which)
        return await drafted.prefetch_related("zone__facility")
    if standing.publication is None:
        return []
    return await Seat.filter(publication_id=standing.publication.id, **which).prefetch_related("zone__facility")


def _whose(elder: int | None) -> dict[str, int]:
    return {} if elder is None else {"elder_id": elder}


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole week as it is shown; `left` is its list of what stays open."""

    parts: Sequence[Part]
    meals: Sequence[Meal | DraftMeal]
    seats: Sequence[Seat | DraftSeat]
    shifts: Sequence[Shift | DraftShift]
    left: Sequence[NotPlanned]

    def listed(self, kind: NeedKind) -> frozenset[str]:
        """Keys of what stays open."""
        return frozenset(one.key for one in self.left if one.kind == kind)


async def shown_of(standing: Standing, elder: int | None = None) -> Shown:
    """Of everybody or, without the shifts, of one elder."""
    origin = standing.origin
    left = NotPlanned.filter(draft_id=origin.id, **_whose(elder)).order_by("key") if origin else None
    return Shown(
        parts=await parts_shown(standing, standing.week, elder),
        meals=await meals_shown(standing, **_whose(elder)),
        seats=await seats_shown(standing, **_whose(elder)),
        shifts=[] if elder else await shifts_shown(standing),
        left=await left if left else [],
    )
