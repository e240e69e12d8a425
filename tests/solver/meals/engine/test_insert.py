"""A stop put where it costs least."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.bench.rounds.check import check
from solver.bench.rounds.family import draft_of
from solver.bench.rounds.format import Routing, Tour
from solver.chance import Chance, chance_of
from solver.compiled import compiled
from solver.meals.engine.board import Board, board_of
from solver.meals.engine.changes import take_out
from solver.meals.engine.insert import BLINKS, insert
from solver.meals.engine.rounds import Rounds, read_rounds

from ...bench.rounds.routings import routings
from ...random_cases import random_cases
from .test_cross import assert_as_laid, filled, laid, line


@compiled
def inserted(b: Board, r: Rounds, stop: int, chance: Chance) -> None:
    insert(b, r, stop, chance, False)


@compiled
def inserted_with_blinks(b: Board, r: Rounds, stop: int, chance: Chance) -> None:
    insert(b, r, stop, chance, True)


@compiled
def left_out(b: Board, r: Rounds, stop: int) -> None:
    take_out(b, r, r.slot[stop], r.at[stop], r.at[stop])


def cheapest(problem: Routing, tours: list[Tour], stop: int) -> int:
    """Of the stop in every place of every round, in a round of its own, or left out: what keeps the rules."""
    beside = [
        [*tours[:number], (kind, [*stops[:at], stop, *stops[at:]]), *tours[number + 1 :]]
        for number, (kind, stops) in enumerate(tours)
        for at in range(len(stops) + 1)
    ]
    alone: list[list[Tour]] = [[*tours, (kind, [stop])] for kind in range(len(problem.vehicles))]
    verdicts = [check(problem, plan) for plan in (tours, *beside, *alone)]
    return min(verdict.cost for verdict in verdicts if not verdict.breaches)


@random_cases(150)
@given(routings(), st.integers(0, 99))
def test_no_place_is_cheaper(problem: Routing, seed: int) -> None:
    board = board_of(draft_of(problem))
    plan, chance = filled(board, seed)
    stop = seed % len(board.amount)
    if plan.slot[stop] >= 0:
        left_out(board, plan, stop)
    tours = read_rounds(board, plan)
    inserted(board, plan, stop, chance)
    verdict = check(problem, read_rounds(board, plan))
    assert (verdict.cost, verdict.breaches) == (plan.total[0], ())
    assert verdict.cost == cheapest(problem, tours, stop)


def test_a_stop_joins_the_round_that_passes_by_where_it_has_room() -> None:
    assert _with_the_third(line([10, 30, 20], room=3)) == ([(0, [0, 2, 1])], 60)
    assert _with_the_third(line([10, 30, 20], room=2)) == ([(0, [0, 1]), (0, [2])], 100)


def test_what_costs_more_than_its_price_stays_out() -> None:
    assert _with_the_third(replace(line([10, 30, 20], room=2), prices=(999, 999, 39))) == ([(0, [0, 1])], 60 + 39)


def test_now_and_then_the_best_place_is_overlooked() -> None:
    """Between its neighbours the stop costs nothing; on the way back neither, but that is looked at later."""
    board, chance, rounds = board_of(draft_of(line([10, 30, 20], room=3))), chance_of(0), Counter[str]()
    for _ in range(4000):
        plan = laid(board, [0, 1])
        inserted_with_blinks(board, plan, 2, chance)
        rounds[str(read_rounds(board, plan)[0][1])] += 1
    assert rounds.keys() > {"[0, 2, 1]"}
    assert rounds["[0, 2, 1]"] / rounds.total() == pytest.approx(1 - BLINKS, abs=BLINKS / 2)


def _with_the_third(problem: Routing) -> tuple[list[Tour], int]:
    board = board_of(draft_of(problem))
    plan = laid(board, [0, 1])
    inserted(board, plan, 2, chance_of(0))
    assert_as_laid(board, plan)
    return read_rounds(board, plan), int(plan.total[0])
