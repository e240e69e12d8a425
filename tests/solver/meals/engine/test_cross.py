"""Stretches of rounds exchanged: the sums stay true and every rule is kept."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.bench.rounds.check import check
from solver.bench.rounds.family import draft_of
from solver.bench.rounds.format import EVER, Routing, Vehicles
from solver.chance import Chance, chance_of
from solver.compiled import compiled
from solver.meals.engine.anneal import ANY, recreate
from solver.meals.engine.board import Board, Ints, board_of
from solver.meals.engine.changes import put_round
from solver.meals.engine.cross import cross
from solver.meals.engine.rounds import Rounds, no_rounds, read_rounds

from ...bench.rounds.routings import routings
from ...random_cases import random_cases

ANYTHING = 1e12


@compiled
def crossed(b: Board, r: Rounds, aside: Ints, chance: Chance, limit: float) -> bool:
    return cross(b, r, aside, chance, limit)


def laid(b: Board, *rounds: list[int], kinds: Sequence[int] = (0, 0, 0, 0)) -> Rounds:
    """Rounds to these stops in their order."""
    plan = no_rounds(b)
    for kind, stops in zip(kinds, rounds, strict=False):
        put_round(b, plan, kind, np.array(stops, dtype=np.int32))
    return plan


def filled(b: Board, seed: int) -> tuple[Rounds, Chance]:
    """Every stop that fits put where it costs least, in an order drawn; and what may be drawn next."""
    plan, queue, chance = no_rounds(b), np.zeros((2, len(b.amount)), dtype=np.int32), chance_of(seed)
    recreate(b, plan, plan, queue, ANY, chance, False)
    return plan, chance


def line(places: Sequence[int], room: int = 2, kinds: int = 1, due: int = 999) -> Routing:
    """A depot at 0 and stops along a street; vehicles of each kind for half of the stops."""
    at = np.array([0, *places])
    ways = np.abs(at[:, None] - at[None])[None]
    count, ones = len(places), (1,) * len(places)
    fleet = (Vehicles(0, 0, room, 0, due, (count + 1) // 2),) * kinds
    return Routing(ways, ways, ones, ones, (0,) * count, (due,) * count, (999,) * count, (99,), fleet, ())


def of_one_kind(drawn: Routing) -> Routing:
    """With room in both depots and four vehicles that are alike."""
    return replace(drawn, rooms=(99, 99), vehicles=(Vehicles(0, 0, 5, 0, 200, 4, longest=90, hire=7),))


@random_cases(100)
@given(routings(), st.integers(0, 99))
def test_sums_stay_true_and_rules_are_kept(drawn: Routing, seed: int) -> None:
    problem = of_one_kind(drawn)
    board = board_of(draft_of(problem))
    plan, chance = filled(board, seed)
    aside = np.zeros(len(board.amount), dtype=np.int32)
    for _ in range(20):
        crossed(board, plan, aside, chance, ANYTHING)
        assert_true(problem, board, plan)


def assert_true(problem: Routing, b: Board, plan: Rounds) -> None:
    """It costs what the checker says and keeps every rule, and all that is kept along it is true."""
    verdict = check(problem, read_rounds(b, plan))
    assert (verdict.cost, verdict.breaches) == (plan.total[0], ())
    assert_as_laid(b, plan)


def assert_as_laid(b: Board, plan: Rounds) -> None:
    """Everything kept along the rounds is as if they were laid anew."""
    fresh = laid(b, *(stops for _, stops in read_rounds(b, plan)))
    assert (fresh.total[0], fresh.out.tolist(), fresh.left.tolist()) == (
        plan.total[0],
        plan.out.tolist(),
        plan.left.tolist(),
    )
    assert np.array_equal(fresh.slot < 0, plan.slot < 0)
    for stop in np.flatnonzero(plan.slot >= 0):
        old, new = plan.slot[stop], fresh.slot[stop]
        assert plan.at[stop] == fresh.at[stop]
        ends = plan.size[old] + 2
        for mine, theirs in ((plan.load, fresh.load), (plan.busy, fresh.busy), (plan.cost, fresh.cost)):
            assert mine[old] == theirs[new]
        for mine, theirs in ((plan.place, fresh.place), (plan.ahead, fresh.ahead), (plan.behind, fresh.behind)):
            assert mine[old, :ends].tolist() == theirs[new, :ends].tolist()


def after(problem: Routing, *rounds: list[int], kinds: Sequence[int] = (0, 0, 0, 0)) -> tuple[list[list[int]], int]:
    """Rounds and cost when nothing more is gained."""
    board = board_of(draft_of(problem))
    plan, aside, chance = laid(board, *rounds, kinds=kinds), np.zeros(len(board.amount), dtype=np.int32), chance_of(0)
    for _ in range(200):
        crossed(board, plan, aside, chance, 0.0)
    return sorted(stops for _, stops in read_rounds(board, plan)), int(plan.total[0])


@pytest.mark.parametrize("due", [999, EVER])
def test_each_side_gets_a_vehicle_of_its_own(due: int) -> None:
    rounds, cost = after(line((10, 11, -10, -11), due=due), [0, 3], [2, 1])
    assert (sorted(map(sorted, rounds)), cost) == ([[0, 1], [2, 3]], 44)


def test_what_costs_more_is_left() -> None:
    assert after(line((10, 11, -10, -11)), [0, 1], [2, 3])[0] == [[0, 1], [2, 3]]


def test_two_short_rounds_become_one() -> None:
    rounds, cost = after(line((10, 11)), [0])
    assert (rounds, cost) == ([[0]], 20 + 999)
    rounds, cost = after(line((10, 11, 90, 91)), [0], [1])
    assert (len(rounds), cost) == (1, 22 + 2 * 999)


@pytest.mark.parametrize("due", [999, EVER])
def test_a_stretch_moves_within_its_round(due: int) -> None:
    assert after(line((10, 20, 30, 40), room=4, due=due), [1, 2, 0, 3])[1] == 80
    assert after(line((10, 20, 30, 40), room=4, due=due), [3, 0, 1, 2])[1] == 80


def test_no_stretch_moves_where_it_would_be_late() -> None:
    early = replace(line((10, 20, 30, 40), room=4), dues=(999, 20, 999, 999))
    rounds, cost = after(early, [1, 0, 2, 3])
    assert (rounds[0][0], cost) == (1, 80)


def test_rounds_of_different_kinds_exchange_nothing() -> None:
    sides = line((10, 11, -10, -11), kinds=2)
    assert after(sides, [0, 3], [2, 1], kinds=(0, 1))[0] == [[0, 3], [2, 1]]
