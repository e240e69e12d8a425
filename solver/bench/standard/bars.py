"""Bars, and whether they are reached: said only as far as the seeds that were run prove it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from solver.bench.family import BY_EFFORT

SEEDS = 3
"""The median of so many counts, where the clock ends a run; what counts its work gives the same again."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The most that gaps may be, in percent: those of a set on the mean, and any of them."""

    mean: float
    worst: float | None = None

    def keeps(self, gaps: Sequence[float]) -> bool:
        """To the digits that are shown."""
        return round(fmean(gaps), 2) <= self.mean and (self.worst is None or round(max(gaps), 2) <= self.worst)


def seeds_of(family: str) -> int:
    """How many runs of an instance a bar asks for."""
    return 1 if family in BY_EFFORT else SEEDS


def verdict(bar: Bar, instances: Sequence[Sequence[float]], seeds: int) -> str:
    """Whether medians over so many seeds are within the bar; `instances` are the gaps of each, one for each run.

    Runs that are missing may be as good or as bad as they like: with two of three seeds the median lies between them,
    with one it may be anything. `reached` and `not yet` hold whatever they give, `within` and `beyond` tell the others.
    """
    if bar.keeps([_median(gaps, seeds, math.inf) for gaps in instances]):
        word = "reached"
    elif not bar.keeps([_median(gaps, seeds, -math.inf) for gaps in instances]):
        word = "not yet"
    else:
        word = "within" if bar.keeps([median(gaps) for gaps in instances]) else "beyond"
    return f"{word}{few(min(map(len, instances)), seeds)}"


def few(runs: int, seeds: int) -> str:
    """What to add where there are not so many."""
    return "" if runs >= seeds else f", {runs} of {seeds} seeds"


def _median(gaps: Sequence[float], seeds: int, missing: float) -> float:
    return median([*gaps, *(seeds - len(gaps)) * [missing]])
