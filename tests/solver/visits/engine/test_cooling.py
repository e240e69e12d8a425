"""A cooling falls by the same factor in the same time, whole or cut into pieces."""

import pytest

from solver.visits.engine.cooling import Cooling, degrees, even, pieces


def test_a_cooling_falls_by_the_same_factor_in_the_same_time() -> None:
    one = Cooling(0.5, 1.0, ((0.0, 8.0), (1.0, 2.0)), leg=3.0)
    assert [one.temperature(used) for used in (0.5, 0.75, 1.0, 1.2)] == pytest.approx([24.0, 12.0, 6.0, 6.0])


def test_pieces_follow_one_another_along_the_curve() -> None:
    curve = ((0.0, 8.0), (0.5, 2.0), (1.0, 1.0))
    cut = pieces(curve, 4)
    assert [degrees(piece, 0.0) for piece in cut] == pytest.approx([8.0, 4.0, 2.0, 2.0**0.5])
    assert [degrees(piece, 1.0) for piece in cut] == pytest.approx([4.0, 2.0, 2.0**0.5, 1.0])


def test_even_spans_follow_one_another() -> None:
    assert even(1.0, 2.0, 2) == [(1.0, 1.5), (1.5, 2.0)]
