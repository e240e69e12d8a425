"""Portions of one lunch: to doors, and into dining rooms."""

from datetime import date
from typing import Any

from eldercare.meals.models import Meal
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
    people: Cast, publication: Publication, elder: Elder, *, wave: int = 1, eats_at: str | None = None, **more: Any
) -> Meal:
    """A lunch, on Monday unless said otherwise, out of the kitchen of the east, brought home or eaten at a facility."""
    return await Meal.create(
        publication=publication,
        elder=elder,
        day=more.pop("day", MONDAY),
        meal="lunch",
        wave=wave,
        serving="eat_in" if eats_at else "delivered",
        eats_at=people.facilities[eats_at] if eats_at else None,
        kitchen=people.kitchens["dong"],
        **more,
    )
