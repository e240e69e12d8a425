"""A seed beyond what CP-SAT takes is a seed all the same, for every model that is searched by it."""

import pytest

from solver.budget import Budget, Stopwatch
from solver.cpsat import solver_of
from solver.pauses.problem import PausesProblem
from solver.pauses.solve import solve as pauses
from solver.places.exact import search as places
from solver.places.greedy import greedy
from solver.places.parts import cut
from solver.rostering.solve import solve as rosters
from tests.solver.pauses.cases import cook
from tests.solver.places.cases import rooms, seat
from tests.solver.rostering.small import cover, problem

FAR = 3_000_000_000


@pytest.mark.parametrize(("seed", "taken"), [(7, 7), (FAR, FAR - 2**31), (-1, 2**31 - 1)])
def test_a_seed_that_fits_stays_and_others_are_brought_into_reach(seed: int, taken: int) -> None:
    assert solver_of(seed).parameters.random_seed == taken


def test_pauses_are_found_with_any_seed() -> None:
    assert pauses(PausesProblem((cook("lin"), cook("chen"))), Budget(seed=FAR)).proven


def test_places_are_found_with_any_seed() -> None:
    part, budget = cut(rooms(*(seat(key, ("A-am", 1), ("A-day", 0)) for key in "abc"))).parts[0], Budget(seed=FAR)
    assert places(part, greedy(part), 5.0, budget, Stopwatch(budget, 60)).proven


def test_rosters_are_found_with_any_seed() -> None:
    assert rosters(problem(cover(0)), Budget(seed=FAR)).proven
