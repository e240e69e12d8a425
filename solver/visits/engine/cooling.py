"""Temperatures over the shares of a cooling."""

from collections.abc import Sequence

import numpy as np

Curve = Sequence[tuple[float, float]]
"""Share of a cooling → temperature in mean legs, from 0 to 1."""


def degrees(curve: Curve, share: float) -> float:
    """Between the points of the curve it falls by the same factor in the same time."""
    shares, heights = zip(*curve, strict=True)
    return float(np.exp(np.interp(share, shares, np.log(heights))))
