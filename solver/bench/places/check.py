"""What given places break, cost and leave waiting, and whether each reason is true, from the problem alone."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from solver.places.check import check as breaches_of
from solver.places.problem import PlacesProblem, Request
from solver.places.solution import PlacesSolution
from solver.result import Unplanned


@dataclass(frozen=True, slots=True)
class Verdict:
    """Breaches in words; the open price, the price of the places given, and how many wait."""

    breaches: tuple[str, ...]
    open_price: int
    given: int
    waiting: int


def check(problem: PlacesProblem, solution: PlacesSolution) -> Verdict:
    """Recounts everything; knows nothing of how it was found."""
    requests = {request.key: request for request in problem.requests}
    taken = _taken(problem, solution, requests)
    costs = {(one.key, option.supply): option.cost for one in problem.requests for option in one.options}
    breaches = [f"{breach.rule}: {breach.key}" for breach in breaches_of(problem, solution)]
    breaches += [f"reason: {need.key}" for need in solution.not_planned if not _is_true(problem, need, requests, taken)]
    return Verdict(
        breaches=tuple(breaches),
        open_price=sum(requests[need.key].open_price for need in solution.not_planned if need.key in requests),
        given=sum(costs.get((place.request, place.supply), 0) for place in solution.places),
        waiting=len(solution.not_planned),
    )


def _taken(problem: PlacesProblem, solution: PlacesSolution, requests: Mapping[str, Request]) -> Counter[str]:
    draws = {supply.key: supply.limits for supply in problem.supplies}
    limits = {limit.key: limit for limit in problem.limits}
    taken: Counter[str] = Counter()
    for place in solution.places:
        for key in draws.get(place.supply, ()):
            taken[key] += limits[key].units(requests[place.request]) if place.request in requests else 0
    return taken


def _is_true(
    problem: PlacesProblem, need: Unplanned, requests: Mapping[str, Request], taken: Mapping[str, int]
) -> bool:
    """Every option is full somewhere, and the limit that is named is full and of that rule; or nothing was left."""
    request = requests.get(need.key)
    if request is None:
        return False
    if not request.options:
        return not request.ruled_out or bool(request.ruled_out.get(need.rule))
    limits = {limit.key: limit for limit in problem.limits}
    full = {key for key, limit in limits.items() if taken[key] + limit.units(request) > limit.capacity}
    draws = {supply.key: supply.limits for supply in problem.supplies}
    named = str(need.facts.get("limit"))
    at_hand = {key for option in request.options for key in draws[option.supply]}
    nothing_free = all(full & set(draws[option.supply]) for option in request.options)
    return nothing_free and named in full & at_hand and limits[named].rule == need.rule


def reasons(solution: PlacesSolution) -> Iterator[tuple[str, int]]:
    """How many wait for each rule."""
    yield from sorted(Counter(need.rule for need in solution.not_planned).items())
