"""The way of an elder between her door and a centre: nobody is washed at home while she is still on it."""

from collections.abc import Iterable
from math import ceil
from typing import Protocol

from solver.travel.estimate import DETOUR
from solver.week.problem import SeatNeed

WALKED_A_MINUTE = 48
"""Metres: 0.8 m/s, below which geriatrics speaks of slow gait."""
BOARDING = 10
DRIVEN_A_MINUTE = 250
"""Getting in and out of the centre's car, and its metres a minute in a town with stops at other doors."""

Stay = tuple[SeatNeed, str]
"""A seat and the facility where it is."""


class Distances(Protocol):
    """What knows how far it is, such as an atlas."""

    def metres(self, start: str, end: str) -> float: ...


def way_home(atlas: Distances, seat: SeatNeed, facility: str) -> int:
    """Minutes, on foot where that is shorter than by car; none where her address is not on the map."""
    if seat.place is None:
        return 0
    street = atlas.metres(facility, seat.place) * DETOUR
    return ceil(min(street / WALKED_A_MINUTE, BOARDING + street / DRIVEN_A_MINUTE))


def away(atlas: Distances, stays: Iterable[Stay]) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """When each elder is not at home, by elder and day, minutes of the day: her seats and the way to and from them."""
    spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for seat, facility in stays:
        way = way_home(atlas, seat, facility)
        spans.setdefault((seat.elder, seat.day), []).append((seat.start - way, seat.end + way))
    return {at: sorted(hers) for at, hers in spans.items()}


def is_away(spans: Iterable[tuple[int, int]], minute: int) -> bool:
    """Whether she is not at home at a minute, by such spans of its day."""
    return any(start <= minute < end for start, end in spans)
