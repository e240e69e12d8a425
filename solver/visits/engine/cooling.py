"""Temperatures over the share of the budget used."""

from collections.abc import Sequence
from dataclasses import dataclass

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
