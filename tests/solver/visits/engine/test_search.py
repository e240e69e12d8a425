"""On tiny days the search finds the best there is, the same one again, and pairs in circles by elder."""

from dataclasses import replace
from itertools import permutations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.budget import Budget, Stopwatch
from solver.chance import chance_of
from solver.pace import Pace
from solver.population import Population
from solver.turns import Task, Worker
from solver.visits.engine.board import Board, Draft
from solver.visits.engine.construct import load_routes
from solver.visits.engine.routes import Routes, cost_of, read_routes
from solver.visits.engine.search import (
    APART,
    FOUNDING,
    MOST_TURNS,
    PLANS,
    SECONDS_A_STOP,
    TRIALS_A_STOP,
    TRIBE_TRIALS,
    Courses,
    Family,
    Found,
    courses_of,
    search,
    tribe_of,
)

from ...failing import FAILURES, MOST_LOOKS, Failing, Failure, Fault, ended_by_ctrl_c
from ...random_cases import random_cases
from .small import board, cost_by_hand, draft, drafts

QUICK = Budget(effort=0.02)


def best_by_hand(one: Draft) -> int:
    """The least cost of all routes there are."""
    nodes, carers = range(len(one.stop_of)), range(len(one.base_of))
    costs = []
    for hands in product(carers, repeat=len(one.stop_of)):
        if any(hands[a] == hands[b] for a, b in one.pairs) or not all(one.may[node, hands[node]] for node in nodes):
            continue
        own = [[node for node in nodes if hands[node] == carer] for carer in carers]
        costs += [cost_by_hand(one, [list(route) for route in routes]) for routes in product(*map(permutations, own))]
    return min(cost for cost in costs if cost is not None)


@random_cases(100)
@given(drafts().filter(lambda one: len(one.stop_of) <= 4), st.integers(1, 2))
def test_the_best_of_a_tiny_day_is_found(one: Draft, workers: int) -> None:
    found = search(one, replace(QUICK, workers=workers))
    assert found.cost == cost_by_hand(one, found.routes) == best_by_hand(one)


def test_two_at_once_start_together_with_two_carers() -> None:
    one = draft(stop_of=[0, 0, 1], place_of=[1, 1, 2], first=[10, 10], due=[10, 40], pairs=[(0, 1)])
    found = search(one, QUICK)
    assert found.starts[0] == found.starts[1]
    assert {node for route in found.routes for node in route if node in (0, 1)} == {0, 1}
    assert not any({0, 1} <= set(route) for route in found.routes)


def test_orders_may_cross_by_elder_where_no_circle_of_calls_arises() -> None:
    """One carer takes the first call of A, then the second of B; the other the first of B, then the second of A."""
    one = draft(
        stop_of=[0, 1, 2, 3],
        place_of=[1, 1, 2, 2],
        first=[7, 0, 6, 0],
        due=[7, 99, 6, 99],
        links=[(0, 1, 15), (1, 0, -60), (2, 3, 15), (3, 2, -60)],
        pairs=[(0, 1), (2, 3)],
    )
    found = search(one, QUICK)
    assert sorted(map(sorted, found.routes)) == [[0, 3], [1, 2]]
    assert found.cost == best_by_hand(one)


def test_the_same_draft_seed_and_effort_give_the_same_plan() -> None:
    one = draft(stop_of=[0, 1, 2, 3], place_of=[1, 2, 3, 4], first=[0, 5, 9, 0], due=[9, 9, 30, 40])
    budget = Budget(effort=0.02, seed=7, workers=2)
    assert search(one, budget) == search(one, budget)


def test_a_cancelled_search_gives_its_first_plan() -> None:
    one = draft(stop_of=[0, 1], place_of=[1, 2], first=[0, 0], due=[50, 50])
    found = search(one, Budget(cancelled=lambda: True))
    assert found.trials == 0
    assert found == Found(found.routes, found.starts, cost_by_hand(one, found.routes) or 0, 0)


@pytest.mark.parametrize("failure", FAILURES)
def test_a_search_that_fails_ends_in_all_threads(failure: Failure) -> None:
    """Which would go on for some hundred looks otherwise."""
    told = Failing(failure)
    with pytest.raises((Fault, KeyboardInterrupt)):
        search_of_twenty(told, effort=10.0)
    assert told.looks_after < MOST_LOOKS


def search_of_twenty(cancelled: Failing, effort: float = 1e5) -> None:
    calls = range(20)
    one = draft(stop_of=[*calls], place_of=[at % 5 for at in calls], first=[0] * 20, due=[99] * 20)
    search(one, Budget(effort=effort, workers=2, cancelled=cancelled))


def test_a_search_that_is_interrupted_ends_in_all_threads() -> None:
    assert ended_by_ctrl_c(search_of_twenty)


def test_a_day_without_visits_is_a_plan() -> None:
    assert search(draft(stop_of=[], place_of=[], first=[], due=[]), QUICK) == Found([[], []], [], 0, 0)


def day() -> Draft:
    return draft(stop_of=[0, 1, 2], place_of=[1, 2, 4], first=[0, 0, 0], due=[99, 99, 99])


