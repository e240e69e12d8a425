"""A search by CP-SAT that would go on for hours ends once somebody says so, with what it has."""

from itertools import count
from threading import Semaphore

from ortools.sat.python.cp_model import UNKNOWN, CpModel, CpSolver

from solver.interrupt import stopped_by


def pigeons(number: int) -> CpModel:
    """One more than there are holes: nothing proves that quickly."""
    model = CpModel()
    sits = [[model.new_bool_var("") for _ in range(number - 1)] for _ in range(number)]
    for bird in sits:
        model.add_bool_or(bird)
    for one in range(number):
        for other in range(one):
            for hole in range(number - 1):
                model.add_bool_or([sits[one][hole].negated(), sits[other][hole].negated()])
    return model


def plain() -> CpSolver:
    """One that has to search for it."""
    solver = CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.symmetry_level = 0
    solver.parameters.cp_model_presolve = False
    return solver


def test_it_is_asked_now_and_then_and_ends() -> None:
    asked, solver = count(), plain()
    with stopped_by(lambda: next(asked) >= 2, solver):
        status = solver.solve(pigeons(14))
    assert status == UNKNOWN
    assert next(asked) >= 3


def test_it_ends_too_where_it_was_told_before_it_began() -> None:
    asked, solver = Semaphore(0), plain()

    def stop() -> bool:
        asked.release()
        return True

    with stopped_by(stop, solver):
        for _ in range(2):
            asked.acquire()
        status = solver.solve(pigeons(14))
    assert status == UNKNOWN
