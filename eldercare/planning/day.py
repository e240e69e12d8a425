"""One day: everybody who is out, stop by stop with the way between, who is at which place, and what nobody goes to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eldercare.care.models import ServiceType
from eldercare.hierarchy.subtree import facilities_of_unit
from eldercare.people.models import Elder, Job, Staff
from eldercare.people.order import by_key
from eldercare.planning.drafts import Standing
from eldercare.planning.open_needs import still_listed
from eldercare.planning.week.altered import shifts_otherwise
from eldercare.planning.week.broken import Broken
from eldercare.planning.week.conflicts import Conflicts, conflicts_of
from eldercare.planning.week.models import DraftShift, DraftVisit, NeedKind, NotPlanned
from eldercare.shifts.models import Shift, ShiftDemand
from eldercare.visits.models import Visit, VisitStaff

WISHES = {"designated_carer": 1, "new_face": 1, "preferred_time": 60}
"""Rules that are told of a visit, from which cost on: of the preferred time, so many minutes."""
GOES_OUT = {Job.CAREGIVER.value, Job.NURSE.value, Job.THERAPIST.value}


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit as one carer makes it; `free` are the minutes between the visit before, or the shift's begin, and it."""

    id: int
    key: str
    elder: Elder
    service: ServiceType
    starts: int
    ends: int
    travel_minutes: int
    free: int
    partners: tuple[Staff, ...]
    broken: Broken | None = None
    """Why she may not make it any more."""
    altered: str = ""
    """`paused`, or how it is promised otherwise by now (`How`)."""
    missed: tuple[str, ...] = ()
    """Soft rules that it cost something when it was planned: wishes of hers that this carer or start is not."""
    lost: bool = False
    """Whether she is not there for it, or may not work the shift it belongs to; what she did before she left is not."""

    @property
    def short_minutes(self) -> int:
        """Minutes by which the way does not fit in; 0 when it does."""
        return max(0, self.travel_minutes - self.free)


@dataclass(frozen=True, slots=True)
class Route:
    """One carer's day; without a shift the plan has visits for somebody who is not there."""

    staff: Staff
    shift: Shift | DraftShift | None
    stops: tuple[Stop, ...]
    problem: str = ""
    """Why she cannot work the shift, or not as it is, as the board has it."""
    altered: str = ""
    """How the shift is asked for otherwise by now (`How`), or nothing."""

    @property
    def amiss(self) -> bool:
        """Whether somebody has to look: she is not there, her shift is another by now, or one of her visits is not
        hers, not due or not in time."""
        return bool(self.problem or self.altered) or any(
            stop.broken or stop.altered or stop.short_minutes for stop in self.stops
        )

    @property
    def travel_minutes(self) -> int:
        return sum(stop.travel_minutes for stop in self.stops)


@dataclass(frozen=True, slots=True)
class AtPlace:
    """One who works at a place all day: in a kitchen, a room, a house, or between rounds; `shift` comes with both."""

    staff: Staff
    shift: Shift | DraftShift
    problem: str = ""
    altered: str = ""


@dataclass(frozen=True, slots=True)
class DayOfVisits:
    day: date
    routes: tuple[Route, ...]
    at_places: tuple[AtPlace, ...]
    open_visits: tuple[NotPlanned, ...]

    @property
    def visits(self) -> int:
        return len({stop.key for route in self.routes for stop in route.stops})

    @property
    def lost(self) -> int:
        """Visits that are asked for as they are, but whose carer is not there or may not make them any more."""
        stops = (stop for route in self.routes for stop in route.stops)
        return len({stop.key for stop in stops if (stop.lost or stop.broken) and not stop.altered})

    @property
    def hours(self) -> tuple[int, int]:
        """The first and last full hour that anything of the day touches."""
        shifts = [route.shift for route in self.routes if route.shift]
        stops = [stop for route in self.routes for stop in route.stops]
        begins = [one.starts for one in [*shifts, *stops]] + [one.starts or 0 for one in self.open_visits]
        ends = [one.ends for one in [*shifts, *stops]] + [one.ends or 0 for one in self.open_visits]
        return min(begins, default=480) // 60, -(-max(ends, default=1020) // 60)


async def day_of(standing: Standing, day: date) -> DayOfVisits:
    """The day as the draft has it or, where there is none that is not published, as it was published.

    Carers of whom something is amiss come first, then all by the beginning of their day.
    """
    if standing.origin is None:
        return DayOfVisits(day, (), (), ())
    parts = await _parts(standing, day)
    shifts = {shift.staff_id: shift for shift in await _shifts(standing, day)}
    gone = {part.staff_id for part in parts}
    staff = await by_key(Staff.filter(id__in=list({*gone, *shifts})).prefetch_related("facility", "availability"))
    conflicts = await conflicts_of(standing)
    now = _now(conflicts, day)
    asked = await _asked_by_places(standing, day)
    stay = {
        one.id: AtPlace(one, shifts[one.id], now.problems.get(one.id, ""), now.shifts.get(one.id, ""))
        for one in staff
        if one.id not in gone and (one.job not in GOES_OUT or shifts[one.id].demand_key in asked)
    }
    people = {one.id: one for one in staff}
    routes = [_route(one, shifts.get(one.id), parts, people, now) for one in staff if one.id not in stay]
    routes.sort(key=lambda route: (not route.amiss, _begin(route), route.staff.key))
    at_places = sorted(stay.values(), key=lambda one: (one.shift.facility.path, one.shift.starts, one.staff.key))
    return DayOfVisits(day, tuple(routes), tuple(at_places), tuple(await _open(standing, day, conflicts)))


