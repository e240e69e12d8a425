"""How big the invented world is."""

from dataclasses import dataclass
from enum import StrEnum


class Scale(StrEnum):
    TINY = "tiny"
    STREET = "street"
    DISTRICT = "district"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Size:
    """What one district of a scale holds; elders include the institution's `residents`."""

    districts: int
    streets: int
    communities: int | None
    """In the one street, or as published when None."""
    grids: int
    elders: int
    residents: int
    radius: int
    """Metres from a street centre to its farthest community."""
    buildings: int
    """In each estate, those where somebody is served."""
    small: bool = False
    """So few people that everybody must be able to do nearly everything."""
    promise: float = 1.0
    """How much of the usual is promised to an elder."""


SIZES: dict[Scale, Size] = {
    Scale.TINY: Size(1, 1, 3, 12, 60, 4, radius=700, buildings=2, small=True, promise=1.4),
    Scale.STREET: Size(1, 1, None, 46, 600, 6, radius=1300, buildings=3),
    Scale.DISTRICT: Size(1, 5, None, 232, 3000, 24, radius=1300, buildings=3),
    Scale.CITY: Size(20, 5, None, 232, 3000, 24, radius=1300, buildings=3),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """What was written."""

    facilities: dict[str, int]
    """By tier."""
    grids: int
    elders: int
    staff: int
    visits_a_week: int
    meals_a_week: int
    seats: int
    """In the day-care zones."""
