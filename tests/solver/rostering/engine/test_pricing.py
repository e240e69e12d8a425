"""The cheapest roster of a person is the cheapest of all that her limits leave, listed one by one."""

import numpy as np
import pytest

from solver.rostering.engine.pricing import Pricer
from solver.rostering.engine.problem import OFF, Limits, Problem

from .small import DAYS, SHIFTS, keeps, problem, rosters_of


@pytest.mark.parametrize("seed", range(25))
def test_it_is_the_cheapest_of_all_listed(seed: int) -> None:
    given = problem(seed, people=1)
    numbers = np.random.default_rng(seed)
    cells, free = numbers.normal(0, 5, (DAYS, SHIFTS)), numbers.normal(0, 1, DAYS)
    listed = rosters_of(given.people[0])
    days = np.arange(DAYS)
    costs = [float(np.where(row == OFF, free, cells[days, row]).sum()) for row in listed]
    priced = Pricer(given, 0).price(cells, free, thorough=True)
    if not listed:
        assert priced.roster is None
        return
    assert priced.roster is not None
    assert keeps(given.people[0], tuple(priced.roster))
    assert priced.cost == pytest.approx(min(costs))
    assert priced.bound == pytest.approx(min(costs))


def test_closed_cells_and_busy_days_are_kept() -> None:
    given = problem(1, people=1)
    row = rosters_of(given.people[0])[-1]
    cells = np.where(row[:, None] == np.arange(SHIFTS), 0.0, np.inf)
    free = np.where(row == OFF, 0.0, np.inf)
    priced = Pricer(given, 0).price(cells, free)
    assert priced.roster is not None
    assert (priced.roster == row).all()


def many_shifts() -> Problem:
    """Two weeks of six kinds of nights with a limit of two each, too many to count exactly."""
    shifts, days = 6, 14
    one = Limits((2,) * shifts, 10 * 480, 9 * 480, 5, 2, 2, 2)
    zeros = np.zeros((days, shifts), dtype=np.int64)
    forbidden = np.zeros((shifts, shifts), dtype=bool)
    return Problem(
        np.full(shifts, 480), forbidden, (one,), np.zeros((1, days, shifts), dtype=np.int64), zeros, zeros, zeros
    )


def test_limits_that_are_not_counted_are_kept_and_bounded() -> None:
    given = many_shifts()
    cells = np.tile(np.array([-9.0, -5.0, -3.0, -2.0, -1.0, 0.0]), (given.days, 1))
    pricer = Pricer(given, 0)
    for _ in range(20):
        priced = pricer.price(cells, np.zeros(given.days))
    assert priced.roster is not None
    assert np.bincount(priced.roster[priced.roster != OFF]).max() <= 2
    best = 2 * (-9.0 - 5.0 - 3.0 - 2.0 - 1.0)
    assert priced.bound <= best + 1e-6 <= priced.cost + 2e-6


def test_limits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="minutes"):
        Limits((1,), 480, 960, 5, 2, 2, 1)
    with pytest.raises(ValueError, match="runs"):
        Limits((1,), 960, 480, 2, 3, 2, 1)


@pytest.mark.parametrize("seed", range(0, 25, 5))
def test_what_it_found_before_changes_no_cost(seed: int) -> None:
    given, numbers = problem(seed, people=1), np.random.default_rng(seed)
    experienced = Pricer(given, 0)
    for _ in range(6):
        cells, free = numbers.normal(0, 5, (DAYS, SHIFTS)), numbers.normal(0, 1, DAYS)
        fresh = Pricer(given, 0).price(cells, free, thorough=True)
        assert experienced.price(cells, free, thorough=True).cost == pytest.approx(fresh.cost)
