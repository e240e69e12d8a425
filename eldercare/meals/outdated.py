"""What of a day's published meals is known not to hold any more: carriers on leave, elders who pause or need a diet
that their kitchen does not cook."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tortoise.expressions import Q

from eldercare.care.holds import pausing_on
from eldercare.meals.models import Kitchen, KitchenDiet, Meal, MealKind
from eldercare.meals.rounds import MealRound
from eldercare.people.models import Leave, Staff


@dataclass(frozen=True, slots=True)
class Outdated:
    """Ids of carriers who are not there, of elders who do not eat at home, and of those whose diet is another one."""

    carriers: frozenset[int]
    elders: frozenset[int]
    diets: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.carriers or self.elders or self.diets)


@dataclass(frozen=True, slots=True)
class FallenAway:
    """Carriers of a meal who are not there, the portions of elders who pause, and those of a diet that the kitchen does
    not cook; each with its elder and canteen."""

    carriers: tuple[Staff, ...]
    meals: tuple[Meal, ...]
    diets: tuple[Meal, ...]

    def __bool__(self) -> bool:
        return bool(self.carriers or self.meals or self.diets)


async def outdated_of(kitchen: Kitchen, rounds: Iterable[MealRound], day: date) -> Outdated:
    """Nobody publishes anew for a leave, a hold or a diet by itself; until then the sheets bring boxes in vain."""
    carriers = {one.carrier.id for one in rounds if one.carrier}
    elders = {drop.elder.id: drop.elder for one in rounds for drop in one.drops if drop.elder}
    cooked = await _cooked(kitchen)
    return Outdated(
        await _away(carriers, day),
        await pausing_on(elders, day),
        frozenset(one.id for one in elders.values() if one.diet not in cooked),
    )


async def fallen_away(kitchen: Kitchen, day: date, meal: MealKind) -> FallenAway:
    """What a kitchen would cook in vain or have nobody for; who eats in a canteen counts as well."""
    rows = Meal.filter(kitchen_id=kitchen.id, day=day, meal=meal.value, publication__replaced_at=None)
    meals = await rows.prefetch_related("elder", "eats_at", "carrier").order_by("wave", "elder__key")
    carriers = {one.carrier.id: one.carrier for one in meals if one.carrier}
    away = await _away(carriers, day)
    held, cooked = await pausing_on({one.elder_id for one in meals}, day), await _cooked(kitchen)
    return FallenAway(
        tuple(one for number, one in carriers.items() if number in away),
        tuple(one for one in meals if one.elder_id in held),
        tuple(one for one in meals if one.elder_id not in held and one.elder.diet not in cooked),
    )


async def _cooked(kitchen: Kitchen) -> frozenset[str]:
    """The diets that it cooks."""
    return frozenset([one.diet for one in await KitchenDiet.filter(kitchen_id=kitchen.id)])


async def _away(staff: Iterable[int], day: date) -> frozenset[int]:
    """On leave, or not employed on that day."""
    ids = list(staff)
    rows = Leave.filter(staff_id__in=ids, first_day__lte=day, last_day__gte=day)
    gone = Staff.filter(Q(employed_to__lt=day) | Q(employed_from__gt=day), id__in=ids)
    return frozenset([*(one.staff_id for one in await rows), *(one.id for one in await gone)])
