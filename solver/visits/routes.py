"""The routes of a day, from who begins what at which minute."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from solver.visits.problem import Stop, VisitsProblem
from solver.visits.solution import Assignment

Visit = tuple[Stop, int]
"""A stop and its start."""


def routes_of(problem: VisitsProblem, parts: Iterable[Assignment]) -> dict[str, tuple[Visit, ...]]:
    """By carer her stops in order of time; raises KeyError for an unknown stop or carer."""
    stops = {stop.key: stop for stop in problem.stops}
    routes: dict[str, list[Visit]] = {carer.key: [] for carer in problem.carers}
    for part in sorted(parts, key=lambda part: part.start):
        routes[part.carer].append((stops[part.stop], part.start))
    return {who: tuple(route) for who, route in routes.items()}


def as_routes(problem: VisitsProblem, parts: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """The same starts, carer by carer, with the way and the order that follow from them."""
    stops, found = {stop.key: stop for stop in problem.stops}, list[Assignment]()
    for carer in problem.carers:
        hers = sorted((part for part in parts if part.carer == carer.key), key=lambda part: part.start)
        here: list[Stop | None] = [None, *(stops[part.stop] for part in hers)]
        ways = [problem.way(carer, before, after) for before, after in pairwise(here)]
        found += [
            replace(part, travel=way, order=order) for order, (part, way) in enumerate(zip(hers, ways, strict=True), 1)
        ]
    return tuple(found)
