"""The plan under search."""

import pytest

from solver.bench.rounds.family import draft_of
from solver.meals.engine.board import board_of
from solver.meals.engine.rounds import mean_leg

from .test_cross import laid, line


@pytest.mark.parametrize(
    ("rounds", "leg"),
    [
        ([[0, 1], [2, 3]], 3.0),
        ([[0, 3], [1, 2]], 7.0),
        ([[0, 1], [2]], 2.0),
        ([[0], [1]], 101.0),
        ([], 1.0),
    ],
)
def test_a_leg_is_between_two_stops_however_far_the_depot_is(rounds: list[list[int]], leg: float) -> None:
    board = board_of(draft_of(line([100, 102, 106, 110])))
    assert mean_leg(board, laid(board, *rounds)) == leg
