"""Where the guests are once seats are given: at which facility, and when they are away from home."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from solver.places.solution import Place
from solver.week.atlas import Atlas
from solver.week.problem import SeatNeed, WeekProblem
from solver.week.way_home import Stay, away, way_home


class EatingAt(NamedTuple):
    """The facilities where guests eat: by elder and day who eats out, by meal as well who has it brought home."""

    out: Mapping[tuple[str, int], str]
    home: Mapping[tuple[str, int, str], str]


def seat_needs(problem: WeekProblem) -> dict[str, SeatNeed]:
    """Every seat need by key."""
    return {need.key: need for unit in problem.units for need in unit.seats}


def zone_of(supply: str) -> str:
    """The zone of a seat's supply key (zone@day@start-end)."""
    return supply.rsplit("@", 2)[0]


def stays(problem: WeekProblem, seats: Sequence[Place]) -> list[Stay]:
    """Every seat given and every guest who sits there already, with the facility."""
    facilities = {zone.key: zone.facility for zone in problem.zones}
    needs = seat_needs(problem)
    given = [(needs[place.request], facilities[zone_of(place.supply)]) for place in seats]
    return [*given, *((need, need.facility) for unit in problem.units for need in unit.seated)]


def eating_at(problem: WeekProblem, seats: Sequence[Place]) -> EatingAt:
    """At her longest seat of the day who eats out; who has it brought home, at one that keeps her away just then."""
    hours, atlas = meal_hours(problem), Atlas(problem)
    out: dict[tuple[str, int], tuple[int, str]] = {}
    home: dict[tuple[str, int, str], tuple[int, str]] = {}
    for need, facility in stays(problem, seats):
        stay, way = (need.end - need.start, facility), way_home(atlas, need, facility)
        out[need.elder, need.day] = max(out.get((need.elder, need.day), stay), stay)
        for (day, meal), (first, last) in hours.items():
            if day == need.day and need.start - way < last and first < need.end + way:
                home[need.elder, day, meal] = max(home.get((need.elder, day, meal), stay), stay)
    return EatingAt({at: where for at, (_, where) in out.items()}, {at: where for at, (_, where) in home.items()})


def meal_hours(problem: WeekProblem) -> dict[tuple[int, str], tuple[int, int]]:
    """By day and meal, minutes of the day: from when its first boxes leave a kitchen until its last are at a door."""
    plate, hours = problem.thresholds["pot_to_plate"], dict[tuple[int, str], tuple[int, int]]()
    for wave in (wave for kitchen in problem.kitchens for wave in kitchen.waves):
        first, last = hours.get((wave.day, wave.meal), (wave.leaves, wave.cooked + plate))
        hours[wave.day, wave.meal] = min(first, wave.leaves), max(last, wave.cooked + plate)
    return hours


def away_spans(problem: WeekProblem, seats: Sequence[Place]) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """When each elder is not at home, by elder and day, minutes of the day: at a centre, or on the way."""
    return away(Atlas(problem), stays(problem, seats))
