"""What is usual within a week: a meal comes with the same wave and carrier, and about the same time, on every day.

Nobody has announced a time yet; the days are still planned one by one, so each keeps to those before it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from solver.meals.problem import Drop, Expected, RoundsProblem
from solver.meals.solution import RoundsSolution
from solver.places.problem import PlacesProblem, Request
from solver.places.solution import Place
from solver.week.pots import wave_of
from solver.week.problem import DAY, WeekProblem

UNUSUAL = 20
"""Price of another wave or kitchen than on other days, in hundred metres of way."""

TripKey = tuple[str, int, str]
Usual = Mapping[tuple[str, str], tuple[str, int]]
"""By elder and meal: the kitchen and the number of the wave that most of her portions come with."""


def usual_waves(problem: WeekProblem, portions: Sequence[Place]) -> Usual:
    """The commonest of the waves given so far, the first of those that are as common."""
    needs = {need.key: need for unit in problem.units for need in unit.meals}
    waves = _numbered(problem)
    given: dict[tuple[str, str], Counter[tuple[str, int]]] = {}
    for place in sorted(portions, key=lambda place: (needs[place.request].day, place.request)):
        need = needs[place.request]
        given.setdefault((need.elder, need.meal), Counter())[waves[wave_of(place.supply)]] += 1
    return {who: waves.most_common(1)[0][0] for who, waves in given.items()}


def kept_usual(problem: WeekProblem, wanted: PlacesProblem, usual: Usual) -> PlacesProblem:
    """The same portions where another wave than is usual has a price; who was told of one keeps to that."""
    needs = {need.key: need for unit in problem.units for need in unit.meals}
    waves = _numbered(problem)

    def priced(request: Request) -> Request:
        need = needs[request.key]
        hers = usual.get((need.elder, need.meal))
        if hers is None or need.announced is not None:
            return request
        options = (
            one if waves[wave_of(one.supply)] == hers else one._replace(cost=one.cost + UNUSUAL)
            for one in request.options
        )
        return replace(request, options=tuple(options))

    return replace(wanted, requests=tuple(map(priced, wanted.requests)))


def _numbered(problem: WeekProblem) -> dict[str, tuple[str, int]]:
    """By the key of a wave: its kitchen, and its number on every day."""
    return {wave.key: (kitchen.key, wave.wave) for kitchen in problem.kitchens for wave in kitchen.waves}


def fullest_first(rounds: Mapping[TripKey, RoundsProblem]) -> Iterator[list[TripKey]]:
    """One day of every kitchen's meal after the other, those with most doors first."""
    days: dict[tuple[str, str], list[TripKey]] = {}
    for key in sorted(rounds, key=lambda key: (-len(rounds[key].drops), key)):
        days.setdefault((key[0], key[2]), []).append(key)
    for turn in range(max(map(len, days.values()), default=0)):
        yield [own[turn] for own in days.values() if turn < len(own)]


@dataclass
class Habits:
    """Of every customer of a meal: how the first of the days planned so far brings it; minutes of the day."""

    seen: dict[tuple[str, str], Expected] = field(default_factory=dict)

    def kept(self, key: TripKey, asked: RoundsProblem) -> RoundsProblem:
        """The rounds with what is usual expected wherever nothing was announced."""
        _, day, meal = key
        return replace(asked, drops=tuple(self._expected(day, meal, drop) for drop in asked.drops))

    def _expected(self, day: int, meal: str, drop: Drop) -> Drop:
        usual = self.seen.get((meal, drop.customer))
        if drop.expected is not None or usual is None:
            return drop
        return replace(drop, expected=replace(usual, arrives=day * DAY + usual.arrives, meals=drop.boxes))

    def learn(self, key: TripKey, asked: RoundsProblem, solution: RoundsSolution) -> None:
        """Remember who is seen for the first time."""
        _, day, meal = key
        customers = {drop.key: drop.customer for drop in asked.drops}
        for one in solution.rounds:
            for delivery in one.deliveries:
                usual = Expected(one.carrier, one.trip, delivery.arrives - day * DAY, "steady_meals")
                self.seen.setdefault((meal, customers[delivery.drop]), usual)
