"""The best whole plan out of the columns there are, by OR-Tools' CP-SAT.

The restricted master of C. Joncour, S. Michel, R. Sadykov, D. Sverdlov and F. Vanderbeck, "Column generation based
primal heuristics", Electronic Notes in Discrete Mathematics 36 (2010).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from solver.budget import never
from solver.cpsat import solver_of
from solver.interrupt import stopped_by
from solver.rostering.engine.columns import Column
from solver.rostering.engine.problem import Problem


@dataclass(frozen=True, slots=True)
class Effort:
    """What one closing may spend: seconds as a guard, deterministic time as the measure; it also ends at `stop`."""

    seconds: float
    work: float
    seed: int = 0
    stop: Callable[[], bool] = never

    def solver(self) -> cp_model.CpSolver:
        """With so much to spend, on one core."""
        solver = solver_of(self.seed)
        solver.parameters.max_time_in_seconds = max(0.01, self.seconds)
        solver.parameters.max_deterministic_time = self.work
        return solver

    def solve(self, solver: cp_model.CpSolver, model: cp_model.CpModel) -> cp_model.CpSolverStatus:
        """As far as that goes."""
        with stopped_by(self.stop, solver):
            return solver.solve(model)

    def cut(self, solver: cp_model.CpSolver, status: cp_model.CpSolverStatus) -> bool:
        """Whether the clock, or a stop, ended it with work left, so that it may find something else another time."""
        return status not in (cp_model.OPTIMAL, cp_model.INFEASIBLE) and solver.deterministic_time < self.work


@dataclass(frozen=True, slots=True)
class Closed:
    """A column for each person, None where none was found; `cut` where the seconds ended it."""

    best: dict[int, Column] | None
    cut: bool


def close(
    problem: Problem,
    columns: Sequence[Column],
    need: NDArray[np.int64],
    now: Mapping[int, Column],
    below: int,
    effort: Effort,
) -> Closed:
    """One column for each person in `now`, cheaper than `below` together with the cover."""
    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in columns]
    by_person: dict[int, list[cp_model.IntVar]] = {person: [] for person in now}
    by_cell: dict[int, list[cp_model.IntVar]] = {}
    for column, variable in zip(columns, taken, strict=True):
        by_person[column.person].append(variable)
        for cell in column.cells.tolist():
            by_cell.setdefault(cell, []).append(variable)
        model.add_hint(variable, now[column.person].roster.tobytes() == column.roster.tobytes())
    for variables in by_person.values():
        model.add_exactly_one(variables)
    costs = [column.cost * variable for column, variable in zip(columns, taken, strict=True)]
    covers = [
        cover_of(model, problem, divmod(cell, problem.shifts), by_cell.get(cell, []), int(need.flat[cell]))
        for cell in range(need.size)
    ]
    cost = cp_model.LinearExpr.sum([*costs, *covers])
    model.add(cost <= below - 1)
    model.minimize(cost)
    solver = effort.solver()
    solver.parameters.linearization_level = 2
    status = effort.solve(solver, model)
    cut = effort.cut(solver, status)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Closed(None, cut)
    pairs = zip(columns, taken, strict=True)
    return Closed({column.person: column for column, variable in pairs if solver.value(variable)}, cut)


def cover_of(
    model: cp_model.CpModel, problem: Problem, cell: tuple[int, int], here: list[cp_model.IntVar], wanted: int
) -> cp_model.LinearExprT:
    """Cost of people missing from or beyond what is wanted of these in a cell, (day, shift).

    `wanted` is below zero where the others are too many without them.
    """
    missing = model.new_int_var(0, max(0, wanted), "")
    beyond = model.new_int_var(0, max(0, len(here) - wanted), "")
    model.add(cp_model.LinearExpr.sum([*here, missing, -beyond]) == wanted)
    return int(problem.under[cell]) * missing + int(problem.over[cell]) * beyond
