"""The shortest path is the cheapest of all rosters of one person, listed one by one."""

import numpy as np
import pytest

from solver.rostering.engine.net import Floats, Net
from solver.rostering.engine.pricing import net_of
from solver.rostering.engine.problem import OFF, Problem, Roster
from solver.rostering.engine.shortest import cheapest, fitting, rest, room

from .small import DAYS, SHIFTS, problem, rosters_of

CASES = [(seed, days) for seed in range(20) for days in (DAYS - 1, DAYS)]


def counting(given: Problem) -> tuple[Net, Floats]:
    """The net that counts both shifts, so that each is a kind of its own; and what is closed to her, day × kind."""
    order, net = net_of(given, given.people[0], (0, 1))
    assert sorted(int(shift) for (shift,) in order) == [0, 1]
    closed = np.zeros((given.days, SHIFTS))
    closed[sorted(given.people[0].free_days)] = np.inf
    return net, closed


def priced(given: Problem, seed: int) -> tuple[Floats, Floats]:
    numbers = np.random.default_rng(seed)
    return numbers.normal(0, 5, (given.days, SHIFTS)), numbers.normal(0, 1, given.days)


def least_after(net: Net, price: Floats, free: Floats, unit_price: float) -> float:
    """Of all her days, as they begin."""
    left = room(net, free)
    rest(net, price, free, unit_price, left)
    return float(left[0, net.min_free - 1])


def kinds_of(given: Problem) -> dict[int, int]:
    """Shift → kind."""
    order, _ = net_of(given, given.people[0], (0, 1))
    return {int(shift): kind for kind, (shift,) in enumerate(order)} | {OFF: OFF}


def cost_of(row: Roster, price: Floats, free: Floats, kinds: dict[int, int]) -> float:
    return float(sum(free[day] if at == OFF else price[day, kinds[int(at)]] for day, at in enumerate(row)))


@pytest.mark.parametrize(("seed", "days"), CASES)
def test_it_is_the_cheapest_whatever_a_unit_is_priced_at(seed: int, days: int) -> None:
    given = problem(seed, people=1, days=days)
    net, closed = counting(given)
    price, free = priced(given, seed)
    kinds, listed = kinds_of(given), rosters_of(given.people[0], days)
    least = min((cost_of(row, price, free, kinds) for row in listed), default=np.inf)
    for unit_price in (-0.5, 0.0, 0.5):
        cost, path = cheapest(net, price + closed, free, unit_price, np.inf)
        assert cost == pytest.approx(least)
        if listed:
            rows = {tuple(kinds[int(at)] for at in row) for row in listed}
            assert tuple(path) in rows
            assert least_after(net, price + closed, free, unit_price) <= least + 1e-9


@pytest.mark.parametrize(("seed", "days"), CASES)
def test_what_costs_no_more_than_enough_is_found(seed: int, days: int) -> None:
    given = problem(seed, people=1, days=days)
    net, closed = counting(given)
    price, free = priced(given, seed)
    least, _ = cheapest(net, price + closed, free, 0.0, np.inf)
    if least < np.inf:
        assert cheapest(net, price + closed, free, 0.0, least + 1e-6)[0] == pytest.approx(least)
        assert cheapest(net, price + closed, free, 0.0, least - 1e-3)[0] >= least - 1e-9
        assert cheapest(net, price + closed, free, 0.0, -np.inf)[0] == np.inf


def test_the_price_of_a_unit_goes_where_most_need_not_be_tried() -> None:
    given = problem(1, people=1)
    net, closed = counting(given)
    price, free = priced(given, 1)
    unit_price, stride, bounds = 2.0, 0.5, []
    for _ in range(12):
        bounds.append(least_after(net, price + closed, free, unit_price))
        unit_price, stride = fitting(net, price + closed, free, unit_price, stride)
    assert bounds == sorted(bounds)
    assert bounds[-1] > bounds[0]


def test_a_last_saturday_without_its_sunday_is_no_weekend() -> None:
    given = problem(0, people=1, days=13)
    limits = given.people[0]
    net = net_of(given, limits, ())[1]._replace(most=np.ones(14, dtype=np.int64))
    price = np.zeros((13, len(net.kind_units)))
    price[[5, 12]] = -10.0
    net = net._replace(low=np.zeros_like(net.low))
    cost, _ = cheapest(net, price, np.zeros(13), 0.0, np.inf)
    assert cost == pytest.approx(-20.0)
