"""The best places where limits cross or count by weight: CP-SAT, open price first, then option cost."""

from dataclasses import dataclass

from ortools.sat.python import cp_model

from solver.budget import Budget, Stopwatch
from solver.cpsat import solver_of
from solver.interrupt import solved
from solver.places.constraints import add_constraints
from solver.places.objective import goal_of
from solver.places.parts import Chosen, Part
from solver.places.variables import Variables, make_variables


@dataclass(frozen=True, slots=True)
class Found:
    """`bound`: no plan of the part costs less, when those who leave least open are compared; `work` in core seconds."""

    chosen: Chosen
    bound: int
    proven: bool
    work: float


def search(part: Part, start: Chosen, units: float, budget: Budget, watch: Stopwatch) -> Found:
    """Improves `start`, which keeps the limits, for `units` of deterministic time (about seconds of one core).

    The same part, start, units and seed give the same places.
    """
    model = cp_model.CpModel()
    variables = make_variables(model, part)
    add_constraints(model, part, variables)
    goal = goal_of(part, variables)
    model.minimize(goal.total)
    _hint(model, variables, start)
    solver = _solver(units, budget)
    status = solved(solver, model, watch)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Found(start, 0, False, solver.deterministic_time)
    chosen = {request: supply for (request, supply), place in variables.place.items() if solver.boolean_value(place)}
    proven = status == cp_model.OPTIMAL
    bound = part.cost(chosen) if proven else goal.open_bound(solver.best_objective_bound)
    return Found(chosen, bound, proven, solver.deterministic_time)


def _hint(model: cp_model.CpModel, variables: Variables, start: Chosen) -> None:
    for (request, supply), place in variables.place.items():
        model.add_hint(place, start.get(request) == supply)
    for request, waits in variables.waits.items():
        model.add_hint(waits, request not in start)


def _solver(units: float, budget: Budget) -> cp_model.CpSolver:
    solver = solver_of(budget.seed)
    solver.parameters.linearization_level = 2  # the relaxation is nearly whole here
    solver.parameters.max_deterministic_time = units
    return solver
