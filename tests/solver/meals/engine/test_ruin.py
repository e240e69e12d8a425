"""Strings of stops taken out of rounds."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.bench.rounds.family import draft_of
from solver.bench.rounds.format import Routing
from solver.chance import Chance, chance_of
from solver.compiled import compiled
from solver.meals.engine.board import Board, board_of
from solver.meals.engine.rounds import Rounds, copy_of
from solver.meals.engine.ruin import WHOLE_ROUND, ruin

from ...bench.rounds.routings import routings
from ...random_cases import random_cases
from .test_cross import assert_true, filled, laid, line, of_one_kind

LINE = tuple(range(10, 610, 10))
WHOLE = 30


@compiled
def ruined(b: Board, r: Rounds, chance: Chance) -> None:
    ruin(b, r, chance)


@random_cases(100)
@given(routings(), st.integers(0, 99))
def test_sums_stay_true_and_nobody_comes_late(drawn: Routing, seed: int) -> None:
    problem = of_one_kind(drawn)
    board = board_of(draft_of(problem))
    plan, chance = filled(board, seed)
    ruined(board, plan, chance)
    assert_true(problem, board, plan)


@cache
def street() -> Board:
    return board_of(draft_of(line(LINE, room=30, due=9999)))


def taken(seed: int, *rounds: list[int]) -> list[list[int]]:
    """By round that lost stops: their places in it."""
    board = street()
    plan = copy_of(laid(board, *rounds, kinds=(0,) * len(rounds)))
    ruined(board, plan, chance_of(seed))
    lost = [[at for at, stop in enumerate(one) if plan.slot[stop] < 0] for one in rounds]
    assert plan.touched[-1] == sum(map(bool, lost))
    return [places for places in lost if places]


def test_a_round_loses_one_string_in_which_some_stops_in_a_row_may_stay() -> None:
    strings = [one for seed in range(200) for one in taken(seed, [*range(30)], [*range(30, 60)])]
    gaps = [sum(after - before > 1 for before, after in pairwise(one)) for one in strings]
    assert set(gaps) == {0, 1}


def test_of_long_rounds_one_loses_a_long_string_or_several_lose_short_ones() -> None:
    trials = [taken(seed, [*range(0, 60, 2)], [*range(1, 60, 2)]) for seed in range(200)]
    alone = [len(one[0]) for one in trials if len(one) == 1]
    beside = [len(lost) for one in trials if len(one) == 2 for lost in one]
    assert max(length for length in alone if length < WHOLE) > 20
    assert 10 < max(length for length in beside if length < WHOLE) < 20


def test_now_and_then_a_round_longer_than_any_string_vanishes_whole() -> None:
    """Beside rounds of one stop strings have two stops at most; half of the trials begin in the long round."""
    rounds = [[*range(WHOLE)], *([at] for at in range(WHOLE, 59))]
    lost = [max(map(len, taken(seed, *rounds))) for seed in range(4000)]
    assert set(lost) == {1, 2, WHOLE}
    assert lost.count(WHOLE) / len(lost) == pytest.approx(WHOLE_ROUND / 2, abs=WHOLE_ROUND / 4)


def test_of_short_rounds_several_lose_stops() -> None:
    pairs = [[at, at + 1] for at in range(0, 60, 2)]
    counts = {len(taken(seed, *pairs)) for seed in range(100)}
    assert max(counts) > 5
