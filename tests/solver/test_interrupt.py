"""A search by CP-SAT that would go on for hours ends once somebody says so, with what it has."""

from itertools import count
from threading import Semaphore

from ortools.sat.python.cp_model import OPTIMAL, UNKNOWN, CpModel, CpSolver

from solver.budget import Budget, Stopwatch
from solver.interrupt import solved, stopped_by


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


def test_who_cancels_need_not_wait_for_a_better_solution_and_the_watch_knows() -> None:
    asked = count()
    watch = Stopwatch(Budget(cancelled=lambda: next(asked) >= 2), 600)
    assert solved(plain(), pigeons(14), watch) == UNKNOWN
    assert not watch.reproducible


def test_the_clock_ends_it_and_the_watch_knows() -> None:
    watch = Stopwatch(Budget(), 0.3)
    assert solved(plain(), pigeons(14), watch) == UNKNOWN
    assert not watch.reproducible


def test_what_ends_by_itself_can_be_repeated() -> None:
    watch, model = Stopwatch(Budget(), 600), CpModel()
    model.add_bool_or([model.new_bool_var("")])
    assert solved(plain(), model, watch) == OPTIMAL
    assert watch.reproducible
