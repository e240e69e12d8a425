"""The way of an elder between her door and a centre: nobody is washed at home while she is still on it."""

from collections.abc import Iterable
from math import ceil

from solver.travel.estimate import DETOUR
from solver.week.atlas import Atlas
from solver.week.problem import SeatNeed

WALKED_A_MINUTE = 48
"""Metres: 0.8 m/s, below which geriatrics speaks of slow gait."""
BOARDING = 10
DRIVEN_A_MINUTE = 250
"""Getting in and out of the centre's car, and its metres a minute in a town with stops at other doors."""

Stay = tuple[SeatNeed, str]
"""A seat and the facility where it is."""


def way_home(atlas: Atlas, seat: SeatNeed, facility: str) -> int:
    """Minutes, on foot where that is shorter than by car; none where her address is not on the map."""
    if seat.place is None:
        return 0
    street = atlas.metres(facility, seat.place) * DETOUR
    return ceil(min(street / WALKED_A_MINUTE, BOARDING + street / DRIVEN_A_MINUTE))


def away(atlas: Atlas, stays: Iterable[Stay]) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """When each elder is not at home, by elder and day, minutes of the day: her seats and the way to and from them."""
    spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for seat, facility in stays:
        way = way_home(atlas, seat, facility)
        spans.setdefault((seat.elder, seat.day), []).append((seat.start - way, seat.end + way))
    return {at: sorted(hers) for at, hers in spans.items()}
