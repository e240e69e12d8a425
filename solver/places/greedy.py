"""Places by priority, first come first served: a start for the exact search, and what stands when time is up."""

from collections.abc import Mapping

from solver.places.parts import Chosen, Part
from solver.places.problem import Request


def greedy(part: Part, chosen: Mapping[str, str] | None = None) -> Chosen:
    """Gives each request, dearest to leave open first, its cheapest option that still has room; keeps `chosen`."""
    found: Chosen = dict(chosen or {})
    room = {key: limit.capacity for key, limit in part.limits.items()}
    for request in part.requests:
        if request.key in found:
            _take(request, found[request.key], part, room)
    for request in sorted(part.requests, key=lambda request: (-request.open_price, request.key)):
        if request.key not in found:
            for option in sorted(request.options, key=lambda option: option.cost):
                if _fits(request, option.supply, part, room):
                    found[request.key] = option.supply
                    _take(request, option.supply, part, room)
                    break
    return found


def keeps_limits(part: Part, chosen: Mapping[str, str]) -> bool:
    """Whether these places keep every limit of the part."""
    room = {key: limit.capacity for key, limit in part.limits.items()}
    for request in part.requests:
        if request.key in chosen:
            _take(request, chosen[request.key], part, room)
    return min(room.values(), default=0) >= 0


def _fits(request: Request, supply: str, part: Part, room: Mapping[str, int]) -> bool:
    return all(part.limits[key].units(request) <= room[key] for key in part.draws[supply])


def _take(request: Request, supply: str, part: Part, room: dict[str, int]) -> None:
    for key in part.draws[supply]:
        room[key] -= part.limits[key].units(request)
