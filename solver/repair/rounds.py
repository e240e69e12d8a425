"""Rounds after some boxes are gone and others have come: who is out goes on as she was told, new boxes come behind."""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from math import ceil

from solver.budget import Budget, Stopwatch
from solver.meals.problem import Carrier, Drop, RoundsProblem
from solver.meals.solution import Delivery, Round, RoundsSolution
from solver.meals.solve import solve as solve_rounds
from solver.repair.altered import Altered
from solver.repair.brought import TripKey, as_told, brought_on, cooked, now_in, trips_of
from solver.repair.helping import without_late
from solver.repair.problem import RepairProblem
from solver.result import Unplanned
from solver.rules import CLASS_WEIGHT
from solver.turns import threads
from solver.week.pots import wave_of
from solver.week.problem import WeekProblem
from solver.week.rounds import all_rounds, portions_cooked
from solver.week.seating import EatingAt, eating_at
from solver.week.solution import MealRounds

PATIENCE = 2.0
"""Effort of a kitchen's rounds in that of a week's: where they are full, each doubling surprises fewer."""
FURTHER = 0.25
"""Of that, for further trips behind what stands, where all is driven anew if they do not take everything."""
SHARE = 0.2
"""Of the seconds, where the clock rules."""


@dataclass(frozen=True, slots=True)
class Completed:
    """The rounds of one meal, and what it took to find them."""

    solution: RoundsSolution
    work: float = 0.0
    reproducible: bool = True


@dataclass(slots=True)
class Driven:
    """All rounds of the week; of the meals driven anew the problems behind them, and what nobody brings."""

    by_meal: dict[TripKey, MealRounds]
    trips: dict[TripKey, RoundsProblem] = field(default_factory=dict)
    left: dict[TripKey, tuple[Unplanned, ...]] = field(default_factory=dict)
    work: float = 0.0
    reproducible: bool = True

    @property
    def rounds(self) -> tuple[MealRounds, ...]:
        return tuple(self.by_meal.values())

    @property
    def full(self) -> list[TripKey]:
        """The meals of which something stays in the kitchen."""
        return [key for key, drops in self.left.items() if drops]

    def and_then(self, later: "Driven") -> "Driven":
        """How it stands after more was driven, and all that it took."""
        return replace(
            later,
            trips={**self.trips, **later.trips},
            left={**self.left, **later.left},
            work=self.work + later.work,
            reproducible=self.reproducible and later.reproducible,
        )

    def take(self, key: TripKey, trip: RoundsProblem, found: Completed) -> None:
        """The rounds of a meal."""
        self.by_meal[key], self.left[key] = MealRounds(*key, found.solution.rounds), found.solution.not_planned
        self.trips[key], self.work = trip, self.work + found.work
        self.reproducible = self.reproducible and found.reproducible


def driven_again(
    problem: RepairProblem,
    week: Altered,
    keys: Collection[TripKey],
    earlier: Mapping[TripKey, RoundsProblem],
    budget: Budget,
    watch: Stopwatch,
) -> Driven:
    """These meals, of which other portions are cooked, are driven anew, side by side; the other rounds stand.

    `earlier`: what was asked for of the meals that this repair has driven before.
    """
    if keys and budget.seconds is not None:
        budget = replace(budget, seconds=budget.seconds * SHARE / ceil(len(keys) / budget.workers))
    waves = waves_of(week.problem, keys)
    told = trips_of(problem.week, problem.published, waves)
    mine, before = cooked(week.plan, waves), brought_on(problem.week, problem.published, waves, told.values())
    eating = eating_at(week.problem, week.plan.seats) if mine else EatingAt({})
    trips = all_rounds(week.problem, mine, week.plan.duties, eating) if mine else {}
    driven = Driven({(one.kitchen, one.day, one.meal): one for one in week.plan.rounds})
    stood = {key: driven.by_meal.pop(key, MealRounds(*key, ())).rounds for key in keys}
    asked = {key: as_told(_from_now_on(problem, week, key, trips[key]), before) for key in keys if key in trips}
    stand_for = {key: trip.drops for key, trip in {**told, **earlier}.items()}
    kept = [_kept(trip, stood[key], now_in(stand_for.get(key, ()), trip.drops)) for key, trip in asked.items()]
    budget = replace(budget, effort=PATIENCE * budget.effort)
    with threads(budget.workers, watch) as at_once:
        completed = at_once(partial(_completed, problem, budget), asked.values(), kept)
    for (key, trip), found in zip(asked.items(), completed, strict=True):
        driven.take(key, trip, found)
    return driven


