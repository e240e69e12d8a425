"""A child is a whole plan of its own: some routes as one parent has them, the others as the other leaves them."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from solver.chance import chance_of
from solver.visits.engine.anneal import anneal
from solver.visits.engine.board import Board, Draft
from solver.visits.engine.construct import construct, load_routes
from solver.visits.engine.cross import cross
from solver.visits.engine.routes import Routes, copy_of, read_routes, read_starts

from .small import board, draft, drafts, holds


def stirred(b: Board, seed: int) -> Routes:
    """Some plan of the day."""
    plan = construct(b)
    anneal(b, plan, copy_of(b, plan), chance_of(seed), 50.0, 20.0, 200)
    return plan


@given(drafts(), st.integers(0, 1000))
def test_every_child_is_whole_and_timed_as_by_hand_and_its_parents_stay(one: Draft, seed: int) -> None:
    b = board(one)
    mother, father = stirred(b, seed), stirred(b, seed + 1)
    before = [(read_routes(b, plan), read_starts(b, plan)) for plan in (mother, father)]
    child = cross(b, mother, father, Random(seed))
    assert [(read_routes(b, plan), read_starts(b, plan)) for plan in (mother, father)] == before
    if child is not None:
        holds(one, b, child)


def test_a_plan_has_no_child_with_itself() -> None:
    one = draft(stop_of=[0, 1, 2], place_of=[1, 2, 3], first=[0, 0, 0], due=[60, 60, 60])
    b = board(one)
    plan = load_routes(b, [[0], [2, 1]])
    assert cross(b, plan, plan, Random(1)) is None


def test_a_route_of_the_other_parent_is_taken_as_it_is() -> None:
    """Of two carers one gets the other's route; what she had goes to whom the rest belongs."""
    one = draft(stop_of=[0, 1, 2, 3], place_of=[1, 2, 3, 4], first=[0, 20, 40, 60], due=[90] * 4)
    b = board(one)
    mother, father = load_routes(b, [[0, 1], [2, 3]]), load_routes(b, [[0, 1, 2], [3]])
    children = {str(read_routes(b, child)) for seed in range(40) if (child := cross(b, mother, father, Random(seed)))}
    assert children == {"[[0, 1, 2], [3]]"}


def test_carers_who_may_not_take_a_route_are_passed_over() -> None:
    """The routes of the other parent change hands as a whole only where every call may."""
    may = [[True, True, False], [True, False, True], [True, True, True]]
    one = draft(stop_of=[0, 1, 2], place_of=[1, 2, 3], first=[0, 0, 0], due=[90] * 3, carers=3, may=may)
    b = board(one)
    mother, father = load_routes(b, [[0, 1, 2], [], []]), load_routes(b, [[], [0], [1, 2]])
    for seed in range(40):
        if child := cross(b, mother, father, Random(seed)):
            holds(one, b, child)


def test_linked_calls_follow_one_parent() -> None:
    """Each parent has one of two elders first; a mixture of both orders would go round in a circle."""
    one = draft(
        stop_of=[0, 0, 1, 1],
        place_of=[1, 1, 2, 2],
        first=[0, 0],
        due=[99, 99],
        pairs=[(0, 1), (2, 3)],
    )
    b = board(one)
    mother, father = load_routes(b, [[0, 2], [1, 3]]), load_routes(b, [[2, 0], [3, 1]])
    for seed in range(40):
        if child := cross(b, mother, father, Random(seed)):
            holds(one, b, child)
