"""Elders: found by name, place or what is missing, and the facts about one that her centre may correct."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from eldercare import clock
from eldercare.audit import trail
from eldercare.db import write
from eldercare.errors import Fault, Invalid, Stale
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Diet, Elder, LivingSituation, Texture
from eldercare.people.phones import is_phone

if TYPE_CHECKING:
    from eldercare.auth.models import Account

LOWEST_FLOOR, HIGHEST_FLOOR = -3, 120
ABILITY_LEVELS = range(5)


@dataclass(frozen=True, slots=True)
class ElderFacts:
    """What may be corrected; named as the columns. Latitude and longitude come together or not at all."""

    phone: str
    estate: str
    building: str
    unit: str
    room: str
    floor: int
    has_lift: bool
    latitude: float | None
    longitude: float | None
    ability_level: int
    living_situation: LivingSituation
    diet: Diet
    texture: Texture
    languages: list[str]
    risks: list[str]
    access_notes: str
    health_notes: str

    def __post_init__(self) -> None:
        if faults := [*self._address_faults(), *self._place_faults()]:
            raise Invalid(faults)

    def _address_faults(self) -> list[Fault]:
        faults = [] if self.estate.strip() else [Fault("estate_needed", "estate")]
        if self.phone and not is_phone(self.phone):
            faults.append(Fault("not_phone", "phone", facts={"found": self.phone}))
        if not LOWEST_FLOOR <= self.floor <= HIGHEST_FLOOR:
            faults.append(Fault("floor_unknown", "floor", facts={"lowest": LOWEST_FLOOR, "highest": HIGHEST_FLOOR}))
        if self.ability_level not in ABILITY_LEVELS:
            faults.append(Fault("ability_unknown", "ability_level"))
        return faults

    def _place_faults(self) -> list[Fault]:
        if (self.latitude is None) != (self.longitude is None):
            return [Fault("coordinates_both", "longitude" if self.longitude is None else "latitude")]
        ranges = (("latitude", self.latitude, 90), ("longitude", self.longitude, 180))
        return [
            Fault("degrees_out_of_range", name, facts={"most": most})
            for name, value, most in ranges
            if value is not None and not -most <= value <= most
        ]


FIELDS = tuple(field.name for field in dataclasses.fields(ElderFacts))


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
    return rows.order_by("key")


async def edit(elder: Elder, facts: ElderFacts, *, version: int, by: "Account") -> None:
    """Correct what is known of her; Stale when somebody else did since `version` was read."""
    columns = {name: getattr(facts, name) for name in FIELDS}
    async with write():
        before = {name: getattr(await Elder.get(id=elder.id), name) for name in FIELDS}
        if not await Elder.filter(id=elder.id, version=version).update(**columns, version=version + 1):
            raise Stale("stale")
        was, becomes = trail.diff(before, columns)
        await trail.record(by, "elder.edit", "elder", elder.key, before=was, after=becomes, facility=elder.facility_id)


def age(elder: Elder, day: date) -> int:
    """Full years on `day`."""
    born = elder.birth_date
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
