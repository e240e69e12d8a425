"""Every rule of the home care instances over a solution file, and what it costs; knows nothing of how it was found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from solver.bench.visits.format import HomeCare, Route

TOLERANCE = 0.002
"""Minutes that rounding of the ways may add up to along a route."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Cost is a third of distance, total and greatest tardiness together; `breaches` is empty when all is kept."""

    cost: float
    distance: float
    tardiness: float
    worst: float
    breaches: tuple[str, ...]


def check(problem: HomeCare, routes: Mapping[int, Route]) -> Verdict:
    """Distances and tardiness in minutes, from the starts as they are told."""
    distance = sum(_distance(problem, route) for route in routes.values())
    late = [
        max(0.0, start - problem.patients[patient - 1].latest)
        for route in routes.values()
        for patient, _, start in route
    ]
    tardiness, worst = sum(late), max(late, default=0.0)
    breaches = (*_each_once(problem, routes), *_on_the_way(problem, routes), *_gaps(problem, routes))
    return Verdict((distance + tardiness + worst) / 3, distance, tardiness, worst, breaches)


def _distance(problem: HomeCare, route: Route) -> float:
    places = [0, *(patient for patient, _, _ in route), 0]
    return sum(problem.distance[here][there] for here, there in pairwise(places))


def _each_once(problem: HomeCare, routes: Mapping[int, Route]) -> Iterator[str]:
    wanted = sorted((at, service) for at, one in enumerate(problem.patients, 1) for service in one.services)
    done = sorted((patient, service) for route in routes.values() for patient, service, _ in route)
    if wanted != done:
        yield "each service once"
    for carer, route in routes.items():
        for patient, service, _ in route:
            if service not in problem.abilities[carer]:
                yield f"ability: carer {carer}, patient {patient}"


def _on_the_way(problem: HomeCare, routes: Mapping[int, Route]) -> Iterator[str]:
    for carer, route in routes.items():
        here, free = 0, 0.0
        for patient, service, start in route:
            one = problem.patients[patient - 1]
            if start < max(one.earliest, free + problem.distance[here][patient]) - TOLERANCE:
                yield f"too early: carer {carer}, patient {patient}"
            here, free = patient, start + dict(zip(one.services, one.minutes, strict=True))[service]


def _gaps(problem: HomeCare, routes: Mapping[int, Route]) -> Iterator[str]:
    starts = {(patient, service): start for route in routes.values() for patient, service, start in route}
    for at, one in enumerate(problem.patients, 1):
        told = [starts[at, service] for service in one.services if (at, service) in starts]
        if len(told) == 2 and not one.gap[0] - TOLERANCE <= told[1] - told[0] <= one.gap[1] + TOLERANCE:
            yield f"gap: patient {at}"
