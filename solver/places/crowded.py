"""Which of many places given are more than there is room for by now."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solver.places.check import taken_by
from solver.places.problem import PlacesProblem
from solver.places.solution import Place


@dataclass(frozen=True, slots=True)
class WithoutRoom:
    """A request that its place has no room for: the rule, and what there is of what it counts."""

    request: str
    rule: str
    room: int


def crowded(problem: PlacesProblem, places: Sequence[Place]) -> Iterator[WithoutRoom]:
    """Each place in its turn is let in while every limit of its supply has room; the others break the first that has
    none, or the rule that took it from the request. What is let in breaks none: `check` finds nothing in it."""
    requests = {request.key: request for request in problem.requests}
    limits = {limit.key: limit for limit in problem.limits}
    draws = {supply.key: supply.limits for supply in problem.supplies}
    taken: Counter[str] = Counter()
    for place in places:
        request = requests[place.request]
        if place.supply not in {option.supply for option in request.options}:
            yield WithoutRoom(request.key, taken_by(request), 0)
            continue
        on = [limits[key] for key in draws[place.supply]]
        full = next((limit for limit in on if taken[limit.key] + limit.units(request) > limit.capacity), None)
        if full is not None:
            yield WithoutRoom(request.key, full.rule, full.capacity)
        else:
            taken.update({limit.key: limit.units(request) for limit in on})


def with_room(problem: PlacesProblem, places: Sequence[Place]) -> Iterator[str]:
    """The requests without a place that could still be given one beside these, each asked by itself."""
    requests = {request.key: request for request in problem.requests}
    limits = {limit.key: limit for limit in problem.limits}
    draws = {supply.key: [limits[key] for key in supply.limits] for supply in problem.supplies}
    taken: Counter[str] = Counter()
    for place in places:
        taken.update({limit.key: limit.units(requests[place.request]) for limit in draws[place.supply]})
    for key in requests.keys() - {place.request for place in places}:
        request = requests[key]
        if any(
            all(taken[limit.key] + limit.units(request) <= limit.capacity for limit in draws[option.supply])
            for option in request.options
        ):
            yield key
