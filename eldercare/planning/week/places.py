"""Facilities' rooms, kitchens and vehicles, and every door's place on the map, as the solver reads them."""

from eldercare.hierarchy.models import Zone as ZoneRow
from eldercare.hierarchy.models import ZoneKind
from eldercare.meals.models import Kitchen as KitchenRow
from eldercare.meals.models import Vehicle as VehicleRow
from eldercare.people.elders import ABILITY_LEVELS
from eldercare.people.models import Elder
from eldercare.planning.week.begun_types import is_of_its_own
from eldercare.planning.week.load import UnitRows
from eldercare.planning.week.taken import Taken
from eldercare.rulebook.rules import RuleSet
from eldercare.shifts.models import ShiftType as ShiftRow
from solver.rostering.problem import ShiftType
from solver.travel.estimate import Point
from solver.visits.problem import Break
from solver.week.keys import wave_key
from solver.week.problem import Kitchen, KitchenWave, Shift, Vehicle, Zone


def place_of(elder: Elder) -> str | None:
    """Her door's place: one for all doors of a building; None while the address is not on the map."""
    if elder.latitude is None or elder.longitude is None:
        return None
    return f"{elder.latitude:.5f},{elder.longitude:.5f}"


def points_of(unit: UnitRows) -> list[Point]:
    """Every facility that a unit needs and every door of it, each place once, in the order of their keys."""
    points = {place.key: Point(place.key, place.latitude, place.longitude) for place in unit.places}
    elders = [task.plan.elder for task in unit.tasks]
    elders += [meal.elder for meal in unit.meals] + [guest.elder for guest in unit.attendance]
    elders += [seat.elder for _, seat in unit.elapsed.seats_today()]
    elders += [visit.elder for visit in unit.elapsed.under_way]
    for elder in elders:
        place = place_of(elder)
        if place is not None and elder.latitude is not None and elder.longitude is not None:
            points[place] = Point(place, elder.latitude, elder.longitude)
    return [points[key] for key in sorted(points)]


def pause_of(row: ShiftRow) -> Break | None:
    """Its break, in minutes of the day."""
    if row.break_minutes and row.break_from is not None and row.break_to is not None:
        return Break(row.break_minutes, row.break_from, row.break_to)
    return None


def shift_of(row: ShiftRow) -> Shift:
    paid = row.ends - row.starts - row.break_minutes
    jobs = frozenset(job.job for job in row.jobs)
    kind = ShiftType(row.key, row.starts, row.ends, paid, jobs, for_curves=not is_of_its_own(row))
    return Shift(kind, pause_of(row), row.visiting)


def vehicle_of(row: VehicleRow) -> Vehicle:
    return Vehicle(row.key, row.facility.key, row.mode, row.meal_boxes)


def kitchen_of(row: KitchenRow, taken: Taken) -> Kitchen:
    waves = []
    for wave in sorted(row.waves, key=lambda one: (one.meal, one.wave)):
        for day in range(7):
            if wave.weekdays >> day & 1:
                key = wave_key(row.key, wave.meal, wave.wave, day)
                promised = taken.portions.get((row.key, day, wave.meal, wave.wave), {})
                waves.append(
                    KitchenWave(key, day, wave.meal, wave.wave, wave.portions, wave.cooked_at, wave.leaves_at, promised)
                )
    return Kitchen(row.key, row.facility.key, {diet.diet: diet.portions_per_wave for diet in row.diets}, tuple(waves))


def zone_of(row: ZoneRow, taken: Taken, rules: RuleSet) -> Zone:
    opening: dict[int, tuple[tuple[int, int], ...]] = {}
    for hours in sorted(row.hours, key=lambda one: (one.weekday, one.opens)):
        opening[hours.weekday] = (*opening.get(hours.weekday, ()), (hours.opens, hours.closes))
    return Zone(
        key=row.key,
        facility=row.facility.key,
        kind=row.kind,
        seats=row.seats,
        open=opening,
        ratio=_ratio(row, rules),
        taken=tuple(taken.seats.get(row.key, ())),
    )


def _ratio(row: ZoneRow, rules: RuleSet) -> dict[int, int]:
    """Guests to one member of staff by ability level: what the zone states, never looser than the rule table.

    A day-care room answers for every level, stated or not; any other zone has staff only where it states a ratio.
    """
    stated = {ratio.ability_level: ratio.guests_per_staff for ratio in row.ratios}
    levels = ABILITY_LEVELS if row.kind == ZoneKind.DAY_CARE else sorted(stated)
    lawful = {level: rules.guests_per_staff(level) for level in levels}
    return {level: min(stated.get(level, most), most) for level, most in lawful.items()}
