"""What every zone can still give: seats, and guests for the staff who are there, stretch by stretch of the day."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil

from solver.places.problem import Limit, Supply
from solver.week.problem import SeatNeed, Zone

RATIO_UNIT = 2520
"""One member of staff, divisible by every ratio up to ten and most above."""

Span = tuple[int, int]


def staff_share(zone: Zone, ability_level: int) -> int:
    """The part of a member of staff that a guest of this level takes, in 2520ths."""
    return ceil(RATIO_UNIT / zone.ratio[ability_level]) if ability_level in zone.ratio else 0


def is_open(zone: Zone, need: SeatNeed) -> bool:
    """Rule opening_hours."""
    return any(opens <= need.start and need.end <= closes for opens, closes in zone.open.get(need.day, ()))


def moments_of(needs: Iterable[SeatNeed], zones: Iterable[Zone]) -> dict[int, list[int]]:
    """The minutes of each day at which somebody comes or goes, in their order."""
    moments: dict[int, set[int]] = {}
    for need in needs:
        moments.setdefault(need.day, set()).update((need.start, need.end))
    for day, start, end, _ in (guest for zone in zones for guest in zone.taken):
        moments.setdefault(day, set()).update((start, end))
    return {day: sorted(minutes) for day, minutes in moments.items()}


def at_work(start: int, end: int, away: int | None, minutes: int) -> list[Span]:
    """When somebody on a shift is there: two spans around a pause of so many minutes that begins at `away`."""
    return [(start, end)] if away is None else [(start, away), (away + minutes, end)]


class Rooms:
    """Supplies and limits of zones, made as they are asked for.

    `moments` are those of `moments_of`; `staff` says when zone staff are there, by facility and day; `shared` by the
    key of a seat which stretches another of the same elder wants too.
    """

    def __init__(
        self,
        zones: Sequence[Zone],
        moments: Mapping[int, Sequence[int]],
        staff: Mapping[tuple[str, int], Sequence[Span]],
        shared: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._kinds: dict[str, list[Zone]] = {}
        for zone in zones:
            self._kinds.setdefault(zone.kind, []).append(zone)
        self._moments, self._staff, self._shared = moments, staff, shared or {}
        self._taken_shares: dict[tuple[str, int], list[tuple[int, int, int]]] = {}
        for zone in zones:
            for day, start, end, level in zone.taken:
                self._taken_shares.setdefault((zone.facility, day), []).append((start, end, staff_share(zone, level)))
        self.supplies: dict[str, Supply] = {}
        self.limits: dict[str, Limit] = {}

    def of_kind(self, kind: str) -> list[Zone]:
        """Its zones."""
        return self._kinds.get(kind, [])

    def supply(self, zone: Zone, need: SeatNeed) -> str:
        """One for all who come for the same hours; of her own for whom these run into others of hers."""
        hers = self._shared.get(need.key, ())
        key = f"{zone.key}@{need.day}@{need.start}-{need.end}" + (f"/{need.elder}" if hers else "")
        if key not in self.supplies:
            limits = [self._once(stretch) for stretch in hers]
            for start, end in self._stretches(need):
                limits.append(self._seats(zone, need.day, start, end))
                if zone.ratio:
                    limits.append(self._ratio(zone, need.day, start, end))
            self.supplies[key] = Supply(key, tuple(limits))
        return key

    def _stretches(self, need: SeatNeed) -> list[Span]:
        inside = [moment for moment in self._moments[need.day] if need.start <= moment <= need.end]
        return list(pairwise(inside))

    def _once(self, stretch: str) -> str:
        self.limits.setdefault(stretch, Limit(stretch, "elder_in_one_place", 1))
        return stretch

    def _seats(self, zone: Zone, day: int, start: int, end: int) -> str:
        key = f"{zone.key}@{day}@{start}"
        taken = sum(1 for on, begins, ends, _ in zone.taken if on == day and begins < end and start < ends)
        self.limits.setdefault(key, Limit(key, "zone_seats", max(0, zone.seats - taken)))
        return key

    def _ratio(self, zone: Zone, day: int, start: int, end: int) -> str:
        key = f"{zone.facility}@{day}@{start}/staff"
        present = _fewest(self._staff.get((zone.facility, day), ()), start, end)
        taken = sum(
            share
            for begins, ends, share in self._taken_shares.get((zone.facility, day), ())
            if begins < end and start < ends
        )
        capacity = max(0, present * RATIO_UNIT - taken)
        self.limits.setdefault(key, Limit(key, "staff_ratio", capacity, by_weight=True))
        return key


def _fewest(spans: Sequence[Span], start: int, end: int) -> int:
    """How many of the spans hold a minute from `start` to `end`, at the minute where they are fewest."""
    moments = {start, *(edge for span in spans for edge in span if start < edge < end)}
    return min(sum(begins <= minute < ends for begins, ends in spans) for minute in moments)
