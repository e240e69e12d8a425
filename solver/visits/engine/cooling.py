"""Temperatures over the share of the budget used."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

Curve = Sequence[tuple[float, float]]
"""Share of a cooling → temperature in mean legs, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Cooling:
    """Temperatures between two shares of the budget used."""

    begin: float
    end: float
    curve: Curve
    leg: float

    def temperature(self, used: float) -> float:
        """In the unit of `leg`."""
        return self.leg * degrees(self.curve, (used - self.begin) / (self.end - self.begin))


def degrees(curve: Curve, share: float) -> float:
    """Between the points of the curve it falls by the same factor in the same time."""
    shares, heights = zip(*curve, strict=True)
    return float(np.exp(np.interp(share, shares, np.log(heights))))


def pieces(curve: Curve, count: int) -> list[Curve]:
    """The curve cut into pieces of equal length, each from 0 to 1; within one it falls evenly."""
    return [((0.0, degrees(curve, one)), (1.0, degrees(curve, other))) for one, other in even(0.0, 1.0, count)]


def even(begin: float, end: float, count: int) -> list[tuple[float, float]]:
    """So many spans of equal length, one after another."""
    return list(pairwise(begin + (end - begin) * at / count for at in range(count + 1)))
