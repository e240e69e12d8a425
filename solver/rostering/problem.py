"""Who works which shift on which day of the week, with the past weeks carried in."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from itertools import count

from solver.rules import CLASS_WEIGHT

DAY = 1440
WEEK = 7


@dataclass(frozen=True, slots=True)
class ShiftType:
    """A kind of working day; minutes of the day, `end` may pass 1440; `paid_minutes` leaves the break out."""

    key: str
    start: int
    end: int
    paid_minutes: int
    jobs: frozenset[str]
    for_curves: bool = True
    """Whether it may be worked for curves; else only for covers that name it."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or not 0 < self.paid_minutes <= self.end - self.start:
            raise ValueError(f"shift type {self.key}: impossible minutes")


@dataclass(frozen=True, slots=True)
class History:
    """What the last weeks left behind, at the plan's first midnight."""

    consecutive_days: int = 0
    """Days with work without a break up to and including the day before."""
    last_end: int | None = None
    """End of the last shift, minutes from the plan's first midnight (usually negative); past `Limits.night_ends` it
    makes the plan's first day a working day."""
    weekends_worked: int = 0
    """Weekend days worked in the last four weeks, for fairness."""
    consecutive_nights: int = 0
    """Night shifts on days in a row up to and including the day before."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What she was told of the time after the plan, which the plan leaves to her as it was told.

    Days and minutes are counted from the plan's first midnight.
    """

    first_start: int | None = None
    """Start of her first shift after the plan."""
    work_days: frozenset[int] = frozenset()
    """Days after the plan with work."""
    nights: frozenset[int] = frozenset()
    """Those of them on which a night shift starts."""


@dataclass(frozen=True, slots=True)
class Available:
    """She can work on `day` from `start` to `end`, minutes of that day; `end` may pass 1440."""

    day: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pin:
    """On `day` she works `shift` (at `cover`, or at any when empty), or is free when `shift` is None.

    The solver keeps it unless another hard rule forbids it; the check then names the rule `pinned`.
    """

    day: int
    shift: str | None
    cover: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """She would like `shift` on `day`, or to be free when None; `wanted` False: she would rather not."""

    day: int
    shift: str | None
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class AnnouncedShift:
    """What she was told of a day: the shift and where; `cover` is what it was planned for.

    `pause` is the minute of the day at which her break begins, None where she was told of none.
    """

    day: int
    shift: str
    place: str
    cover: str = ""
    pause: int | None = None


@dataclass(frozen=True, slots=True)
class Employee:
    """`skills` maps a skill to the last day (0 … 6, or None for ever) on which she may use it.

    `contract_minutes` is what a week should hold; `max_week_minutes` what it may hold at most by her contract
    and the law; `available` lists the spans she can work (leave and unavailability already taken out).
    """

    key: str
    job: str
    places: frozenset[str]
    """Facilities whose cover she may fill."""
    skills: Mapping[str, int | None]
    contract_minutes: int
    max_week_minutes: int
    available: tuple[Available, ...]
    overtime_left: int = 0
    """Overtime minutes the law still allows her this month."""
    history: History = field(default_factory=History)
    ahead: Ahead = field(default_factory=Ahead)
    pins: tuple[Pin, ...] = ()
    wishes: tuple[Wish, ...] = ()
    announced: tuple[AnnouncedShift, ...] | None = None
    """Where the week is published already: every day that differs is a change; None where nobody was told anything."""

    def __post_init__(self) -> None:
        if min(self.contract_minutes, self.max_week_minutes, self.overtime_left) < 0:
            raise ValueError(f"employee {self.key}: negative minutes")


@dataclass(frozen=True, slots=True)
class Cover:
    """So many people of a job (and a skill) are needed on a shift type, on a day, at a place."""

    key: str
    day: int
    shift: str
    place: str
    job: str
    skill: str | None
    needed: int
    priority_class: int = 2

    def __post_init__(self) -> None:
        if self.needed < 1 or self.priority_class not in CLASS_WEIGHT:
            raise ValueError(f"cover {self.key}: impossible heads or class")


