"""A child of several plans has routes of two; moves are drawn where they differ, along the arcs of all first."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from solver.chance import chance_of
from solver.visits.engine.anneal import anneal
from solver.visits.engine.board import Board, Draft
from solver.visits.engine.construct import construct, load_routes
from solver.visits.engine.merge import NEAR, child_of, merged
from solver.visits.engine.routes import Routes, copy_of, read_routes, read_starts

from ...random_cases import random_cases
from .small import board, draft, drafts, holds


def stirred(b: Board, seed: int) -> Routes:
    """Some plan of the day."""
    plan = construct(b)
    anneal(b, plan, copy_of(b, plan), chance_of(seed), 50.0, 20.0, 200)
    return plan


def told(b: Board, plans: list[Routes]) -> list[tuple[list[list[int]], list[int]]]:
    return [(read_routes(b, plan), read_starts(b, plan)) for plan in plans]


@random_cases(100)
@given(drafts(), st.integers(0, 1000))
def test_every_child_is_whole_and_timed_as_by_hand_and_its_parents_stay(one: Draft, seed: int) -> None:
    b = board(one)
    parents = [stirred(b, seed + at) for at in range(3)]
    before = told(b, parents)
    theirs = merged(b, parents)
    child = copy_of(b, child_of(theirs, parents[0], parents[1], Random(seed)))
    holds(one, b, child)
    if len(theirs.drawn):
        anneal(theirs, child, copy_of(b, child), chance_of(seed), 20.0, 1.0, 300)
    assert told(b, parents) == before
    holds(one, b, child)


def children(b: Board, one: Routes, other: Routes) -> list[list[list[int]]]:
    """All that luck may bring."""
    every = [read_routes(b, child_of(b, one, other, Random(seed))) for seed in range(40)]
    return sorted(every[at] for at in range(len(every)) if every[at] not in every[:at])


def day() -> Draft:
    return draft(stop_of=[0, 1, 2, 3], place_of=[1, 2, 3, 4], first=[0, 20, 40, 60], due=[90] * 4)


def test_nothing_is_drawn_where_plans_are_alike() -> None:
    b = board(day())
    assert merged(b, [load_routes(b, [[0, 1], [2, 3]]), load_routes(b, [[2, 3], [0, 1]])]).drawn.tolist() == []


def test_calls_with_other_neighbours_are_drawn() -> None:
    b = board(day())
    assert merged(b, [load_routes(b, [[0, 1, 2], [3]]), load_routes(b, [[0, 1], [2, 3]])]).drawn.tolist() == [1, 2, 3]


def test_what_most_parents_have_comes_first_and_the_usual_neighbours_follow() -> None:
    b = board(day())
    parents = [load_routes(b, routes) for routes in ([[0, 3], [1, 2]], [[2, 0, 3], [1]], [[0, 1], [2, 3]])]
    theirs = merged(b, parents)
    assert theirs.after[0, :2].tolist() == [3, 1]
    assert theirs.before[3, :2].tolist() == [0, 2]
    assert theirs.after.shape == theirs.before.shape == (4, NEAR)
    assert set(theirs.before[3].tolist()) == set(b.before[3].tolist())


def test_a_child_of_twins_is_like_them() -> None:
    b = board(day())
    plan = load_routes(b, [[0, 2], [1, 3]])
    assert children(b, plan, plan) == [[[0, 2], [1, 3]]]


def test_a_route_of_the_other_parent_is_taken_as_it_is_by_who_had_most_of_it() -> None:
    """Of its two routes one changes hands; the first carer had most of the long one, the second had the short one."""
    b = board(day())
    one, other = load_routes(b, [[0, 1], [2, 3]]), load_routes(b, [[3], [0, 1, 2]])
    assert children(b, one, other) == [[[0, 1, 2], [3]]]


def test_carers_who_may_not_take_a_route_are_passed_over() -> None:
    """The second carer had most of the other plan's route of all, but its first call is for the first carer only."""
    may = [[True, False], [True, True], [True, True]]
    one = draft(stop_of=[0, 1, 2], place_of=[1, 2, 3], first=[0, 20, 40], due=[90] * 3, may=may)
    b = board(one)
    assert children(b, load_routes(b, [[0], [1, 2]]), load_routes(b, [[0, 1, 2], []])) == [[[0, 1, 2], []]]


def test_where_nobody_may_take_what_is_left_the_child_is_as_its_parent() -> None:
    """The first carer had most of the route with call 0; with it she may not take its twin, which is for her only."""
    may = [[True, True], [True, False], [True, True], [True, True]]
    one = draft(stop_of=[0, 0, 1, 2], place_of=[1, 1, 2, 3], first=[0, 40, 80], due=[99] * 3, pairs=[(0, 1)], may=may)
    b = board(one)
    mine, theirs = load_routes(b, [[1, 2, 3], [0]]), load_routes(b, [[1], [0, 2, 3]])
    assert [[1, 2, 3], [0]] in children(b, mine, theirs)


def test_what_is_left_goes_where_it_costs_least() -> None:
    """Where the second carer gets a route without call 3, which she had, it goes on after call 2 of the third."""
    one = draft(stop_of=[0, 1, 2, 3], place_of=[1, 2, 3, 3], first=[0, 20, 40, 60], due=[99] * 4, carers=3)
    b = board(one)
    mine, theirs = load_routes(b, [[0], [1, 3], [2]]), load_routes(b, [[0, 3], [1], [2]])
    assert children(b, mine, theirs) == [[[0], [1], [2, 3]], [[0, 3], [1], [2]]]


def test_linked_calls_follow_one_parent() -> None:
    """Each parent has one of two elders first; a mixture of both orders would go round in a circle."""
    pairs = [(0, 1), (2, 3)]
    one = draft(stop_of=[0, 0, 1, 1], place_of=[1, 1, 2, 2], first=[0, 0], due=[99, 99], pairs=pairs)
    b = board(one)
    first, second = load_routes(b, [[0, 2], [1, 3]]), load_routes(b, [[2, 0], [3, 1]])
    assert children(b, first, second) == [[[2, 0], [3, 1]]]
