"""Meals of a plan for which their kitchens have no portions any more."""

from collections.abc import Iterable, Mapping, Sequence

from eldercare.meals.models import Kitchen as KitchenRow
from eldercare.meals.models import Meal
from eldercare.people.models import Elder
from eldercare.planning.week.models import DraftMeal, NeedKind
from eldercare.planning.week.places import kitchen_of
from eldercare.planning.week.room import Crowded, asked, without_room
from eldercare.planning.week.taken import Taken
from solver.places.crowded import WithoutRoom
from solver.week.portions import MEAL_MINUTES
from solver.week.pots import Pots
from solver.week.problem import Kitchen, KitchenWave

AnyMeal = Meal | DraftMeal
WaveKey = tuple[int, int, str, int]
"""Kitchen, day of the week, meal and number."""


async def crowded_meals(meals: Sequence[AnyMeal], taken: Taken) -> list[Crowded]:
    """Of these in their order; a wave that the kitchen no longer has on that day has no portions."""
    rows = {one.id: one for one in await _kitchens({meal.kitchen_id for meal in meals})}
    kitchens = {number: kitchen_of(row, taken) for number, row in rows.items()}
    waves = _waves(kitchens)
    elders = Elder.filter(id__in=list({meal.elder_id for meal in meals}))
    diets: dict[int, str] = dict(await elders.values_list("id", "diet"))
    pots, requests = Pots(), []
    for meal in meals:
        kitchen, wave, diet = kitchens[meal.kitchen_id], waves.get(_wave_key(meal)), diets[meal.elder_id]
        supply = pots.supply(kitchen, wave, diet) if wave and diet in kitchen.diets else None
        closed = "kitchen_diet" if wave else "kitchen_portions"
        requests.append(asked(str(meal.pk), NeedKind.MEAL, MEAL_MINUTES, supply, closed))
    by_key = {str(meal.pk): meal for meal in meals}
    return [
        _crowded(by_key[one.request], rows[by_key[one.request].kitchen_id], diets, one)
        for one in without_room(requests, pots)
    ]


async def _kitchens(ids: Iterable[int]) -> list[KitchenRow]:
    return await KitchenRow.filter(id__in=list(ids)).prefetch_related("facility", "waves", "diets")


def _waves(kitchens: Mapping[int, Kitchen]) -> dict[WaveKey, KitchenWave]:
    return {(number, one.day, one.meal, one.wave): one for number, of in kitchens.items() for one in of.waves}


def _wave_key(meal: AnyMeal) -> WaveKey:
    return meal.kitchen_id, meal.day.weekday(), meal.meal, meal.wave


def _crowded(meal: AnyMeal, kitchen: KitchenRow, diets: Mapping[int, str], without: WithoutRoom) -> Crowded:
    return Crowded(
        NeedKind.MEAL,
        str(meal.pk),
        without.rule,
        meal.day,
        kitchen,
        room=without.room,
        meal=meal.meal,
        wave=meal.wave,
        diet=diets[meal.elder_id] if without.rule == "kitchen_diet" else "",
    )
