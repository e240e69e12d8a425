"""Elders whose address nobody has found on the map yet: kept, counted and listed, never dropped."""

from tortoise.queryset import QuerySet

from eldercare.auth.models import Account
from eldercare.auth.scope import elders_of
from eldercare.people.models import Elder


def unlocated_elders(account: Account) -> QuerySet[Elder]:
    """Those within the person's reach who are still served and have no coordinates."""
    return elders_of(account).filter(latitude=None, ended_on=None).order_by("estate", "building", "name")
