"""What is compiled before the first plan is all there is to compile: later it would take seconds nobody is told of."""

from typing import Any

import pytest
from numba.core.event import install_recorder

from solver.budget import Budget
from solver.repair.problem import Case, ClosedKitchen, SickCall
from solver.repair.solve import solve as repair
from solver.visits.search import anneal
from solver.visits.solve import solve as solve_visits
from solver.week.solve import solve as solve_week
from tests.solver.repair.example import busy_day, happens, morning
from tests.solver.visits.example import centre_day
from tests.solver.week.example import small_week


@pytest.fixture(autouse=True)
def _warm() -> None:
    __import__("solver.warm")


@pytest.mark.parametrize("effort", [1, 4, 0.5])
def test_a_day_is_the_same_function_whatever_number_its_effort_is(effort: float) -> None:
    """From an effort of four on that is the length of the first cooling."""
    dispatcher: Any = anneal
    known = list(dispatcher.signatures)
    solve_visits(centre_day(stops=12, carers=3), Budget(effort=effort))
    assert list(dispatcher.signatures) == known


def test_a_week_compiles_nothing() -> None:
    with install_recorder("numba:compile") as compiled:
        solve_week(small_week(), Budget(effort=1))
    assert compiled.buffer == []


@pytest.mark.parametrize("case", [SickCall(busy_day()[1], busy_day()[0]), ClosedKitchen("pot/lunch/1@3")])
def test_a_repair_compiles_nothing(case: Case) -> None:
    problem = happens(case, morning(case.day if isinstance(case, SickCall) else 3, 420))
    with install_recorder("numba:compile") as compiled:
        repair(problem, Budget(effort=1))
    assert compiled.buffer == []
