"""On tiny days the search finds the best there is, the same one again, and pairs in circles by elder."""

from itertools import pairwise, permutations, product

import pytest
from hypothesis import given

from solver.budget import Budget
from solver.visits.engine.board import Draft
from solver.visits.engine.construct import load_routes
from solver.visits.engine.routes import cost_of
from solver.visits.engine.search import (
    FOUNDERS,
    FOUNDING,
    MOST_CHILDREN,
    SECONDS_A_STOP,
    TRIBE,
    WARM,
    Found,
    Walker,
    course,
    search,
    sift,
    tribes,
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


def test_rounds_of_founders_come_first_and_children_follow() -> None:
    founding, breeding = course(Budget(effort=1.0, workers=2), stops=10, leg=2.0)
    turns = [turn for around in founding for turn in around.turns]
    assert (turns[0].begin, turns[-1].end, breeding[0].begin, breeding[-1].end) == pytest.approx(
        (0.0, FOUNDING, FOUNDING, 1.0)
    )
    assert {one.curve for one in breeding} == {WARM}
    for row in (turns, breeding):
        assert all(one.end == pytest.approx(other.begin) for one, other in pairwise(row))
        assert [one.end - one.begin for one in row] == pytest.approx(
            [(row[-1].end - row[0].begin) / len(row)] * len(row)
        )


def test_all_founders_of_a_round_are_equally_warm_and_the_next_goes_on_from_there() -> None:
    founding, _ = course(Budget(effort=1.0), stops=10, leg=2.0)
    for around, following in pairwise(founding):
        assert {(one.temperature(one.begin), one.temperature(one.end)) for one in around.turns} == {
            (
                around.turns[0].temperature(around.turns[0].begin),
                following.turns[0].temperature(following.turns[0].begin),
            )
        }


def test_founders_are_sifted_only_where_costs_tell() -> None:
    founding, _ = course(Budget(effort=1.0), stops=10, leg=2.0)
    ends = [around.turns[-1].end / FOUNDING for around in founding if around.sifts]
    assert 0.3 <= ends[0] < ends[-1] < 0.9


def test_the_worst_founders_go_on_from_where_the_best_are() -> None:
    one = draft(stop_of=[0, 1, 2], place_of=[1, 2, 4], first=[0, 0, 0], due=[99, 99, 99])
    b = board(one)
    walkers = [
        Walker(load_routes(b, routes), load_routes(b, routes))
        for routes in ([[0, 1, 2], []], [[0, 2], [1]], [[0], [2, 1]], [[2, 0, 1], []])
    ]
    costs = sorted(cost_of(walker.plan) for walker in walkers)
    sift(walkers)
    assert sorted(cost_of(walker.plan) for walker in walkers) == [costs[0], *costs[:-1]]
    assert all(cost_of(walker.plan) == cost_of(walker.best) for walker in walkers)
    sift(walkers[:1])


def test_a_tribe_has_at_least_so_many_founders_and_none_is_in_two() -> None:
    one = draft(stop_of=[0], place_of=[1], first=[0], due=[99])
    b = board(one)
    walkers = [Walker(load_routes(b, [[0], []]), load_routes(b, [[0], []])) for _ in range(2 * TRIBE + 1)]
    assert [len(tribe) for tribe in tribes(walkers)] == [TRIBE + 1, TRIBE]
    assert {id(walker) for tribe in tribes(walkers) for walker in tribe} == set(map(id, walkers))
    assert [len(tribe) for tribe in tribes(walkers[:3])] == [3]


def test_there_are_as_many_coolings_as_there_is_room_for() -> None:
    founding, breeding = course(Budget(effort=1e-6), stops=10, leg=1.0)
    assert (len(founding[0].turns), len(breeding)) == (FOUNDERS[0], 1)
    founding, breeding = course(Budget(seconds=6000.0, workers=2), stops=1, leg=1.0)
    assert (len(founding[0].turns), len(breeding)) == (FOUNDERS[1] / 2, MOST_CHILDREN)
    by_trials, by_clock = Budget(effort=1.0), Budget(seconds=10 * SECONDS_A_STOP)
    assert course(by_clock, stops=10, leg=1.0) == course(by_trials, stops=10, leg=1.0)


def test_every_worker_has_a_plan_even_where_there_are_many() -> None:
    founding, _ = course(Budget(effort=1.0, workers=40), stops=10, leg=1.0)
    assert len(founding[0].turns) == 1
