"""The rows of a district before they are rows: fields are named as the tables' columns, links hold keys."""

from dataclasses import dataclass, field
from datetime import date

EVERY_DAY = 0b1111111
WORKDAYS = 0b0011111
MONDAY_TO_SATURDAY = 0b0111111


def days_in(weekdays: int) -> list[int]:
    """The weekdays of a set, 0 Monday … 6 Sunday."""
    return [day for day in range(7) if weekdays >> day & 1]


def set_of(days: list[int]) -> int:
    """The set of these weekdays."""
    return sum(1 << day for day in days)


@dataclass(frozen=True, slots=True)
class Region:
    key: str
    parent: str | None
    level: str
    path: str
    name: str
    name_en: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Facility:
    key: str
    parent: str | None
    region: str
    tier: str
    path: str
    name: str
    name_en: str
    phone: str
    address: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Zone:
    key: str
    facility: str
    kind: str
    name: str
    name_en: str
    seats: int
    equipment: str = ""
    cleaning_minutes: int = 0


@dataclass(frozen=True, slots=True)
class OpeningHours:
    zone: str
    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class StaffRatio:
    zone: str
    ability_level: int
    guests_per_staff: int


@dataclass(frozen=True, slots=True)
class Elder:
    key: str
    name: str
    gender: str
    birth_date: date
    phone: str
    facility: str
    region: str
    estate: str
    building: str
    unit: str
    room: str
    floor: int
    has_lift: bool
    latitude: float | None
    longitude: float | None
    ability_level: int
    living_situation: str
    diet: str
    texture: str
    languages: list[str]
    risks: list[str]
    access_notes: str
    health_notes: str


@dataclass(frozen=True, slots=True)
class Relative:
    key: str
    elder: str
    name: str
    relation: str
    phone: str
    emergency_contact: bool
    sees_schedule: bool


@dataclass(frozen=True, slots=True)
class CarePlan:
    key: str
    elder: str
    starts_on: date
    agreed_on: date


@dataclass(frozen=True, slots=True)
class CareTask:
    key: str
    plan: str
    service: str
    minutes: int
    weekdays: int
    times_a_week: int | None
    window_start: int
    window_end: int
    preferred_start: int | None = None
    fixed_start: int | None = None
    fixed_reason: str = ""
    after_task: str | None = None
    gap_shortest: int = 0
    gap_longest: int = 0

    @property
    def times(self) -> int:
        """How often a week."""
        return self.times_a_week or self.weekdays.bit_count()


@dataclass(frozen=True, slots=True)
class Hold:
    elder: str
    kind: str
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Attendance:
    key: str
    elder: str
    facility: str
    zone_kind: str
    weekdays: int
    starts: int
    ends: int
    starts_on: date


@dataclass(frozen=True, slots=True)
class MealSubscription:
    key: str
    elder: str
    meal: str
    weekdays: int
    serving: str
    eats_at: str | None
    starts_on: date


@dataclass(frozen=True, slots=True)
class Staff:
    key: str
    name: str
    gender: str
    phone: str
    facility: str
    job: str
    contract: str
    weekly_minutes: int
    travel_mode: str
    languages: list[str]
    employed_from: date


@dataclass(frozen=True, slots=True)
class StaffSkill:
    staff: str
    skill: str
    certificate: str
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Availability:
    staff: str
    weekdays: int
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Leave:
    key: str
    staff: str
    kind: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class StaffBond:
    elder: str
    staff: str
    kind: str
    private_reason: str = ""


@dataclass(frozen=True, slots=True)
class ShiftDemand:
    key: str
    facility: str
    shift_type: str
    job: str
    skill: str | None
    weekdays: int
    people: int


@dataclass(frozen=True, slots=True)
class Account:
    login: str
    role: str
    display_name: str
    facility: str | None = None
    staff: str | None = None
    relative: str | None = None
    type_size: str = "normal"
    is_demo: bool = field(default=True, init=False)
