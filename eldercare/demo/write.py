"""Nouns into rows: links by key become links by number, thousands of rows at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

from tortoise.models import Model

from eldercare.auth.models import Account
from eldercare.care.models import CarePlan, CareTask, Hold, ServiceType
from eldercare.daycare.models import Attendance
from eldercare.demo.district import District
from eldercare.hierarchy.models import Facility, OpeningHours, Region, StaffRatio, Zone
from eldercare.meals.models import Kitchen, KitchenDiet, KitchenWave, MealSubscription, Vehicle
from eldercare.people.models import Availability, Elder, Leave, Relative, Skill, Staff, StaffBond, StaffSkill
from eldercare.shifts.models import ShiftDemand, ShiftType

BATCH = 500

Noun = Any
"""A dataclass of `eldercare.demo.nouns`."""
OnProgress = Callable[[str, int, int], None]
"""Table, rows written, rows in all."""


class Writer:
    """Writes tables one after the other and remembers the number of every key."""

    def __init__(self, on_progress: OnProgress, total: int) -> None:
        self._on_progress, self._total, self._done = on_progress, total, 0
        self._numbers: dict[type[Model], dict[str, int]] = {}

    async def catalogue(self) -> None:
        """Learn the numbers of what other parts have written."""
        for model in (Skill, ServiceType, ShiftType):
            await self._learn(model)

    async def write(self, model: type[Model], nouns: Sequence[Noun], **more: object) -> None:
        """Insert the nouns; one that links to another of its own kind comes after it."""
        for generation in generations(model, nouns):
            await model.bulk_create([self._row(model, noun, more) for noun in generation], batch_size=BATCH)
            self._done += len(generation)
            if "key" in model._meta.fields_map:
                await self._learn(model)
        self._on_progress(model._meta.db_table, self._done, self._total)

    async def _learn(self, model: type[Model]) -> None:
        known = self._numbers.setdefault(model, {})
        newer = model.filter(id__gt=max(known.values(), default=0))
        known.update({str(key): int(number) for key, number in await newer.values_list("key", "id")})

    def _row(self, model: type[Model], noun: Noun, more: dict[str, object]) -> Model:
        values: dict[str, object] = dict(more)
        for field in fields(noun):
            value = getattr(noun, field.name)
            if field.name not in links(model):
                values[field.name] = value
            elif value is not None:
                values[f"{field.name}_id"] = self._numbers[links(model)[field.name]][value]
        return model(**values)


def links(model: type[Model]) -> dict[str, type[Model]]:
    """The tables a table's rows point to, by field."""
    meta = model._meta
    return {name: meta.fields_map[name].related_model for name in (*meta.fk_fields, *meta.o2o_fields)}  # type: ignore[attr-defined]


def generations(model: type[Model], nouns: Sequence[Noun]) -> Iterator[list[Noun]]:
    """The nouns in groups, so that each links only to earlier groups of its own kind."""
    own = next((name for name, other in links(model).items() if other is model), None)
    if own is None:
        if nouns:
            yield list(nouns)
        return
    waiting, written = list(nouns), {None}
    while waiting:
        ready = [noun for noun in waiting if getattr(noun, own) in written]
        if not ready:
            raise ValueError(f"{waiting[0].key} links to something that is not there")
        yield ready
        written |= {noun.key for noun in ready}
        waiting = [noun for noun in waiting if noun.key not in written]


def tables(district: District) -> Iterable[tuple[type[Model], Sequence[Noun]]]:
    """Every table of a district with its nouns, those that are linked to first."""
    return (
        (Region, district.places.regions),
        (Facility, district.places.facilities),
        (Zone, district.zones.zones),
        (OpeningHours, district.zones.opening_hours),
        (StaffRatio, district.zones.staff_ratios),
        (Elder, district.elders.elders),
        (Relative, district.elders.relatives),
        (Staff, district.team.staff),
        (StaffSkill, district.team.skills),
        (Availability, district.team.availability),
        (Leave, district.team.leave),
        (StaffBond, district.bonds),
        (CarePlan, district.plans.plans),
        (CareTask, district.plans.tasks),
        (Hold, district.plans.holds),
        (Attendance, district.attendance),
        (Kitchen, district.kitchens.kitchens),
        (KitchenWave, district.kitchens.waves),
        (KitchenDiet, district.kitchens.diets),
        (Vehicle, district.kitchens.vehicles),
        (MealSubscription, district.meals),
        (ShiftDemand, district.shift_demand),
    )


async def write_districts(districts: Sequence[District], password_hash: str, on_progress: OnProgress) -> None:
    """Insert everything, and the accounts with one password for all; inside the caller's transaction."""
    total = sum(len(nouns) for district in districts for _, nouns in tables(district))
    writer = Writer(on_progress, total + sum(len(district.accounts) for district in districts))
    await writer.catalogue()
    for district in districts:
        for model, nouns in tables(district):
            await writer.write(model, nouns)
        await writer.write(Account, district.accounts, password_hash=password_hash)
