"""Where the guests are once seats are given: at which facility, and when they are away from home."""

from collections.abc import Sequence

from solver.places.solution import Place
from solver.week.atlas import Atlas
from solver.week.problem import SeatNeed, WeekProblem
from solver.week.way_home import Stay, away


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


def seated_at(problem: WeekProblem, seats: Sequence[Place]) -> dict[tuple[str, int], str]:
    """The facility of each guest by elder and day, her longest seat of the day."""
    longest: dict[tuple[str, int], tuple[int, str]] = {}
    for need, facility in stays(problem, seats):
        stay = (need.end - need.start, facility)
        at = (need.elder, need.day)
        longest[at] = max(longest.get(at, stay), stay)
    return {at: facility for at, (_, facility) in longest.items()}


def away_spans(problem: WeekProblem, seats: Sequence[Place]) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """When each elder is not at home, by elder and day, minutes of the day: at a centre, or on the way."""
    return away(Atlas(problem), stays(problem, seats))
