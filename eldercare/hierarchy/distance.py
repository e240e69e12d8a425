"""How far two places lie apart."""

from math import asin, cos, radians, sin, sqrt

EARTH_METRES = 6_371_008.8
Spot = tuple[float, float]
"""Latitude and longitude, degrees WGS-84."""


def metres_between(one: Spot, other: Spot) -> float:
    """The straight way over the ground (haversine)."""
    north, west, south, east = (radians(degrees) for degrees in (*one, *other))
    half_chord = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin((west - east) / 2) ** 2
    return 2 * EARTH_METRES * asin(sqrt(half_chord))
