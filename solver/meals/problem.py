"""Delivery rounds of one kitchen's meal: who carries which boxes, in what order, from which wave.

All times are minutes from the plan's first midnight.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from solver.keys import refuse_repeated
from solver.rules import CLASS_WEIGHT
from solver.travel.matrix import Travel

ABOUT = 15
"""Minutes: a box that comes so much earlier or later comes when it was expected."""


@dataclass(frozen=True, slots=True)
class Wave:
    """Boxes of a wave are packed and may leave from `leaves`; they were cooked at `cooked`."""

    key: str
    cooked: int
    leaves: int

    def __post_init__(self) -> None:
        if self.cooked > self.leaves:
            raise ValueError(f"wave {self.key} leaves before it is cooked")


@dataclass(frozen=True, slots=True)
class Carrier:
    """A person with a vehicle: `boxes` at a time, on duty from `start` to `end`, may go out several times."""

    key: str
    vehicle: str
    mode: str
    boxes: int
    start: int
    end: int
    trips: int = 0
    """Rounds of the meal that she has left with before: hers are counted on from there."""

    def __post_init__(self) -> None:
        if self.start >= self.end or self.boxes < 1 or self.trips < 0:
            raise ValueError(f"carrier {self.key}: empty duty, no room for a box or less than no trips")


@dataclass(frozen=True, slots=True)
class Expected:
    """On which trip of whose, and at which minute, a drop is expected; what differs costs the weight of `rule`."""

    carrier: str
    trip: int
    arrives: int
    rule: str = "changed_after_publish"
    driven: int | None = None
    """When the trip comes by, where that is another minute than `arrives`: the order of its doors."""
    meals: int = 1
    """How many of a load are expected so: each that comes at another time is a surprise."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Boxes for one door: an elder's, or a canteen's with many; `minutes` of promise are open while it waits."""

    key: str
    place: str
    boxes: int
    wave: str
    access_minutes: int = 0
    """From the street to the door, and back; the hand-over itself is `RoundsProblem.handover_minutes`."""
    priority_class: int = 1
    people: tuple[str, ...] = ()
    """Request keys of the meals in the boxes."""
    minutes: int = 30
    customer: str = ""
    """Whose boxes these are, called so on every day."""
    expected: Expected | None = None
    told: bool = False
    """Whether those it is for were told that it comes."""
    latest: int | None = None
    """The last minute at which it may be there, where those it is for leave soon after (rule elder_in_one_place)."""

    def __post_init__(self) -> None:
        if self.boxes < 1 or self.minutes < 1 or self.access_minutes < 0:
            raise ValueError(f"drop {self.key}: impossible boxes or minutes")
        if self.priority_class not in CLASS_WEIGHT:
            raise ValueError(f"drop {self.key}: no class {self.priority_class}")

    @property
    def open_price(self) -> int:
        """What it costs to leave the drop open (rule not_planned)."""
        return CLASS_WEIGHT[self.priority_class] * self.minutes

    @property
    def changes_when_open(self) -> int:
        """For each who was told that it comes: that nobody does, and at no time."""
        return 2 * self.boxes if self.told else 0

    def surprises(self, carrier: str, arrives: int, there: Container[str]) -> int:
        """How much is not as expected: another one of those who are `there`, and each meal at another time."""
        if self.expected is None:
            return 0
        another = self.expected.carrier in there and carrier != self.expected.carrier
        return another + self.expected.meals * (abs(arrives - self.expected.arrives) > ABOUT)


@dataclass(frozen=True, slots=True)
class RoundsProblem:
    """`ride_minutes`: from the kitchen to any door at most; `plate_minutes`: from the pot to any door at most.

    A carrier goes from the kitchen to a street (travel), up to the door (access), hands over, goes down again and
    on; back at the kitchen she may load boxes of the same or another wave. Raises ValueError when keys repeat, a
    wave or place is unknown, or a carrier's mode has no travel minutes.
    """

    kitchen: str
    waves: tuple[Wave, ...]
    carriers: tuple[Carrier, ...]
    drops: tuple[Drop, ...]
    travel: Travel
    ride_minutes: int
    plate_minutes: int
    handover_minutes: int
    outdoor_minutes: int | None = None
    """Heat: the most a carrier may spend outside on this day."""
    weights: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        refuse_repeated("drop", (drop.key for drop in self.drops))
        refuse_repeated("carrier", (carrier.key for carrier in self.carriers))
        refuse_repeated("wave", (wave.key for wave in self.waves))
        if unknown := {drop.wave for drop in self.drops} - {wave.key for wave in self.waves}:
            raise ValueError(f"unknown waves {unknown}")
        if missing := ({drop.place for drop in self.drops} | {self.kitchen}) - set(self.travel.places):
            raise ValueError(f"no travel minutes for {sorted(missing)[:3]}")
        if missing := {carrier.mode for carrier in self.carriers} - set(self.travel.minutes):
            raise ValueError(f"no travel minutes by {sorted(missing)}")
