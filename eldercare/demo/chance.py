"""Chance that repeats: every noun draws from a stream of its own, named after it."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def stream(seed: int, *names: object) -> Random:
    """A generator that depends on the seed and the names alone."""
    return Random("/".join(map(str, (seed, *names))))


def spread(rng: Random, shares: Mapping[T, float], count: int) -> list[T]:
    """`count` values in a shuffled order, each as often as its share asks, to within one."""
    total = sum(shares.values())
    exact = {value: share * count / total for value, share in shares.items()}
    dealt = {value: int(number) for value, number in exact.items()}
    by_rest = sorted(exact, key=lambda value: dealt[value] - exact[value])
    for value in by_rest[: count - sum(dealt.values())]:
        dealt[value] += 1
    values = [value for value, number in dealt.items() for _ in range(number)]
    rng.shuffle(values)
    return values


def some(rng: Random, items: Sequence[T], share: float) -> list[T]:
    """That share of the items, drawn by lot, in their own order."""
    count = min(len(items), round(share * len(items)))
    return [items[at] for at in sorted(rng.sample(range(len(items)), count))]


def weighted(rng: Random, shares: Mapping[T, float]) -> T:
    """One value, drawn by its share."""
    return rng.choices(list(shares), weights=list(shares.values()))[0]


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()
