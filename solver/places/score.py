"""What a solution of places costs, counted from plain data."""

from solver.places.problem import PlacesProblem
from solver.places.solution import PlacesSolution
from solver.result import Match


def matches_of(problem: PlacesProblem, solution: PlacesSolution) -> tuple[Match, ...]:
    """travel for every option taken that costs something, not_planned for every request that waits."""
    cost = {(request.key, option.supply): option.cost for request in problem.requests for option in request.options}
    requests = {request.key: request for request in problem.requests}
    ways = ((place.request, cost[place.request, place.supply]) for place in solution.places)
    waiting = (requests[entry.key] for entry in solution.not_planned)
    return (
        *(Match("travel", key, way, way) for key, way in ways if way),
        *(Match("not_planned", request.key, request.minutes, request.open_price) for request in waiting),
    )
