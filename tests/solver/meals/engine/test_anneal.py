"""In which order stops are put in again, and how many of those that the plan leaves out."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from solver.bench.rounds.family import draft_of
from solver.bench.rounds.format import EVER, Routing, Vehicles
from solver.chance import Chance, chance_of
from solver.compiled import compiled
from solver.meals.engine.anneal import ANY, EARLY, FAR, LARGE, LATE, NARROW, NEAR, ONCE_MORE, _order, recreate
from solver.meals.engine.board import Board, board_of
from solver.meals.engine.rounds import Rounds, no_rounds

from .test_cross import laid, line

STOPS = ("as others", "large", "far", "near", "narrow", "early", "late")


@compiled
def order_drawn(b: Board, chance: Chance) -> int:
    return _order(b, chance)


def street() -> Routing:
    """One vehicle, in which one stop finds room; each stop is first in one order only."""
    one = line((20, 21, 40, 10, 22, 23, 24), room=3)
    return replace(
        one,
        amounts=(2, 3, 2, 2, 2, 2, 2),
        firsts=(100, 100, 100, 100, 110, 50, 160),
        dues=(200, 200, 200, 200, 120, 190, 300),
        vehicles=(Vehicles(0, 0, 3, 0, 999, 1),),
    )


def first_in(order: int, seed: int = 0) -> str:
    """The stop that is planned where the first one put in leaves no room."""
    b = board_of(draft_of(street()))
    plan, queue = no_rounds(b), np.zeros((2, len(STOPS)), dtype=np.int32)
    recreate(b, plan, plan, queue, order, chance_of(seed), False)
    (planned,) = np.flatnonzero(plan.slot >= 0)
    return STOPS[planned]


@pytest.mark.parametrize(
    ("order", "first"),
    [(LARGE, "large"), (FAR, "far"), (NEAR, "near"), (NARROW, "narrow"), (EARLY, "early"), (LATE, "late")],
)
def test_stops_are_put_in_by_the_order_asked_for(order: int, first: str) -> None:
    assert {first_in(order, seed) for seed in range(10)} == {first}


def test_in_any_order_every_stop_is_first_now_and_then() -> None:
    assert {first_in(ANY, seed) for seed in range(100)} == set(STOPS)


def test_orders_are_drawn_by_their_shares_and_those_by_time_where_times_bind() -> None:
    timed, untimed = (board_of(draft_of(line((1, 2), due=due))) for due in (999, EVER))
    assert shares(timed, 17) == {ANY: 4, LARGE: 4, FAR: 2, NEAR: 1, NARROW: 2, EARLY: 2, LATE: 2}
    assert shares(untimed, 11) == {ANY: 4, LARGE: 4, FAR: 2, NEAR: 1}


def shares(b: Board, faces: int) -> dict[int, int]:
    chance, draws = chance_of(1), 2000
    counts = Counter(order_drawn(b, chance) for _ in range(draws * faces))
    return {order: round(count / draws) for order, count in counts.items()}


def put_in_again(out: int, seed: int, blinks: bool = True) -> tuple[int, int]:
    """Stops planned of three that a ruin has taken out, and of as many as said that the plan leaves out."""
    b = board_of(draft_of(line(range(1, out + 4), room=out + 3)))
    kept, queue = laid(b, [0, 1, 2]), np.zeros((2, out + 3), dtype=np.int32)
    plan = no_rounds(b)
    recreate(b, plan, kept, queue, ANY, chance_of(seed), blinks)
    return in_rounds(plan, 0, 3), in_rounds(plan, 3, out + 3)


def in_rounds(plan: Rounds, start: int, end: int) -> int:
    return int((plan.slot[start:end] >= 0).sum())


def test_of_many_stops_left_out_some_are_tried_again_and_all_that_a_ruin_took_out() -> None:
    counts = [put_in_again(80, seed) for seed in range(100)]
    assert {back for back, _ in counts} == {3}
    assert np.mean([more for _, more in counts]) == pytest.approx(ONCE_MORE, abs=1.0)


def test_of_few_stops_left_out_all_are_tried_again() -> None:
    assert {put_in_again(8, seed) for seed in range(20)} == {(3, 8)}


def test_a_first_plan_tries_all() -> None:
    assert put_in_again(80, 0, blinks=False) == (3, 80)