@dataclass(frozen=True, slots=True)
class Part:
    """One carer's part of a visit, drafted or published."""

    id: int
    key: str
    elder: Elder
    service: ServiceType
    staff_id: int
    starts: int
    ends: int
    travel_minutes: int
    missed: tuple[str, ...] = ()


async def _parts(standing: Standing, day: date) -> list[Part]:
    if standing.unpublished is not None:
        drafted = DraftVisit.filter(draft_id=standing.unpublished.id, day=day).prefetch_related("elder", "service")
        return [_part(row, row, row.matches) for row in await drafted.order_by("starts", "key")]
    planned = DraftVisit.filter(draft_id=standing.origin.id if standing.origin else 0, day=day)
    costs: dict[str, Mapping[str, int]] = dict(await planned.values_list("key", "matches"))
    published = standing.publication.id if standing.publication else 0
    told = VisitStaff.filter(visit__publication_id=published, day=day).prefetch_related(
        "visit__elder", "visit__service"
    )
    rows = await told.order_by("visit__starts", "visit__key")
    return [_part(row, row.visit, costs.get(row.visit.key, {})) for row in rows]


def _part(row: DraftVisit | VisitStaff, visit: DraftVisit | Visit, costs: Mapping[str, int]) -> Part:
    return Part(
        id=row.id,
        key=visit.key,
        elder=visit.elder,
        service=visit.service,
        staff_id=row.staff_id,
        starts=visit.starts,
        ends=visit.ends,
        travel_minutes=row.travel_minutes,
        missed=tuple(rule for rule, least in WISHES.items() if costs.get(rule, 0) >= least),
    )


async def _shifts(standing: Standing, day: date) -> Sequence[Shift | DraftShift]:
    """With their places and types."""
    with_both = ("facility", "shift_type")
    if standing.unpublished is not None:
        return await DraftShift.filter(draft_id=standing.unpublished.id, day=day).prefetch_related(*with_both)
    published = standing.publication.id if standing.publication else 0
    return await Shift.filter(publication_id=published, day=day).prefetch_related(*with_both)


async def _asked_by_places(standing: Standing, day: date) -> set[str]:
    """Demand keys of the shifts that places ask for by name; all others are worked for visits."""
    here = [facility.id for facility in await facilities_of_unit(standing.unit)]
    keys = await ShiftDemand.filter(facility_id__in=here).values_list("key", flat=True)
    return {f"{key}@{day.weekday()}" for key in keys}


async def _open(standing: Standing, day: date, conflicts: Conflicts) -> list[NotPlanned]:
    """Listed and still asked for, or promised since."""
    rows = still_listed(standing.origin, conflicts).filter(kind=NeedKind.VISIT.value, day=day)
    listed = await rows.prefetch_related("elder", "service").order_by("starts", "key")
    new = (one for one in conflicts.new if one.kind == NeedKind.VISIT and one.day == day)
    return sorted([*listed, *new], key=lambda one: (one.starts or 0, one.key))


@dataclass(frozen=True, slots=True)
class Now:
    """What has come between the day and its plan: who cannot work her shift, and visits that may not stay hers."""

    problems: dict[int, str]
    lost: dict[int, int]
    """Of those of them whose shift somebody else has to work, after which minute of the day."""
    broken: dict[tuple[str, int], Broken]
    """By the visit's key and carer."""
    altered: dict[str, str]
    """By the visit's key; `paused` for one that is called off."""
    shifts: dict[int, str]
    """Of whoever's shift is asked for otherwise, how."""


def _now(conflicts: Conflicts, day: date) -> Now:
    broken = [one for one in conflicts.broken if one.day == day]
    posts = sorted((one for one in broken if one.kind == NeedKind.SHIFT), key=lambda one: one.lost)
    absent = [one for one in conflicts.absent if one.day == day]
    return Now(
        {one.staff.id: one.rule for one in posts} | {one.staff.id: one.why for one in absent},
        {one.staff.id: 0 for one in posts if one.lost} | {one.staff.id: one.since for one in absent},
        {(one.key, one.staff.id): one for one in broken if one.kind == NeedKind.VISIT},
        {one.key: one.how.value for one in conflicts.altered if one.kind == NeedKind.VISIT}
        | dict.fromkeys(conflicts.visits_off, "paused"),
        {staff: how for (staff, on), how in shifts_otherwise(conflicts.altered).items() if on == day},
    )


def _route(
    staff: Staff, shift: Shift | DraftShift | None, parts: Sequence[Part], people: dict[int, Staff], now: Now
) -> Route:
    stops: list[Stop] = []
    free_from = shift.starts if shift else 0
    for part in parts:
        if part.staff_id == staff.id:
            with_her = (one.staff_id for one in parts if one.key == part.key and one.staff_id != staff.id)
            stops.append(_stop(part, part.starts - free_from, [people[one] for one in with_her], now))
            free_from = part.ends
    return Route(staff, shift, tuple(stops), now.problems.get(staff.id, ""), now.shifts.get(staff.id, ""))


def _stop(part: Part, free: int, partners: Iterable[Staff], now: Now) -> Stop:
    return Stop(
        id=part.id,
        key=part.key,
        elder=part.elder,
        service=part.service,
        starts=part.starts,
        ends=part.ends,
        travel_minutes=part.travel_minutes,
        free=free,
        partners=tuple(partners),
        broken=now.broken.get((part.key, part.staff_id)),
        altered=now.altered.get(part.key, ""),
        missed=part.missed,
        lost=part.staff_id in now.lost and part.ends > now.lost[part.staff_id],
    )


def _begin(route: Route) -> int:
    first = route.shift or next(iter(route.stops), None)
    return int(first.starts) if first else 0
