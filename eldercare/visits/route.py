"""A carer's day as she walks it: Visit → RouteStop, with the meals she carries, her shift and her break."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from eldercare import clock
from eldercare.care.holds import Pausing, pausing_of
from eldercare.care.models import ServiceType
from eldercare.errors import NotFound
from eldercare.meals.rounds import MealRound, rounds_of_carrier
from eldercare.people.at_work import is_employed, stopped_at
from eldercare.people.models import Elder, Leave, Staff
from eldercare.shifts.models import Shift
from eldercare.visits.announced import is_announced
from eldercare.visits.models import VisitStaff


@dataclass(frozen=True, slots=True)
class RouteStop:
    """One visit as one of its carers makes it; `travel_minutes` lead to it from the stop before."""

    key: str
    day: date
    starts: int
    ends: int
    elder: Elder
    service: ServiceType
    travel_minutes: int
    partners: tuple[Staff, ...]
    note: str
    fixed_reason: str

    @property
    def minutes(self) -> int:
        return self.ends - self.starts


@dataclass(frozen=True, slots=True)
class Break:
    """Minutes that belong to herself."""

    starts: int
    minutes: int

    @property
    def ends(self) -> int:
        return self.starts + self.minutes


Item = RouteStop | MealRound | Break


@dataclass(frozen=True, slots=True)
class RouteDay:
    """Everything of one day of one carer; `announced` says whether a plan of her centre is in force for it."""

    staff: Staff
    day: date
    shift: Shift | None
    leave: Leave | None
    employed: bool
    left_at: int | None
    """The minute of the day from which on she is not at work, as `stopped_at` has it."""
    stops: tuple[RouteStop, ...]
    rounds: tuple[MealRound, ...]
    announced: bool
    pausing: Pausing
    """Which elders of hers pause on this day, or are served no more, since it was published."""

    @property
    def items(self) -> tuple[Item, ...]:
        """Stops, rounds and the break in the order of the day."""
        return tuple(sorted([*self.stops, *self.rounds, *self._breaks()], key=lambda item: (item.starts, item.ends)))

    @property
    def ends(self) -> int | None:
        """When the day is expected to be over."""
        stays = [*self.items, *([self.shift] if self.shift else [])]
        return max((one.ends for one in stays if not self.falls(one)), default=None)

    @property
    def boxes(self) -> int:
        """Those that she has still to carry, or carried."""
        return sum(one.boxes for one in self.rounds if not self.falls(one))

    @property
    def next(self) -> Item | None:
        """What comes next, or is under way, if the day is today."""
        if self.day != clock.today():
            return None
        ahead = (item for item in self.items if item.ends > clock.minute_of_day() and not isinstance(item, Break))
        return next((item for item in ahead if not (self.is_off(item) or self.falls(item))), None)

    @property
    def fallen(self) -> list[Item]:
        """The stops and rounds that she is not there for any more."""
        return [item for item in self.items if not isinstance(item, Break) and self.falls(item)]

    def falls(self, one: Item | Shift) -> bool:
        """Whether she is, or was, not at work until its end."""
        return self.left_at is not None and one.ends > self.left_at

    def is_off(self, item: Item) -> bool:
        """Whether nobody has to come there."""
        return isinstance(item, RouteStop) and self.pausing.calls_off(item.elder.id, self.day, item.starts)

    def not_to_bring(self, one: MealRound) -> frozenset[int]:
        """Elders whose boxes of a round are called off; not of one that had left by then."""
        doors = {drop.elder.id for drop in one.drops if drop.elder}
        return frozenset(elder for elder in doors if self.pausing.calls_off(elder, self.day, one.starts))

    def _breaks(self) -> list[Break]:
        if self.shift is None or self.shift.break_starts is None or not self.shift.break_minutes:
            return []
        return [Break(self.shift.break_starts, self.shift.break_minutes)]


async def day_of(staff: Staff, day: date) -> RouteDay:
    """Her day as it was published; `staff` comes with her facility."""
    parts = await VisitStaff.filter(staff_id=staff.id, day=day, visit__publication__replaced_at=None).prefetch_related(
        "visit__elder__region", "visit__service", "visit__carers__staff"
    )
    rounds = tuple(await rounds_of_carrier(staff, day))
    leave = await Leave.filter(staff_id=staff.id, first_day__lte=day, last_day__gte=day)
    elders = {part.visit.elder_id for part in parts}
    elders |= {drop.elder.id for one in rounds for drop in one.drops if drop.elder}
    return RouteDay(
        staff=staff,
        day=day,
        shift=await Shift.filter(staff_id=staff.id, day=day, publication__replaced_at=None)
        .prefetch_related("shift_type", "facility")
        .first(),
        leave=next(iter(leave), None),
        employed=is_employed(staff, day),
        left_at=stopped_at(staff, day, leave),
        stops=_in_order(_stop(part) for part in parts),
        rounds=rounds,
        announced=await is_announced(staff.facility, day),
        pausing=await pausing_of(elders, day),
    )


async def stop_of(staff: Staff, day: date, key: str) -> tuple[RouteDay, RouteStop]:
    """Her own day and one stop of it; NotFound for a visit that is not hers."""
    route = await day_of(staff, day)
    found = [stop for stop in route.stops if stop.key == key]
    if not found:
        raise NotFound("not_found")
    return route, found[0]


def _stop(part: VisitStaff) -> RouteStop:
    visit = part.visit
    return RouteStop(
        key=visit.key,
        day=part.day,
        starts=visit.starts,
        ends=visit.ends,
        elder=visit.elder,
        service=visit.service,
        travel_minutes=part.travel_minutes,
        partners=tuple(other.staff for other in visit.carers if other.staff_id != part.staff_id),
        note=visit.note,
        fixed_reason=visit.fixed_reason,
    )


def _in_order(stops: Iterable[RouteStop]) -> tuple[RouteStop, ...]:
    return tuple(sorted(stops, key=lambda stop: (stop.starts, stop.key)))
