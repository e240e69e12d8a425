"""The best whole plan out of the columns there are, by OR-Tools' CP-SAT."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from solver.rostering.engine.columns import Column
from solver.rostering.engine.problem import Problem


@dataclass(frozen=True, slots=True)
class Effort:
    """What one closing may spend: seconds as a guard, deterministic time as the measure."""

    seconds: float
    work: float
    workers: int = 1
    seed: int = 0

    def solver(self) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self.workers
        solver.parameters.random_seed = self.seed
        solver.parameters.max_time_in_seconds = max(0.01, self.seconds)
        solver.parameters.max_deterministic_time = self.work
        return solver

    def cut(self, solver: cp_model.CpSolver, status: cp_model.CpSolverStatus) -> bool:
        """Whether the seconds ended it with work left, so that it may find something else another time."""
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
    covers = [_cover(model, problem, cell, by_cell.get(cell, []), need) for cell in range(need.size)]
    cost = cp_model.LinearExpr.sum([*costs, *covers])
    model.add(cost <= below - 1)
    model.minimize(cost)
    solver = effort.solver()
    solver.parameters.linearization_level = 2
    status = solver.solve(model)
    cut = effort.cut(solver, status)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Closed(None, cut)
    pairs = zip(columns, taken, strict=True)
    return Closed({column.person: column for column, variable in pairs if solver.value(variable)}, cut)


def _cover(
    model: cp_model.CpModel, problem: Problem, cell: int, here: list[cp_model.IntVar], need: NDArray[np.int64]
) -> cp_model.LinearExprT:
    """Cost of people missing from or beyond the need in a cell."""
    wanted = int(need.flat[cell])
    missing = model.new_int_var(0, max(0, wanted), "")
    beyond = model.new_int_var(0, max(0, len(here) - wanted), "")
    model.add(sum(here) + missing - beyond == wanted)
    return int(problem.under.flat[cell]) * missing + int(problem.over.flat[cell]) * beyond
