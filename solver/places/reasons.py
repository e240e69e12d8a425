"""Why a request waits: the rule that ruled out what came farthest, or the limit that is full at every option."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from solver.places.more import HER_OWN, more_needed
from solver.places.parts import Chosen
from solver.places.problem import Limit, PlacesProblem, Request
from solver.result import Fact, Unplanned

NO_SUPPLY = {"meal": "kitchen_portions", "seat": "zone_seats"}
"""The rule of a request for which nothing was ever on offer, by kind."""


def waiting(problem: PlacesProblem, chosen: Chosen) -> tuple[Unplanned, ...]:
    """An entry for each request without a place, in the order of the problem: why not, and how much more would do."""
    left = [request for request in problem.requests if request.key not in chosen]
    if not left:
        return ()
    books = _open_books(problem, chosen)
    more = more_needed(left, books.draws, books.limits, {key: books.taken(key) for key in books.limits})
    return tuple(_entry(request, *_why(request, books), more.get(request.key, {})) for request in left)


@dataclass(frozen=True, slots=True)
class _Books:
    """Who holds each limit."""

    limits: Mapping[str, Limit]
    draws: Mapping[str, tuple[str, ...]]
    holders: Mapping[str, list[Request]]

    def taken(self, limit: str) -> int:
        return sum(self.limits[limit].units(holder) for holder in self.holders[limit])


def _open_books(problem: PlacesProblem, chosen: Chosen) -> _Books:
    draws = {supply.key: supply.limits for supply in problem.supplies}
    holders: dict[str, list[Request]] = {limit.key: [] for limit in problem.limits}
    for request in problem.requests:
        for limit in draws[chosen[request.key]] if request.key in chosen else ():
            holders[limit].append(request)
    return _Books({limit.key: limit for limit in problem.limits}, draws, holders)


def _entry(request: Request, rule: str, facts: Mapping[str, Fact], more: Mapping[str, Fact]) -> Unplanned:
    return Unplanned(request.kind, request.key, request.priority_class, request.minutes, rule, {**facts, **more})


def _why(request: Request, books: _Books) -> tuple[str, Mapping[str, Fact]]:
    if not request.options:
        return _ruled_out(request)
    full = [(rank, limit) for rank, option in enumerate(_by_cost(request)) for limit in _full(request, option, books)]
    ranks: dict[str, set[int]] = {}
    for rank, limit in full:
        ranks.setdefault(books.limits[limit].rule, set()).add(rank)
    # what she has herself stands in the way before what others have
    rule = max(ranks, key=lambda rule: (len(ranks[rule]), rule == HER_OWN, -min(ranks[rule]), rule))
    nearest = next(limit for _, limit in full if books.limits[limit].rule == rule)
    return rule, _limit_facts(request, nearest, books) | {f"options_{name}": len(at) for name, at in ranks.items()}


def _ruled_out(request: Request) -> tuple[str, Mapping[str, Fact]]:
    """The last rule that any supply was asked for: that is how far the best of them came."""
    tried = [rule for rule, count in request.ruled_out.items() if count]
    rule = tried[-1] if tried else NO_SUPPLY.get(request.kind, "zone_seats")
    return rule, {"options": 0} | {f"ruled_out_{name}": request.ruled_out[name] for name in tried}


def _by_cost(request: Request) -> list[str]:
    return [option.supply for option in sorted(request.options, key=lambda option: option.cost)]


def _full(request: Request, supply: str, books: _Books) -> Iterator[str]:
    for key in books.draws[supply]:
        limit = books.limits[key]
        if books.taken(key) + limit.units(request) > limit.capacity:
            yield key


def _limit_facts(request: Request, key: str, books: _Books) -> dict[str, Fact]:
    classes = Counter(holder.priority_class for holder in books.holders[key])
    # whoever holds a limit of hers alone is another request of hers
    other: dict[str, Fact] = {"other": books.holders[key][0].key} if books.limits[key].rule == HER_OWN else {}
    return other | {
        "options": len(request.options),
        "limit": key,
        "capacity": books.limits[key].capacity,
        "taken": books.taken(key),
        "needed": books.limits[key].units(request),
        "ahead_higher": sum(count for grade, count in classes.items() if grade < request.priority_class),
        "ahead_same": classes[request.priority_class],
        "ahead_class": max(classes, default=None),
    }
