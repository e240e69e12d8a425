"""Stirred rosters keep every limit and are never worse than what they began with."""

from itertools import count

import numpy as np
import pytest

from solver.budget import Budget
from solver.rostering.engine import search as searching
from solver.rostering.engine.greedy import greedy
from solver.rostering.engine.pricing import Pricer
from solver.rostering.engine.problem import Problem, total_cost
from solver.rostering.engine.search import search
from solver.rostering.engine.stir import stir

from .small import keeps, problem, rosters_of

SOLVABLE = [seed for seed in range(12) if all(rosters_of(one) for one in problem(seed).people)]


def stirred(given: Problem, seed: int, trials: int = 40) -> tuple[int, int, np.ndarray]:
    """Cost before and after, and the rosters."""
    pricers = [Pricer(given, person) for person in range(len(given.people))]
    first, numbers = greedy(given, pricers, lambda: False), count()
    best = stir(given, pricers, first, np.random.default_rng(seed), lambda: next(numbers) / trials)
    return total_cost(given, first), total_cost(given, best), best


@pytest.mark.parametrize("seed", SOLVABLE)
def test_stirred_rosters_keep_every_limit_and_are_not_worse(seed: int) -> None:
    given = problem(seed)
    before, after, rosters = stirred(given, seed)
    assert after <= before
    assert all(keeps(one, tuple(row)) for one, row in zip(given.people, rosters, strict=True))


def test_some_first_plan_is_made_better() -> None:
    costs = [stirred(problem(seed), seed)[:2] for seed in SOLVABLE]
    assert any(after < before for before, after in costs)


def test_the_same_chance_gives_the_same_rosters() -> None:
    given = problem(SOLVABLE[0])
    assert (stirred(given, 3)[2] == stirred(given, 3)[2]).all()


def test_a_plan_that_is_too_large_to_mix_is_stirred_and_has_no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST_MIXED", 0)
    given = problem(SOLVABLE[0], people=2)
    found = search(given, Budget(effort=0.1))
    assert found.bound is None
    assert found.cost == total_cost(given, found.rosters)
    assert all(keeps(one, tuple(row)) for one, row in zip(given.people, found.rosters, strict=True))
