"""What is other than people were told: visit by visit, meal by meal, seat by seat."""

from collections.abc import Iterator, Mapping

from solver.repair.solution import Change, Told
from solver.week.problem import WeekProblem, occurrence
from solver.week.solution import WeekSolution


def changes(week: WeekProblem, before: WeekSolution, after: WeekSolution, fallen: frozenset[str]) -> tuple[Change, ...]:
    """Another carer or start, no visit any more, or one that was not planned before; `fallen`: not asked for any more.

    `week` knows every need of both plans. A meal has its minute at her door, one eaten out has none.
    """
    elders = _elders(week)
    found = [
        *_differences("visit", elders, visits_told(before), visits_told(after), fallen),
        *_differences("meal", elders, _meals_told(before), _meals_told(after), fallen),
        *_differences("seat", elders, _seats_told(before), _seats_told(after), fallen),
    ]
    return tuple(sorted(found, key=lambda change: (change.kind, change.key)))


def visits_told(plan: WeekSolution) -> dict[str, Told]:
    """When each planned visit starts, and who comes."""
    told: dict[str, Told] = {}
    for part in (part for routes in plan.routes for part in routes.assignments):
        people = told[part.stop].people if part.stop in told else frozenset()
        told[part.stop] = Told(part.start, people | {part.carer})
    return told


def _meals_told(plan: WeekSolution) -> dict[str, Told]:
    """The minute at her door; of a guest, that she has a meal."""
    doors = {
        delivery.drop: Told(delivery.arrives)
        for driven in plan.rounds
        for one in driven.rounds
        for delivery in one.deliveries
    }
    return {place.request: doors.get(place.request, Told(0)) for place in plan.meals}


def _seats_told(plan: WeekSolution) -> dict[str, Told]:
    return {place.request: Told(0, frozenset({place.supply})) for place in plan.seats}


def _differences(
    kind: str, elders: Mapping[str, str], before: Mapping[str, Told], after: Mapping[str, Told], fallen: frozenset[str]
) -> Iterator[Change]:
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key), after.get(key)
        if was != now:
            yield Change(kind, key, elders[key], was, now, key in fallen)


def _elders(week: WeekProblem) -> dict[str, str]:
    elders: dict[str, str] = {}
    for unit in week.units:
        elders |= {occurrence(need, day): need.elder for need in unit.visits for day in need.days}
        elders |= {need.key: need.elder for need in unit.meals}
        elders |= {need.key: need.elder for need in unit.seats}
    return elders
