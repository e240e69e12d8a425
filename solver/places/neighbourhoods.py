"""Large neighbourhood search for parts too hard to prove whole: a few limits are freed at a time and solved exactly.

P. Shaw, "Using constraint programming and local search methods to solve vehicle routing problems", CP-98 (1998).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

from solver.budget import Budget, Stopwatch
from solver.places.exact import search
from solver.places.greedy import greedy
from solver.places.parts import Chosen, Part
from solver.places.problem import Request

FREED = 60
"""Requests freed at a time."""
STEP_UNITS = 0.05
"""Deterministic time for one neighbourhood."""


def improve(part: Part, start: Chosen, units: float, budget: Budget, watch: Stopwatch) -> tuple[Chosen, float]:
    """Better places than `start` and the work they took: `units` of deterministic time, and a step at most."""
    dice = Random(budget.seed)
    chosen, work = dict(start), 0.0
    while work < units and not watch.stop():
        freed = _freed(part, chosen, dice)
        rest = _rest(part, chosen, freed)
        held = {request.key: chosen[request.key] for request in freed if request.key in chosen}
        found = search(rest, greedy(rest, held), STEP_UNITS, budget, watch)
        if _goal(rest, found.chosen) <= _goal(rest, held):
            chosen = {key: supply for key, supply in chosen.items() if key not in held} | found.chosen
        work += max(found.work, STEP_UNITS / 10)
    return chosen, work


def _goal(part: Part, chosen: Chosen) -> tuple[int, int]:
    return part.open_price(chosen), part.cost(chosen)


def _freed(part: Part, chosen: Mapping[str, str], dice: Random) -> list[Request]:
    """Anybody, and those who could make room for her: they hold what she could have, and what they could."""
    first = dice.choice(part.requests)
    freed, limits = {first.key: first}, set[str]()
    while len(freed) < FREED:
        reach = sorted({limit for request in freed.values() for limit in _may_draw(part, request)} - limits)
        if not reach:
            break
        limits.add(limit := dice.choice(reach))
        for request in _around(part, chosen, limit):
            freed[request.key] = request
    return [request for request in part.requests if request.key in freed]


def _may_draw(part: Part, request: Request) -> Iterator[str]:
    return (limit for option in request.options for limit in part.draws[option.supply])


def _around(part: Part, chosen: Mapping[str, str], limit: str) -> Iterator[Request]:
    """Those who hold the limit, and those who wait for it."""
    for request in part.requests:
        drawn = part.draws[chosen[request.key]] if request.key in chosen else tuple(_may_draw(part, request))
        if limit in drawn:
            yield request


def _rest(part: Part, chosen: Mapping[str, str], freed: list[Request]) -> Part:
    """The freed requests with what the others leave of the limits."""
    keys = {request.key for request in freed}
    room = {key: limit.capacity for key, limit in part.limits.items()}
    for request in part.requests:
        if request.key in chosen and request.key not in keys:
            for limit in part.draws[chosen[request.key]]:
                room[limit] -= part.limits[limit].units(request)
    supplies = sorted({option.supply for request in freed for option in request.options})
    draws = {supply: part.draws[supply] for supply in supplies}
    limits = {key: replace(part.limits[key], capacity=room[key]) for drawn in draws.values() for key in drawn}
    return Part(tuple(freed), draws, limits)
