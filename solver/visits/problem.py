"""Who visits whom, in what order and at what minute, for one centre on one day (days are chosen by `solver.week.days`).

All times are minutes from the plan's first midnight.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from solver.keys import refuse_repeated
from solver.rules import CLASS_WEIGHT, weight
from solver.travel.matrix import Travel

HOUR = 60


@dataclass(frozen=True, slots=True)
class Break:
    """A pause of `minutes` that starts no earlier than `earliest` and ends no later than `latest`."""

    minutes: int
    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class Carer:
    """One carer on one shift: leaves `base` no earlier than `start` and is back by `end`."""

    key: str
    base: str
    start: int
    end: int
    mode: str
    gender: str
    skills: frozenset[str]
    """Valid on this day; a skill whose certificate has run out is listed in `expired`."""
    expired: frozenset[str] = frozenset()
    pause: Break | None = None
    told_pause: int | None = None
    """The start of her pause that was announced: kept where her route leaves room for it."""
    low_risk_only: bool = False

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"carer {self.key}: empty shift")
        pause = self.pause
        if pause and max(self.start, pause.earliest) + pause.minutes > min(self.end, pause.latest):
            raise ValueError(f"carer {self.key}: the break does not fit the shift")


@dataclass(frozen=True, slots=True)
class AnnouncedVisit:
    """What people were told of a visit: when it starts, who comes, and how long it takes (0: as it does now)."""

    start: int
    carers: frozenset[str]
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Stop:
    """A service wanted at a place: it starts between `earliest` and `latest` and lasts `minutes`.

    `access_minutes` is the way from the street to the door (stairs), spent before the start and again after the
    end, except between two services in a row to the same elder at the same place: then the carer stays inside.
    `carers` are needed at once, all with `skill`. `blocked` are spans in which the elder is elsewhere.
    """

    key: str
    elder: str
    place: str
    minutes: int
    earliest: int
    latest: int
    priority_class: int
    carers: int = 1
    skill: str | None = None
    gender: str | None = None
    meal_at: int | None = None
    """It helps with a meal that is handed over at this minute: it starts no earlier (rule `with_the_meal`)."""
    access_minutes: int = 0
    preferred_start: int | None = None
    keenness: int = 1
    """So many times as much as for others weighs a minute between its start and the wished one."""
    excluded: frozenset[str] = frozenset()
    designated: frozenset[str] = frozenset()
    faces: frozenset[str] = frozenset()
    """Carers the elder knows: preferred ones and those who came in the last weeks."""
    regulars: frozenset[str] = frozenset()
    """The few carers who are to come to her in this week (rule few_faces); nobody where it does not matter."""
    low_risk: bool = False
    blocked: tuple[tuple[int, int], ...] = ()
    pinned_carers: frozenset[str] = frozenset()
    pinned_start: int | None = None
    begun: bool = False
    """It began before the plan does: its carers were there, whatever the way to it takes by now, and they come home."""
    announced: AnnouncedVisit | None = None
    """Where the plan is published already: other carers and another start are changes (rule changed_after_publish)."""

    def __post_init__(self) -> None:
        if self.minutes <= 0 or self.earliest > self.latest or self.carers not in (1, 2):
            raise ValueError(f"stop {self.key}: impossible minutes or carers")
        if self.priority_class not in CLASS_WEIGHT:
            raise ValueError(f"stop {self.key}: no priority class {self.priority_class}")

    @property
    def known(self) -> frozenset[str]:
        """Carers who are no new face to the elder; empty when nobody is known yet, and then nobody counts as new."""
        return self.faces | self.designated

    def allows(self, start: int) -> bool:
        """Whether the service may run from `start` as far as the elder's other whereabouts go."""
        return all(start + self.minutes <= begin or start >= end for begin, end in self.blocked)


@dataclass(frozen=True, slots=True)
class Link:
    """`after` starts between `shortest` and `longest` minutes after `before` has ended, when both are planned."""

    before: str
    after: str
    shortest: int
    longest: int


