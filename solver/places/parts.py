"""Cuts a problem into parts that share no limit that can bind, and settles what needs no choice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from solver.groups import groups
from solver.places.problem import Limit, PlacesProblem, Request

Chosen = dict[str, str]
"""Supply by request key; a request that waits is absent."""


@dataclass(frozen=True, slots=True)
class Part:
    """Requests that contend with each other: `draws` names the limits that can bind for each supply they may use."""

    requests: tuple[Request, ...]
    draws: Mapping[str, tuple[str, ...]]
    limits: Mapping[str, Limit]

    def open_price(self, chosen: Mapping[str, str]) -> int:
        """The price of those who wait."""
        return sum(request.open_price for request in self.requests if request.key not in chosen)

    def cost(self, chosen: Mapping[str, str]) -> int:
        """The open price and the cost of the options taken."""
        taken = (
            option.cost
            for request in self.requests
            for option in request.options
            if chosen.get(request.key) == option.supply
        )
        return self.open_price(chosen) + sum(taken)


def sparing(part: Part) -> Part:
    """The part with places dearer for whom it matters less to have one: they are the ones who wait."""
    most = max(request.keep for request in part.requests)
    return replace(part, requests=tuple(_dearer(request, most - request.keep) for request in part.requests))


def _dearer(request: Request, by: int) -> Request:
    return replace(request, options=tuple(option._replace(cost=option.cost + by) for option in request.options))


@dataclass(frozen=True, slots=True)
class Cut:
    """What needs no choice, and the parts that do."""

    settled: Chosen
    parts: tuple[Part, ...]


def cut(problem: PlacesProblem) -> Cut:
    """Settles every request whose cheapest option cannot run full, and splits the rest by shared limits.

    A limit that holds all who may draw on it is no limit: it is dropped before the split. Requests, limits and
    supplies are taken in the order of their keys, so the order of the input does not matter.
    """
    requests = [request for request in sorted(problem.requests, key=lambda request: request.key) if request.options]
    draws = {supply.key: supply.limits for supply in problem.supplies}
    settled: Chosen = {}
    scarce = _scarce(requests, draws, {limit.key: limit for limit in problem.limits})
    while found := dict(_free(requests, draws, scarce)):
        settled |= found
        requests = [request for request in requests if request.key not in found]
        scarce = _scarce(requests, draws, scarce)
    return Cut(settled, tuple(_split(requests, draws, scarce)))


def _scarce(
    requests: Iterable[Request], draws: Mapping[str, tuple[str, ...]], limits: Mapping[str, Limit]
) -> dict[str, Limit]:
    """Those of the limits that cannot hold all who may draw on them; who was settled draws on none of them."""
    wanted: dict[str, int] = {}
    for request in requests:
        for key in {key for option in request.options for key in draws[option.supply] if key in limits}:
            wanted[key] = wanted.get(key, 0) + limits[key].units(request)
    return {key: limits[key] for key in sorted(wanted) if wanted[key] > limits[key].capacity}


def _free(
    requests: Iterable[Request], draws: Mapping[str, tuple[str, ...]], scarce: Mapping[str, Limit]
) -> Iterator[tuple[str, str]]:
    for request in requests:
        cheapest = min(option.cost for option in request.options)
        for option in request.options:
            if option.cost == cheapest and not any(limit in scarce for limit in draws[option.supply]):
                yield request.key, option.supply
                break


def _split(
    requests: Sequence[Request], draws: Mapping[str, tuple[str, ...]], scarce: Mapping[str, Limit]
) -> Iterator[Part]:
    drawn = [
        [key for option in request.options for key in draws[option.supply] if key in scarce] for request in requests
    ]
    for numbers in groups(drawn):
        group = [requests[number] for number in numbers]
        supplies = sorted({option.supply for request in group for option in request.options})
        used = {supply: tuple(key for key in draws[supply] if key in scarce) for supply in supplies}
        yield Part(tuple(group), used, {key: scarce[key] for keys in used.values() for key in keys})
