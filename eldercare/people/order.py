"""Keys in the order in which people count: E2 before E10."""

import re
from typing import TypeVar

from tortoise.functions import Length
from tortoise.models import Model
from tortoise.queryset import QuerySet

Row = TypeVar("Row", bound=Model)
PARTS = re.compile(r"(\d+)")


def counted(key: str) -> tuple[tuple[int, str], ...]:
    """What to sort by at hand: numbers as numbers."""
    parts = PARTS.split(key)
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)


def by_key(rows: QuerySet[Row]) -> QuerySet[Row]:
    """The same as a database can: of keys that are built alike the shorter has the smaller number."""
    return rows.annotate(key_length=Length("key")).order_by("key_length", "key")
