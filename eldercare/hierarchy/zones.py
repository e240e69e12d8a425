"""The zones of a place with their hours and staff ratios, as a page reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from tortoise.queryset import QuerySet

from eldercare.hierarchy.models import Facility, OpeningHours, StaffRatio, Zone, ZoneKind

Row = TypeVar("Row", OpeningHours, StaffRatio)


@dataclass(frozen=True, slots=True)
class Opened:
    """Minutes of the day between which a zone is open on a weekday."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Room:
    """A zone with its opening hours in order and the guests one member of staff may look after, by ability level."""

    zone: Zone
    hours: tuple[Opened, ...]
    guests_per_staff: dict[int, int]


async def rooms_of(facility: Facility) -> list[Room]:
    """The zones of one facility, by key."""
    return await rooms(Zone.filter(facility_id=facility.id))


async def rooms(zones: QuerySet[Zone], kind: ZoneKind | None = None) -> list[Room]:
    """The zones within a queryset, all or of one kind, by key, each with its facility loaded."""
    chosen = zones.filter(kind=kind.value) if kind else zones
    found = await chosen.order_by("key").select_related("facility")
    numbers = [zone.id for zone in found]
    hours = _by_zone(await OpeningHours.filter(zone_id__in=numbers).order_by("weekday", "opens"))
    ratios = _by_zone(await StaffRatio.filter(zone_id__in=numbers).order_by("ability_level"))
    return [_room(zone, hours.get(zone.id, []), ratios.get(zone.id, [])) for zone in found]


def _room(zone: Zone, hours: Sequence[OpeningHours], ratios: Sequence[StaffRatio]) -> Room:
    return Room(
        zone,
        tuple(Opened(row.weekday, row.opens, row.closes) for row in hours),
        {row.ability_level: row.guests_per_staff for row in ratios},
    )


def _by_zone(rows: Sequence[Row]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.zone_id, []).append(row)
    return grouped
