"""Who brings each meal, and when: of every person, whatever load her box travels in."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from solver.meals.problem import Drop, Expected, RoundsProblem
from solver.places.solution import Place
from solver.week.pots import wave_of
from solver.week.problem import DAY, WeekProblem
from solver.week.rounds import all_rounds, portions_cooked
from solver.week.seating import eating_at
from solver.week.solution import WeekSolution

TripKey = tuple[str, int, str]
"""Kitchen, day and meal."""


@dataclass(frozen=True, slots=True)
class Brought:
    """On which trip of whose, and the minute of the plan; `home`: to her own door, not to a table.

    Where it is cooked nobody carries it (carrier ""), and it is there when its wave is ready.
    """

    carrier: str
    trip: int
    arrives: int
    home: bool


def cooked(plan: WeekSolution, waves: Container[str]) -> list[Place]:
    """The portions of these waves, also those that nobody could carry."""
    return [place for place in portions_cooked(plan) if wave_of(place.supply) in waves]


def trips_of(week: WeekProblem, plan: WeekSolution, waves: Container[str]) -> Mapping[TripKey, RoundsProblem]:
    """What these waves bring, carried or not: a rounds problem for each kitchen, day and meal."""
    portions = cooked(plan, waves)
    if not portions:
        return {}
    return all_rounds(week, portions, plan.duties, eating_at(week, plan.seats))


def brought(week: WeekProblem, plan: WeekSolution, waves: Container[str]) -> dict[str, Brought]:
    """Request → how it comes, of what is served from these waves."""
    return brought_on(week, plan, waves, trips_of(week, plan, waves).values())


def brought_on(
    week: WeekProblem, plan: WeekSolution, waves: Container[str], trips: Iterable[RoundsProblem]
) -> dict[str, Brought]:
    """The same of `trips_of` the plan and these waves."""
    found = {key: Brought("", 0, ready, home=False) for key, ready in _ready(week, plan, cooked(plan, waves))}
    rounds = [one for driven in plan.rounds for one in driven.rounds]
    delivered = {delivery.drop: (one, delivery.arrives) for one in rounds for delivery in one.deliveries}
    for trip in trips:
        for drop in trip.drops:
            if drop.key in delivered:
                one, arrives = delivered[drop.key]
                home = drop.key in drop.people
                found |= dict.fromkeys(drop.people, Brought(one.carrier, one.trip, arrives, home))
    return found


def _ready(week: WeekProblem, plan: WeekSolution, portions: Iterable[Place]) -> Iterator[tuple[str, int]]:
    """Of those who are served, the minute at which their waves are ready."""
    served = {place.request for place in plan.meals}
    ready = {wave.key: wave.day * DAY + wave.leaves for kitchen in week.kitchens for wave in kitchen.waves}
    return ((place.request, ready[wave_of(place.supply)]) for place in portions if place.request in served)


def now_in(before: Sequence[Drop], after: Sequence[Drop]) -> dict[str, Drop]:
    """By the key that boxes had, the ones at the same door and of the same wave that most of their people are in now.

    A load for a table is called by its number there, so another may have its name once guests have come or gone.
    """
    here = {drop.key: drop for drop in after}
    at = {person: drop for drop in after for person in drop.people}
    shared = Counter(
        (drop.key, at[person].key)
        for drop in before
        for person in drop.people
        if person in at and (at[person].place, at[person].wave) == (drop.place, drop.wave)
    )
    found: dict[str, Drop] = {}
    taken: set[str] = set()
    for (old, new), _ in shared.most_common():
        if old not in found and new not in taken:
            found[old] = here[new]
            taken.add(new)
    return found


def as_told(trip: RoundsProblem, before: Mapping[str, Brought]) -> RoundsProblem:
    """Every drop is expected as most of its people had it, from whatever wave; nobody makes room for that alone."""
    return replace(trip, drops=tuple(replace(drop, expected=_expected(drop, before)) for drop in trip.drops))


def _expected(drop: Drop, before: Mapping[str, Brought]) -> Expected | None:
    had = Counter(before[person] for person in drop.people if person in before)
    if not had:
        return None
    ((usual, people),) = had.most_common(1)
    return Expected(usual.carrier, usual.trip, usual.arrives, meals=people)
