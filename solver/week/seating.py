"""Where the guests are once seats are given: at which facility, and when they are away from home."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from solver.places.solution import Place
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
        first, last = wave.leaves, wave.cooked + self.plate_minutes
        met = [
            (end - start, facility, end)
            for facility, start, end, way in self.stays.get((elder, wave.day), ())
            if start - way <= last and first < end + way
        ]
        if not met:
            return None
        there = [(stay, facility) for stay, facility, end in met if first + SITTING <= end]
        return max(there)[1] if there else NOWHERE

    def until(self, elder: str, wave: KitchenWave) -> int | None:
        """The last minute of the plan at which what she eats where she sits may come; None where it comes elsewhere."""
        where = self.of(elder, wave)
        ends = [end for facility, _, end, _ in self.stays.get((elder, wave.day), ()) if facility == where]
        return wave.day * DAY + max(ends) - SITTING if ends else None


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


def away_spans(problem: WeekProblem, seats: Sequence[Place]) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """When each elder is not at home, by elder and day, minutes of the day: at a centre, or on the way."""
    return away(Atlas(problem), stays(problem, seats))
