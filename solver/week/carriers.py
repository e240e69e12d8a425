"""Who carries for a kitchen's meal, and in which part of her shift: beside the other meals and her own pause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from solver.meals.problem import Carrier
from solver.rostering.solution import Duty
from solver.visits.problem import Break
from solver.week.breaks import break_on
from solver.week.problem import DAY, Kitchen, Unit, Vehicle, WeekProblem
from solver.week.roster import on_duty, shift_named

FEWEST_BOXES = 6
"""What a carrier on foot without a vehicle can hold."""


@dataclass(frozen=True, slots=True)
class MealTime:
    """Boxes of a meal are out from `leaves` to `back` at most; the next meal leaves at `until`. Minutes of the plan."""

    leaves: int
    back: int
    until: int

    def beside(self, start: int, end: int) -> tuple[int, int]:
        """Minutes that a pause leaves of it: before, and after."""
        return max(0, min(self.back, start) - self.leaves), max(0, self.back - max(self.leaves, end))


def carriers_for(
    problem: WeekProblem, unit: Unit, kitchen: Kitchen, day: int, meal: str, duties: Sequence[Duty]
) -> tuple[Carrier, ...]:
    """Carriers on duty at the kitchen's facility, each in the part of her shift that this meal may take.

    Rounds of each meal are found apart: she is back before the next one leaves, and all of them leave the same
    minutes to her pause.
    """
    times = meal_times(problem, kitchen, day)
    back, trips = _left_with(problem, day, meal)
    found = []
    for carrier, pause in _on_duty(problem, unit, kitchen, day, duties):
        start, end = carrier.start, min(carrier.end, times[meal].until)
        if pause is not None:
            kept = kept_free(pause, tuple(times.values()))
            before, after = times[meal].beside(kept, kept + pause.minutes)
            start, end = (start, min(end, kept)) if before >= after else (max(start, kept + pause.minutes), end)
        start = max(start, back.get(carrier.key, start))
        if start < end:
            found.append(replace(carrier, start=start, end=end, trips=trips.get(carrier.key, 0)))
    return tuple(found)


def _left_with(problem: WeekProblem, day: int, meal: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """By carrier: when she is back from all that has left a kitchen with her, and the last of her rounds of this meal.

    Boxes of several units may have been on one round.
    """
    back: dict[str, int] = {}
    trips: dict[str, int] = {}
    for unit in problem.units:
        for one, on, minute in unit.out:
            if on == day:
                back[one] = max(back.get(one, 0), day * DAY + minute)
        for one, on, which, number in unit.trips:
            if (on, which) == (day, meal):
                trips[one] = max(trips.get(one, 0), number)
    return back, trips


def meal_times(problem: WeekProblem, kitchen: Kitchen, day: int) -> Mapping[str, MealTime]:
    """The meals that the kitchen sends out on this day."""
    waves = [wave for wave in kitchen.waves if wave.day == day]
    leaves = {meal: min(wave.leaves for wave in waves if wave.meal == meal) for meal in {wave.meal for wave in waves}}
    longest = problem.thresholds["pot_to_plate"] + problem.thresholds["box_ride_time"]
    times = {}
    for meal, first in leaves.items():
        until = min((at for other, at in leaves.items() if (at, other) > (first, meal)), default=2 * DAY)
        back = max(wave.cooked for wave in waves if wave.meal == meal) + longest
        times[meal] = MealTime(*(day * DAY + minute for minute in (first, max(first, min(back, until)), until)))
    return times


@lru_cache(maxsize=1024)
def kept_free(pause: Break, meals: tuple[MealTime, ...]) -> int:
    """Where a pause takes the least from the meals of the day, as late as may be; asked for every carrier alike."""

    def left(start: int) -> int:
        return sum(max(meal.beside(start, start + pause.minutes)) for meal in meals)

    return max(range(pause.earliest, pause.latest - pause.minutes + 1), key=lambda start: (left(start), start))


def _on_duty(
    problem: WeekProblem, unit: Unit, kitchen: Kitchen, day: int, duties: Sequence[Duty]
) -> Sequence[tuple[Carrier, Break | None]]:
    """Everybody with the vehicle that was announced, then the biggest vehicles first; the rest go on foot.

    Kitchens of one facility share the carriers out in turn, so that nobody carries for two at once.
    """
    carriers = list(_at_place(problem, unit, kitchen.facility, day, duties))
    beside = [other.key for other in problem.kitchens if other.facility == kitchen.facility]
    return carriers[beside.index(kitchen.key) :: len(beside)]


def _at_place(
    problem: WeekProblem, unit: Unit, place: str, day: int, duties: Sequence[Duty]
) -> Iterator[tuple[Carrier, Break | None]]:
    people = {person.employee.key: person.employee for person in unit.people}
    shifts = shift_named(problem.shifts)
    carrying = [
        duty
        for duty in on_duty(duties, day)
        if duty.place == place and duty.employee in people and people[duty.employee].job == "carrier"
    ]
    vehicles = _handed_out(unit, place, day, [duty.employee for duty in carrying])
    for duty in carrying:
        vehicle = vehicles.get(duty.employee)
        shift = shifts[duty.shift]
        carrier = Carrier(
            key=duty.employee,
            vehicle=vehicle.key if vehicle else "",
            mode=vehicle.mode if vehicle else "walk",
            boxes=vehicle.boxes if vehicle else FEWEST_BOXES,
            start=day * DAY + shift.type.start,
            end=day * DAY + shift.type.end,
        )
        yield carrier, break_on(people[duty.employee], shift, day, unit.begins)


def _handed_out(unit: Unit, place: str, day: int, carriers: Sequence[str]) -> Mapping[str, Vehicle]:
    """Each vehicle once, also where two were announced with the same one at different meals."""
    here = sorted(
        (vehicle for vehicle in unit.vehicles if vehicle.facility == place and vehicle.boxes > 0),
        key=lambda vehicle: (-vehicle.boxes, vehicle.key),
    )
    named = {vehicle.key: vehicle for vehicle in here}
    meals = [need.announced for need in unit.meals if need.day == day and need.announced]
    told = {meal.carrier: named[meal.vehicle] for meal in meals if meal.vehicle in named}
    kept: dict[str, Vehicle] = {}
    for carrier in carriers:
        if carrier in told and told[carrier] not in kept.values():
            kept[carrier] = told[carrier]
    left = [vehicle for vehicle in here if vehicle not in kept.values()]
    return kept | dict(zip((carrier for carrier in carriers if carrier not in kept), left, strict=False))
