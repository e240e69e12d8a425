"""What a roster costs, rule by rule, recomputed from plain data."""

from collections.abc import Iterable, Iterator

from solver.result import Match
from solver.rostering.curves import layers_of, on_duty
from solver.rostering.index import Index, weeks
from solver.rostering.problem import DAY, Employee, RosterProblem
from solver.rostering.solution import Duty
from solver.rules import CLASS_WEIGHT, weight

SHIFT_IN_VISITS = 10
"""A shift that changes after it was announced counts as so many visits: somebody's day, and about as many on it."""


def score(index: Index, duties: Iterable[Duty]) -> tuple[Match, ...]:
    """Every rule that costs something: heads in minutes, hours in minutes, weekends, wishes and changes by number."""
    listed = list(duties)
    by_employee: dict[str, list[Duty]] = {}
    for duty in listed:
        by_employee.setdefault(duty.employee, []).append(duty)
    matches = [*_not_planned(index, listed), *_demand_curve(index, listed)]
    for employee in index.problem.employees:
        own = by_employee.get(employee.key, [])
        matches += _hours(index, employee, own)
        matches += _fair_weekends(index, employee, own)
        matches += _shift_wishes(index, employee, own)
        matches += _changes(index, employee, own)
    return tuple(match for match in matches if match.cost or match.amount)


def total(matches: Iterable[Match]) -> int:
    """The cost that the solver makes small."""
    return sum(match.cost for match in matches)


def weekend_cost(employee: Employee, worked: int) -> int:
    """Weightless cost of so many weekend days: squared with those of the last weeks, so that they go round."""
    before = employee.history.weekends_worked
    return (before + worked) ** 2 - before**2


def _not_planned(index: Index, duties: list[Duty]) -> Iterator[Match]:
    filled: dict[str, int] = {}
    for duty in duties:
        filled[duty.cover] = filled.get(duty.cover, 0) + 1
    for cover in index.problem.covers:
        minutes = (cover.needed - filled.get(cover.key, 0)) * index.shifts[cover.shift].paid_minutes
        yield Match("not_planned", cover.key, minutes, minutes * CLASS_WEIGHT[cover.priority_class])


def _demand_curve(index: Index, duties: list[Duty]) -> Iterator[Match]:
    """One match a layer and day; the amount is missing head-minutes, the cost has the surplus in it."""
    price = weight("demand_curve", index.problem.weights)
    for layer in layers_of(index.problem):
        heads = on_duty(index, layer, duties)
        missing: dict[int, int] = {}
        cost: dict[int, int] = {}
        for slot in layer.slots | heads.keys():
            day = slot * layer.slot_minutes // DAY
            short = max(0, layer.heads.get(slot, 0) - heads.get(slot, 0))
            missing[day] = missing.get(day, 0) + short * layer.slot_minutes
            cost[day] = cost.get(day, 0) + layer.cost(slot, heads.get(slot, 0))
        for day in sorted(cost):
            yield Match("demand_curve", f"{layer.key}@{day}", missing[day], price * cost[day])


def _hours(index: Index, employee: Employee, duties: list[Duty]) -> Iterator[Match]:
    weights = index.problem.weights
    for week in weeks(index.problem):
        worked = sum(index.shifts[duty.shift].paid_minutes for duty in duties if duty.day in week)
        overtime = max(0, worked - index.problem.limits.week_minutes)
        off = abs(worked - employee.contract_minutes)
        yield Match("overtime", employee.key, overtime, overtime * weight("overtime", weights))
        yield Match("hours_wanted", employee.key, off, off * weight("hours_wanted", weights))


def _fair_weekends(index: Index, employee: Employee, duties: list[Duty]) -> Iterator[Match]:
    worked = sum(duty.day in index.problem.weekend_days for duty in duties)
    cost = weight("fair_weekends", index.problem.weights) * weekend_cost(employee, worked)
    yield Match("fair_weekends", employee.key, worked, cost)


def _shift_wishes(index: Index, employee: Employee, duties: list[Duty]) -> Iterator[Match]:
    shift_on = {duty.day: duty.shift for duty in duties}
    broken = sum((shift_on.get(wish.day) == wish.shift) != wish.wanted for wish in employee.wishes)
    yield Match("shift_wishes", employee.key, broken, broken * weight("shift_wishes", index.problem.weights))


def _changes(index: Index, employee: Employee, duties: list[Duty]) -> Iterator[Match]:
    """Days on which she works something else than she was told."""
    if employee.announced is None:
        return
    told = {shift.day: (shift.shift, shift.place) for shift in employee.announced}
    works = {duty.day: (duty.shift, duty.place) for duty in duties}
    changes = sum(told.get(day) != works.get(day) for day in range(index.problem.days))
    price = price_of_change(index.problem)
    yield Match("changed_after_publish", employee.key, changes, changes * price)


def price_of_change(problem: RosterProblem) -> int:
    """What a day costs on which somebody works something else than she was told."""
    return SHIFT_IN_VISITS * weight("changed_after_publish", problem.weights)
