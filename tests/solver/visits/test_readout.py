"""A pause that was announced stays at its minute where the route leaves room for it."""

import pytest

from solver.budget import Budget
from solver.visits.check import check
from solver.visits.problem import Break, Stop
from solver.visits.solve import solve
from tests.solver.visits.small import carer, day, stop

NOON = Break(30, 660, 780)


def pause_of(told: int | None, *stops: Stop) -> int:
    problem = day([carer(pause=NOON, told_pause=told)], list(stops))
    solution = solve(problem, Budget(effort=0.2)).solution
    assert check(problem, solution) == []
    assert not solution.not_planned
    (pause,) = solution.pauses
    return pause.start


@pytest.mark.parametrize("told", [660, 705, 750])
def test_a_told_pause_stays_where_nothing_is_in_its_way(told: int) -> None:
    assert pause_of(told, stop()) == told


def test_without_one_told_she_pauses_as_soon_as_she_may() -> None:
    assert pause_of(None, stop()) == NOON.earliest


def test_with_a_visit_in_its_way_the_pause_lies_next_to_it() -> None:
    """The visit ends at 735, which is nearer to the minute told than the one before it, and the other way round."""
    assert pause_of(725, stop(earliest=705, latest=705)) == 735
    assert pause_of(690, stop(earliest=705, latest=705)) == 675
