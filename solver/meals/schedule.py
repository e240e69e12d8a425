"""Turns trips of numbers into rounds with keys and minutes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from solver.meals.problem import Carrier, Drop, RoundsProblem
from solver.meals.solution import Delivery, Round

Trips = dict[str, list[list[str]]]
"""By carrier key: her trips in order, each the keys of its drops in order."""


Leaving = Mapping[str, Sequence[int]]
"""By carrier key: the minute at which each of her trips leaves."""


def rounds_of(problem: RoundsProblem, trips: Trips, leaving: Leaving | None = None) -> tuple[Round, ...]:
    """Rounds in the order of the carriers; they leave as early as wave, duty and the round before allow, or later."""
    return tuple(
        one
        for carrier in problem.carriers
        for one in _rounds_of_one(problem, carrier, trips.get(carrier.key, ()), (leaving or {}).get(carrier.key, ()))
    )


def _rounds_of_one(
    problem: RoundsProblem, carrier: Carrier, trips: Iterable[Sequence[str]], leaving: Sequence[int]
) -> Iterator[Round]:
    drops = {drop.key: drop for drop in problem.drops}
    waves = {wave.key: wave for wave in problem.waves}
    back = carrier.start
    for number, keys in enumerate(trips, carrier.trips + 1):
        chosen = [drops[key] for key in keys]
        wave = waves[chosen[0].wave]
        leaves = max(back, wave.leaves, *leaving[number - carrier.trips - 1 : number - carrier.trips])
        deliveries, back = _deliveries(problem, carrier, chosen, leaves)
        yield Round(carrier.key, carrier.vehicle, number, wave.key, leaves, back, deliveries)


def _deliveries(
    problem: RoundsProblem, carrier: Carrier, drops: Iterable[Drop], leaves: int
) -> tuple[tuple[Delivery, ...], int]:
    """The doors with their minutes, and the minute back at the kitchen."""
    deliveries: list[Delivery] = []
    clock, here = leaves, problem.kitchen
    for drop in drops:
        travel = problem.travel.between(carrier.mode, here, drop.place)
        arrives = clock + travel + drop.access_minutes
        deliveries.append(Delivery(drop.key, arrives, travel))
        clock = arrives + problem.handover_minutes + drop.access_minutes
        here = drop.place
    return tuple(deliveries), clock + problem.travel.between(carrier.mode, here, problem.kitchen)
