"""Meal rounds as they were published: who carries which boxes to whose doors, in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tortoise.queryset import QuerySet

from eldercare.meals.models import Kitchen, Meal, MealKind, Serving, Vehicle
from eldercare.people.models import Elder, Staff

WITH = ("elder__region", "kitchen__facility", "carrier", "vehicle")


@dataclass(frozen=True, slots=True)
class Drop:
    """One box at one door; neighbours behind the same door share a stop. Without a carrier nobody brings it yet."""

    elder: Elder
    wave: int
    stop: int | None
    arrives: int | None
    travel_minutes: int | None


@dataclass(frozen=True, slots=True)
class MealRound:
    """One trip of one carrier out of one kitchen; `carrier` is None for boxes that nobody carries yet."""

    kitchen: Kitchen
    meal: MealKind
    trip: int
    carrier: Staff | None
    vehicle: Vehicle | None
    drops: tuple[Drop, ...]

    @property
    def waves(self) -> tuple[int, ...]:
        return tuple(sorted({drop.wave for drop in self.drops}))

    @property
    def starts(self) -> int:
        """When the carrier sets out for the first door; 0 where nobody does."""
        first = self.drops[0]
        return max(0, (first.arrives or 0) - (first.travel_minutes or 0))

    @property
    def ends(self) -> int:
        """When the last box is at its door."""
        return max((drop.arrives or 0 for drop in self.drops), default=0)


async def rounds_of_kitchen(kitchen: Kitchen, day: date, meal: MealKind) -> list[MealRound]:
    """The rounds that leave a kitchen for one meal, by the time they set out; boxes without a carrier come first."""
    return await _rounds(Meal.filter(kitchen_id=kitchen.id, day=day, meal=meal.value))


async def rounds_of_carrier(carrier: Staff, day: date) -> list[MealRound]:
    """What one member of staff carries in a day, in order."""
    return await _rounds(Meal.filter(carrier_id=carrier.id, day=day))


async def _rounds(meals: QuerySet[Meal]) -> list[MealRound]:
    in_force = meals.filter(serving=Serving.DELIVERED.value, publication__replaced_at=None)
    rows = sorted(await in_force.prefetch_related(*WITH), key=_trip)
    return sorted((_round(list(group)) for _, group in groupby(rows, key=_trip)), key=lambda one: one.starts)


def _trip(meal: Meal) -> tuple[str, int, int, int]:
    return (meal.meal, meal.kitchen_id, meal.carrier_id or 0, meal.trip or 0)


def _round(meals: list[Meal]) -> MealRound:
    first = meals[0]
    return MealRound(
        kitchen=first.kitchen,
        meal=MealKind(first.meal),
        trip=first.trip or 0,
        carrier=first.carrier,
        vehicle=first.vehicle,
        drops=tuple(_in_order(meals)),
    )


def _in_order(meals: Iterable[Meal]) -> Iterable[Drop]:
    for meal in sorted(meals, key=lambda meal: (meal.stop or 0, meal.arrives or 0, meal.elder.key)):
        yield Drop(meal.elder, meal.wave, meal.stop, meal.arrives, meal.travel_minutes)
