"""What a solution of places costs, counted from plain data."""

from collections.abc import Iterator

from solver.places.problem import PlacesProblem, Request
from solver.places.solution import PlacesSolution
from solver.result import Match


def matches_of(problem: PlacesProblem, solution: PlacesSolution) -> tuple[Match, ...]:
    """What every option taken costs by rule, not_planned for every request that waits."""
    taken = {place.request: place.supply for place in solution.places}
    requests = {request.key: request for request in problem.requests}
    waiting = (requests[entry.key] for entry in solution.not_planned)
    return (
        *(match for key, supply in taken.items() for match in _costs(requests[key], supply)),
        *(Match("not_planned", request.key, request.minutes, request.open_price) for request in waiting),
    )


def _costs(request: Request, supply: str) -> Iterator[Match]:
    """The way is what no other rule has of the cost."""
    option = next(option for option in request.options if option.supply == supply)
    way = option.cost - sum(cost for _, cost in option.apart)
    if way:
        yield Match("travel", request.key, way, way)
    yield from (Match(rule, request.key, 1, cost) for rule, cost in option.apart)
