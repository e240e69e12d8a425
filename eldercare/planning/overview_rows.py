"""The rows behind the overview: of the draft that waits or, where there is none, of the version in force."""

from dataclasses import dataclass
from datetime import date

from tortoise.functions import Count

from eldercare.daycare.models import Seat
from eldercare.hierarchy.models import Facility, OpeningHours, Zone, ZoneKind
from eldercare.hierarchy.subtree import facilities_of_unit
from eldercare.meals.models import KitchenWave, Meal
from eldercare.people.models import Job
from eldercare.planning.drafts import Standing
from eldercare.planning.open_needs import Meanwhile, still_listed
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit, NeedKind
from eldercare.shifts.models import Shift, ShiftDemand
from eldercare.visits.models import VisitStaff

GOES_OUT = {Job.CAREGIVER.value, Job.NURSE.value, Job.THERAPIST.value}


@dataclass(frozen=True, slots=True)
class Part:
    """One carer's part of a visit; `key` as the plan calls the visit."""

    key: str
    day: date
    elder_id: int
    staff_id: int
    minutes: int
    travel: int


@dataclass(frozen=True, slots=True)
class Worked:
    """One shift; `minutes` are paid ones, `weekly_minutes` what the contract promises."""

    day: date
    staff_id: int
    minutes: int
    demand_key: str
    weekly_minutes: int
    goes_out: bool


@dataclass(frozen=True, slots=True)
class Places:
    """What a unit has in a week: day-care seats by zone, portions by kitchen; `covers` are posts that keep
    somebody in a place, as the shifts that fill them name them."""

    seats: dict[int, int]
    portions: dict[int, int]
    covers: frozenset[str]


async def parts_of(state: Standing) -> list[Part]:
    """Every carer's every visit."""
    if state.unpublished is not None:
        drafted = DraftVisit.filter(draft_id=state.unpublished.id)
        rows = await drafted.values_list("key", "day", "elder_id", "staff_id", "starts", "ends", "travel_minutes")
    elif state.publication is not None:
        told = VisitStaff.filter(visit__publication_id=state.publication.id)
        rows = await told.values_list(
            "visit__key", "day", "visit__elder_id", "staff_id", "visit__starts", "visit__ends", "travel_minutes"
        )
    else:
        rows = []
    return [
        Part(key, day, elder, staff, ends - starts, travel) for key, day, elder, staff, starts, ends, travel in rows
    ]


async def shifts_of(state: Standing) -> list[Worked]:
    """Every shift."""
    columns = (
        "day",
        "staff_id",
        "starts",
        "ends",
        "break_minutes",
        "demand_key",
        "staff__weekly_minutes",
        "staff__job",
    )
    if state.unpublished is not None:
        rows = await DraftShift.filter(draft_id=state.unpublished.id).values_list(*columns)
    elif state.publication is not None:
        rows = await Shift.filter(publication_id=state.publication.id).values_list(*columns)
    else:
        rows = []
    return [
        Worked(day, staff, ends - starts - pause, demand_key, weekly, job in GOES_OUT)
        for day, staff, starts, ends, pause, demand_key, weekly, job in rows
    ]


async def missing_visits(state: Standing, since: Meanwhile) -> list[tuple[date | None, int, int]]:
    """Of every visit that is not planned its day if it has one, its minutes and its carers."""
    found = (
        await still_listed(state.origin, since)
        .filter(kind=NeedKind.VISIT.value)
        .values_list("day", "minutes", "service__carers")
    )
    visits = (one for one in since.new if one.kind == NeedKind.VISIT)
    new = ((one.day, one.minutes, one.service.carers if one.service else 1) for one in visits)
    return [*((day, minutes, carers or 1) for day, minutes, carers in found), *new]


async def meals_by_kitchen(state: Standing) -> dict[int, int]:
    """Portions that the plan takes from each kitchen, of any unit."""
    if state.unpublished is not None:
        drafted = DraftMeal.filter(draft_id=state.unpublished.id).annotate(number=Count("id"))
        return dict(await drafted.group_by("kitchen_id").values_list("kitchen_id", "number"))
    if state.publication is None:
        return {}
    told = Meal.filter(publication_id=state.publication.id).annotate(number=Count("id"))
    return dict(await told.group_by("kitchen_id").values_list("kitchen_id", "number"))


async def seats_by_zone(state: Standing) -> dict[int, int]:
    """Seats that the plan takes in each zone, of any unit."""
    if state.unpublished is not None:
        drafted = DraftSeat.filter(draft_id=state.unpublished.id).annotate(number=Count("id"))
        return dict(await drafted.group_by("zone_id").values_list("zone_id", "number"))
    if state.publication is None:
        return {}
    told = Seat.filter(publication_id=state.publication.id).annotate(number=Count("id"))
    return dict(await told.group_by("zone_id").values_list("zone_id", "number"))


async def places_of(unit: Facility) -> Places:
    """What the unit's places hold in a week of ordinary days."""
    here = await facilities_of_unit(unit).values_list("id", flat=True)
    rooms = Zone.filter(facility_id__in=here, kind=ZoneKind.DAY_CARE.value)
    seats: dict[int, int] = dict(await rooms.values_list("id", "seats"))
    open_days: dict[int, set[int]] = {}
    for zone, weekday in await OpeningHours.filter(zone_id__in=list(seats)).values_list("zone_id", "weekday"):
        open_days.setdefault(zone, set()).add(weekday)
    portions: dict[int, int] = {}
    waves = KitchenWave.filter(kitchen__facility_id__in=here)
    for kitchen, number, weekdays in await waves.values_list("kitchen_id", "portions", "weekdays"):
        portions[kitchen] = portions.get(kitchen, 0) + number * int(weekdays).bit_count()
    posts = await ShiftDemand.filter(facility_id__in=here).values_list("key", "weekdays")
    return Places(
        seats={zone: number * len(open_days.get(zone, ())) for zone, number in seats.items()},
        portions=portions,
        covers=frozenset(f"{key}@{day}" for key, weekdays in posts for day in range(7) if weekdays >> day & 1),
    )
