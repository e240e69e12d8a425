"""Which of many places given are more than there is room for by now."""

from collections import Counter
from collections.abc import Iterator, Sequence

from solver.places.check import taken_by
from solver.places.problem import PlacesProblem
from solver.places.solution import Place
from solver.result import Breach


def beyond(problem: PlacesProblem, places: Sequence[Place]) -> Iterator[Breach]:
    """Each place in its turn is let in while every limit of its supply has room; the others break the first that has
    none, or the rule that took it from the request. What is let in breaks none: `check` finds nothing in it."""
    requests = {request.key: request for request in problem.requests}
    limits = {limit.key: limit for limit in problem.limits}
    draws = {supply.key: supply.limits for supply in problem.supplies}
    taken: Counter[str] = Counter()
    for place in places:
        request = requests[place.request]
        if place.supply not in {option.supply for option in request.options}:
            yield Breach(taken_by(request), request.key, {"supply": place.supply})
            continue
        on = [limits[key] for key in draws[place.supply]]
        full = next((limit for limit in on if taken[limit.key] + limit.units(request) > limit.capacity), None)
        if full is not None:
            yield Breach(full.rule, request.key, {"supply": place.supply, "capacity": full.capacity})
        else:
            taken.update({limit.key: limit.units(request) for limit in on})
