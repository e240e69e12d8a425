"""The cheapest sound roster by trying every one: slow, simple, and nothing in common with the solver's search."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from solver.rostering.check import check
from solver.rostering.index import Index
from solver.rostering.problem import Curve, RosterProblem, ShiftType
from solver.rostering.score import score, total
from solver.rostering.solution import Duty, RosterSolution


def cheapest(problem: RosterProblem) -> int:
    """The least cost of all sound rosters in which nobody works for a curve when it asks for nobody."""
    index = Index.of(problem)
    return min(total(score(index, duties)) for duties in _rosters(problem) if _sound(problem, duties))


def _sound(problem: RosterProblem, duties: tuple[Duty, ...]) -> bool:
    """No rule is broken but the completeness of the list, which is left empty here."""
    breaches = check(problem, RosterSolution(duties, ()))
    return all(breach.rule == "not_planned" and "filled" not in breach.facts for breach in breaches)


def _rosters(problem: RosterProblem) -> Iterator[tuple[Duty, ...]]:
    """Every way to give everybody at most one duty a day that is sound by itself."""
    unpinned = replace(problem, employees=tuple(replace(employee, pins=()) for employee in problem.employees))
    days = [
        [None, *(duty for duty in _choices(problem, employee.key, day) if _sound(unpinned, (duty,)))]
        for employee in problem.employees
        for day in range(problem.days)
    ]
    for choice in product(*days):
        yield tuple(duty for duty in choice if duty is not None)


def _choices(problem: RosterProblem, employee: str, day: int) -> Iterator[Duty]:
    """An announced shift may stay though no curve asks for it any more; so may a pinned one."""
    fixed = {(someone.key, pin.day, pin.shift) for someone in problem.employees for pin in someone.pins}
    fixed |= {(someone.key, told.day, told.shift) for someone in problem.employees for told in someone.announced or ()}
    for cover in problem.covers:
        if cover.day == day:
            yield Duty(employee, day, cover.shift, cover.key, cover.place)
    for curve in problem.curves:
        for shift in problem.shift_types:
            if (employee, day, shift.key) in fixed or any(_asks(other, day, shift) for other in problem.curves):
                yield Duty(employee, day, shift.key, curve.key, curve.place)


def _asks(curve: Curve, day: int, shift: ShiftType) -> bool:
    """All curves of these problems are of one place and job."""
    start, end = day * 1440 + shift.start, day * 1440 + shift.end
    begins = {on * 1440 + slot * curve.slot_minutes: heads for (on, slot), heads in curve.heads.items()}
    begins |= {on * 1440 + slot * curve.slot_minutes: 1 for on, slot in curve.floors}
    return any(heads and start <= begin and begin + curve.slot_minutes <= end for begin, heads in begins.items())
