"""One CP-SAT model of one part of a unit: build, start from a roster, search within a budget of work."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, CpModel, CpSolver

from solver.cpsat import solver_of
from solver.interrupt import stopped_by
from solver.rostering.constraints import add_constraints
from solver.rostering.index import Index
from solver.rostering.objective import add_objective
from solver.rostering.problem import Pin
from solver.rostering.solution import Duty
from solver.rostering.variables import Variables, add_variables

SETUP_WORK = 5e-6
"""Copying and presolving a model takes about so much a variable, which CP-SAT's deterministic time leaves out."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best roster of one search; `bound` is proven for the model searched, `work` is deterministic time."""

    duties: tuple[Duty, ...] | None
    bound: int
    proven: bool
    work: float


@dataclass(frozen=True, slots=True)
class Effort:
    """What one search may spend: deterministic time decides, seconds only guard."""

    work: float
    seconds: float
    seed: int
    stop: Callable[[], bool]


class RosterModel:
    """Rules and costs of one part as a model, searched whole or in pieces."""

    def __init__(
        self,
        index: Index,
        possible: Iterable[Duty],
        kept_pins: Sequence[tuple[str, Pin]],
        objective: Callable[[CpModel, Variables, Index], None] = add_objective,
    ) -> None:
        self._model = CpModel()
        self._v: Variables = add_variables(self._model, index, possible)
        add_constraints(self._model, self._v, index, kept_pins)
        objective(self._model, self._v, index)

    def search(self, start: Iterable[Duty], effort: Effort, free: Iterable[tuple[str, int]] | None = None) -> Found:
        """Search from `start`; where `free` names employees and days, only their duties may change."""
        worked, model = set(start), self._model.clone()
        loose = None if free is None else set(free)
        for duty, variable in self._v.duty.items():
            if loose is None or (duty.employee, duty.day) in loose:
                model.add_hint(variable, duty in worked)
            else:
                domain = model.proto.variables[variable.index].domain
                domain[0] = domain[1] = int(duty in worked)
        solver = _solver(effort)
        if loose is not None:
            _prepare_lightly(solver)
        with stopped_by(effort.stop, solver):
            status = solver.solve(model)
        work = solver.response_proto.deterministic_time + SETUP_WORK * len(self._model.proto.variables)
        if status not in (OPTIMAL, FEASIBLE):
            return Found(None, 0, proven=False, work=work)
        duties = tuple(duty for duty, variable in self._v.duty.items() if solver.boolean_value(variable))
        return Found(duties, ceil(solver.best_objective_bound - 0.5), status == OPTIMAL, work)


def _solver(effort: Effort) -> CpSolver:
    """Level 2 lets the linear part see every rule."""
    solver = solver_of(effort.seed)
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = effort.work
    solver.parameters.max_time_in_seconds = effort.seconds
    return solver


def _prepare_lightly(solver: CpSolver) -> None:
    """A piece of a roster is searched faster than it is presolved thoroughly."""
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    solver.parameters.max_presolve_iterations = 1
