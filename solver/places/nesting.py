"""Tells whether the limits of a part nest as a tree counted by heads, and makes the nearest tree where they do not."""

from collections.abc import Mapping
from dataclasses import dataclass

from solver.places.parts import Part
from solver.places.problem import Limit, Request


@dataclass(frozen=True, slots=True)
class Tree:
    """Limits from the narrowest outwards, counted by heads.

    `lowest` is each supply's narrowest limit, `parent` the limit around a limit; `exact` is False when the tree
    allows more than the part's limits do (a limit was left out or a weight counted at its least).
    """

    lowest: Mapping[str, str | None]
    parent: Mapping[str, str | None]
    heads: Mapping[str, int]
    exact: bool


def tree_of(part: Part) -> Tree:
    """The tree that says all of the part's limits, or as many as nest, the widest first."""
    spans = _spans(part)
    heads: dict[str, int] = {}
    exact = True
    for key in sorted(spans, key=lambda limit: (-len(spans[limit]), limit)):
        count, whole = _heads(part.limits[key], key, part)
        crosses = any(_cross(spans[key], spans[other]) for other in heads)
        exact = exact and whole and not crosses
        if count is not None and not crosses:
            heads[key] = count
    chains = {supply: [key for key in heads if supply in spans[key]] for supply in part.draws}
    parent: dict[str, str | None] = {}
    for chain in chains.values():
        parent |= {inner: outer for outer, inner in zip([None, *chain], chain, strict=False)}
    lowest = {supply: chain[-1] if chain else None for supply, chain in chains.items()}
    return Tree(lowest, parent, heads, exact)


def _spans(part: Part) -> dict[str, frozenset[str]]:
    spans: dict[str, set[str]] = {key: set() for key in part.limits}
    for supply, limits in part.draws.items():
        for key in limits:
            spans[key].add(supply)
    return {key: frozenset(supplies) for key, supplies in spans.items()}


def _heads(limit: Limit, key: str, part: Part) -> tuple[int | None, bool]:
    """How many heads fit at most, and whether that says all the limit says."""
    if not limit.by_weight:
        return limit.capacity, True
    units = {limit.units(request) for request in part.requests if _may_draw(request, key, part)}
    least = min(units)
    return (limit.capacity // least if least else None), len(units) == 1


def _may_draw(request: Request, key: str, part: Part) -> bool:
    return any(key in part.draws[option.supply] for option in request.options)


def _cross(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other) and not one <= other and not other <= one
