"""Every rule of the routing instances over a solution, and what it costs; knows nothing of how it was found."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from solver.bench.rounds.format import Routing, Tour, Vehicles


@dataclass(frozen=True, slots=True)
class Verdict:
    """Cost in the parts of the problem, customers left out, and what is broken."""

    cost: int
    left_out: int
    breaches: tuple[str, ...]


def check(problem: Routing, tours: Sequence[Tour]) -> Verdict:
    """Cost is hire, tolls and the prices of those left out."""
    served = Counter(customer for _, customers in tours for customer in customers)
    left = [customer for customer in range(len(problem.amounts)) if not served[customer]]
    cost = sum(_cost(problem, tour) for tour in tours) + sum(problem.prices[customer] for customer in left)
    breaches = (
        *(f"twice: customer {customer}" for customer, times in served.items() if times > 1),
        *_fleet(problem, tours),
        *(breach for tour in tours for breach in _tour(problem, tour)),
        *_rooms(problem, tours),
    )
    return Verdict(cost, len(left), breaches)


def _cost(problem: Routing, tour: Tour) -> int:
    number, customers = tour
    vehicles = problem.vehicles[number]
    toll = problem.tolls[vehicles.mode]
    return vehicles.hire + sum(
        int(toll[here, there]) for here, there in pairwise(_places(problem, vehicles, customers))
    )


def _places(problem: Routing, vehicles: Vehicles, customers: Sequence[int]) -> list[int]:
    return [vehicles.depot, *(problem.depots + customer for customer in customers), vehicles.depot]


def _fleet(problem: Routing, tours: Sequence[Tour]) -> Iterator[str]:
    for number, out in Counter(number for number, _ in tours).items():
        if out > problem.vehicles[number].count:
            yield f"vehicles: {out} of row {number}"


def _tour(problem: Routing, tour: Tour) -> Iterator[str]:
    number, customers = tour
    vehicles = problem.vehicles[number]
    if sum(problem.amounts[customer] for customer in customers) > vehicles.room:
        yield f"room: row {number}"
    for customer in customers:
        if vehicles.may is not None and not vehicles.may[customer]:
            yield f"may not serve: row {number}, customer {customer}"
    yield from _times(problem, vehicles, customers)


def _times(problem: Routing, vehicles: Vehicles, customers: Sequence[int]) -> Iterator[str]:
    """As early as can be to the end, then as late as can be back to the start: that tour is the shortest."""
    way = problem.ways[vehicles.mode]
    places = _places(problem, vehicles, customers)
    stays = [0, *(problem.minutes[customer] for customer in customers), 0]
    firsts = [vehicles.first, *(problem.firsts[customer] for customer in customers), vehicles.first]
    dues = [vehicles.due, *(problem.dues[customer] for customer in customers), vehicles.due]
    clock = vehicles.first
    for at, (here, there) in enumerate(pairwise(places), 1):
        clock = max(firsts[at], clock + stays[at - 1] + int(way[here, there]))
        if clock > dues[at]:
            yield f"late: place {there}"
    start = back = clock
    for at in range(len(places) - 2, -1, -1):
        start = min(dues[at], start - int(way[places[at], places[at + 1]]) - stays[at])
    if back - start > vehicles.longest:
        yield f"too long: {back - start} from depot {vehicles.depot}"


def _rooms(problem: Routing, tours: Sequence[Tour]) -> Iterator[str]:
    gone: Counter[int] = Counter()
    for number, customers in tours:
        gone[problem.vehicles[number].depot] += sum(problem.amounts[customer] for customer in customers)
    for depot, amount in gone.items():
        if amount > problem.rooms[depot]:
            yield f"depot {depot} gives {amount}"
