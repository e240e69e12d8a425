"""The search on problems small enough to try everything."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings

from solver.bench.rounds.check import check
from solver.bench.rounds.family import draft_of
from solver.bench.rounds.format import Routing, Tour
from solver.budget import Budget
from solver.meals.engine.board import Draft
from solver.meals.engine.search import search

from ...bench.rounds.routings import routings


def best_cost(problem: Routing) -> int:
    """Every order of some stops, cut at every place into rounds of either kind."""
    stops = range(len(problem.amounts))
    orders = {order[:count] for order in permutations(stops) for count in range(len(stops) + 1)}
    verdicts = (check(problem, tours) for order in orders for tours in _cuts(order))
    return min(verdict.cost for verdict in verdicts if not verdict.breaches)


def _cuts(order: tuple[int, ...]) -> list[list[Tour]]:
    if not order:
        return [[]]
    return [
        [(kind, list(order[:count])), *rest]
        for count in range(1, len(order) + 1)
        for kind in (0, 1)
        for rest in _cuts(order[count:])
        if len(rest) < 3
    ]


@settings(deadline=None, max_examples=30)
@given(routings().filter(lambda problem: len(problem.amounts) <= 4))
def test_no_plan_is_cheaper(problem: Routing) -> None:
    assert search(draft_of(problem), Budget(effort=1.0)).cost == best_cost(problem)


@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_to_do(workers: int) -> None:
    ways = np.zeros((1, 1, 1), dtype=np.int32)
    found = search(Draft(ways, ways, [], [], [], [], [], [9], []), Budget(effort=0.1, workers=workers))
    assert (found.rounds, found.cost) == ([], 0)
