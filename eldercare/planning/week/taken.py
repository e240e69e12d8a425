"""What the current plans of other units use of kitchens and zones, so that nobody's portion or seat is given twice."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tortoise.functions import Count

from eldercare.planning.models import Draft
from eldercare.planning.week.elapsed import Elapsed
from eldercare.planning.week.models import DraftMeal, DraftSeat

Guest = tuple[int, int, int, int]
"""Day, start, end and ability level of one who sits in a zone."""


@dataclass
class Taken:
    """Portions by (kitchen, day, meal, wave) and diet; guests by zone."""

    portions: dict[tuple[str, int, str, int], dict[str, int]] = field(default_factory=dict)
    seats: dict[str, list[Guest]] = field(default_factory=dict)

    def with_begun(self, begun: Iterable[Elapsed]) -> "Taken":
        """Also the guests who sit there already, and the portions of meals that have left their kitchens."""
        portions = {wave: dict(diets) for wave, diets in self.portions.items()}
        guests: list[tuple[str, Guest]] = []
        for elapsed in begun:
            for meal in elapsed.meals:
                diets = portions.setdefault((meal.kitchen.key, meal.day.weekday(), meal.meal, meal.wave), {})
                diets[meal.elder.diet] = diets.get(meal.elder.diet, 0) + 1
            for day, seat in elapsed.seats_today():
                guests.append((seat.zone.key, (day, seat.starts, seat.ends, seat.elder.ability_level)))
        return Taken(portions, self.with_guests(guests).seats)

    def with_guests(self, guests: Iterable[tuple[str, Guest]]) -> "Taken":
        """Also these, each with the zone."""
        seats = {zone: list(there) for zone, there in self.seats.items()}
        for zone, guest in guests:
            seats.setdefault(zone, []).append(guest)
        return Taken(self.portions, seats)


async def taken_by_others(
    units: Sequence[int],
    monday: date,
    *,
    kitchens: Collection[int] | None = None,
    facilities: Collection[int] | None = None,
) -> Taken:
    """Use by the current drafts of the week that belong to none of `units`, of all kitchens and zones or of those of
    these kitchens and facilities."""
    taken = Taken()
    others = await Draft.filter(week=monday, current=True).exclude(unit_id__in=units).values_list("id", flat=True)
    if not others:
        return taken
    of_pot = ("kitchen__key", "day", "meal", "wave", "elder__diet")
    cooked = {} if kitchens is None else {"kitchen_id__in": list(kitchens)}
    meals = DraftMeal.filter(draft_id__in=others, **cooked).annotate(portions=Count("id")).group_by(*of_pot)
    for kitchen, day, meal, wave, diet, portions in await meals.values_list(*of_pot, "portions"):
        taken.portions.setdefault((kitchen, (day - monday).days, meal, wave), {})[diet] = portions
    there = {} if facilities is None else {"zone__facility_id__in": list(facilities)}
    seats = DraftSeat.filter(draft_id__in=others, **there).order_by("id")
    for zone, day, start, end, level in await seats.values_list(
        "zone__key", "day", "starts", "ends", "elder__ability_level"
    ):
        taken.seats.setdefault(zone, []).append(((day - monday).days, start, end, level))
    return taken