@dataclass(frozen=True, slots=True)
class VisitsProblem:
    """Raises ValueError when keys repeat, links name unknown stops or form a circle, or places lack travel minutes."""

    carers: tuple[Carer, ...]
    stops: tuple[Stop, ...]
    links: tuple[Link, ...]
    travel: Travel
    weights: Mapping[str, int] = field(default_factory=dict)
    most_visits: int | None = None
    """Services a carer gives on her shift at most; one that needs two carers counts for both."""

    def __post_init__(self) -> None:
        keys = {stop.key for stop in self.stops}
        refuse_repeated("stop", (stop.key for stop in self.stops))
        refuse_repeated("carer", (carer.key for carer in self.carers))
        if any(link.before not in keys or link.after not in keys for link in self.links):
            raise ValueError("a link names an unknown stop")
        known = set(self.travel.places)
        if missing := ({stop.place for stop in self.stops} | {carer.base for carer in self.carers}) - known:
            raise ValueError(f"no travel minutes for {sorted(missing)[:3]}")
        self._refuse_circles()

    def gap(self, carer: Carer, before: Stop | None, after: Stop | None) -> int:
        """Minutes from the end of `before` to the start of `after` from door to door; None stands for the base.

        The way to what has begun is made, and from it home it is not asked for.
        """
        if (after is not None and after.begun) or (after is None and before is not None and before.begun):
            return 0
        if before and after and before.elder == after.elder and before.place == after.place:
            return 0
        access = (before.access_minutes if before else 0) + (after.access_minutes if after else 0)
        return access + self.way(carer, before, after)

    def way(self, carer: Carer, before: Stop | None, after: Stop | None) -> int:
        """Minutes on the street between two stops; None stands for the base."""
        start, end = before.place if before else carer.base, after.place if after else carer.base
        return self.travel.between(carer.mode, start, end)

    def last_begun(self) -> dict[str, Stop]:
        """By carer the last of her stops that have begun, where there is one: she goes on from there."""
        begun = sorted((stop for stop in self.stops if stop.begun), key=lambda stop: stop.earliest)
        return {carer: stop for stop in begun for carer in stop.pinned_carers}

    def linked_span(self, stop: Stop, starts: Mapping[str, int]) -> tuple[int, int]:
        """Its window as far as linked stops that have these starts leave it; empty where the second is the smaller."""
        minutes = {one.key: one.minutes for one in self.stops}
        low, high = stop.earliest, stop.latest
        for link in self.links:
            if link.after == stop.key and link.before in starts:
                end = starts[link.before] + minutes[link.before]
                low, high = max(low, end + link.shortest), min(high, end + link.longest)
            if link.before == stop.key and link.after in starts:
                start = starts[link.after] - stop.minutes
                low, high = max(low, start - link.longest), min(high, start - link.shortest)
        return low, high

    def told_start(self, stop: Stop) -> int | None:
        """The announced start that counts as kept or changed: none where another carer has to come anyway."""
        told = stop.announced
        return told.start if told and told.carers <= {carer.key for carer in self.carers} else None

    def start_changes(self, stop: Stop, start: int) -> int:
        """Changes that this start is after what was announced: one where it counts, one more for every hour between."""
        told = stop.announced
        if told is None:
            return 0
        return (self.told_start(stop) not in (None, start)) + abs(start - told.start) // HOUR

    def start_price(self, stop: Stop, start: int) -> int:
        """What this start costs by itself: the minutes from the wished one, and the changes it is."""
        wish, changed = self.wished_start(stop), weight("changed_after_publish", self.weights)
        away = 0 if wish is None else abs(start - wish)
        return away * stop.keenness * weight("preferred_time", self.weights) + self.start_changes(stop, start) * changed

    def best_start(self, stop: Stop) -> int | None:
        """The start that costs least by itself; None where all cost the same."""
        wish, told = self.wished_start(stop), stop.announced
        if told is None or wish is None:
            return wish if told is None else told.start
        near = max(told.start - HOUR + 1, min(wish, told.start + HOUR - 1))
        return min((told.start, near, wish), key=lambda start: self.start_price(stop, start))

    def wished_start(self, stop: Stop) -> int | None:
        """The preferred start; where there is none and the announced one does not count, still about that time."""
        if stop.preferred_start is not None or stop.announced is None:
            return stop.preferred_start
        return stop.announced.start if self.told_start(stop) is None else None

    def _refuse_circles(self) -> None:
        followers: dict[str, list[str]] = {}
        for link in self.links:
            followers.setdefault(link.before, []).append(link.after)
        for start, next_ones in followers.items():
            ahead, seen = list(next_ones), set[str]()
            while ahead:
                stop = ahead.pop()
                if stop == start:
                    raise ValueError(f"links form a circle through {start}")
                if stop not in seen:
                    seen.add(stop)
                    ahead.extend(followers.get(stop, ()))
