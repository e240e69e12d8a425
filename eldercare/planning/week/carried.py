"""Meals on the running day: which waves are still to leave, and who is out with one that has left."""

from collections.abc import Mapping

from eldercare.people.models import TravelMode
from eldercare.planning.week.load import UnitRows, WeekRows
from eldercare.planning.week.models import DraftMeal
from solver.travel.estimate import Point, estimate


def last_waves(rows: WeekRows) -> Mapping[tuple[int, str], int]:
    """When the last wave leaves any of the kitchens, minutes of the day, by day and meal."""
    waves = [wave for unit in rows.units for kitchen in unit.kitchens for wave in kitchen.waves]
    last: dict[tuple[int, str], int] = {}
    for wave in waves:
        for day in (day for day in range(7) if wave.weekdays >> day & 1):
            last[day, wave.meal] = max(last.get((day, wave.meal), 0), wave.leaves_at)
    return last


def carriers_out(rows: WeekRows, unit: UnitRows) -> tuple[tuple[str, int, int], ...]:
    """Carrier, day and the minute she is back at the kitchen from what has left it today."""
    back: dict[tuple[str, int], int] = {}
    for day, meal in unit.elapsed.meals_today():
        if meal.carrier is not None and meal.arrives is not None:
            at = (meal.carrier.key, day)
            back[at] = max(back.get(at, 0), meal.arrives + _way_back(rows, meal))
    return tuple((carrier, day, minute) for (carrier, day), minute in sorted(back.items()))


def trips_made(unit: UnitRows) -> tuple[tuple[str, int, str, int], ...]:
    """Carrier, day, meal and the number of the last of her rounds that have left: the next are counted on."""
    trips: dict[tuple[str, int, str], int] = {}
    for day, meal in unit.elapsed.meals_today():
        if meal.carrier is not None and meal.trip is not None:
            at = (meal.carrier.key, day, meal.meal)
            trips[at] = max(trips.get(at, 0), meal.trip)
    return tuple((*at, number) for at, number in sorted(trips.items()))


def _way_back(rows: WeekRows, meal: DraftMeal) -> int:
    """Minutes for the hand-over, the stairs and the way to the kitchen."""
    door, kitchen = meal.eats_at or meal.elder, meal.kitchen.facility
    stairs = 0 if meal.eats_at else rows.rules.access_minutes(meal.elder.floor, meal.elder.has_lift)
    way = 0
    if door.latitude is not None and door.longitude is not None:
        mode = meal.vehicle.mode if meal.vehicle else TravelMode.WALK.value
        ends = Point("door", door.latitude, door.longitude), Point("kitchen", kitchen.latitude, kitchen.longitude)
        way = estimate(ends, [mode]).between(mode, "door", "kitchen")
    return rows.rules.box_handover + stairs + way
