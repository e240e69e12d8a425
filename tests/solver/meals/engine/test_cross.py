"""Stretches of rounds exchanged: the sums stay true and every rule is kept."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given, settings

from solver.bench.rounds.check import check
from solver.bench.rounds.family import draft_of
from solver.bench.rounds.format import Routing, Vehicles
from solver.chance import Chance, chance_of
from solver.compiled import compiled
from solver.meals.engine.anneal import ANY, recreate
from solver.meals.engine.board import Board, Ints, board_of
from solver.meals.engine.changes import put, put_alone
from solver.meals.engine.cross import cross
from solver.meals.engine.rounds import Rounds, no_rounds, read_rounds

from ...bench.rounds.routings import routings

ANYTHING = 1e12


@compiled
def swapped(b: Board, r: Rounds, aside: Ints, chance: Chance, limit: float) -> bool:
    return cross(b, r, aside, chance, limit)


def first_plan(board: Board) -> tuple[Rounds, Ints, Chance]:
    plan, queue, chance = no_rounds(board), np.zeros((2, len(board.amount)), dtype=np.int32), chance_of(0)
    recreate(board, plan, plan, queue, ANY, chance, False)
    return plan, queue[0], chance


@settings(deadline=None, max_examples=100)
@given(routings())
def test_sums_stay_true_and_rules_are_kept(drawn: Routing) -> None:
    problem = replace(drawn, rooms=(99, 99), vehicles=(Vehicles(0, 0, 5, 0, 200, 4, longest=90, hire=7),))
    board = board_of(draft_of(problem))
    plan, room, chance = first_plan(board)
    for _ in range(20):
        swapped(board, plan, room, chance, ANYTHING)
        verdict = check(problem, read_rounds(board, plan))
        assert (verdict.cost, verdict.breaches) == (plan.total[0], ())
        assert plan.out[0] == (plan.size[plan.kind == 0] > 0).sum()


def line(places: Sequence[int]) -> Routing:
    """A depot at 0 and stops along a street, for vehicles with room for two portions each."""
    at = np.array([0, *places])
    ways = np.abs(at[:, None] - at[None])[None]
    ones = (1,) * len(places)
    fleet = (Vehicles(0, 0, 2, 0, 999, max(2, (len(places) + 1) // 2)),)
    return Routing(
        ways, ways, ones, ones, (0,) * len(places), (999,) * len(places), (999,) * len(places), (99,), fleet, ()
    )


@compiled
def lay(b: Board, r: Rounds, first: int, second: int) -> None:
    """A round to two stops of one depot's board."""
    put_alone(b, r, first, 0)
    toll, here, there = b.toll[0], first + 1, second + 1
    put(b, r, second, r.slot[first], 1, toll[here, there] + toll[there, 0] - toll[here, 0])


def after_swaps(problem: Routing, *rounds: tuple[int, int], limit: float) -> list[list[int]]:
    board = board_of(draft_of(problem))
    plan, room, chance = no_rounds(board), np.zeros(len(board.amount), dtype=np.int32), chance_of(0)
    for first, second in rounds:
        lay(board, plan, first, second)
    for _ in range(20):
        swapped(board, plan, room, chance, limit)
    return sorted(stops for _, stops in read_rounds(board, plan))


def test_each_side_gets_a_vehicle_of_its_own() -> None:
    sides = line((10, 11, -10, -11))
    assert after_swaps(sides, (0, 3), (2, 1), limit=0.0) == [[0, 1], [2, 3]]


def test_what_costs_more_is_left() -> None:
    sides = line((10, 11, -10, -11))
    assert after_swaps(sides, (0, 1), (2, 3), limit=0.0) == [[0, 1], [2, 3]]


@compiled
def lay_alone(b: Board, r: Rounds, stop: int) -> None:
    put_alone(b, r, stop, 0)


def test_two_short_rounds_become_one() -> None:
    board = board_of(draft_of(line((10, 11))))
    plan, room, chance = no_rounds(board), np.zeros(2, dtype=np.int32), chance_of(0)
    for stop in (0, 1):
        lay_alone(board, plan, stop)
    assert any(swapped(board, plan, room, chance, 0.0) for _ in range(20))
    assert (len(read_rounds(board, plan)), plan.total[0], plan.out[0]) == (1, 22, 1)
