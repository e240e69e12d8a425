"""The search on problems small enough to try everything."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver import budget
from solver.bench.rounds.check import check
from solver.bench.rounds.family import draft_of
from solver.bench.rounds.format import Routing, Tour
from solver.budget import Budget, Stopwatch
from solver.meals.engine.board import Draft, board_of
from solver.meals.engine.search import (
    FOUNDING,
    PLANS,
    Course,
    course,
    family_of,
    first_plan,
    search,
)
from solver.turns import workers_of

from ...bench.rounds.routings import routings
from ...failing import FAILURES, MOST_LOOKS, Failing, Failure, Fault, ended_by_ctrl_c
from ...random_cases import random_cases
from ...ticking import CancelledAfter, Ticking, latest
from .test_cross import laid, line


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


@random_cases(30)
@given(routings().filter(lambda problem: len(problem.amounts) <= 4), st.integers(1, 2))
def test_no_plan_is_cheaper(problem: Routing, workers: int) -> None:
    found = search(draft_of(problem), Budget(effort=1.0, workers=workers))
    verdict = check(problem, found.rounds)
    assert (found.cost, verdict.breaches) == (verdict.cost, ())
    assert found.cost == best_cost(problem)


@random_cases(150)
@given(routings(), st.integers(0, 99))
def test_every_rule_is_kept_and_the_cost_is_that_of_the_check(problem: Routing, seed: int) -> None:
    found = search(draft_of(problem), Budget(effort=0.02, seed=seed))
    verdict = check(problem, found.rounds)
    assert (verdict.cost, verdict.breaches) == (found.cost, ())


@random_cases(20)
@given(routings(), st.integers(0, 99), st.integers(1, 2))
def test_the_same_seed_and_effort_give_the_same_plan(problem: Routing, seed: int, workers: int) -> None:
    little = Budget(effort=0.05, workers=workers, seed=seed)
    assert search(draft_of(problem), little) == search(draft_of(problem), little)


@random_cases(20)
@given(routings(), st.integers(0, 99))
def test_a_cancel_answers_with_the_best_so_far(problem: Routing, seed: int) -> None:
    """Which is no dearer the later it comes, and that of the whole search where it comes too late."""
    draft, costs = draft_of(problem), []
    for looks in (0, 3, 6, 9, 99):
        found = search(draft, Budget(effort=0.5, seed=seed, cancelled=CancelledAfter(looks)))
        verdict = check(problem, found.rounds)
        assert (verdict.cost, verdict.breaches) == (found.cost, ())
        costs.append(found.cost)
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == search(draft, Budget(effort=0.5, seed=seed)).cost


@random_cases(10)
@given(routings(), st.integers(1, 5))
def test_where_the_clock_rules_it_ends_with_its_time(problem: Routing, seconds: int) -> None:
    clock = Ticking()
    with pytest.MonkeyPatch.context() as ticking:
        ticking.setattr(budget, "time", clock)
        begun = clock.now
        found = search(draft_of(problem), Budget(seconds=seconds))
    assert seconds <= clock.now - begun <= latest(seconds)
    assert found.cost == check(problem, found.rounds).cost


@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_to_do(workers: int) -> None:
    ways = np.zeros((1, 1, 1), dtype=np.int32)
    found = search(Draft(ways, ways, [], [], [], [], [], [9], []), Budget(effort=0.1, workers=workers))
    assert (found.rounds, found.cost) == ([], 0)


def test_a_cancelled_search_gives_its_first_plan() -> None:
    found = search(draft_of(line((10, 11, -10, -11))), Budget(cancelled=lambda: True))
    assert (found.trials, sorted(stop for _, stops in found.rounds for stop in stops)) == (0, [0, 1, 2, 3])


@pytest.mark.parametrize("failure", FAILURES)
def test_a_search_that_fails_ends_in_all_threads(failure: Failure) -> None:
    """Which would go on for some hundred looks otherwise."""
    told = Failing(failure)
    with pytest.raises((Fault, KeyboardInterrupt)):
        search_of_forty(told, effort=40.0)
    assert told.looks_after < MOST_LOOKS


def search_of_forty(cancelled: Failing, effort: float = 1e9) -> None:
    search(draft_of(line(range(1, 41), room=20)), Budget(effort=effort, workers=2, cancelled=cancelled))


def test_a_search_that_is_interrupted_ends_in_all_threads() -> None:
    assert ended_by_ctrl_c(search_of_forty)


def test_every_cooling_has_a_trial_even_where_there_is_room_for_one() -> None:
    assert search(draft_of(line((10, 11))), Budget(effort=1e-9)).trials == 1


def courses(effort: float, workers: int, hire: int = 0) -> Course:
    problem = line(range(1, 11))
    board = board_of(draft_of(replace(problem, vehicles=tuple(replace(one, hire=hire) for one in problem.vehicles))))
    return course(board, first_plan(board, 0), Budget(effort=effort, workers=workers))


@pytest.mark.parametrize("workers", [1, 2])
def test_as_many_plans_live_as_can_be_cooled_slowly(workers: int) -> None:
    assert courses(1e-6, workers) == replace(courses(1e-6, workers), plans=workers, founder=1.0)
    assert courses(99.0, workers).plans == PLANS
    assert workers <= courses(2.0, workers, hire=10**6).plans < courses(2.0, workers).plans <= PLANS


@pytest.mark.parametrize("workers", [1, 2, 3, 4])
def test_founders_take_their_share_of_the_budget_however_many_there_are(workers: int) -> None:
    one = courses(99.0, workers)
    turns = -(-one.plans // workers)
    assert one.plans > workers
    assert turns * one.founder == pytest.approx(FOUNDING)


def test_founders_come_first_and_where_two_are_alike_one_is_founded_again() -> None:
    board = board_of(draft_of(line((10, 11, -10, -11))))
    first, whole = first_plan(board, 0), Budget(effort=1.0)
    family = family_of(board, first, Course(3, 0.1, 0.01, 9.0, 2.0, 1.0))
    worker = workers_of(whole, Stopwatch(whole, 9.0), 1.0, 1, lambda: [first])[0]
    founders = [family.task(worker) for _ in range(3)]
    assert ({task.place for task in founders}, {task.founder for task in founders}) == ({0, 1, 2}, {True})
    for task, rounds in zip(founders, ([[0, 1], [2, 3]], [[0, 1], [2, 3]], [[1, 0], [3, 2]]), strict=True):
        family.settle(task, laid(board, *rounds))
    again = family.task(worker)
    assert again.founder
    assert family.living.awaited == {again.place}
    family.settle(again, laid(board, [0, 2], [1, 3]))
    tasks = [family.task(worker) for _ in range(20)]
    child = next(task for task in tasks if not task.founder)
    assert child.share == pytest.approx(0.01 * len(child.board.drawn))
