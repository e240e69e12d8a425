"""The delivery rounds of a kitchen's meal on one day."""

from collections.abc import Mapping, Sequence

from solver.meals.problem import Drop, Expected, RoundsProblem, Wave
from solver.places.solution import Place
from solver.rostering.solution import Duty
from solver.travel.estimate import estimate
from solver.travel.matrix import Travel
from solver.week.atlas import Atlas
from solver.week.carriers import carriers_for
from solver.week.portions import MEAL_MINUTES, served
from solver.week.pots import wave_of
from solver.week.problem import DAY, Kitchen, KitchenWave, MealNeed, Unit, WeekProblem
from solver.week.seating import EatingAt, eating_at, waves_of
from solver.week.solution import WeekSolution

BULK_BOXES = 20
"""A canteen's boxes travel in loads of so many."""

Portion = tuple[MealNeed, int | None]
"""A meal as it is served, and the last minute of the plan at which it may come."""


def rounds_of(problem: WeekProblem, solution: WeekSolution) -> dict[tuple[str, int, str], RoundsProblem]:
    """The rounds problems behind a solution, made anew from every portion cooked, carried or not."""
    return all_rounds(problem, portions_cooked(solution), solution.duties, eating_at(problem, solution.seats))


def portions_cooked(solution: WeekSolution) -> list[Place]:
    """Every portion that a kitchen was asked for, also those that nobody could carry."""
    in_vain = [Place(need.key, str(need.facts["supply"])) for need in solution.not_planned if "supply" in need.facts]
    return [*solution.meals, *in_vain]


def all_rounds(
    problem: WeekProblem, meals: Sequence[Place], duties: Sequence[Duty], eating: EatingAt
) -> dict[tuple[str, int, str], RoundsProblem]:
    """A rounds problem for each kitchen, day and meal that has something to carry."""
    atlas = Atlas(problem)
    needs = {need.key: need for unit in problem.units for need in unit.meals}
    waves = waves_of(problem)
    units = {unit.key: unit for unit in problem.units}
    portions: dict[str, list[Portion]] = {}
    for place in meals:
        wave = wave_of(place.supply)
        portions.setdefault(wave, []).append(_portion(needs[place.request], waves[wave], eating))
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
    carriers = carriers_for(problem, unit, kitchen, day, meal, duties)
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


def _portion(need: MealNeed, wave: KitchenWave, eating: EatingAt) -> Portion:
    """Where she has it, and until when it may come there where she leaves before all that the wave brings is there."""
    here, until = served(need, wave, eating), eating.until(need.elder, wave)
    leaves_first = until is not None and until < wave.day * DAY + wave.cooked + eating.plate_minutes
    return here, until if leaves_first and here.eats_at else None


def _drops(kitchen: Kitchen, day: int, meal: str, portions: Mapping[str, Sequence[Portion]]) -> tuple[Drop, ...]:
    drops = []
    for wave in kitchen.waves:
        if (wave.day, wave.meal) != (day, meal):
            continue
        canteens: dict[str, dict[int | None, list[MealNeed]]] = {}
        for need, latest in portions.get(wave.key, ()):
            if need.eats_at is None and need.place is not None:
                drops.append(_box(need, need.place, wave.key))
            elif need.eats_at is not None and need.eats_at != kitchen.facility:
                canteens.setdefault(need.eats_at, {}).setdefault(latest, []).append(need)
        drops.extend(drop for canteen in sorted(canteens) for drop in _loads(canteen, wave.key, canteens[canteen]))
    return tuple(drops)


def _box(need: MealNeed, door: str, wave: str) -> Drop:
    return Drop(
        key=need.key,
        place=door,
        boxes=1,
        wave=wave,
        access_minutes=need.access_minutes,
        priority_class=need.priority_class,
        people=(need.key,),
        customer=need.elder,
        expected=_expected([need], None),
        told=_told(need, wave),
    )


def _told(need: MealNeed, wave: str) -> bool:
    """Whether she was told of a meal of this wave: who comes to it from another takes nobody's place."""
    return need.announced is not None and need.announced.wave == wave


def _expected(load: Sequence[MealNeed], canteen: str | None) -> Expected | None:
    """A load is expected as the first of its boxes was announced."""
    for need in load:
        told = need.announced
        if told is not None and told.eats_at == canteen and told.carrier is not None:
            midnight = need.day * DAY
            driven = None if told.driven is None else midnight + told.driven
            alike = sum(other.announced == told for other in load)
            return Expected(told.carrier, told.trip, midnight + told.arrives, driven=driven, meals=alike)
    return None


def _loads(canteen: str, wave: str, guests: Mapping[int | None, Sequence[MealNeed]]) -> list[Drop]:
    """Those who leave early have loads of their own, so that nobody else's has to hurry."""
    in_order = sorted(guests, key=lambda latest: (latest is not None, latest or 0))
    loads = [
        (latest, together[at : at + BULK_BOXES])
        for latest in in_order
        for together in _told_together(guests[latest], wave)
        for at in range(0, len(together), BULK_BOXES)
    ]
    return [
        Drop(
            key=f"{wave}>{canteen}#{number}",
            place=canteen,
            boxes=len(load),
            wave=wave,
            priority_class=min(need.priority_class for need in load),
            people=tuple(need.key for need in load),
            minutes=MEAL_MINUTES * len(load),
            customer=f"{canteen}#{number}",
            expected=_expected(load, canteen),
            told=_told(load[0], wave),
            latest=latest,
        )
        for number, (latest, load) in enumerate(loads, 1)
    ]


def _told_together(guests: Sequence[MealNeed], wave: str) -> list[list[MealNeed]]:
    """By the trip that they were told; who was not told of the wave comes last, and makes nobody's load too big.

    Of a trip whoever weighs most is in the first load, in whatever order the portions stand: a plan of which a load
    is open lists those last.
    """
    groups: dict[tuple[str, int] | None, list[MealNeed]] = {}
    for need in sorted(guests, key=lambda need: (not _told(need, wave), need.priority_class, need.key)):
        told = need.announced if _told(need, wave) else None
        groups.setdefault((told.carrier or "", told.trip) if told else None, []).append(need)
    return list(groups.values())


def _travel(atlas: Atlas, unit: Unit, places: Sequence[str], modes: Sequence[str]) -> Travel:
    """The unit's own minutes where they cover every door, else an estimate (doors of another unit)."""
    if set(places) <= set(unit.travel.places) and set(modes) <= set(unit.travel.minutes):
        return unit.travel.among(places, modes)
    return estimate([atlas.point(place) for place in dict.fromkeys(places)], modes)
