"""What is amiss with a row among all others, and whether it is newly so: what was before and is no worse is left alone.

A rule looks at one state of all rows; `newly` compares what it finds in them as they will be with what it found before.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from eldercare.errors import FactValue
from eldercare.exchange.book import Values

Known = Mapping[str, Mapping[str, Values]]
"""All rows of one state, by noun and key."""
EVERY_DAY = 0b1111111
DAY = timedelta(days=1)


class Extent(Protocol):
    """How far something is amiss: `Days`, a set of what it is amiss with, or a number."""

    def __le__(self, other: Any, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Days:
    """The days of these weekdays from the first to the last; there may be none."""

    first: date
    last: date
    weekdays: int = EVERY_DAY

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last and bool(self.weekdays >> day.weekday() & 1)

    def __and__(self, other: "Days") -> "Days":
        return Days(max(self.first, other.first), min(self.last, other.last), self.weekdays & other.weekdays)

    def __le__(self, other: "Days") -> bool:
        return self.beyond(other) is None

    def beyond(self, other: "Days | None" = None) -> date | None:
        """The first of these days that is none of the others."""
        starts = [self.first]
        if other and other.last < self.last:
            starts.append(max(self.first, other.last + DAY))
        days = (start + number * DAY for start in starts for number in range(7))
        return next((day for day in days if day in self and not (other and day in other)), None)


@dataclass(frozen=True, slots=True)
class Amiss:
    """One thing: in which field, by which code and facts it is told, and how far it goes."""

    field: str
    code: str
    facts: dict[str, FactValue]
    extent: Extent


def named(fact: str, row: Values) -> dict[str, FactValue]:
    """The name of a row as facts, with the English one for who reads that."""
    return {fact: str(row.get("name")), f"{fact}_en": str(row.get("name_en") or "")}


def newly(after: Iterable[Amiss], before: Iterable[Amiss]) -> Iterator[Amiss]:
    """What was not amiss before, or less."""
    found = list(after)
    extents = {(one.field, one.code): one.extent for one in before} if found else {}
    for one in found:
        was = extents.get((one.field, one.code))
        if was is None or not one.extent <= was:
            yield one
