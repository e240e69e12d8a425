"""The two carers who are to come to an elder in a week: agreed over all its days, before each is routed apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from solver.rostering.solution import Duty
from solver.rules import weight
from solver.visits.eligible import PEOPLE_RULES
from solver.visits.problem import Carer
from solver.week.curve import SLOT, spread
from solver.week.faces import FEW
from solver.week.problem import DAY, Unit, VisitNeed, WeekProblem, occurrence
from solver.week.routes import carers_on_duty, stop_of

Regulars = Mapping[str, frozenset[str]]
"""Elder → carers; nobody for an elder who cannot see more than two carers in the week anyway."""

NEVER = 40.0
"""Price of a visit that a carer may not give, and the most of any other. Prices are minutes: of the way from other
doors that she goes to, and of the visit as far as her half-hours have no room for it."""
BESIDE = 0.01
"""Share of a visit's price that counts even where the other of the two would make it: somebody may be ill."""

Numbers = NDArray[np.float64]
Indices = NDArray[np.intp]


def regulars_of(problem: WeekProblem, unit: Unit, occurrences: Iterable[str], duties: Sequence[Duty]) -> Regulars:
    """Elders with most to do choose first, the two who can come most often and have room for it.

    Carers who work next door, whom she knows or who were announced to her come before others.
    """
    hers = _visits(unit, frozenset(occurrences))
    choice = _Choice.of(problem, unit, duties)
    if len(choice.carers) <= FEW:
        return {}
    longest_first = sorted(hers, key=lambda elder: (-sum(one.minutes for one in hers[elder]), elder))
    return {elder: choice.two_for(hers[elder]) | _told(hers[elder]) for elder in longest_first}


def _told(visits: Sequence["Visit"]) -> frozenset[str]:
    """Who was announced to her is in her week already."""
    return frozenset(carer for visit in visits for told in visit.need.announced.values() for carer in told.carers)


@dataclass(frozen=True, slots=True)
class Visit:
    """A need on one of its days, at her door."""

    need: VisitNeed
    place: str
    day: int

    @property
    def minutes(self) -> int:
        """Of service, by all who come at once."""
        return self.need.minutes * self.need.carers


def _visits(unit: Unit, chosen: frozenset[str]) -> dict[str, list[Visit]]:
    """By elder, of those to whom more than two might come."""
    hers: dict[str, list[Visit]] = defaultdict(list)
    for need in unit.visits:
        for day in need.days:
            if need.place is not None and occurrence(need, day) in chosen:
                hers[need.elder].append(Visit(need, need.place, day))
    return {elder: visits for elder, visits in hers.items() if sum(one.need.carers for one in visits) > FEW}


