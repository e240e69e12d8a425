"""Elders: found by name, place or what is missing."""

from datetime import date

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from eldercare import clock
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Elder
from eldercare.people.order import by_key

LOWEST_FLOOR, HIGHEST_FLOOR = -3, 120
ABILITY_LEVELS = range(5)


def search(
    rows: QuerySet[Elder],
    *,
    text: str = "",
    below: Facility | None = None,
    ability: int | None = None,
    unlocated: bool = False,
    left: bool = False,
) -> QuerySet[Elder]:
    """Of `rows` those whom the words and places fit, by key; those who are no longer served only when asked for."""
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(key__icontains=text))
    if below is not None:
        rows = rows.filter(facility__path__startswith=below.path)
    if ability is not None:
        rows = rows.filter(ability_level=ability)
    if unlocated:
        rows = rows.filter(latitude=None)
    if not left:
        rows = rows.filter(Q(ended_on=None) | Q(ended_on__gte=clock.today()))
    return by_key(rows)


def age(elder: Elder, day: date) -> int:
    """Full years on `day`."""
    born = elder.birth_date
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
