"""The rows a week's plan is made from, read once, unit by unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from eldercare.care.calendar import WEEK, Absence
from eldercare.care.models import CareTask, Hold
from eldercare.daycare.models import Attendance
from eldercare.hierarchy.models import Facility, Zone
from eldercare.hierarchy.subtree import facilities_of_unit
from eldercare.meals.models import Kitchen, MealSubscription, Vehicle
from eldercare.people.models import Bond, Leave, Staff, StaffBond
from eldercare.planning.week.announced import Announced, announced_of
from eldercare.planning.week.begun_types import begun_types
from eldercare.planning.week.elapsed import Elapsed, elapsed_of
from eldercare.planning.week.history import Past, past_of
from eldercare.planning.week.presence import leave_of
from eldercare.rulebook.rules import RuleSet
from eldercare.shifts.models import ShiftDemand, ShiftType
from eldercare.visits.models import VisitStaff

FACES_DAYS = 28
Whose = Mapping[str, object]
"""Which elders, as a row that is an elder's is filtered by."""


@dataclass
class UnitRows:
    """Everything of one unit that bears on the week."""

    unit: Facility
    facilities: list[Facility]
    staff: list[Staff]
    leave: dict[int, list[Leave]]
    """By person."""
    tasks: list[CareTask]
    meals: list[MealSubscription]
    attendance: list[Attendance]
    absences: dict[int, list[Absence]]
    bonds: dict[int, dict[Bond, set[str]]]
    faces: dict[int, set[str]]
    past: dict[int, Past]
    announced: Announced
    elapsed: Elapsed
    demand: list[ShiftDemand]
    vehicles: list[Vehicle]
    kitchens: list[Kitchen]
    zones: list[Zone]

    @property
    def places(self) -> list[Facility]:
        """Its facilities, and those of other units where its elders eat or sit, each once."""
        canteens = [meal.eats_at for meal in self.meals if meal.eats_at is not None]
        taken = [seat.zone.facility for _, seat in self.elapsed.seats_today()]
        named = [*self.facilities, *canteens, *(guest.facility for guest in self.attendance), *taken]
        return list({place.id: place for place in named}.values())


@dataclass
class WeekRows:
    """The units that are planned together, and the shift types they share."""

    monday: date
    units: list[UnitRows]
    shift_types: list[ShiftType]
    rules: RuleSet


async def load_week(units: Sequence[Facility], monday: date, rules: RuleSet) -> WeekRows:
    """Read the rows of these units for the week that starts at `monday`."""
    shift_types = await ShiftType.all().prefetch_related("jobs").order_by("key")
    rows = [await _unit(unit, monday, rules) for unit in units]
    of_their_own = begun_types(shift for unit in rows for shift in unit.elapsed.shifts)
    return WeekRows(monday, rows, [*shift_types, *of_their_own], rules)


async def _unit(unit: Facility, monday: date, rules: RuleSet) -> UnitRows:
    facilities = await facilities_of_unit(unit)
    here = [facility.id for facility in facilities]
    sunday = _sunday(monday)
    elders = {"elder__facility_id__in": here}
    staff = await _staff(here, monday, sunday)
    return UnitRows(
        unit=unit,
        facilities=facilities,
        staff=staff,
        leave=await leave_of((one.id for one in staff), monday),
        tasks=await tasks_of(elders, monday),
        meals=await meals_of(elders, monday),
        attendance=await attendance_of(elders, monday),
        absences=await absences_of(elders, monday),
        bonds=await _bonds(here),
        faces=await _faces(here, monday),
        past=await past_of(staff, monday, rules, unit),
        announced=await announced_of(unit, monday),
        elapsed=await elapsed_of(unit, monday, staff),
        demand=await demand_of(here),
        vehicles=await Vehicle.filter(facility_id__in=here).prefetch_related("facility").order_by("key"),
        kitchens=await Kitchen.filter(facility_id__in=here)
        .prefetch_related("facility", "waves", "diets")
        .order_by("key"),
        zones=await Zone.filter(facility_id__in=here).prefetch_related("facility", "hours", "ratios").order_by("key"),
    )


async def _staff(here: list[int], monday: date, sunday: date) -> list[Staff]:
    employed = Staff.filter(facility_id__in=here, employed_from__lte=sunday)
    rows = await employed.prefetch_related("facility", "availability", "skills__skill").order_by("key")
    return [one for one in rows if one.employed_to is None or one.employed_to >= monday]


async def tasks_of(elders: Whose, monday: date) -> list[CareTask]:
    """Those whose care plan runs in the week, with all that a visit is made of."""
    theirs = {f"plan__{name}": value for name, value in elders.items()}
    tasks = CareTask.filter(**theirs, plan__starts_on__lte=_sunday(monday))
    rows = await tasks.prefetch_related("plan__elder", "service__skill").order_by("key")
    return [task for task in rows if task.plan.ends_on is None or task.plan.ends_on >= monday]


async def meals_of(elders: Whose, monday: date) -> list[MealSubscription]:
    """Those begun by the end of the week, with whose they are and where they are eaten."""
    meals = MealSubscription.filter(**elders, starts_on__lte=_sunday(monday))
    return await meals.prefetch_related("elder", "eats_at").order_by("key")


async def attendance_of(elders: Whose, monday: date) -> list[Attendance]:
    """Those begun by the end of the week, with whose they are and where."""
    standing = Attendance.filter(**elders, starts_on__lte=_sunday(monday))
    return await standing.prefetch_related("elder", "facility").order_by("key")


async def absences_of(elders: Whose, monday: date) -> dict[int, list[Absence]]:
    """When elders pause, by elder."""
    absences: dict[int, list[Absence]] = {}
    for hold in await Hold.filter(**elders, first_day__lte=_sunday(monday)):
        if hold.last_day is None or hold.last_day >= monday:
            absences.setdefault(hold.elder_id, []).append(Absence(hold.first_day, hold.last_day))
    return absences


async def demand_of(here: list[int]) -> list[ShiftDemand]:
    """The posts of these facilities, with shift, skill and where."""
    posts = ShiftDemand.filter(facility_id__in=here)
    return await posts.prefetch_related("facility", "shift_type", "skill").order_by("key")


def _sunday(monday: date) -> date:
    return monday + timedelta(days=WEEK - 1)


async def _bonds(here: list[int]) -> dict[int, dict[Bond, set[str]]]:
    bonds: dict[int, dict[Bond, set[str]]] = {}
    rows = await StaffBond.filter(elder__facility_id__in=here).values_list("elder_id", "kind", "staff__key")
    for elder, kind, staff in rows:
        bonds.setdefault(elder, {}).setdefault(Bond(kind), set()).add(staff)
    return bonds


async def _faces(here: list[int], monday: date) -> dict[int, set[str]]:
    """Who came to each elder in the last four weeks."""
    faces: dict[int, set[str]] = {}
    came = VisitStaff.filter(
        visit__elder__facility_id__in=here, day__gte=monday - timedelta(days=FACES_DAYS), day__lt=monday
    )
    for elder, staff in await came.distinct().values_list("visit__elder_id", "staff__key"):
        faces.setdefault(elder, set()).add(staff)
    return faces
