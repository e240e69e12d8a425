"""Closing finds the cheapest plan of all that the columns make, and says when it was the clock that ended it."""

from itertools import product

import numpy as np
import pytest

from solver.rostering.engine.close import Effort, close
from solver.rostering.engine.columns import Column, column_of
from solver.rostering.engine.problem import Problem, total_cost

from .small import problem, rosters_of

EFFORT = Effort(seconds=60.0, work=5.0)
SOLVABLE = [seed for seed in range(12) if all(rosters_of(one) for one in problem(seed).people)]


def some_of(given: Problem, seed: int, each: int = 6) -> list[list[Column]]:
    """So many columns of each person."""
    numbers = np.random.default_rng(seed)
    listed = [rosters_of(one) for one in given.people]
    chosen = [numbers.choice(len(rows), min(each, len(rows)), replace=False) for rows in listed]
    return [[column_of(given, person, listed[person][at]) for at in picked] for person, picked in enumerate(chosen)]


def cost_of(given: Problem, columns: tuple[Column, ...]) -> int:
    """Without what every plan costs."""
    return total_cost(given, np.stack([column.roster for column in columns])) - given.constant


@pytest.mark.parametrize("seed", SOLVABLE)
def test_it_is_the_cheapest_of_all_plans_of_these_columns(seed: int) -> None:
    given = problem(seed)
    columns = some_of(given, seed)
    costs = [cost_of(given, plan) for plan in product(*columns)]
    now = max(product(*columns), key=lambda plan: cost_of(given, plan))
    every, held = [column for hers in columns for column in hers], dict(enumerate(now))
    found = close(given, every, given.need, held, max(costs) + 1, EFFORT)
    assert found.best is not None
    assert cost_of(given, tuple(found.best[person] for person in sorted(found.best))) == min(costs)
    assert close(given, every, given.need, held, min(costs) + 1, EFFORT).best is not None
    assert close(given, every, given.need, held, min(costs), EFFORT).best is None


@pytest.mark.parametrize(("effort", "cut"), [(Effort(0.01, 1e6), True), (Effort(1e6, 1e-4), False)])
def test_whether_the_clock_or_the_work_ended_it_is_told(effort: Effort, cut: bool) -> None:
    """All rosters of thirty people are more than either leaves time for."""
    given = problem(SOLVABLE[0], people=30)
    columns = [hers for hers in some_of(given, 0, each=1000) if hers]
    now = {hers[0].person: hers[0] for hers in columns}
    every = [column for hers in columns for column in hers]
    assert close(given, every, given.need, now, 10**9, effort).cut is cut
