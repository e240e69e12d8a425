"""Minutes between place keys."""

import numpy as np
import pytest

from solver.travel.matrix import Travel

WALK = np.array([[0, 5, 9], [6, 0, 4], [9, 4, 0]], dtype=np.int32)
EBIKE = np.array([[0, 2, 3], [2, 0, 2], [3, 2, 0]], dtype=np.int32)
STREET = Travel(("centre", "garden", "mill"), {"walk": WALK, "ebike": EBIKE})


def test_minutes_by_mode_and_direction() -> None:
    assert STREET.between("walk", "centre", "garden") == 5
    assert STREET.between("walk", "garden", "centre") == 6
    assert STREET.between("ebike", "centre", "mill") == 3
    assert [STREET.index(place) for place in STREET.places] == [0, 1, 2]


def test_a_place_or_mode_nobody_knows_is_not_there() -> None:
    with pytest.raises(KeyError):
        STREET.between("walk", "centre", "moon")
    with pytest.raises(KeyError):
        STREET.between("rocket", "centre", "mill")


@pytest.mark.parametrize("shape", [(2, 2), (3, 2), (3,), (4, 4)])
def test_shapes_that_do_not_fit_the_places_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="for 3 places"):
        Travel(("centre", "garden", "mill"), {"walk": np.zeros(shape, dtype=np.int32)})


def test_negative_minutes_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Travel(("centre", "garden"), {"walk": np.array([[0, -1], [1, 0]], dtype=np.int32)})


def test_nowhere_at_all_is_a_matrix_too() -> None:
    assert Travel((), {"walk": np.zeros((0, 0), dtype=np.int32)}).places == ()


def test_among_a_few_places_the_minutes_stay() -> None:
    few = STREET.among(["mill", "centre", "mill"], ["walk"])
    assert few.places == ("mill", "centre")
    assert set(few.minutes) == {"walk"}
    assert few.between("walk", "centre", "mill") == STREET.between("walk", "centre", "mill")
    assert few.between("walk", "mill", "centre") == STREET.between("walk", "mill", "centre")


def test_among_keeps_all_modes_unless_told() -> None:
    assert set(STREET.among(["mill"]).minutes) == {"walk", "ebike"}
    assert STREET.among([]).places == ()
