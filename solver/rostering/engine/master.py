"""The linear programme that mixes rosters: each person one roster, people missing and beyond the need at their cost.

After G. B. Dantzig and P. Wolfe, "Decomposition principle for linear programs", Operations Research 8 (1960).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp
from ortools.linear_solver.linear_solver_pb2 import MPModelProto

from solver.rostering.engine.columns import Column
from solver.rostering.engine.problem import Problem

NO_ROSTER = 1e5
"""Cost of a person without a roster, at least: more than her roster could cost and bring."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mixed:
    """Value of the mix, price of each cell (days, shifts), of each person, and the share of each column."""

    value: float
    cells: Floats
    people: dict[int, float]
    shares: Floats


class Master:
    """The rosters of `staff` against `need`, shape (days, shifts), which the others leave (negative where too many)."""

    def __init__(self, problem: Problem, staff: Sequence[int], need: NDArray[np.int64]) -> None:
        self.staff = tuple(staff)
        self.columns: list[Column] = []
        self._shape = need.shape
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._cells = [self._solver.Constraint(float(people), float(people)) for people in need.ravel()]
        self._people = {person: self._solver.Constraint(1.0, 1.0) for person in staff}
        self._mix: list[pywraplp.Variable] = []
        self._missing = [self._variable(0.0, {row: 1.0}) for row in self._cells]
        self.charge(problem.under)
        for row, over in zip(self._cells, problem.over.ravel(), strict=True):
            self._variable(float(over), {row: -1.0})
        for row in self._people.values():
            self._variable(_dearest(problem), {row: 1.0})

    def add(self, column: Column) -> None:
        """One more roster to mix."""
        rows = {self._cells[cell]: 1.0 for cell in column.cells.tolist()}
        self._mix.append(self._variable(float(column.cost), {**rows, self._people[column.person]: 1.0}))
        self.columns.append(column)

    def charge(self, under: NDArray[np.int64]) -> None:
        """What each person missing costs, shape (days, shifts)."""
        for variable, cost in zip(self._missing, under.ravel().tolist(), strict=True):
            self._solver.Objective().SetCoefficient(variable, float(cost))

    def keep(self, allowed: Callable[[Column], bool]) -> None:
        """Only these columns may be mixed; the others stay listed."""
        for column, variable in zip(self.columns, self._mix, strict=True):
            variable.SetUb(self._solver.infinity() if allowed(column) else 0.0)

    def solve(self) -> Mixed:
        """Raises ArithmeticError when the programme has no answer, which only rounding can cause."""
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            self._begin_anew()
            if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
                raise ArithmeticError("the linear programme was not solved")
        return Mixed(
            value=self._solver.Objective().Value(),
            cells=np.array([row.dual_value() for row in self._cells]).reshape(self._shape),
            people={person: row.dual_value() for person, row in self._people.items()},
            shares=np.array([variable.solution_value() for variable in self._mix]),
        )

    def _begin_anew(self) -> None:
        """The same programme in a solver that never stood anywhere: rounding can leave a warm start without a way on.

        GLOP forgets where it stood by no setting.
        """
        model = MPModelProto()
        self._solver.ExportModelToProto(model)
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.LoadModelFromProto(model)
        rows, variables, cells = self._solver.constraints(), self._solver.variables(), len(self._cells)
        self._cells, people = rows[:cells], rows[cells:]
        self._people = dict(zip(self.staff, people, strict=True))
        self._missing, self._mix = variables[:cells], variables[2 * cells + len(people) :]

    def _variable(self, cost: float, rows: dict[pywraplp.Constraint, float]) -> pywraplp.Variable:
        variable = self._solver.NumVar(0.0, self._solver.infinity(), "")
        self._solver.Objective().SetCoefficient(variable, cost)
        for row, coefficient in rows.items():
            row.SetCoefficient(variable, coefficient)
        return variable


def _dearest(problem: Problem) -> float:
    """No roster costs more, with the people that it is too many or keeps from missing."""
    a_day = np.abs(problem.cost).max(initial=0) + max(problem.under.max(initial=0), problem.over.max(initial=0))
    return max(NO_ROSTER, float(problem.days * a_day))
