"""Between the points of a curve it falls by the same factor in the same time."""

import pytest

from solver.visits.engine.cooling import degrees


def test_between_the_points_of_a_curve_it_falls_evenly() -> None:
    curve = ((0.0, 8.0), (0.5, 2.0), (1.0, 1.0))
    assert [degrees(curve, share) for share in (0.0, 0.25, 0.5, 0.75)] == pytest.approx([8.0, 4.0, 2.0, 2.0**0.5])


def test_a_cooling_that_lasts_longer_stays_as_it_ended() -> None:
    assert degrees(((0.0, 8.0), (1.0, 2.0)), 1.2) == pytest.approx(2.0)
