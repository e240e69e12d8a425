"""The decisions of the model: one boolean for each possible duty, and the sums the rules speak about."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from solver.rostering.index import Index, came_from_a_night, reaches_next_day
from solver.rostering.solution import Duty

Sum = LinearExpr | int
"""A sum of variables; 0 when there are none."""
EmployeeDay = tuple[str, int]


@dataclass(slots=True)
class Variables:
    """`duty` is 1 when the duty is worked; `works_on` is 1 on a working day (night shifts may make two)."""

    duty: dict[Duty, IntVar] = field(default_factory=dict)
    of_day: dict[EmployeeDay, list[Duty]] = field(default_factory=dict)
    of_target: dict[str, list[Duty]] = field(default_factory=dict)
    works_on: dict[EmployeeDay, Sum] = field(default_factory=dict)
    missing: dict[str, IntVar] = field(default_factory=dict)
    overtime: dict[tuple[str, int], IntVar] = field(default_factory=dict)

    def sum_of(self, duties: Iterable[Duty]) -> Sum:
        """How many of the duties are worked."""
        return sum((self.duty[duty] for duty in duties), start=0)

    def minutes_in(self, index: Index, employee: str, week: range) -> Sum:
        """Paid minutes of her week."""
        return sum(
            (
                index.shifts[duty.shift].paid_minutes * self.duty[duty]
                for day in week
                for duty in self.of_day.get((employee, day), ())
            ),
            start=0,
        )


def add_variables(model: CpModel, index: Index, duties: Iterable[Duty]) -> Variables:
    """A boolean for each duty, an open head count for each cover."""
    v = Variables()
    for number, duty in enumerate(duties):
        v.duty[duty] = model.new_bool_var(f"d{number}")
        v.of_day.setdefault((duty.employee, duty.day), []).append(duty)
        v.of_target.setdefault(duty.cover, []).append(duty)
    for cover in index.problem.covers:
        v.missing[cover.key] = model.new_int_var(0, cover.needed, f"missing {cover.key}")
    for employee in index.problem.employees:
        for day in range(index.problem.days):
            v.works_on[employee.key, day] = _works_on(model, v, index, employee.key, day)
        if came_from_a_night(index.problem, employee):
            v.works_on[employee.key, 0] = 1
    return v


def _works_on(model: CpModel, v: Variables, index: Index, employee: str, day: int) -> Sum:
    today = v.of_day.get((employee, day), [])
    yesterday = v.of_day.get((employee, day - 1), ())
    nights = [duty for duty in yesterday if reaches_next_day(index.problem, index.shifts[duty.shift])]
    if not nights or not today:
        return v.sum_of(today or nights)
    works = model.new_bool_var(f"on {employee} {day}")
    model.add(v.sum_of(today) <= works)
    model.add(v.sum_of(nights) <= works)
    return works
