"""Elders whose address nobody has found on the map, or not yet the new one: kept, counted and listed, never dropped."""

import math

from tortoise.queryset import QuerySet

from eldercare.auth.models import Account
from eldercare.auth.scope import elders_of
from eldercare.exchange.book import Values
from eldercare.people.models import Elder

SPOT = ("latitude", "longitude")


def unlocated_elders(account: Account) -> QuerySet[Elder]:
    """Those within the person's reach who are still served and have no coordinates."""
    return elders_of(account).filter(latitude=None, ended_on=None).order_by("estate", "building", "name")


def left_behind(before: Values, after: Values) -> bool:
    """Whether the house is another one and the coordinates still are those of the old."""
    moved = any(after[name] != before.get(name) for name in ("estate", "building") if name in after)
    return moved and all(_same(before.get(name), after.get(name, before.get(name))) for name in SPOT)


def _same(one: object, other: object) -> bool:
    """Not where there are none: nobody is sent to nowhere."""
    return isinstance(one, float) and isinstance(other, float | int) and math.isclose(one, other, abs_tol=1e-6)