@dataclass(frozen=True, slots=True)
class Floor:
    """So many people, whatever their skill, must be on duty in a slot, or promises of this class cannot be kept."""

    heads: int
    priority_class: int


@dataclass(frozen=True, slots=True)
class Curve:
    """The demand for people who visit: heads needed in each slot of `slot_minutes` of each day, by skill.

    `heads` maps (day, slot) to people; a skill of None asks for anybody of the job. Curves of one place and job
    are served by the same people: a head stands in one curve only, and whoever is on duty serves in each slot
    any curve she has the skill for. A shift worked for them carries the key of one of them as its cover.
    `floors` are slots where missing people weigh as much as the promises that would fail; they do not add up.
    """

    key: str
    place: str
    job: str
    skill: str | None
    slot_minutes: int
    heads: Mapping[tuple[int, int], int]
    priority_class: int = 2
    floors: Mapping[tuple[int, int], Floor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.slot_minutes < 1 or DAY % self.slot_minutes or self.priority_class not in CLASS_WEIGHT:
            raise ValueError(f"curve {self.key}: impossible slots or class")


@dataclass(frozen=True, slots=True)
class Limits:
    """The thresholds of law and house in force this week, in minutes and days."""

    day_minutes: int
    week_minutes: int
    """Standard week: overtime starts above it."""
    week_minutes_ceiling: int
    rest_minutes: int
    consecutive_days: int
    weekly_rest_days: int
    night_ends: int
    """A shift that ends on the next day after this minute makes that a working day too: no rest day begins at noon."""
    night_begins: int
    consecutive_nights: int

    def is_night(self, shift: ShiftType) -> bool:
        """Whether it is a night shift, see `is_night`."""
        return is_night(shift.start, shift.end, self.night_begins, self.night_ends)


def is_night(start: int, end: int, night_begins: int, night_ends: int) -> bool:
    """Whether at least half of a night lies between two minutes, of one day or past 1440 of the next."""
    length = (night_ends - night_begins) % DAY
    begins = (night_begins - DAY, night_begins, night_begins + DAY)
    return any(2 * (min(end, night + length) - max(start, night)) >= length for night in begins)


def in_a_row(days: Set[int], first: int) -> int:
    """How many of the days follow one another from `first` on."""
    return next(many for many in count() if first + many not in days)


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """A week (or several) of one unit; hours and rest days are counted in weeks of seven days from day 0.

    Raises ValueError when a pin, cover or wish names an unknown shift type or a day outside the plan, when a key
    stands twice, when a weight is negative, or when curves of one place and job have different slots.
    """

    days: int
    employees: tuple[Employee, ...]
    shift_types: tuple[ShiftType, ...]
    covers: tuple[Cover, ...]
    curves: tuple[Curve, ...]
    limits: Limits
    weekend_days: frozenset[int] = frozenset({5, 6})
    weights: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._refuse_repeated_keys()
        self._refuse_unknown_names()
        if any(price < 0 for price in self.weights.values()):
            raise ValueError("a weight is negative")
        slots: dict[tuple[str, str], int] = {}
        for curve in self.curves:
            if slots.setdefault((curve.place, curve.job), curve.slot_minutes) != curve.slot_minutes:
                raise ValueError(f"curves of {curve.place} and {curve.job} have different slots")

    def _refuse_repeated_keys(self) -> None:
        targets = [cover.key for cover in self.covers] + [curve.key for curve in self.curves]
        for keys in ([e.key for e in self.employees], [shift.key for shift in self.shift_types], targets):
            if len(set(keys)) != len(keys):
                raise ValueError("a key stands twice")

    def _refuse_unknown_names(self) -> None:
        marks = [(pin.day, pin.shift) for employee in self.employees for pin in employee.pins]
        marks += [(wish.day, wish.shift) for employee in self.employees for wish in employee.wishes]
        marks += [(cover.day, cover.shift) for cover in self.covers]
        if unknown := {shift for _, shift in marks} - {shift.key for shift in self.shift_types} - {None}:
            raise ValueError(f"unknown shift types {unknown}")
        if any(not 0 <= day < self.days for day, _ in marks):
            raise ValueError("a cover, pin or wish lies outside the plan")