def touched(problem: RepairProblem, week: Altered) -> list[TripKey]:
    """The meals of kitchens whose portions are other than published."""
    before = {(place.request, place.supply) for place in portions_cooked(problem.published)}
    after = {(place.request, place.supply) for place in portions_cooked(week.plan)}
    return meals_of(week.problem, {wave_of(supply) for _, supply in before ^ after})


def meals_of(week: WeekProblem, waves: Container[str]) -> list[TripKey]:
    """The meals that these waves are of."""
    pots = ((kitchen.key, wave) for kitchen in week.kitchens for wave in kitchen.waves)
    return list(dict.fromkeys((kitchen, wave.day, wave.meal) for kitchen, wave in pots if wave.key in waves))


def waves_of(week: WeekProblem, keys: Container[TripKey]) -> set[str]:
    """The waves of these meals."""
    return {
        wave.key for kitchen in week.kitchens for wave in kitchen.waves if (kitchen.key, wave.day, wave.meal) in keys
    }


def _kept(trip: RoundsProblem, rounds: Sequence[Round], drops: Mapping[str, Drop]) -> tuple[Round, ...]:
    """The rounds with what is left in their boxes, everything at its minute; `drops`: what each key stands for now.

    What outgrew its vehicle, or has to be there earlier now, is out.
    """
    carriers = {carrier.key: carrier for carrier in trip.carriers}
    kept: list[Round] = []
    for one in sorted(rounds, key=lambda one: (one.carrier, one.trip)):
        carrier = carriers.get(one.carrier)
        if carrier is not None:
            deliveries = tuple(_fitting(trip, carrier, one, drops))
            if deliveries:
                number = carrier.trips + 1 + sum(other.carrier == one.carrier for other in kept)
                kept.append(replace(one, trip=number, deliveries=deliveries))
    return tuple(kept)


def _fitting(trip: RoundsProblem, carrier: Carrier, one: Round, drops: Mapping[str, Drop]) -> Iterator[Delivery]:
    room, here = carrier.boxes, trip.kitchen
    for delivery in one.deliveries:
        drop = drops.get(delivery.drop)
        if drop is not None and drop.boxes <= room and (drop.latest is None or delivery.arrives <= drop.latest):
            travel = trip.travel.between(carrier.mode, here, drop.place)
            yield replace(delivery, drop=drop.key, travel=travel)
            room, here = room - drop.boxes, drop.place


def _completed(problem: RepairProblem, budget: Budget, trip: RoundsProblem, kept: tuple[Round, ...]) -> Completed:
    """New boxes on further trips; where some would stay and nobody is out yet, all rounds anew, much as they stood."""
    carried = {delivery.drop for one in kept for delivery in one.deliveries}
    waiting = tuple(drop for drop in trip.drops if drop.key not in carried)
    if not waiting:
        return Completed(RoundsSolution(kept, ()))
    carriers = tuple(carrier for one in trip.carriers if (carrier := _once_back(one, kept)) is not None)
    out = any(one.leaves < problem.begins for one in kept)
    briefly = budget if out else replace(budget, effort=FURTHER * budget.effort)
    more = solve_rounds(replace(trip, drops=waiting, carriers=carriers), briefly)
    added = RoundsSolution((*kept, *more.solution.rounds), more.solution.not_planned)
    if out or not added.not_planned:
        return Completed(added, more.work, more.reproducible)
    anew = solve_rounds(_told_of(trip, carried), budget)
    best = anew.solution if _open_price(anew.solution) < _open_price(added) else added
    return Completed(best, more.work + anew.work, more.reproducible and anew.reproducible)


def _told_of(trip: RoundsProblem, carried: set[str]) -> RoundsProblem:
    """The same, these boxes outweighing all the others of their class."""
    return replace(trip, drops=tuple(replace(drop, told=drop.told or drop.key in carried) for drop in trip.drops))


def _once_back(carrier: Carrier, kept: Sequence[Round]) -> Carrier | None:
    hers = [one for one in kept if one.carrier == carrier.key]
    start = max([carrier.start, *(one.returns for one in hers)])
    return replace(carrier, start=start, trips=carrier.trips + len(hers)) if start < carrier.end else None


def _from_now_on(problem: RepairProblem, week: Altered, key: TripKey, trip: RoundsProblem) -> RoundsProblem:
    waves = tuple(replace(wave, leaves=max(wave.leaves, problem.begins)) for wave in trip.waves)
    return without_late(problem, week, key[1], replace(trip, waves=waves))


def _open_price(found: RoundsSolution) -> int:
    return sum(CLASS_WEIGHT[need.priority_class] * need.minutes for need in found.not_planned)
