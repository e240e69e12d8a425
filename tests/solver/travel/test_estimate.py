"""Travel minutes from coordinates alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.travel.estimate import DETOUR, EARTH_METRES, PACES, Point, estimate, metres
from solver.travel.matrix import MODES


@st.composite
def towns(draw: st.DrawFn) -> list[Point]:
    """Places within a district."""
    near = st.tuples(st.floats(27.8, 28.0), st.floats(113.0, 113.2))
    return [Point(f"p{at}", *draw(near)) for at in range(draw(st.integers(0, 6)))]


def test_a_degree_of_latitude_is_a_360th_of_the_way_round() -> None:
    distance = metres([Point("south", 27.0, 113.0), Point("north", 28.0, 113.0)])
    assert distance[0, 1] == pytest.approx(2 * np.pi * EARTH_METRES / 360)


def test_a_degree_of_longitude_shrinks_with_the_cosine() -> None:
    near, far = (metres([Point("a", latitude, 113.0), Point("b", latitude, 113.01)])[0, 1] for latitude in (0.0, 60.0))
    assert far == pytest.approx(near / 2, rel=1e-6)


def test_minutes_are_distance_with_detour_at_the_pace_rounded_up() -> None:
    """1,000 metres straight are 1,350 by street: 19.3 minutes on foot, 5.2 and one to start by e-bike."""
    apart = 1000 / (2 * np.pi * EARTH_METRES / 360)
    travel = estimate([Point("a", 27.0, 113.0), Point("b", 27.0 + apart, 113.0)])
    assert DETOUR == 1.35
    assert (travel.between("walk", "a", "b"), travel.between("ebike", "a", "b")) == (20, 7)
    assert (travel.between("bus", "a", "b"), travel.between("car", "a", "b")) == (15, 8)


def test_every_mode_has_a_pace() -> None:
    assert set(PACES) == set(MODES)
    assert set(estimate([Point("a", 27.0, 113.0)], ["car"]).minutes) == {"car"}
    with pytest.raises(KeyError):
        estimate([Point("a", 27.0, 113.0)], ["rocket"])


def test_neighbours_at_one_place_still_lose_the_start() -> None:
    travel = estimate([Point("a", 27.0, 113.0), Point("b", 27.0, 113.0)])
    assert (travel.between("walk", "a", "b"), travel.between("car", "a", "b")) == (0, 4)


@given(towns())
def test_as_far_there_as_back_and_nought_to_itself(town: list[Point]) -> None:
    travel = estimate(town)
    assert travel.places == tuple(point.key for point in town)
    for matrix in travel.minutes.values():
        assert matrix.dtype == np.int32
        assert (matrix == matrix.T).all()
        assert not matrix.diagonal().any()


@given(towns())
def test_no_way_round_is_shorter(town: list[Point]) -> None:
    """Rounding up keeps the triangle whole: a way over a third place is never shorter by minutes."""
    for matrix in estimate(town).minutes.values():
        over = (matrix[:, :, None] + matrix[None, :, :]).min(axis=1) if len(town) else matrix
        assert (matrix <= over).all()


@given(towns())
def test_nobody_walks_faster_than_the_e_bike_on_a_longer_way(town: list[Point]) -> None:
    travel = estimate(town)
    far = metres(town) > 500
    assert (travel.minutes["ebike"][far] < travel.minutes["walk"][far]).all()
