"""Where the clock rules, rounds are searched as long as it says, from hot to cold."""

import pytest

from solver import budget
from solver.budget import Budget, Progress
from solver.meals.check import check
from solver.meals.expected import told
from solver.meals.problem import RoundsProblem
from solver.meals.solution import RoundsSolution
from solver.meals.solve import solve
from solver.result import Result
from tests.solver.meals.test_expected import without
from tests.solver.meals.test_solve import town
from tests.solver.ticking import Ticking, latest

CROWDED = town(70)
"""More doors than its carriers can serve."""
SECONDS = 5


@pytest.fixture(autouse=True)
def _ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "time", Ticking())


def by_clock(problem: RoundsProblem, effort: float) -> tuple[Result[RoundsSolution], list[Progress]]:
    heard: list[Progress] = []
    return solve(problem, Budget(effort=effort, seconds=SECONDS, on_progress=heard.append)), heard


def test_what_effort_would_take_changes_nothing() -> None:
    """Neither ends little effort before its time, nor is much of it still hot when that is over."""
    (little, heard), (much, _) = by_clock(CROWDED, 0.01), by_clock(CROWDED, 1000)
    assert 4.9 < little.seconds <= latest(SECONDS)
    assert heard[-1].done == heard[-1].total
    assert (little.solution, little.work) == (much.solution, much.work)
    assert check(CROWDED, little.solution) == []


def test_it_ends_with_its_time_also_where_what_was_told_makes_way() -> None:
    before = solve(without(CROWDED, "d7"), Budget(effort=0.1)).solution
    again = told(CROWDED, before.rounds)
    result, _ = by_clock(again, 0.01)
    assert 4.9 < result.seconds <= latest(SECONDS)
    assert check(again, result.solution) == []
