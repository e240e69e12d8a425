"""What has begun of a published week stays as people were told: shifts, visits, breaks. Found from plain data."""

from collections.abc import Iterator

from solver.result import Breach
from solver.rostering.problem import Employee
from solver.rostering.solution import Duty
from solver.week.breaks import told_break
from solver.week.keys import has_begun
from solver.week.problem import DAY, Unit, WeekProblem, occurrence
from solver.week.roster import shift_named
from solver.week.solution import WeekSolution


def frozen_breaches(problem: WeekProblem, solution: WeekSolution) -> Iterator[Breach]:
    """Before a unit's plan can begin there is all that was announced and has begun, and nothing else."""
    for unit in problem.units:
        here = {person.employee.key: person.employee for person in unit.people}
        duties = [duty for duty in solution.duties if duty.employee in here]
        yield from _shifts(problem, unit, duties)
        yield from _nothing_else(unit, solution)
        yield from _visits_that_began(unit, duties, solution)
        yield from _breaks(problem, unit, here, duties, solution)


def _shifts(problem: WeekProblem, unit: Unit, duties: list[Duty]) -> Iterator[Breach]:
    shifts = shift_named(problem.shifts)
    for duty in duties:
        if duty.day * DAY + shifts[duty.shift].type.start < unit.begins and not has_begun(duty.cover):
            yield Breach("frozen", f"{duty.employee}@{duty.day}", {"shift": duty.shift})


def _nothing_else(unit: Unit, solution: WeekSolution) -> Iterator[Breach]:
    """No visit starts before the plan does, unless it was announced so."""
    told = {occurrence(need, day): visit for need in unit.visits for day, visit in need.announced.items()}
    for routes in solution.routes:
        for part in routes.assignments if routes.unit == unit.key else ():
            visit = told.get(part.stop)
            as_told = visit and routes.day * DAY + visit.start == part.start and part.carer in visit.carers
            if part.start < unit.begins and not as_told:
                yield Breach("frozen", part.stop, {"start": part.start, "begins": unit.begins})


def _visits_that_began(unit: Unit, duties: list[Duty], solution: WeekSolution) -> Iterator[Breach]:
    """A visit that has begun is neither lost nor moved while its carers are there."""
    there = {(duty.employee, duty.day) for duty in duties if duty.cover.startswith(f"{unit.key}/visits/")}
    parts: dict[str, set[tuple[str, int]]] = {}
    for routes in solution.routes:
        for part in routes.assignments:
            parts.setdefault(part.stop, set()).add((part.carer, part.start))
    for need in unit.visits:
        for day, visit in need.announced.items():
            start = day * DAY + visit.start
            held = day in need.days and all((carer, day) in there for carer in visit.carers)
            stands = parts.get(occurrence(need, day), set()) == {(carer, start) for carer in visit.carers}
            if start < unit.begins and held and not stands:
                yield Breach("frozen", occurrence(need, day), {"announced": start, "begins": unit.begins})


def _breaks(
    problem: WeekProblem, unit: Unit, here: dict[str, Employee], duties: list[Duty], solution: WeekSolution
) -> Iterator[Breach]:
    """A break that has begun stays at its minute, and no other begins in the past."""
    shifts = shift_named(problem.shifts)
    taken = {(pause.employee, pause.day): pause.start for pause in solution.pauses}
    taken |= {(pause.carer, routes.day): pause.start for routes in solution.routes for pause in routes.pauses}
    for duty in duties:
        shift, start = shifts[duty.shift], taken.get((duty.employee, duty.day))
        told = told_break(here[duty.employee], shift, duty.day)
        began = told is not None and told < unit.begins
        if (began and start != told) or (not began and start is not None and start < unit.begins):
            yield Breach("frozen", f"{duty.employee}@{duty.day}", {"break": start, "announced": told})
