"""The delivery rounds of a kitchen's meal on one day."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from solver.meals.problem import Carrier, Drop, RoundsProblem, Wave
from solver.places.solution import Place
from solver.rostering.solution import Duty
from solver.travel.estimate import estimate
from solver.travel.matrix import Travel
from solver.week.atlas import Atlas
from solver.week.portions import MEAL_MINUTES, served
from solver.week.problem import DAY, Kitchen, MealNeed, Unit, WeekProblem
from solver.week.roster import on_duty, shift_named
from solver.week.seating import seated_at
from solver.week.solution import WeekSolution

BULK_BOXES = 20
"""A canteen's boxes travel in loads of so many."""
FEWEST_BOXES = 6
"""What a carrier on foot without a vehicle can hold."""


def rounds_of(problem: WeekProblem, solution: WeekSolution) -> dict[tuple[str, int, str], RoundsProblem]:
    """The rounds problems behind a solution, made anew from every portion cooked, carried or not."""
    return all_rounds(problem, portions_cooked(solution), solution.duties, seated_at(problem, solution.seats))


def portions_cooked(solution: WeekSolution) -> list[Place]:
    """Every portion that a kitchen was asked for, also those that nobody could carry."""
    in_vain = [Place(need.key, str(need.facts["supply"])) for need in solution.not_planned if "supply" in need.facts]
    return [*solution.meals, *in_vain]


def all_rounds(
    problem: WeekProblem, meals: Sequence[Place], duties: Sequence[Duty], seated: Mapping[tuple[str, int], str]
) -> dict[tuple[str, int, str], RoundsProblem]:
    """A rounds problem for each kitchen, day and meal that has something to carry."""
    atlas = Atlas(problem)
    needs = {need.key: served(need, seated) for unit in problem.units for need in unit.meals}
    units = {unit.key: unit for unit in problem.units}
    portions: dict[str, list[MealNeed]] = {}
    for place in meals:
        portions.setdefault(place.supply.rpartition("/")[0], []).append(needs[place.request])
    rounds = {}
    for kitchen in problem.kitchens:
        unit = units.get(atlas.facility(kitchen.facility).unit)
        for day, meal in sorted({(wave.day, wave.meal) for wave in kitchen.waves}):
            drops = _drops(kitchen, day, meal, portions)
            if drops and unit is not None:
                rounds[kitchen.key, day, meal] = _rounds_problem(
                    problem, atlas, unit, kitchen, (day, meal), drops, duties
                )
    return rounds


def _rounds_problem(
    problem: WeekProblem,
    atlas: Atlas,
    unit: Unit,
    kitchen: Kitchen,
    when: tuple[int, str],
    drops: tuple[Drop, ...],
    duties: Sequence[Duty],
) -> RoundsProblem:
    day, meal = when
    carriers = _until_the_next_meal(_carriers(problem, unit, kitchen, day, duties), kitchen, day, meal)
    modes = sorted({carrier.mode for carrier in carriers}) or ["walk"]
    return RoundsProblem(
        kitchen=kitchen.facility,
        waves=tuple(
            Wave(wave.key, day * DAY + wave.cooked, day * DAY + wave.leaves)
            for wave in kitchen.waves
            if (wave.day, wave.meal) == when
        ),
        carriers=carriers,
        drops=drops,
        travel=_travel(atlas, unit, [kitchen.facility, *(drop.place for drop in drops)], modes),
        ride_minutes=problem.thresholds["box_ride_time"],
        plate_minutes=problem.thresholds["pot_to_plate"],
        handover_minutes=problem.thresholds["box_handover"],
        weights=problem.weights,
    )


def _drops(kitchen: Kitchen, day: int, meal: str, portions: Mapping[str, Sequence[MealNeed]]) -> tuple[Drop, ...]:
    drops = []
    for wave in kitchen.waves:
        if (wave.day, wave.meal) != (day, meal):
            continue
        canteens: dict[str, list[MealNeed]] = {}
        for need in portions.get(wave.key, ()):
            if need.eats_at is None and need.place is not None:
                drops.append(
                    Drop(need.key, need.place, 1, wave.key, need.access_minutes, need.priority_class, (need.key,))
                )
            elif need.eats_at is not None and need.eats_at != kitchen.facility:
                canteens.setdefault(need.eats_at, []).append(need)
        drops.extend(drop for canteen in sorted(canteens) for drop in _loads(canteen, wave.key, canteens[canteen]))
    return tuple(drops)


def _loads(canteen: str, wave: str, guests: Sequence[MealNeed]) -> list[Drop]:
    loads = [guests[at : at + BULK_BOXES] for at in range(0, len(guests), BULK_BOXES)]
    return [
        Drop(
            key=f"{wave}>{canteen}#{number}",
            place=canteen,
            boxes=len(load),
            wave=wave,
            priority_class=min(need.priority_class for need in load),
            people=tuple(need.key for need in load),
            minutes=MEAL_MINUTES * len(load),
        )
        for number, load in enumerate(loads, 1)
    ]


def _carriers(
    problem: WeekProblem, unit: Unit, kitchen: Kitchen, day: int, duties: Sequence[Duty]
) -> tuple[Carrier, ...]:
    """Carriers on duty at the kitchen's facility, the biggest vehicles first; the rest go on foot.

    Kitchens of one facility share them out in turn, so that nobody carries for two at once.
    """
    people = {person.employee.key: person for person in unit.people}
    shifts = shift_named(problem.shifts)
    vehicles = sorted(
        (vehicle for vehicle in unit.vehicles if vehicle.facility == kitchen.facility and vehicle.boxes > 0),
        key=lambda vehicle: (-vehicle.boxes, vehicle.key),
    )
    carriers = []
    for duty in on_duty(duties, day):
        if duty.place != kitchen.facility or duty.employee not in people:
            continue
        if people[duty.employee].employee.job != "carrier":
            continue
        vehicle = vehicles.pop(0) if vehicles else None
        shift = shifts[duty.shift].type
        carriers.append(
            Carrier(
                key=duty.employee,
                vehicle=vehicle.key if vehicle else "",
                mode=vehicle.mode if vehicle else "walk",
                boxes=vehicle.boxes if vehicle else FEWEST_BOXES,
                start=day * DAY + shift.start,
                end=day * DAY + shift.end,
            )
        )
    beside = [other.key for other in problem.kitchens if other.facility == kitchen.facility]
    return tuple(carriers[beside.index(kitchen.key) :: len(beside)])


def _until_the_next_meal(carriers: Sequence[Carrier], kitchen: Kitchen, day: int, meal: str) -> tuple[Carrier, ...]:
    """Rounds of each meal are found apart, so a carrier is back before the next one leaves."""
    leaves: dict[str, int] = {}
    for wave in kitchen.waves:
        if wave.day == day:
            leaves[wave.meal] = min(leaves.get(wave.meal, DAY), wave.leaves)
    later = [day * DAY + first for other, first in leaves.items() if (first, other) > (leaves[meal], meal)]
    until = min(later, default=(day + 2) * DAY)
    return tuple(replace(one, end=min(one.end, until)) for one in carriers if one.start < until)


def _travel(atlas: Atlas, unit: Unit, places: Sequence[str], modes: Sequence[str]) -> Travel:
    """The unit's own minutes where they cover every door, else an estimate (doors of another unit)."""
    if set(places) <= set(unit.travel.places) and set(modes) <= set(unit.travel.minutes):
        return unit.travel.among(places, modes)
    return estimate([atlas.point(place) for place in dict.fromkeys(places)], modes)
