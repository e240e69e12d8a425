"""The whole week of one or more units: what is needed, who and what there is.

Days count from 0 at the plan's first day. Minutes are minutes of the day unless a name says otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from solver.keys import refuse_repeated
from solver.rostering.problem import Cover, Employee, ShiftType
from solver.travel.estimate import Point
from solver.travel.matrix import Travel
from solver.visits.problem import AnnouncedVisit, Break

DAY = 1440
VISITING_JOBS = frozenset({"caregiver", "nurse", "therapist"})
NEEDED_THRESHOLDS = frozenset(
    {
        *("daily_hours", "weekly_hours", "weekly_hours_average", "weekly_rest_days", "rest_between_shifts"),
        *("consecutive_days", "consecutive_nights", "night_begins", "night_ends", "visits_a_day"),
        *("box_ride_time", "pot_to_plate", "box_handover"),
    }
)
"""Keys of the rule table that a week cannot be planned without."""


@dataclass(frozen=True, slots=True)
class Person:
    """An employee as the week sees her: working time in `employee`, and how she gets about."""

    employee: Employee
    facility: str
    gender: str
    mode: str
    low_risk_only: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift type with its pause, minutes of the day; `visiting` ones may be worked for the demand of visits."""

    type: ShiftType
    pause: Break | None = None
    visiting: bool = True

    def __post_init__(self) -> None:
        pause = self.pause
        if pause and max(self.type.start, pause.earliest) + pause.minutes > min(self.type.end, pause.latest):
            raise ValueError(f"shift {self.type.key}: the break does not fit")

    def pause_on(self, day: int) -> Break | None:
        """Its pause on a day, in minutes of the plan, within the shift."""
        if self.pause is None:
            return None
        earliest, latest = max(self.pause.earliest, self.type.start), min(self.pause.latest, self.type.end)
        return Break(self.pause.minutes, day * DAY + earliest, day * DAY + latest)


@dataclass(frozen=True, slots=True)
class VisitNeed:
    """A service promised at home: on `times` of the `days`, starting between `earliest` and `latest`.

    `place` is None while the address is not on the map. `after` names the need it follows on the same day by
    `shortest` to `longest` minutes.
    """

    key: str
    elder: str
    place: str | None
    service: str
    minutes: int
    days: tuple[int, ...]
    times: int
    earliest: int
    latest: int
    priority_class: int
    carers: int = 1
    skill: str | None = None
    gender: str | None = None
    low_risk: bool = False
    with_meal: bool = False
    """It helps with eating: where a meal is brought in its window, it starts once that is there."""
    preferred_start: int | None = None
    access_minutes: int = 0
    excluded: frozenset[str] = frozenset()
    designated: frozenset[str] = frozenset()
    faces: frozenset[str] = frozenset()
    after: str | None = None
    shortest: int = 0
    longest: int = 0
    announced: Mapping[int, AnnouncedVisit] = field(default_factory=dict)
    """What the published plan of this week says, by day."""

    def __post_init__(self) -> None:
        if not 1 <= self.times <= len(self.days):
            raise ValueError(f"need {self.key}: {self.times} times on {len(self.days)} days")


@dataclass(frozen=True, slots=True)
class AnnouncedMeal:
    """What the published plan says of a meal: its wave, the canteen where it is eaten, and the round that it is on.

    `arrives` is a minute of the day; a meal that is eaten where it is cooked is on no round.
    """

    wave: str
    eats_at: str | None = None
    carrier: str | None = None
    vehicle: str = ""
    trip: int = 0
    arrives: int = 0
    driven: int | None = None
    """When the round comes by, up to a quarter of an hour from what people were told; None: just then."""


@dataclass(frozen=True, slots=True)
class MealNeed:
    """A portion on a day: brought to `place`, or eaten at the facility `eats_at`."""

    key: str
    elder: str
    place: str | None
    day: int
    meal: str
    diet: str
    eats_at: str | None = None
    access_minutes: int = 0
    priority_class: int = 1
    announced: AnnouncedMeal | None = None
    ability_level: int = 0
    lives_alone: bool = False
    """With her level, how much she depends on the meal: where there are too few portions, others wait first."""


@dataclass(frozen=True, slots=True)
class SeatNeed:
    """A seat wanted in a zone of `zone_kind` from `start` to `end`, at `facility` or as near to it as can be."""

    key: str
    elder: str
    place: str | None
    facility: str
    zone_kind: str
    day: int
    start: int
    end: int
    ability_level: int
    priority_class: int = 2


