"""A cooling falls by the same factor in the same time."""

import pytest

from solver.visits.engine.cooling import Cooling


def test_a_cooling_falls_by_the_same_factor_in_the_same_time() -> None:
    one = Cooling(0.5, 1.0, ((0.0, 8.0), (1.0, 2.0)), leg=3.0)
    assert [one.temperature(used) for used in (0.5, 0.75, 1.0, 1.2)] == pytest.approx([24.0, 12.0, 6.0, 6.0])


def test_between_the_points_of_a_curve_it_falls_evenly() -> None:
    one = Cooling(0.0, 1.0, ((0.0, 8.0), (0.5, 2.0), (1.0, 1.0)), leg=1.0)
    assert [one.temperature(used) for used in (0.25, 0.5, 0.75)] == pytest.approx([4.0, 2.0, 2.0**0.5])
