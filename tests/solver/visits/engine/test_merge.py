"""A child of several plans: moves are drawn where they differ, along their arcs first."""

from hypothesis import given
from hypothesis import strategies as st

from solver.chance import chance_of
from solver.visits.engine.anneal import anneal
from solver.visits.engine.board import Board, Draft
from solver.visits.engine.construct import construct, load_routes
from solver.visits.engine.merge import NEAR, merged
from solver.visits.engine.routes import Routes, copy_of, read_routes

from .small import board, draft, drafts, holds


def stirred(b: Board, seed: int) -> Routes:
    """Some plan of the day."""
    plan = construct(b)
    anneal(b, plan, copy_of(b, plan), chance_of(seed), 50.0, 20.0, 200)
    return plan


@given(drafts(), st.integers(0, 1000))
def test_every_child_is_whole_and_timed_as_by_hand_and_its_parents_stay(one: Draft, seed: int) -> None:
    b = board(one)
    parents = [stirred(b, seed + at) for at in range(3)]
    before = [read_routes(b, plan) for plan in parents]
    theirs, child = merged(b, parents), copy_of(b, parents[0])
    if len(theirs.drawn):
        anneal(theirs, child, copy_of(b, child), chance_of(seed), 20.0, 1.0, 300)
    assert [read_routes(b, plan) for plan in parents] == before
    holds(one, b, child)


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
