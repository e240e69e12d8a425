"""A corridor holds what stays near a roster after each day, and nothing else."""

from dataclasses import replace

import numpy as np
import pytest

from solver.rostering.engine import corridor
from solver.rostering.engine.corridor import evenly, near
from solver.rostering.engine.net import Floats
from solver.rostering.engine.pricing import Pricer, net_of
from solver.rostering.engine.problem import OFF, Limits, Problem, Roster
from solver.rostering.engine.shortest import cheapest

from .small import MINUTES, SHIFTS, problem, rosters_of

CASES = [(seed, days) for seed in range(12) for days in (6, 7, 9)]


def units_after_each_day(given: Problem, roster: Roster) -> list[int]:
    minutes = [0 if shift == OFF else MINUTES[shift] for shift in roster]
    return [sum(minutes[:days]) // given.unit for days in range(given.days + 1)]


def weekends_after_each_day(roster: Roster) -> list[int]:
    """A Saturday without its Sunday, at the very end, is no weekend."""
    whole = [(day, day + 1) for day in range(5, len(roster) - 1, 7)]
    return [sum(any(at < days and roster[at] != OFF for at in one) for one in whole) for days in range(len(roster) + 1)]


def without_limits_of_shifts(seed: int, days: int) -> Problem:
    given = problem(seed, people=1, days=days)
    return replace(given, people=(replace(given.people[0], most_of=(days,) * SHIFTS),))


def cheapest_near(given: Problem, around: Roster, price: Floats) -> tuple[float, Roster]:
    """The cheapest in the corridor round a roster, whatever is worked on a day at the day's price."""
    order, net = net_of(given, given.people[0], (0, 1))
    cells = np.repeat(price[:, None], len(order), axis=1)
    cells[sorted(given.people[0].free_days)] = np.inf
    cost, kinds = cheapest(near(given, around).of(net), cells, np.zeros(given.days), 0.0, np.inf)
    return cost, np.array([OFF if kind < 0 else order[kind][0] for kind in kinds], dtype=np.int8)


@pytest.mark.parametrize(("seed", "days"), CASES)
def test_without_any_slack_it_holds_what_has_her_units(seed: int, days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corridor, "SHIFTS", 0)
    given = without_limits_of_shifts(seed, days)
    for roster in rosters_of(given.people[0], days)[:40]:
        cost, found = cheapest_near(given, roster, np.ones(days))
        assert cost == np.count_nonzero(roster != OFF)
        assert units_after_each_day(given, found) == units_after_each_day(given, roster)


@pytest.mark.parametrize(("seed", "days"), CASES)
def test_with_some_it_holds_the_cheapest_of_all_that_stay_near(
    seed: int, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corridor, "SHIFTS", 1)
    monkeypatch.setattr(corridor, "WEEKENDS", 0)
    given = without_limits_of_shifts(seed, days)
    price = np.random.default_rng(seed).normal(-1, 3, days)
    slack = max(MINUTES) // given.unit
    listed = rosters_of(given.people[0], days)
    for roster in listed[:10]:
        units, weekends = units_after_each_day(given, roster), weekends_after_each_day(roster)
        close = [
            row
            for row in listed
            if weekends_after_each_day(row) == weekends
            and all(abs(a - b) <= slack for a, b in zip(units_after_each_day(given, row), units, strict=True))
        ]
        cost, _ = cheapest_near(given, roster, price)
        assert cost == pytest.approx(min(float(price[row != OFF].sum()) for row in close))


def test_a_year_is_worked_evenly_but_for_the_days_that_are_free_anyway() -> None:
    days, away = 364, frozenset(range(100, 170))
    one = Limits((days, days), 112_320, 111_360, 5, 2, 2, 26, away)
    zeros = np.zeros((days, 2), dtype=np.int64)
    given = Problem(np.array(MINUTES), np.zeros((2, 2), dtype=bool), (one,), zeros[None], zeros, zeros, zeros)
    found, slack = evenly(given, one), corridor.SHIFTS * 600 // given.unit
    assert (found.low[-1] + slack, found.high[-1] - slack) == (111_360 / given.unit, 112_320 / given.unit)
    assert (found.fewest == 0).all()
    assert found.most[-1] == 26 + corridor.WEEKENDS
    for after in (found.low, found.high, found.most):
        assert after[100] == after[170]
        assert after[100] - after[50] == pytest.approx(50 / 294 * (after[-1] - after[0]), abs=1)


def test_who_need_not_work_has_a_year_without_work() -> None:
    """Most of her minutes and weekends are a limit, no aim."""
    days = 364
    one = Limits((days, days), 112_320, 0, 5, 2, 2, 52)
    zeros = np.zeros((days, 2), dtype=np.int64)
    given = Problem(np.array(MINUTES), np.zeros((2, 2), dtype=bool), (one,), zeros[None], zeros, zeros, zeros)
    found = Pricer(given, 0).price(np.ones((days, 2)), np.zeros(days), corridor=evenly(given, one))
    assert found.roster is not None
    assert found.cost == 0.0