@dataclass(frozen=True, slots=True)
class _Choice:
    """Who is on duty on each day, and what the elders who have chosen so far leave of their time."""

    problem: WeekProblem
    unit: Unit
    carers: tuple[str, ...]
    modes: tuple[str, ...]
    on_duty: tuple[tuple[Carer, ...], ...]
    room: Numbers
    """Carer × day × slot → minutes, below zero where she is overfull."""
    doors: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Carer → places of the travel matrix she goes to."""

    @classmethod
    def of(cls, problem: WeekProblem, unit: Unit, duties: Sequence[Duty]) -> "_Choice":
        on_duty = tuple(carers_on_duty(problem, unit, day, duties) for day in range(problem.days))
        modes = {carer.key: carer.mode for carers in on_duty for carer in carers}
        keys = tuple(sorted(modes))
        room = np.zeros((len(keys), problem.days, DAY // SLOT))
        for day, carers in enumerate(on_duty):
            for carer in carers:
                room[keys.index(carer.key), day] = _minutes_by_slot(carer, day)
        return cls(problem, unit, keys, tuple(modes[key] for key in keys), on_duty, room)

    def two_for(self, visits: Sequence[Visit]) -> frozenset[str]:
        able = [self._able(visit) for visit in visits]
        ways = self._ways(visits[0].place)
        prices = np.array([self._prices(*one, ways) for one in zip(visits, able, strict=True)])
        couples = np.minimum(prices[:, :, None], prices[:, None, :])
        together = np.array([visit.need.carers > 1 for visit in visits])
        couples[together] = (prices[together][:, :, None] + prices[together][:, None, :]) / 2
        likes = self._likes(visits)
        alone = likes - BESIDE * prices.sum(axis=0)
        totals = couples.sum(axis=0) - alone[:, None] - alone[None, :]
        np.fill_diagonal(totals, np.inf)
        two = [int(at) for at in np.unravel_index(int(np.argmin(totals)), totals.shape)]
        for visit, who in zip(visits, able, strict=True):
            self._take(visit, [at for at in two if at in who])
        return frozenset(self.carers[at] for at in two)

    def _able(self, visit: Visit) -> Indices:
        """Carers on duty in its window who may give it."""
        stop = stop_of(visit.need, visit.place, visit.day, {})
        return np.array(
            [
                self.carers.index(carer.key)
                for carer in self.on_duty[visit.day]
                if carer.start <= stop.latest
                and stop.earliest + stop.minutes <= carer.end
                and all(allows(stop, carer) for allows in PEOPLE_RULES.values())
            ],
            dtype=np.intp,
        )

    def _ways(self, place: str) -> Numbers:
        """Minutes of each carer from the nearest door that she goes to already."""
        travel, here = self.unit.travel, self.unit.travel.index(place)
        return np.array(
            [
                travel.minutes[mode][self.doors[at], here].min() if self.doors[at] else 0
                for at, mode in enumerate(self.modes)
            ],
            dtype=np.float64,
        )

    def _prices(self, visit: Visit, able: Indices, ways: Numbers) -> Numbers:
        prices = np.full(len(self.carers), NEVER)
        slots, minutes = _slots(visit.need)
        left = np.maximum(self.room[able, visit.day][:, slots], 0.0)
        prices[able] = np.minimum(NEVER, np.maximum(minutes - left, 0.0).sum(axis=1) + ways[able])
        return prices

    def _likes(self, visits: Sequence[Visit]) -> Numbers:
        """What each carer is worth to her beside that, in minutes: announced, designated or known, by visit."""
        travel = weight("travel", self.problem.weights)
        prices = {
            name: weight(name, self.problem.weights) / max(1, travel)
            for name in ("changed_after_publish", "designated_carer", "new_face")
        }
        liked: Counter[str] = Counter()
        for need, day in ((visit.need, visit.day) for visit in visits):
            told = need.announced[day].carers if day in need.announced else frozenset()
            for price, carers in zip(prices.values(), (told, need.designated, need.faces), strict=True):
                liked.update(dict.fromkeys(carers, price))
        return np.array([liked[key] for key in self.carers])

    def _take(self, visit: Visit, two: Sequence[int]) -> None:
        """The one of both with more room takes the visit, or both where two are needed."""
        slots, minutes = _slots(visit.need)
        place = self.unit.travel.index(visit.place)
        for at in sorted(two, key=lambda one: (-self.room[one, visit.day, slots].sum(), one))[: visit.need.carers]:
            self.room[at, visit.day, slots] -= minutes
            if place not in self.doors[at]:
                self.doors[at].append(place)


def _slots(need: VisitNeed) -> tuple[Indices, Numbers]:
    """Half-hours of a visit's window, and one carer's minutes in each."""
    shares = spread(need)
    slots = np.array([slot for slot, _ in shares], dtype=np.intp)
    return slots, np.array([minutes / need.carers for _, minutes in shares])


def _minutes_by_slot(carer: Carer, day: int) -> list[int]:
    starts = [day * DAY + slot * SLOT for slot in range(DAY // SLOT)]
    return [max(0, min(carer.end, start + SLOT) - max(carer.start, start)) for start in starts]
