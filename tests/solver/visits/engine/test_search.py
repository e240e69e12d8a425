"""On tiny days the search finds the best there is, the same one again, and pairs in circles by elder."""

from itertools import permutations, product
from random import Random

import pytest
from hypothesis import given

from solver.budget import Budget
from solver.population import Population
from solver.visits.engine.board import Board, Draft
from solver.visits.engine.construct import load_routes
from solver.visits.engine.routes import cost_of
from solver.visits.engine.search import (
    FOUNDING,
    HOT,
    PLANS,
    SECONDS_A_STOP,
    WARM,
    Course,
    Family,
    Found,
    Task,
    course,
    family_of,
    search,
)

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


@given(drafts().filter(lambda one: len(one.stop_of) <= 4))
def test_the_best_of_a_tiny_day_is_found(one: Draft) -> None:
    found = search(one, QUICK)
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


def day() -> Draft:
    return draft(stop_of=[0, 1, 2], place_of=[1, 2, 4], first=[0, 0, 0], due=[99, 99, 99])


ROUTES = ([[0, 1, 2], []], [[0, 2], [1]], [[0], [2, 1]], [[2, 0, 1], []])


def grown(b: Board) -> Family:
    """Four different plans, all of them cooled."""
    first = load_routes(b, ROUTES[0])
    return Family(b, first, course(QUICK, 3), Population([load_routes(b, routes) for routes in ROUTES], cost_of, []))


def test_founders_come_first_and_children_follow_in_the_place_of_the_worst_parent() -> None:
    b = board(day())
    family = family_of(b, load_routes(b, ROUTES[0]), Course(4, 0.1, 0.01))
    founders = [family.task(Random(1)) for _ in range(4)]
    assert {task.place for task in founders} == {0, 1, 2, 3}
    assert all(task.curve is HOT and task.share == 0.1 for task in founders)
    for task, routes in zip(founders, ROUTES, strict=True):
        family.settle(task, load_routes(b, routes))
    child = family.task(Random(1))
    assert child.curve is WARM
    assert child.share == pytest.approx(0.01 * len(child.board.drawn))
    assert cost_of(family.living.plans[child.place]) == max(map(cost_of, family.living.plans))


def test_plans_that_are_all_alike_begin_anew() -> None:
    b = board(day())
    alike = Population([load_routes(b, ROUTES[1]) for _ in range(3)], cost_of, [])
    family = Family(b, load_routes(b, ROUTES[0]), course(QUICK, 3), alike)
    assert family.task(Random(1)).curve is HOT
    assert len(alike.vacant) == 1


def test_a_plan_is_kept_as_it_was_when_it_came() -> None:
    b = board(day())
    family = grown(b)
    worst, better = family.living.worst(range(4)), load_routes(b, [[2, 0], [1]])
    family.settle(Task(b, family.first, HOT, 0.1, worst), better)
    assert family.living.plans[worst] is not better
    assert cost_of(family.living.plans[worst]) == cost_of(better)


def test_as_many_plans_live_as_there_is_room_for() -> None:
    assert course(Budget(effort=1e-6), stops=10).plans == PLANS[0]
    assert course(Budget(seconds=6000.0, workers=2), stops=1).plans == PLANS[1]
    by_trials, by_clock = Budget(effort=1.0), Budget(seconds=10 * SECONDS_A_STOP)
    assert course(by_clock, stops=10) == course(by_trials, stops=10)


def test_founders_take_their_share_of_the_budget_however_many_there_are() -> None:
    for effort, workers in ((1.0, 1), (8.0, 2), (100.0, 2)):
        one = course(Budget(effort=effort, workers=workers), stops=10)
        assert one.plans * one.founder == pytest.approx(workers * FOUNDING)


def test_every_cooling_has_a_trial_even_where_there_is_room_for_one() -> None:
    assert search(day(), Budget(effort=1e-9)).trials == 1
