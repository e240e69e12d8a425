"""Walking the two trees by path: below a place, above it, and the unit that signs its plan."""

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from eldercare.errors import NotFound
from eldercare.hierarchy.models import Facility, Region, Tier

SIGNS_A_PLAN = (Tier.INSTITUTION, Tier.STREET_CENTER)


def regions_below(region: Region) -> QuerySet[Region]:
    """The region itself and every region below it, in the order of the tree."""
    return Region.filter(path__startswith=region.path).order_by("path")


def facilities_below(facility: Facility) -> QuerySet[Facility]:
    """The facility itself and every facility below it, in the order of the tree."""
    return Facility.filter(path__startswith=facility.path).order_by("path")


def ancestors(facility: Facility) -> QuerySet[Facility]:
    """The facilities above this one, the root first."""
    return Facility.filter(key__in=keys_of(facility.path)[:-1]).order_by("path")


def ancestors_of_region(region: Region) -> QuerySet[Region]:
    """The regions above this one, the district first."""
    return Region.filter(key__in=keys_of(region.path)[:-1]).order_by("path")


def units(below: Facility | None = None) -> QuerySet[Facility]:
    """The facilities that sign a plan of their own, all of them or those at and below one."""
    place = Q(path__startswith=below.path) if below else Q()
    return Facility.filter(place, tier__in=[tier.value for tier in SIGNS_A_PLAN]).order_by("path")


def facilities_of_unit(unit: Facility) -> QuerySet[Facility]:
    """What one unit plans for: the institution its own house only, a street centre its whole subtree."""
    if unit.tier == Tier.INSTITUTION:
        return Facility.filter(id=unit.id)
    return facilities_below(unit)


async def unit_of(facility: Facility) -> Facility:
    """The unit whose plan covers this facility."""
    found = await units().filter(key__in=keys_of(facility.path))
    nearest = max(found, key=lambda place: len(keys_of(place.path)), default=None)
    if nearest is None:
        raise NotFound("not_found")
    return nearest


def keys_of(path: str) -> list[str]:
    """The keys a path lists, the root first."""
    return [key for key in path.split("/") if key]
