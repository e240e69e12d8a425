"""Elders whose address nobody has found on the map, or not yet the new one: kept, counted and listed, never dropped."""

import math
from collections.abc import Collection, Mapping

from tortoise.expressions import Case, Q, When
from tortoise.queryset import QuerySet

from eldercare.auth.models import Account
from eldercare.auth.scope import elders_of
from eldercare.exchange.book import Values
from eldercare.people.models import Elder
from eldercare.people.neighbours import plain_building

SPOT = ("latitude", "longitude")
HOUSE = ("region", "estate", "building")
"""What tells another house; unit and room are doors of the same one, and no map knows them apart."""


def unlocated_elders(account: Account) -> QuerySet[Elder]:
    """Those within the person's reach who are still served and have no coordinates."""
    return _served(account).filter(latitude=None).order_by("estate", "building", "name", "id")


def left_behind_elders(account: Account) -> QuerySet[Elder]:
    """Those within the person's reach who are still served and have the coordinates of the house before."""
    return _served(account).filter(located_for__not_isnull=True).order_by("estate", "building", "name", "id")


def misplaced_elders(account: Account) -> QuerySet[Elder]:
    """Both, those without coordinates first."""
    found = _served(account).filter(Q(latitude=None) | Q(located_for__not_isnull=True))
    first = Case(When(latitude__isnull=True, then="open"), default="placed")
    return found.annotate(stands=first).order_by("stands", "estate", "building", "name", "id")


def located_for(before: Values, after: Values, regions: Mapping[str, Values]) -> list[str] | None:
    """The house that the coordinates are of where the address is another one by now; None where all is well.

    Whoever gives other coordinates, or takes them away, gives them for the address as it will be.
    """
    if not all(_same(before.get(name), after.get(name)) for name in SPOT):
        return None
    marked = before.get("located_for")
    own = [str(part) for part in marked] if isinstance(marked, list) else _house(before, regions)
    return None if _plain(own) == _plain(_house(after, regions)) else own


def left_behind(changed: Collection[str], after: Values) -> bool:
    """Whether what changed is the house, and the coordinates are not of the one that it is now."""
    return bool(after.get("located_for")) and not set(HOUSE).isdisjoint(changed)


def _served(account: Account) -> QuerySet[Elder]:
    return elders_of(account).filter(ended_on=None)


def _house(values: Values, regions: Mapping[str, Values]) -> list[str]:
    """Estates of one community bear their names once; another grid of it is the same house."""
    region = str(values.get("region"))
    community = regions.get(region, {}).get("parent") or region
    return [str(part or "") for part in (community, values.get("estate"), values.get("building"))]


def _plain(house: list[str]) -> list[str]:
    *where, building = house
    return [*where, plain_building(building)]


def _same(one: object, other: object) -> bool:
    """Not where there are none: nobody is sent to nowhere."""
    return isinstance(one, float) and isinstance(other, float | int) and math.isclose(one, other, abs_tol=1e-6)
