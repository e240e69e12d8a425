"""Meal rounds as they were published: who carries which boxes to whose doors, in order."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from eldercare.hierarchy.models import Facility
from eldercare.meals.models import Kitchen, Meal, MealKind, Serving, Vehicle
from eldercare.meals.portions import Portions, count, portions_of
from eldercare.people.models import Elder, Staff

WITH = ("elder__region", "eats_at", "kitchen__facility", "carrier", "vehicle")


@dataclass(frozen=True, slots=True)
class Drop:
    """The boxes for one door, that of `elder`, or for one canteen.

    Neighbours behind the same front door share a stop. Without a carrier there is neither stop nor time.
    """

    elder: Elder | None
    canteen: Facility | None
    portions: Portions
    wave: int
    stop: int | None
    arrives: int | None
    travel_minutes: int | None

    @property
    def boxes(self) -> int:
        return count(self.portions)


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
    def boxes(self) -> int:
        return sum(drop.boxes for drop in self.drops)

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
    """What somebody carries, and what is promised to a door and nobody does."""
    travels = Q(serving=Serving.DELIVERED.value) | Q(carrier_id__isnull=False)
    rows = sorted(await meals.filter(travels, publication__replaced_at=None).prefetch_related(*WITH), key=_trip)
    rounds = [_round(list(group)) for _, group in groupby(rows, key=_trip)]
    return sorted(rounds, key=lambda one: one.starts)


def _trip(meal: Meal) -> tuple[str, int, int, int, int, int]:
    """What one round is: the boxes of one wave on one trip; what nobody carries yet is one list."""
    if meal.carrier_id is None:
        return (meal.meal, meal.kitchen_id, 0, 0, 0, 0)
    return (meal.meal, meal.kitchen_id, meal.carrier_id, meal.vehicle_id or 0, meal.wave, meal.trip or 0)


def _round(meals: list[Meal]) -> MealRound:
    first = meals[0]
    drops: dict[tuple[object, ...], list[Meal]] = {}
    for meal in sorted(meals, key=lambda meal: (meal.stop or 0, meal.arrives or 0, meal.elder.key)):
        drops.setdefault(_behind(meal), []).append(meal)
    return MealRound(
        kitchen=first.kitchen,
        meal=MealKind(first.meal),
        trip=first.trip or 0,
        carrier=first.carrier,
        vehicle=first.vehicle,
        drops=tuple(_drop(group) for group in drops.values()),
    )


def _behind(meal: Meal) -> tuple[object, ...]:
    """What is handed over together: a door's own boxes, or all of a canteen's."""
    return ("door", meal.elder_id) if meal.eats_at_id is None else ("canteen", meal.stop, meal.eats_at_id)


def _drop(meals: list[Meal]) -> Drop:
    first = meals[0]
    return Drop(
        elder=first.elder if first.eats_at_id is None else None,
        canteen=first.eats_at,
        portions=portions_of(meals),
        wave=first.wave,
        stop=first.stop,
        arrives=first.arrives,
        travel_minutes=first.travel_minutes,
    )
