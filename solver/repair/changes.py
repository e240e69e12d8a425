"""What is other than people were told: visit by visit, meal by meal, seat by seat."""

from collections.abc import Iterator, Mapping

from solver.repair.altered import Altered
from solver.repair.brought import TripKey, brought
from solver.repair.problem import RepairProblem, UrgentVisit
from solver.repair.rounds import touched, waves_of
from solver.repair.solution import Change, Told
from solver.week.problem import WeekProblem, occurrence
from solver.week.solution import WeekSolution


def changes(problem: RepairProblem, week: Altered) -> tuple[Change, ...]:
    """Another carer or start, no visit any more, or one that was not planned before.

    A meal is brought about then: a quarter of an hour earlier or later is as told (decision 27), another carrier is
    not. To guests it does not matter who brings the load.
    """
    everything = week.problem if isinstance(problem.case, UrgentVisit) else problem.week
    elders, before, after = _elders(everything), problem.published, week.plan
    waves = waves_of(week.problem, {*touched(problem, week), *_driven_otherwise(before, after)})
    meals = _meals_told(problem.week, before, waves), _meals_told(week.problem, after, waves)
    found = [
        *_differences("visit", elders, visits_told(before), visits_told(after), week.fallen),
        *_differences("meal", elders, *meals, week.fallen),
        *_differences("seat", elders, _seats_told(before), _seats_told(after), week.fallen),
    ]
    return tuple(sorted(found, key=lambda change: (change.kind, change.key)))


def visits_told(plan: WeekSolution) -> dict[str, Told]:
    """When each planned visit starts, and who comes."""
    told: dict[str, Told] = {}
    for part in (part for routes in plan.routes for part in routes.assignments):
        people = told[part.stop].people if part.stop in told else frozenset()
        told[part.stop] = Told(part.start, people | {part.carer})
    return told


def _meals_told(week: WeekProblem, plan: WeekSolution, waves: set[str]) -> dict[str, Told]:
    """Of these waves: the minute at her door and who brings it; of a guest when it is at her table."""
    found = brought(week, plan, waves)
    return {key: Told(one.arrives, frozenset({one.carrier} if one.home else ())) for key, one in found.items()}


def _driven_otherwise(before: WeekSolution, after: WeekSolution) -> Iterator[TripKey]:
    return ((one.kitchen, one.day, one.meal) for one in {*before.rounds} ^ {*after.rounds})


def _seats_told(plan: WeekSolution) -> dict[str, Told]:
    return {place.request: Told(0, frozenset({place.supply})) for place in plan.seats}


def _differences(
    kind: str, elders: Mapping[str, str], before: Mapping[str, Told], after: Mapping[str, Told], fallen: frozenset[str]
) -> Iterator[Change]:
    for key in dict.fromkeys([*before, *after]):
        change = Change(kind, key, elders[key], before.get(key), after.get(key), key in fallen)
        if change.another_minute or change.others:
            yield change


def _elders(week: WeekProblem) -> dict[str, str]:
    elders: dict[str, str] = {}
    for unit in week.units:
        elders |= {occurrence(need, day): need.elder for need in unit.visits for day in need.days}
        elders |= {need.key: need.elder for need in unit.meals}
        elders |= {need.key: need.elder for need in unit.seats}
    return elders
