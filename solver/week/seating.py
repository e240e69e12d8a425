"""Where the guests are once seats are given: at which facility, and when they are away from home."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from solver.places.solution import Place
from solver.week.atlas import Atlas
from solver.week.problem import KitchenWave, SeatNeed, WeekProblem
from solver.week.way_home import Stay, away


class EatingAt(NamedTuple):
    """Where guests eat, by elder, day and meal: at the facility where they sit when the meal comes. Whoever can have
    it before or after eats as promised, by a wave that comes while she is not `away`."""

    at: Mapping[tuple[str, int, str], str]
    away: Mapping[tuple[str, int], Sequence[tuple[int, int]]]

    def fits(self, elder: str, wave: KitchenWave, plate_minutes: int) -> bool:
        """Whether all that a wave may bring comes while she is not away."""
        first, last = wave.leaves, wave.cooked + plate_minutes
        return all(last < start or end <= first for start, end in self.away.get((elder, wave.day), ()))


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
    """At her longest seat of the day, where every wave of a meal may come while she is away."""
    plate, found = problem.thresholds["pot_to_plate"], EatingAt({}, away_spans(problem, seats))
    longest: dict[tuple[str, int], tuple[int, str]] = {}
    for need, facility in stays(problem, seats):
        stay = need.end - need.start, facility
        longest[need.elder, need.day] = max(longest.get((need.elder, need.day), stay), stay)
    waves: dict[tuple[int, str], list[KitchenWave]] = {}
    for wave in (wave for kitchen in problem.kitchens for wave in kitchen.waves):
        waves.setdefault((wave.day, wave.meal), []).append(wave)
    at = {
        (elder, day, meal): facility
        for (elder, day), (_, facility) in longest.items()
        for (on, meal), those in waves.items()
        if on == day and not any(found.fits(elder, wave, plate) for wave in those)
    }
    return EatingAt(at, found.away)


def away_spans(problem: WeekProblem, seats: Sequence[Place]) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """When each elder is not at home, by elder and day, minutes of the day: at a centre, or on the way."""
    return away(Atlas(problem), stays(problem, seats))
