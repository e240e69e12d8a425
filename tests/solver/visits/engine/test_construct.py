"""The first plan takes everybody in, in an order that links allow."""

import pytest
from hypothesis import given

from solver.visits.engine.board import Draft
from solver.visits.engine.construct import NoPlanError, construct, load_routes
from solver.visits.engine.routes import read_routes

from ...random_cases import random_cases
from .small import board, draft, drafts, holds


@random_cases(100)
@given(drafts())
def test_the_first_plan_is_whole_and_timed(one: Draft) -> None:
    holds(one, board(one), construct(board(one)))


def test_linked_stops_stand_in_the_order_of_their_links() -> None:
    """The second call could begin long before the first, and the one of another elder lies between."""
    one = draft(
        stop_of=[0, 1, 2],
        place_of=[1, 1, 2],
        first=[50, 0, 55],
        due=[60, 99, 70],
        links=[(0, 1, 10), (1, 0, -20)],
        pairs=[(0, 1)],
    )
    holds(one, board(one), construct(board(one)))


def test_the_first_of_a_pair_is_left_to_whom_the_second_is_not() -> None:
    """Both are equally near, but only one of them may take the second."""
    one = draft(
        stop_of=[0, 1],
        place_of=[1, 1],
        first=[10, 10],
        due=[99, 99],
        links=[(0, 1, 5), (1, 0, -40)],
        pairs=[(0, 1)],
        may=[[True, True], [True, False]],
    )
    assert read_routes(board(one), construct(board(one))) == [[1], [0]]


@pytest.mark.parametrize("calls", [20, 60])
def test_a_route_against_the_order_of_its_stops_is_a_plan(calls: int) -> None:
    """Each start is settled only after that of the stop with the next number."""
    one = draft(
        stop_of=[*range(calls)], place_of=[0] * calls, first=[*range(calls, 0, -1)], due=[9999] * calls, carers=1
    )
    b = board(one)
    plan = construct(b)
    assert read_routes(b, plan) == [[*reversed(range(calls))]]
    holds(one, b, plan)


def test_a_call_nobody_may_take_is_told() -> None:
    one = draft(stop_of=[0], place_of=[1], first=[0], due=[9], may=[[False, False]])
    with pytest.raises(NoPlanError, match="nobody may take stop 0"):
        construct(board(one))


def test_routes_in_a_circle_are_refused() -> None:
    one = draft(stop_of=[0, 0, 1, 1], place_of=[1, 1, 2, 2], first=[0, 0], due=[9, 9], pairs=[(0, 1), (2, 3)])
    with pytest.raises(NoPlanError, match="circle"):
        load_routes(board(one), [[0, 2], [3, 1]])


def test_routes_are_read_as_they_were_loaded() -> None:
    one = draft(stop_of=[0, 0, 1, 1], place_of=[1, 1, 2, 2], first=[0, 0], due=[9, 9], pairs=[(0, 1), (2, 3)])
    assert read_routes(board(one), load_routes(board(one), [[0, 2], [1, 3]])) == [[0, 2], [1, 3]]
