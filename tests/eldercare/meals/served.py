"""Portions of one lunch: to doors, into the station's dining room, and one whose place nobody wrote down."""

from datetime import date
from typing import Any

from eldercare.meals.models import Meal, MealSubscription
from eldercare.people.models import Elder
from eldercare.planning.models import Publication
from tests.cast import MONDAY, Cast


async def guest(people: Cast, key: str, diet: str = "regular", texture: str = "normal") -> Elder:
    """One more elder of the east."""
    like = people.elders["zhou"]
    return await Elder.create(
        key=f"e-{key}",
        name=f"客{key}",
        gender="female",
        birth_date=date(1940, 1, 1),
        facility=people.facilities["dong-care"],
        region=people.regions["dong-1-1"],
        estate=like.estate,
        ability_level=1,
        living_situation="alone",
        diet=diet,
        texture=texture,
    )


async def portion(
    people: Cast, publication: Publication, elder: Elder, *, wave: int = 1, serving: str = "delivered", **more: Any
) -> Meal:
    """A lunch on Monday out of the kitchen of the east."""
    return await Meal.create(
        publication=publication,
        elder=elder,
        day=MONDAY,
        meal="lunch",
        wave=wave,
        serving=serving,
        kitchen=people.kitchens["dong"],
        **more,
    )


async def eats_at(people: Cast, elder: Elder, place: str, weekdays: int = 127, **more: Any) -> MealSubscription:
    return await MealSubscription.create(
        key=f"m-{elder.key}-{place}-{weekdays}",
        elder=elder,
        meal="lunch",
        weekdays=weekdays,
        serving="eat_in",
        eats_at=people.facilities[place],
        **{"starts_on": date(2026, 1, 1), **more},
    )
