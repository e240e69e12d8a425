"""Which of many spans of days have a day in common with an earlier one, in hardly more steps than there are spans.

Weekdays that no span tells apart are counted on as one row of days, and on such a row two spans have a day in common
exactly where they overlap.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from eldercare.exchange.amiss import Days

NOBODY = sys.maxsize
Weekdays = Sequence[int]
Span = tuple[int, int]
"""The first minute and the one after the last."""


@dataclass(frozen=True, slots=True)
class Held:
    """The days that somebody has, and those she had `before`: two who had a day in common may keep it."""

    days: Days
    before: Days | None = None
    hours: Span | None = None
    """The minutes of each of the days; None: all of them. So for those before."""
    hours_before: Span | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """From the first to the last day of a row of days, all of them kept from before or all of them new."""

    first: int
    last: int
    kept: bool


def newly_common(one: Held, other: Held) -> date | None:
    """The first day that both have at one time and had not both so before."""
    if not _meet(one.hours, other.hours):
        return None
    before = one.before & other.before if one.before and other.before else None
    return (one.days & other.days).beyond(before if _meet(one.hours_before, other.hours_before) else None)


def _meet(one: Span | None, other: Span | None) -> bool:
    return one is None or other is None or (one[0] < other[1] and other[0] < one[1])


def first_met(held: Sequence[Held]) -> dict[int, int]:
    """By place in the list: the first of the earlier ones with which it newly has a day in common, if any."""
    if any(one.hours for one in held):
        return dict(_pair_by_pair(held))
    found: dict[int, int] = {}
    for weekdays in _alike(held):
        for place, earlier in _met_on(weekdays, held):
            found[place] = min(earlier, found.get(place, earlier))
    return found


def _pair_by_pair(held: Sequence[Held]) -> Iterator[tuple[int, int]]:
    """Where hours count."""
    for place, one in enumerate(held):
        met = next((earlier for earlier in range(place) if newly_common(one, held[earlier])), None)
        if met is not None:
            yield place, met


def _alike(held: Sequence[Held]) -> list[list[int]]:
    """All weekdays, those together that no span tells apart."""
    masks = {days.weekdays for one in held for days in (one.days, one.before) if days}
    together: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for weekday in range(7):
        together[tuple(mask >> weekday & 1 for mask in masks)].append(weekday)
    return list(together.values())


def _met_on(weekdays: Weekdays, held: Sequence[Held]) -> Iterator[tuple[int, int]]:
    """On the days of these weekdays: what is new may meet nothing earlier, what was kept nothing that is new."""
    pieces = [list(_pieces(one, weekdays)) for one in held]
    ends = sorted({end for own in pieces for piece in own for end in (piece.first, piece.last)})
    number = {end: place for place, end in enumerate(ends)}
    everybody, newcomers = Earliest(len(ends)), Earliest(len(ends))
    for place, own in enumerate(pieces):
        spans = [(piece.kept, number[piece.first], number[piece.last]) for piece in own]
        met = [(newcomers if kept else everybody).meeting(first, last) for kept, first, last in spans]
        earliest = min(met, default=NOBODY)
        if earliest != NOBODY:
            yield place, earliest
        for kept, first, last in spans:
            for those in (everybody,) if kept else (everybody, newcomers):
                those.enter(first, last, place)


def _pieces(one: Held, weekdays: Weekdays) -> Iterator[Piece]:
    first, last = _counted(one.days, weekdays)
    was_first, was_last = _counted(one.before, weekdays) if one.before else (0, -1)
    kept_first, kept_last = max(first, was_first), min(last, was_last)
    pieces = [Piece(first, last, kept=False)]
    if kept_first <= kept_last:
        pieces = [
            Piece(first, kept_first - 1, kept=False),
            Piece(kept_first, kept_last, kept=True),
            Piece(kept_last + 1, last, kept=False),
        ]
    yield from (piece for piece in pieces if piece.first <= piece.last)


def _counted(days: Days, weekdays: Weekdays) -> tuple[int, int]:
    """The first and the last of these weekdays, counted from the first day of the calendar; (0, -1) without any."""
    if not days.weekdays >> weekdays[0] & 1:
        return 0, -1
    return _before(days.first, weekdays), _before(days.last, weekdays) + (days.last.weekday() in weekdays) - 1


def _before(day: date, weekdays: Weekdays) -> int:
    """How many of these weekdays there are before that day; the calendar begins on a Monday."""
    weeks, weekday = divmod(day.toordinal() - 1, 7)
    return weeks * len(weekdays) + sum(one < weekday for one in weekdays)


@dataclass(slots=True)
class Earliest:
    """Spans of the numbers below `size`, entered one after the other; tells the first that meets another span.

    Two binary trees over the numbers, node n above 2n and 2n + 1: a span that meets another begins within it, or
    lies across its beginning.
    """

    size: int
    begun: list[int] = field(init=False)
    """For each node who begins within it."""
    across: list[int] = field(init=False)
    """For each node who covers all of it."""

    def __post_init__(self) -> None:
        self.begun, self.across = [NOBODY] * (2 * self.size), [NOBODY] * (2 * self.size)

    def enter(self, first: int, last: int, place: int) -> None:
        """A span of the one at that place, both its ends included; places never go down."""
        for node in self._above(first):
            self.begun[node] = min(self.begun[node], place)
        for node in self._within(first, last):
            self.across[node] = min(self.across[node], place)

    def meeting(self, first: int, last: int) -> int:
        """The lowest place of those that meet the span."""
        begun = min(self.begun[node] for node in self._within(first, last))
        return min(begun, *(self.across[node] for node in self._above(first)))

    def _above(self, number: int) -> Iterator[int]:
        """The nodes from a number up to the root."""
        node = number + self.size
        while node:
            yield node
            node //= 2

    def _within(self, first: int, last: int) -> Iterator[int]:
        """The fewest nodes that make up a span."""
        low, high = first + self.size, last + self.size + 1
        while low < high:
            if low % 2:
                yield low
                low += 1
            if high % 2:
                high -= 1
                yield high
            low, high = low // 2, high // 2
