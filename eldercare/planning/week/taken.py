"""What the current plans of other units use of kitchens and zones, so that nobody's portion or seat is given twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from eldercare.planning.models import Draft
from eldercare.planning.week.elapsed import Elapsed
from eldercare.planning.week.models import DraftMeal, DraftSeat


@dataclass
class Taken:
    """Portions by (kitchen, day, meal, wave) and diet; seats by zone as (day, start, end, ability level)."""

    portions: dict[tuple[str, int, str, int], dict[str, int]] = field(default_factory=dict)
    seats: dict[str, list[tuple[int, int, int, int]]] = field(default_factory=dict)

    def with_begun(self, begun: Iterable[Elapsed]) -> "Taken":
        """Also the guests who sit there already, and the portions of meals that have left their kitchens."""
        portions = {wave: dict(diets) for wave, diets in self.portions.items()}
        seats = {zone: list(spans) for zone, spans in self.seats.items()}
        for elapsed in begun:
            for meal in elapsed.meals:
                diets = portions.setdefault((meal.kitchen.key, meal.day.weekday(), meal.meal, meal.wave), {})
                diets[meal.elder.diet] = diets.get(meal.elder.diet, 0) + 1
            for day, seat in elapsed.seats_today():
                seats.setdefault(seat.zone.key, []).append((day, seat.starts, seat.ends, seat.elder.ability_level))
        return Taken(portions, seats)


async def taken_by_others(units: Sequence[int], monday: date) -> Taken:
    """Use by the current drafts of the week that belong to none of `units`."""
    taken = Taken()
    others = await Draft.filter(week=monday, current=True).exclude(unit_id__in=units).values_list("id", flat=True)
    if not others:
        return taken
    meals = DraftMeal.filter(draft_id__in=others).values_list("kitchen__key", "day", "meal", "wave", "elder__diet")
    for kitchen, day, meal, wave, diet in await meals:
        diets = taken.portions.setdefault((kitchen, (day - monday).days, meal, wave), {})
        diets[diet] = diets.get(diet, 0) + 1
    seats = DraftSeat.filter(draft_id__in=others).order_by("id")
    for zone, day, start, end, level in await seats.values_list(
        "zone__key", "day", "starts", "ends", "elder__ability_level"
    ):
        taken.seats.setdefault(zone, []).append(((day - monday).days, start, end, level))
    return taken
