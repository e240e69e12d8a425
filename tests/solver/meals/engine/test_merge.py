"""A child of two plans is whole, true to its sums and keeps every rule; its parents stay as they were."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from solver.bench.rounds.check import check
from solver.bench.rounds.family import draft_of
from solver.bench.rounds.format import Routing
from solver.chance import chance_of
from solver.meals.engine.anneal import FAR, anneal, recreate
from solver.meals.engine.board import Board, board_of
from solver.meals.engine.merge import child_of, merged
from solver.meals.engine.rounds import Rounds, copy_of, no_rounds, read_rounds

from ...bench.rounds.routings import routings
from ...random_cases import random_cases
from .test_cross import laid, line


def stirred(b: Board, seed: int) -> Rounds:
    """Some plan of the problem."""
    plan, queue, chance = no_rounds(b), np.zeros((2, len(b.amount)), dtype=np.int32), chance_of(seed)
    recreate(b, plan, plan, queue, FAR, chance, False)
    anneal(b, plan, copy_of(plan), copy_of(plan), queue, chance, 50.0, 20.0, 20)
    return copy_of(plan)


@random_cases(100)
@given(routings(), st.integers(0, 1000))
def test_every_child_is_whole_and_its_parents_stay(problem: Routing, seed: int) -> None:
    board = board_of(draft_of(problem))
    one, other = stirred(board, seed), stirred(board, seed + 1)
    before = [read_rounds(board, plan) for plan in (one, other)]
    queue, chance = np.zeros((2, len(board.amount)), dtype=np.int32), chance_of(seed)
    theirs = merged(board, one, other)
    child = child_of(theirs, one, other, queue, Random(seed), chance)
    best = copy_of(child)
    if len(theirs.drawn):
        anneal(theirs, child, copy_of(child), best, queue, chance, 5.0, 1.0, 20)
    for plan in (child, best):
        verdict = check(problem, read_rounds(board, plan))
        assert (verdict.cost, verdict.breaches) == (plan.total[0], ())
    assert [read_rounds(board, plan) for plan in (one, other)] == before


def test_drawn_are_the_stops_with_other_neighbours_whichever_way_round() -> None:
    board = board_of(draft_of(line((10, 11, 12, -10))))
    forth, back = laid(board, [0, 1], [2, 3]), laid(board, [1, 0], [3, 2])
    assert merged(board, forth, back).drawn.tolist() == []
    assert merged(board, forth, laid(board, [0, 1], [2])).drawn.tolist() == [2, 3]
    assert merged(board, forth, laid(board, [0, 2], [1, 3])).drawn.tolist() == [0, 1, 2, 3]


@given(st.integers(0, 99))
def test_a_child_has_some_rounds_of_each_as_they_are(seed: int) -> None:
    """In orders that putting them in stop by stop would not give."""
    board = board_of(draft_of(line((10, 20, 30, -10, -20, -30), room=3)))
    one, other = laid(board, [1, 0, 2], [4, 3, 5]), laid(board, [1, 2, 0], [4, 5, 3])
    queue = np.zeros((2, 6), dtype=np.int32)
    child = child_of(board, one, other, queue, Random(seed), chance_of(seed))
    rounds = sorted(stops for _, stops in read_rounds(board, child))
    assert rounds in ([[1, 0, 2], [4, 5, 3]], [[1, 2, 0], [4, 3, 5]])