ROUTES = ([[0, 1, 2], []], [[0, 2], [1]], [[0], [2, 1]], [[2, 0, 1], []])


def grown(b: Board, *routes: list[list[int]]) -> Family:
    """A tribe in which all plans are cooled."""
    plans = Population([load_routes(b, row) for row in routes], cost_of, [])
    return Family(b, load_routes(b, ROUTES[0]), plans, courses_of(QUICK, 3).tribe, 1.0)


def lucky(seed: int) -> Worker[Routes]:
    return Worker([], chance_of(seed), Random(seed), Pace(Stopwatch(QUICK, 9.0), None, 1))


def test_founders_come_first_and_children_follow() -> None:
    b = board(day())
    tribe = tribe_of(b, load_routes(b, ROUTES[0]), replace(courses_of(QUICK, 3), plans=2))
    founders = [tribe.task(lucky(1)) for _ in range(2)]
    assert {task.place for task in founders} == {0, 1}
    assert all(task.founder and task.share == tribe.course.founder for task in founders)
    for task, routes in zip(founders, ROUTES[1:], strict=False):
        tribe.settle(task, load_routes(b, routes))
    child = tribe.task(lucky(1))
    assert not child.founder
    assert child.share == pytest.approx(tribe.course.child * len(child.board.drawn))


def test_a_child_is_for_the_place_of_the_worse_of_the_two_whose_routes_it_has() -> None:
    b = board(day())
    tribe = grown(b, *ROUTES)
    orders = [(seed, Random(seed).sample(range(4), 4)) for seed in range(20)]
    assert [tribe.task(lucky(seed)).place for seed, _ in orders] == [
        tribe.living.worst(order[:2]) for _, order in orders
    ]
    assert any(tribe.living.worst(order[:2]) != tribe.living.worst(order) for _, order in orders)


def test_a_child_begins_as_none_of_its_parents() -> None:
    """With the first carer's route of one, and what that leaves of the other's."""
    four = draft(stop_of=[0, 1, 2, 3], place_of=[1, 2, 3, 4], first=[0, 20, 40, 60], due=[90] * 4)
    b = board(four)
    tribe = grown(b, [[0, 1], [2, 3]], [[3], [0, 1, 2]])
    assert read_routes(b, tribe.task(lucky(1)).begin) == [[0, 1, 2], [3]]


def test_plans_that_are_all_alike_begin_anew() -> None:
    b = board(day())
    tribe = grown(b, *[ROUTES[1]] * 3)
    assert tribe.task(lucky(1)).founder
    assert len(tribe.living.vacant) == 1


def test_a_plan_is_kept_as_it_was_when_it_came() -> None:
    b = board(day())
    tribe = grown(b, *ROUTES)
    worst, better = tribe.living.worst(range(4)), load_routes(b, [[2, 0], [1]])
    tribe.settle(Task(b, tribe.first, 0.1, worst, founder=True), better)
    assert tribe.living.plans[worst] is not better
    assert cost_of(tribe.living.plans[worst]) == cost_of(better)


@given(st.floats(1e-6, 50.0), st.integers(1, 4), st.integers(1, 400))
def test_tribes_and_what_comes_after_them_share_the_budget(effort: float, workers: int, stops: int) -> None:
    """Founders take their share of a tribe's time, however many they are, and two plans of each tribe meet at least."""
    courses = courses_of(Budget(effort=effort, workers=workers), stops)
    turns = max(1, min(MOST_TURNS, round(effort * TRIALS_A_STOP / TRIBE_TRIALS)))
    assert len(courses.ends) == turns
    assert courses.ends == sorted(courses.ends)
    assert courses.ends[-1] == (1.0 if turns * workers == 1 else APART)
    assert courses.plans >= PLANS
    assert 2 <= courses.met <= courses.plans
    if courses.tribe.founder * effort * TRIALS_A_STOP * stops > 1.001:
        assert courses.plans * courses.tribe.founder == pytest.approx(courses.ends[0] * FOUNDING)


def test_a_clock_gives_about_as_many_tribes_as_trials_do() -> None:
    by_trials, by_clock = Budget(effort=10.0), Budget(seconds=100 * SECONDS_A_STOP)
    assert courses_of(by_clock, stops=10) == courses_of(by_trials, stops=10)


@pytest.mark.parametrize("workers", [1, 2])
def test_every_tribe_comes_to_its_end_and_no_trial_is_left(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three tribes whose ends lie between two trials."""
    monkeypatch.setattr("solver.visits.engine.search.courses_of", lambda *_: sevenths())
    assert search(day(), Budget(effort=1e-4, workers=workers)).trials == workers * round(1e-4 * TRIALS_A_STOP * 3)


def sevenths() -> Courses:
    one = courses_of(Budget(effort=1e-4), stops=3)
    return replace(one, ends=[1 / 7, 2 / 7, 3 / 7])


def test_every_cooling_has_a_trial_even_where_there_is_room_for_one() -> None:
    assert search(day(), Budget(effort=1e-9)).trials == 1