@dataclass(frozen=True, slots=True)
class KitchenWave:
    """One batch of a meal on a day; `taken` portions, by diet, are promised to elders of other units."""

    key: str
    day: int
    meal: str
    wave: int
    portions: int
    cooked: int
    leaves: int
    taken: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kitchen:
    """A kitchen at a facility; `diets` maps what it can cook to the most portions of it in a wave."""

    key: str
    facility: str
    diets: Mapping[str, int]
    waves: tuple[KitchenWave, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """Seats of a facility; `open` maps a day to its opening spans; `ratio` an ability level to guests per staff."""

    key: str
    facility: str
    kind: str
    seats: int
    open: Mapping[int, tuple[tuple[int, int], ...]]
    ratio: Mapping[int, int]
    taken: tuple[tuple[int, int, int, int], ...] = ()
    """Guests of other units: (day, start, end, ability level)."""


@dataclass(frozen=True, slots=True)
class Vehicle:
    """What meals are brought with from a facility: its way of going and how many boxes it holds."""

    key: str
    facility: str
    mode: str
    boxes: int


@dataclass(frozen=True, slots=True)
class Facility:
    """A place that serves; its key is also its place on the map. `reach_metres` is as far as guests may come from."""

    key: str
    unit: str
    tier: str
    reach_metres: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A facility that signs its own plan, with its people, promises and the minutes between its doors."""

    key: str
    people: tuple[Person, ...]
    covers: tuple[Cover, ...]
    visits: tuple[VisitNeed, ...]
    meals: tuple[MealNeed, ...]
    seats: tuple[SeatNeed, ...]
    vehicles: tuple[Vehicle, ...]
    travel: Travel
    begins: int = 0
    """Minutes from the plan's first midnight until which the announced plan has begun: nothing new starts earlier."""
    seated: tuple[SeatNeed, ...] = ()
    """Guests who sit at a facility on the day that runs already; their seats are `taken` in its zones."""
    brought: tuple[tuple[str, int, int], ...] = ()
    """Meals of the day that runs already which are brought home: elder, day, minute of the day at her door."""
    out: tuple[tuple[str, int, int], ...] = ()
    """Who is out with meals that have left on that day: employee, day, minute of the day when she is back."""
    trips: tuple[tuple[str, int, str, int], ...] = ()
    """The rounds that have left on that day: employee, day, meal and the number of her last one."""

    def place_of(self, need: VisitNeed, day: int) -> str | None:
        """Where it is given; what has begun took place, so that without a place on the map it counts as at the unit."""
        told = need.announced.get(day)
        begun = told is not None and day * DAY + told.start < self.begins
        return self.key if need.place is None and begun else need.place

    def need_keys(self) -> list[str]:
        """The keys of everything promised: visits, meals, seats."""
        visits, meals, seats = self.visits, self.meals, self.seats
        return [*(need.key for need in visits), *(need.key for need in meals), *(need.key for need in seats)]


@dataclass(frozen=True, slots=True)
class WeekProblem:
    """`thresholds` holds the rule table's values by key, `points` where every place lies."""

    week: str
    days: int
    units: tuple[Unit, ...]
    facilities: tuple[Facility, ...]
    kitchens: tuple[Kitchen, ...]
    zones: tuple[Zone, ...]
    shifts: tuple[Shift, ...]
    points: tuple[Point, ...]
    thresholds: Mapping[str, int]
    visiting_jobs: frozenset[str] = VISITING_JOBS
    weekend_days: frozenset[int] = frozenset({5, 6})
    weights: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        refuse_repeated("need", (key for unit in self.units for key in unit.need_keys()))
        if missing := NEEDED_THRESHOLDS - set(self.thresholds):
            raise ValueError(f"thresholds missing: {sorted(missing)}")


def occurrence(need: VisitNeed, day: int) -> str:
    """The key of a need on one day."""
    return f"{need.key}@{day}"


def minutes_of(need: VisitNeed, start: int, begins: int) -> int:
    """How long a visit that starts at this minute of the plan takes: what has begun, as long as it was announced."""
    told = need.announced.get(start // DAY)
    return told.minutes or need.minutes if told is not None and start < begins else need.minutes
