"""A window changes only its days, keeps every limit and makes the plan cheaper."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from solver.rostering.engine.close import Effort
from solver.rostering.engine.problem import OFF, Problem, Roster, own_cost, total_cost, works
from solver.rostering.engine.windows import improve_days

from .small import DAYS, best_of, keeps, problem, rosters_of, rows_of

EFFORT = Effort(seconds=10.0, work=5.0)
SOLVABLE = [seed for seed in range(20) if all(rosters_of(one) for one in problem(seed, people=3).people)]


@pytest.mark.parametrize("days", [range(2, 6), (0, 1, 4, 5), (1, 3, 5)])
@pytest.mark.parametrize("seed", SOLVABLE)
def test_the_window_is_the_best_of_all_that_keep_the_rest(seed: int, days: Sequence[int]) -> None:
    given = problem(seed, people=3)
    listed = [rosters_of(one) for one in given.people]
    rosters = np.stack([rows[seed % len(rows)] for rows in listed])
    tried = improve_days(given, rosters, days, range(3), EFFORT)
    better = tried.better
    plan = np.stack([better.get(person, rosters[person]) for person in range(3)])
    assert all(keeps(one, tuple(row)) for one, row in zip(given.people, plan, strict=True))
    assert (np.delete(plan, days, axis=1) == np.delete(rosters, days, axis=1)).all()
    assert bool(better) == (total_cost(given, plan) < total_cost(given, rosters)) != tried.proved
    assert total_cost(given, plan) <= min(_one_changed(given, rosters, listed, days))


@pytest.mark.parametrize("seed", SOLVABLE)
def test_of_some_of_the_staff_only_they_change(seed: int) -> None:
    given = problem(seed, people=3)
    rosters = np.stack([rosters_of(one)[0] for one in given.people])
    better = improve_days(given, rosters, range(DAYS), (0, 2), EFFORT).better
    plan = np.stack([better.get(person, rosters[person]) for person in range(3)])
    assert 1 not in better
    assert all(keeps(one, tuple(row)) for one, row in zip(given.people, plan, strict=True))
    left = replace(
        given,
        people=(given.people[0], given.people[2]),
        cost=given.cost[[0, 2]],
        need=given.need - works(rosters[1], given.shifts),
    )
    best = given.constant + own_cost(given, 1, rosters[1]) + best_of(left, rows_of(left))
    assert total_cost(given, plan) == best


@pytest.mark.parametrize(("effort", "cut"), [(Effort(0.01, 1e6), True), (Effort(1e6, 1e-4), False)])
def test_whether_the_clock_or_the_work_ended_it_is_told(effort: Effort, cut: bool) -> None:
    """A week of thirty people is more than either leaves time for."""
    given = problem(SOLVABLE[0], people=3)
    given = replace(
        given, people=given.people * 10, cost=np.tile(given.cost, (10, 1, 1)), need=np.full(given.need.shape, 9)
    )
    rosters = np.stack([rosters_of(one)[0] for one in given.people])
    assert improve_days(given, rosters, range(DAYS), range(30), effort).cut is cut


def _one_changed(
    given: Problem, rosters: NDArray[np.int8], listed: list[list[Roster]], days: Sequence[int]
) -> Iterator[int]:
    """Costs of plans in which one person changes within the window."""
    for person, rows in enumerate(listed):
        for row in rows:
            if np.delete(row != rosters[person], days).any():
                continue
            plan = rosters.copy()
            plan[person] = row
            yield total_cost(given, plan)


def test_a_window_ends_while_it_is_searched_when_nobody_waits() -> None:
    """Of a ward that takes far longer than the first look whether somebody does."""
    given, asked = problem(1, people=24, days=28), []
    rosters = np.full((24, 28), OFF, dtype=np.int8)

    def gone() -> bool:
        asked.append(True)
        return True

    assert improve_days(given, rosters, range(28), range(24), Effort(60.0, 1e9, stop=gone)).cut
    assert asked
