"""Where the neighbours of an address live: what to put on the map for a door that nobody has found on it."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from statistics import median

from tortoise.queryset import QuerySet

from eldercare.hierarchy.distance import Spot, metres_between
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Elder

NUMBERED = re.compile(r"0*([0-9]+[A-Z]?(?:-[0-9]+)?|[A-Z])(?:#|号|楼|栋|幢|座)*")
"""A building's number, whatever words stand behind it."""


PLACES = 4
"""Of a degree: to ten metres, which tells the building and nobody's door."""


class Near(StrEnum):
    """How near it is, the nearest first."""

    BUILDING = "building"
    ESTATE = "estate"
    PLACE = "place"
    GRID = "grid"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The middle of `doors` that are on the map, none of them more than `within` metres away; without any, `place` in
    her grid or, where none is, the middle of the grid."""

    near: Near
    spot: Spot
    doors: int
    within: int
    place: Facility | None = None


async def neighbours_of(elders: Sequence[Elder], within: QuerySet[Elder]) -> dict[int, Neighbours]:
    """By the id of each, who comes with her region; among the doors of those `within` the asker's reach.

    Estates of one community bear their names once. A door whose coordinates are of another house is no neighbour.
    """
    wanted = {_estate(one) for one in elders}
    rows = within.filter(
        estate__in=sorted({estate for _, estate in wanted}),
        region__parent_id__in=sorted({community for community, _ in wanted}),
        latitude__not_isnull=True,
        located_for__isnull=True,
    )
    known: dict[tuple[int, str], list[Elder]] = defaultdict(list)
    for row in await rows.prefetch_related("region"):
        known[_estate(row)].append(row)
    places = await _places({one.region_id for one in elders})
    return {one.id: _nearest(one, known[_estate(one)], places) for one in elders}


def _estate(elder: Elder) -> tuple[int, str]:
    return elder.region.parent_id or 0, elder.estate


async def _places(regions: Iterable[int]) -> dict[int, Facility]:
    """One in each grid that has any, the lowest of them: the station stands in the estate."""
    rows = Facility.filter(region_id__in=sorted(regions)).order_by("path")
    return {row.region_id: row for row in await rows}


def _nearest(elder: Elder, known: Sequence[Elder], places: Mapping[int, Facility]) -> Neighbours:
    building = plain_building(elder.building)
    same = [one for one in known if building and plain_building(one.building) == building]
    if same:
        return _middle(Near.BUILDING, same)
    if known:
        return _middle(Near.ESTATE, known)
    place = places.get(elder.region_id)
    if place:
        return Neighbours(Near.PLACE, (place.latitude, place.longitude), 0, 0, place)
    return Neighbours(Near.GRID, (elder.region.latitude, elder.region.longitude), 0, 0)


def _middle(near: Near, doors: Sequence[Elder]) -> Neighbours:
    spots = [(one.latitude, one.longitude) for one in doors if one.latitude is not None and one.longitude is not None]
    middle = median(spot[0] for spot in spots), median(spot[1] for spot in spots)
    apart = max(metres_between(middle, spot) for spot in spots)
    return Neighbours(near, (round(middle[0], PLACES), round(middle[1], PLACES)), len(spots), ceil(apart))


def plain_building(building: str) -> str:
    """12号楼, 12 栋, １２ and 12# are one building."""
    text = "".join(unicodedata.normalize("NFKC", building).upper().split())
    number = NUMBERED.fullmatch(text)
    return number[1] if number else text
