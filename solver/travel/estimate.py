"""Travel minutes without a road map: great-circle distance, a detour factor and a speed for each mode."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.travel.matrix import Travel

EARTH_METRES = 6_371_008.8


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map, degrees WGS-84."""

    key: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Pace:
    """How one moves: metres a minute along streets, and minutes lost at every start (parking, waiting)."""

    metres_a_minute: float
    lost_minutes: float


PACES: Mapping[str, Pace] = {
    "walk": Pace(70, 0),
    "ebike": Pace(260, 1),
    "bus": Pace(220, 8),
    "car": Pace(400, 4),
}
DETOUR = 1.35
"""Street distance over straight distance, the usual figure for grown cities."""


def metres(points: Sequence[Point]) -> NDArray[np.float64]:
    """Straight distances in metres, n × n (haversine)."""
    latitude = np.radians([point.latitude for point in points])
    longitude = np.radians([point.longitude for point in points])
    north = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
    east = np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
    half_chord = north + np.cos(latitude)[:, None] * np.cos(latitude)[None, :] * east
    distance: NDArray[np.float64] = 2 * EARTH_METRES * np.arcsin(np.sqrt(half_chord))
    return distance


def estimate(points: Sequence[Point], modes: Sequence[str] = tuple(PACES)) -> Travel:
    """Whole minutes between all points, rounded up; nought from a place to itself."""
    straight = metres(points)
    minutes: dict[str, NDArray[np.int32]] = {}
    for mode in modes:
        pace = PACES[mode]
        matrix = np.ceil(straight * DETOUR / pace.metres_a_minute + pace.lost_minutes).astype(np.int32)
        np.fill_diagonal(matrix, 0)
        minutes[mode] = matrix
    return Travel(tuple(point.key for point in points), minutes)


def metres_between(start: Point, end: Point) -> float:
    """Straight distance between two points in metres."""
    return float(metres((start, end))[0, 1])
