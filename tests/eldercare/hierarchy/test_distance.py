"""How far two places lie apart."""

import pytest

from eldercare.hierarchy.distance import metres_between


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() -> None:
    assert metres_between((27.0, 113.0), (28.0, 113.0)) == pytest.approx(111_195, abs=1)
    assert metres_between((28.0, 113.0), (27.0, 113.0)) == pytest.approx(111_195, abs=1)
    assert metres_between((60.0, 113.0), (60.0, 114.0)) == pytest.approx(55_597, abs=5)
    assert metres_between((27.0, 113.0), (27.0, 113.0)) == 0
