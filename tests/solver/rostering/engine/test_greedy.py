"""Who chooses again, given all the others, makes no plan dearer."""

import numpy as np
import pytest

from solver.rostering.engine.greedy import polished
from solver.rostering.engine.pricing import Pricer
from solver.rostering.engine.problem import total_cost

from .small import keeps, problem, rosters_of


@pytest.mark.parametrize("seed", range(40))
def test_whoever_finds_nothing_better_keeps_her_roster(seed: int) -> None:
    """From the best that each could have alone: pricing leaves out rosters that it knows, and some with few nights."""
    given = problem(seed)
    listed = [rosters_of(one) for one in given.people]
    if not all(listed):
        pytest.skip("somebody has no roster")
    pricers = [Pricer(given, person) for person in range(len(listed))]
    rosters = np.stack([rows[seed % len(rows)] for rows in listed])
    for _ in range(4):
        better = polished(given, pricers, rosters, lambda: False)
        assert total_cost(given, better) <= total_cost(given, rosters)
        assert all(keeps(one, tuple(row)) for one, row in zip(given.people, better, strict=True))
        rosters = better
