"""Who brings each meal, and when: of every person, whatever load her box travels in."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from solver.meals.problem import Drop, Expected, RoundsProblem
from solver.places.solution import Place
from solver.week.pots import wave_of
from solver.week.problem import DAY, WeekProblem
from solver.week.rounds import all_rounds, portions_cooked
from solver.week.seating import eating_at
from solver.week.solution import WeekSolution


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


def brought(week: WeekProblem, plan: WeekSolution, waves: Container[str]) -> dict[str, Brought]:
    """Request → how it comes, of what is served from these waves."""
    portions = cooked(plan, waves)
    if not portions:
        return {}
    found = {key: Brought("", 0, ready, home=False) for key, ready in _ready(week, plan, portions)}
    rounds = [one for driven in plan.rounds for one in driven.rounds]
    delivered = {delivery.drop: (one, delivery.arrives) for one in rounds for delivery in one.deliveries}
    for trip in all_rounds(week, portions, plan.duties, eating_at(week, plan.seats)).values():
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


def as_told(trip: RoundsProblem, before: Mapping[str, Brought]) -> RoundsProblem:
    """Every drop is expected as most of its people had it, from whatever wave; nobody makes room for that alone."""
    return replace(trip, drops=tuple(replace(drop, expected=_expected(drop, before)) for drop in trip.drops))


def _expected(drop: Drop, before: Mapping[str, Brought]) -> Expected | None:
    had = Counter(before[person] for person in drop.people if person in before)
    if not had:
        return None
    ((usual, people),) = had.most_common(1)
    return Expected(usual.carrier, usual.trip, usual.arrives, meals=people)
