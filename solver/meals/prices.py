"""What the search pays for a drop that it leaves open: class before class, and within one those who were told."""

from collections.abc import Sequence

from solver.meals.problem import Drop, RoundsProblem
from solver.rules import CLASS_WEIGHT

MOST = 64
"""A drop that was told outweighs so many portions of its class at most, so that no sum of prices grows too big."""


def open_prices(problem: RoundsProblem) -> list[int]:
    """Of every drop: one that was told outweighs all of its class that nobody was told of together.

    The classes above are dearer by as much, so that they stand to it as they do to the others.
    """
    prices, dearer = dict[str, int](), 1
    for grade in sorted(CLASS_WEIGHT, reverse=True):
        drops = [drop for drop in problem.drops if drop.priority_class == grade]
        outweighs = _outweighs(drops)
        prices |= {drop.key: drop.open_price * dearer * (outweighs if drop.told else 1) for drop in drops}
        dearer *= outweighs
    return [prices[drop.key] for drop in problem.drops]


def _outweighs(drops: Sequence[Drop]) -> int:
    """How many times dearer a minute that was told is; once where all of a class, or none of it, was told."""
    least = min((drop.minutes for drop in drops if drop.told), default=0)
    return min(MOST, 1 + sum(drop.minutes for drop in drops if not drop.told) // least) if least else 1
