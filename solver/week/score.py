"""What a week costs, unit by unit and rule by rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from solver.result import Match, Result
from solver.week.problem import WeekProblem, occurrence
from solver.week.solution import WeekSolution


@dataclass(frozen=True, slots=True)
class WeekResult(Result[WeekSolution]):
    """`costs_by_unit` maps a unit to the cost of each rule in its part of the plan."""

    first_plan: float = 0.0
    """Seconds until every part had a first result, but for the pauses of those who visit nobody."""
    costs_by_unit: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def costs_by_unit(problem: WeekProblem, matches: Iterable[Match]) -> dict[str, dict[str, int]]:
    """Each match belongs to the unit of its person, promise, cover, curve or kitchen."""
    owners = _owners(problem)
    costs: dict[str, dict[str, int]] = {unit.key: {} for unit in problem.units}
    for match in matches:
        unit = _owner(match.key, owners)
        if unit is not None:
            costs[unit][match.rule] = costs[unit].get(match.rule, 0) + match.cost
    return {unit: dict(sorted(rules.items())) for unit, rules in costs.items()}


def _owners(problem: WeekProblem) -> dict[str, str]:
    facility_units = {facility.key: facility.unit for facility in problem.facilities}
    owners = {kitchen.key: facility_units[kitchen.facility] for kitchen in problem.kitchens}
    for unit in problem.units:
        owners[unit.key] = unit.key
        for person in unit.people:
            owners[person.employee.key] = unit.key
        for cover in unit.covers:
            owners[cover.key] = unit.key
        for need in unit.visits:
            owners |= {occurrence(need, day): unit.key for day in need.days}
        owners |= dict.fromkeys(unit.need_keys(), unit.key)
    return owners


def _owner(key: str, owners: Mapping[str, str]) -> str | None:
    """The longest beginning of `key` that names an owner: curves are `unit/…`, waves and loads `kitchen/…`, heads
    `cover#n`."""
    while key:
        if key in owners:
            return owners[key]
        key = key[: max(key.rfind("/"), key.rfind("#"), 0)]
    return None
