"""Strings of stops taken out of rounds."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.bench.rounds.family import draft_of
from solver.bench.rounds.format import Routing
from solver.chance import Chance, chance_of
from solver.compiled import compiled
from solver.meals.engine.board import Board, board_of
from solver.meals.engine.rounds import Rounds, copy_of
from solver.meals.engine.ruin import ruin

from ...bench.rounds.routings import routings
from .test_cross import assert_true, filled, laid, line, of_one_kind

LINE = tuple(range(10, 610, 10))
WHOLE = 30


@compiled
def ruined(b: Board, r: Rounds, chance: Chance) -> None:
    ruin(b, r, chance)


@settings(deadline=None, max_examples=100)
@given(routings(), st.integers(0, 99))
def test_sums_stay_true_and_nobody_comes_late(drawn: Routing, seed: int) -> None:
    problem = of_one_kind(drawn)
    board = board_of(draft_of(problem))
    plan, chance = filled(board, seed)
    ruined(board, plan, chance)
    assert_true(problem, board, plan)


def taken(seed: int, *rounds: list[int]) -> list[list[int]]:
    """By round that lost stops: their places in it."""
    board = board_of(draft_of(line(LINE, room=30, due=9999)))
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


def test_of_short_rounds_several_lose_stops() -> None:
    pairs = [[at, at + 1] for at in range(0, 60, 2)]
    counts = {len(taken(seed, *pairs)) for seed in range(100)}
    assert max(counts) > 5
