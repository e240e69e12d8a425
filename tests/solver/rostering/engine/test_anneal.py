"""Draws of one person after another: always within the limits, ever nearer to the best of all plans."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
from numpy.typing import NDArray

from solver.budget import Budget
from solver.rostering.engine import anneal as cooling
from solver.rostering.engine import problem as wards
from solver.rostering.engine.anneal import anneal
from solver.rostering.engine.greedy import greedy
from solver.rostering.engine.pricing import Pricer
from solver.rostering.engine.problem import Limits, Problem, total_cost
from solver.rostering.engine.search import Search, _anneal, search

from .small import best_of, keeps, problem, rosters_of, rows_of

SOLVABLE = [seed for seed in range(12) if all(rosters_of(one) for one in problem(seed, people=2).people)]
EIGHT = [seed for seed in range(60) if all(rosters_of(one) for one in problem(seed, people=8).people)]
TURNS = 150


def never() -> bool:
    return False


def turns(given: Problem, seed: int, threads: ThreadPoolExecutor | None = None) -> list[NDArray[np.int8]]:
    pricers = [Pricer(given, person) for person in range(len(given.people))]
    first = greedy(given, pricers, never, never)
    return list(anneal(given, pricers, first, seed, lambda turn: turn / TURNS, never, threads))


@pytest.mark.parametrize("seed", SOLVABLE)
def test_every_turn_keeps_every_limit_and_one_is_the_best_of_all(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people over a week begin much hotter than hundreds over a year."""
    monkeypatch.setattr(cooling, "HOT", 0.5)
    given = problem(seed, people=2)
    found = [one for chance in range(3) for one in turns(given, chance)]
    assert len(found) == 3 * TURNS
    for rosters in found:
        assert all(keeps(one, tuple(row)) for one, row in zip(given.people, rosters, strict=True))
    assert min(total_cost(given, one) for one in found) == given.constant + best_of(given, rows_of(given))


def test_a_seed_draws_the_same_with_threads_and_without() -> None:
    """Eight people, two of whom draw at the same time."""
    one = problem(SOLVABLE[0], people=2)
    given = replace(one, people=one.people * 4, cost=np.tile(one.cost, (4, 1, 1)), need=4 * one.need)
    alone = turns(given, 1)
    with ThreadPoolExecutor(2) as threads:
        beside = turns(given, 1, threads)
    assert (np.stack(alone) == np.stack(beside)).all()
    assert (np.stack(alone) != np.stack(turns(given, 2))).any()


def test_it_ends_when_all_is_spent_or_nobody_waits() -> None:
    given = problem(SOLVABLE[0], people=2)
    pricers = [Pricer(given, person) for person in range(2)]
    first = greedy(given, pricers, never, never)
    assert list(anneal(given, pricers, first, 0, lambda _: 1.0, never)) == []
    asked = iter([False, True])
    assert len(list(anneal(given, pricers, first, 0, lambda _: 0.0, lambda: next(asked)))) == 1
    asked = iter([False, False, False, False, True])
    assert len(list(islice(anneal(given, pricers, first, 0, lambda _: 0.0, lambda: next(asked)), 9))) == 2


@pytest.mark.parametrize("seed", EIGHT[:3])
def test_where_staff_are_not_mixed_a_plan_is_annealed_and_has_no_bound(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wards, "MOST_MIXED", 0)
    monkeypatch.setattr(cooling, "HOT", 0.5)
    given, little = problem(seed, people=8), Budget(effort=0.5)
    annealed = Search(given, little)
    annealed.rosters = np.stack([rows[-1] for rows in rows_of(given)])
    annealed.cost = poor = total_cost(given, annealed.rosters)
    _anneal(annealed)
    assert annealed.cost < poor
    alone, again = search(given, little), search(given, little)
    assert all(keeps(one, tuple(row)) for one, row in zip(given.people, alone.rosters, strict=True))
    assert (alone.bound, alone.reproducible) == (None, True)
    assert (again.rosters == alone.rosters).all()


def test_two_workers_anneal_by_the_clock_and_go_on_with_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wards, "MOST_MIXED", 0)
    given = problem(SOLVABLE[0], people=2)
    found = search(given, Budget(seconds=3.0, workers=2))
    assert all(keeps(one, tuple(row)) for one, row in zip(given.people, found.rosters, strict=True))
    assert (found.bound, found.reproducible) == (None, False)
    assert found.neighbourhoods > 0


def test_a_year_is_rostered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four people, of whom two are wanted every day: each works 232 to 234 days and at most half of the weekends."""
    monkeypatch.setattr(wards, "MOST_MIXED", 0)
    days = 364
    one = Limits((days, days), 234 * 480, 232 * 480, 5, 2, 2, 26, frozenset(range(100, 114)))
    need, costs = np.ones((days, 2), dtype=np.int64), np.zeros((4, days, 2), dtype=np.int64)
    given = Problem(
        np.array([480, 480]), np.array([[False, False], [True, False]]), (one,) * 4, costs, need, 100 * need, need
    )
    pricers = [Pricer(given, person) for person in range(4)]
    first = greedy(given, pricers, never, lambda: True)
    *_, last = anneal(given, pricers, first, 0, lambda turn: turn / 4, never)
    for rosters in (first, last):
        for row in rosters:
            assert 232 <= np.count_nonzero(row >= 0) <= 234
            assert not (row[100:114] >= 0).any()
            runs = "".join("-" if shift < 0 else "w" for shift in row).replace("-w", "- w").replace("w-", "w -").split()
            assert all(len(run) >= 2 for run in runs[1:-1])
            assert max(len(run) for run in runs if "w" in run) <= 5
            assert not ((row[:-1] == 1) & (row[1:] == 0)).any()
            assert (row.reshape(52, 7)[:, 5:] >= 0).any(axis=1).sum() <= 26
    assert total_cost(given, last) < total_cost(given, first)
