"""Checks a solution of places against the problem, from plain data alone."""

from collections import Counter
from collections.abc import Iterator

from solver.places.problem import PlacesProblem, Request
from solver.places.solution import PlacesSolution
from solver.result import Breach
from solver.rules import HARD


def check(problem: PlacesProblem, solution: PlacesSolution) -> list[Breach]:
    """Every breach of a hard rule; not_planned stands for a request that is lost, listed twice or without a reason."""
    return [
        *_own_options(problem, solution),
        *_one_place(solution),
        *_limits(problem, solution),
        *_accounted_for(problem, solution),
    ]


def _own_options(problem: PlacesProblem, solution: PlacesSolution) -> Iterator[Breach]:
    """A place that was ruled out breaks the rule that took it, as far as the problem says which."""
    requests = {request.key: request for request in problem.requests}
    for place in solution.places:
        request = requests.get(place.request)
        if request is None or place.supply not in {option.supply for option in request.options}:
            yield Breach(taken_by(request), place.request, {"supply": place.supply})


def taken_by(request: Request | None) -> str:
    """The rule that took its last place from a request."""
    tried = [rule for rule, count in request.ruled_out.items() if count] if request else []
    return tried[-1] if tried else "not_planned"


def _one_place(solution: PlacesSolution) -> Iterator[Breach]:
    for key, count in Counter(place.request for place in solution.places).items():
        if count > 1:
            yield Breach("elder_in_one_place", key, {"places": count})


def _limits(problem: PlacesProblem, solution: PlacesSolution) -> Iterator[Breach]:
    requests = {request.key: request for request in problem.requests}
    limits = {limit.key: limit for limit in problem.limits}
    draws = {supply.key: supply.limits for supply in problem.supplies}
    taken: Counter[str] = Counter()
    for place in solution.places:
        for key in draws.get(place.supply, ()) if place.request in requests else ():
            taken[key] += limits[key].units(requests[place.request])
    for key, units in taken.items():
        if units > limits[key].capacity:
            yield Breach(limits[key].rule, key, {"capacity": limits[key].capacity, "taken": units})


def _accounted_for(problem: PlacesProblem, solution: PlacesSolution) -> Iterator[Breach]:
    placed = {place.request for place in solution.places}
    listed = Counter(entry.key for entry in solution.not_planned)
    for request in problem.requests:
        if (times := (request.key in placed) + listed[request.key]) != 1:
            yield Breach("not_planned", request.key, {"times": times})
    requests = {request.key: request for request in problem.requests}
    for entry in solution.not_planned:
        wanted = requests.get(entry.key)
        if wanted is None or (entry.priority_class, entry.minutes) != (wanted.priority_class, wanted.minutes):
            yield Breach("not_planned", entry.key, {"class": entry.priority_class, "minutes": entry.minutes})
        if entry.rule not in HARD or not entry.facts:
            yield Breach("not_planned", entry.key, {"rule": entry.rule})
