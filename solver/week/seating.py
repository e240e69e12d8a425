"""Where the guests are once seats are given: at which facility, and when they are away from home."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from solver.places.solution import Place
from solver.result import Unplanned
from solver.week.atlas import Atlas
from solver.week.problem import DAY, KitchenWave, SeatNeed, WeekProblem
from solver.week.way_home import Stay, away, way_home

SITTING = 30
"""Minutes for which she still sits there when a meal is brought to her seat."""
NOWHERE = ""


class EatingAt(NamedTuple):
    """Where guests are by elder and day: facility, minutes of the day from when until when, and the way from home."""

    stays: Mapping[tuple[str, int], Sequence[tuple[str, int, int, int]]]
    plate_minutes: int = 0

    def of(self, elder: str, wave: KitchenWave) -> str | None:
        """The facility where she sits while a wave comes, the longest of them; None where all that it may bring comes
        while she is not away, and NOWHERE where it would find her neither there nor at home."""
        met = self._met(elder, wave)
        if not met:
            return None
        there = [(end - start, facility) for facility, start, end, _ in met if wave.leaves + SITTING <= end]
        return max(there)[1] if there else NOWHERE

    def back(self, elder: str, wave: KitchenWave) -> int:
        """The minute of the plan at which she is home again from where she is away while a wave comes."""
        return wave.day * DAY + max(end + way for _, _, end, way in self._met(elder, wave))

    def until(self, elder: str, wave: KitchenWave) -> int | None:
        """The last minute of the plan at which what she eats where she sits may come; None where it comes elsewhere."""
        where = self.of(elder, wave)
        ends = [end for facility, _, end, _ in self.stays.get((elder, wave.day), ()) if facility == where]
        return wave.day * DAY + max(ends) - SITTING if ends else None

    def _met(self, elder: str, wave: KitchenWave) -> list[tuple[str, int, int, int]]:
        """The stays for which she is away, or on the way, at any minute at which the wave may come."""
        stays = self.stays.get((elder, wave.day))
        if not stays:
            return []
        first, last = wave.leaves, wave.cooked + self.plate_minutes
        return [one for one in stays if one[1] - one[3] <= last and first < one[2] + one[3]]


def waves_of(problem: WeekProblem) -> dict[str, KitchenWave]:
    """Every wave of every kitchen by key."""
    return {wave.key: wave for kitchen in problem.kitchens for wave in kitchen.waves}


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
    """Of every seat given and every guest who sits there already."""
    atlas, hers = Atlas(problem), dict[tuple[str, int], list[tuple[str, int, int, int]]]()
    for need, facility in stays(problem, seats):
        stay = facility, need.start, need.end, way_home(atlas, need, facility)
        hers.setdefault((need.elder, need.day), []).append(stay)
    return EatingAt(hers, problem.thresholds["pot_to_plate"])


def with_return(problem: WeekProblem, seats: Sequence[Place], left: Iterable[Unplanned]) -> Iterator[Unplanned]:
    """Meals whose elder is neither in her seat nor at home also tell when the last such wave leaves (`leaves`) and when
    she is home again (`back`), minutes of the plan."""
    eating = eating_at(problem, seats)
    needs = {need.key: need for unit in problem.units for need in unit.meals}
    waves = waves_of(problem).values()
    for open_need in left:
        need = needs.get(open_need.key) if open_need.rule == "elder_in_one_place" else None
        missing = [
            wave
            for wave in waves
            if need and (wave.day, wave.meal) == (need.day, need.meal) and eating.of(need.elder, wave) == NOWHERE
        ]
        if need and missing:
            last = max(missing, key=lambda wave: wave.leaves)
            told = {"leaves": last.day * DAY + last.leaves, "back": eating.back(need.elder, last)}
            yield replace(open_need, facts={**open_need.facts, **told})
        else:
            yield open_need


def away_spans(problem: WeekProblem, seats: Sequence[Place]) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """When each elder is not at home, by elder and day, minutes of the day: at a centre, or on the way."""
    return away(Atlas(problem), stays(problem, seats))
