"""How a search is divided into coolings."""

import pytest

from solver.budget import Budget
from solver.visits.arrays import arrays_of
from solver.visits.search import CHECK_SECONDS, FIRST_COOLING, LONG, cooling_at, next_chunk, usual_pace

from .small import carer, day, stop


def test_each_cooling_is_as_long_as_all_before_it() -> None:
    ends = [cooling_at(walked, 10) for walked in (0, 9, 10, 19, 20, 39, 40)]
    assert ends == [(0, 10), (0, 10), (10, 20), (10, 20), (20, 40), (20, 40), (40, 80)]


@pytest.mark.parametrize(
    ("budget", "first"),
    [
        (Budget(effort=LONG / 2), FIRST_COOLING),
        (Budget(effort=LONG), LONG),
        (Budget(effort=10 * LONG), 10 * LONG),
        (Budget(effort=LONG, seconds=1.0), FIRST_COOLING),
    ],
)
def test_much_effort_is_a_single_cooling_where_its_end_is_known(budget: Budget, first: float) -> None:
    assert usual_pace(arrays_of(day([carer()], [stop()])), budget).first_cooling == first


def test_no_more_rounds_are_walked_at_a_time_than_there_is_time_for() -> None:
    a_second = 1000
    assert next_chunk(a_second, 1.0, left=60.0) == a_second * CHECK_SECONDS
    assert next_chunk(a_second, 1.0, left=0.05) == 50
    assert next_chunk(a_second, 1.0, left=0.0) == 10
