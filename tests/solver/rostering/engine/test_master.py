"""The programme that mixes rosters answers the same from a warm start, from nothing, and with columns added since."""

import numpy as np
import pytest
from ortools.linear_solver import pywraplp

from solver.budget import Budget
from solver.rostering.engine.columns import column_of
from solver.rostering.engine.master import Master, Mixed
from solver.rostering.engine.search import Found, search

from .small import problem, rosters_of


def filled(columns_a_person: int = 40) -> Master:
    given = problem(1)
    master = Master(given, range(len(given.people)), given.need)
    for person, limits in enumerate(given.people):
        for roster in rosters_of(limits)[:columns_a_person]:
            master.add(column_of(given, person, roster))
    return master


def lost(*_: object) -> int:
    return int(pywraplp.Solver.ABNORMAL)


def lose_its_way(master: Master, monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver that the programme stands in now gives up, as GLOP does when rounding spoils where it stands."""
    solver = master._solver
    solve = pywraplp.Solver.Solve
    monkeypatch.setattr(pywraplp.Solver, "Solve", lambda one: lost() if one is solver else solve(one))


def assert_alike(one: Mixed, other: Mixed) -> None:
    assert one.value == pytest.approx(other.value)
    assert len(one.shares) == len(other.shares)
    assert one.shares.sum() == pytest.approx(other.shares.sum())
    assert one.people.keys() == other.people.keys()


def test_a_programme_that_lost_its_way_is_solved_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    master = filled()
    before = master.solve()
    lose_its_way(master, monkeypatch)
    assert_alike(master.solve(), before)


def test_what_is_added_and_kept_after_that_counts_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, lost_once = filled(20), filled(20)
    lose_its_way(lost_once, monkeypatch)
    lost_once.solve()
    given = problem(1)
    for master in (plain, lost_once):
        master.charge(given.under * 2)
        for person, limits in enumerate(given.people):
            for roster in rosters_of(limits)[20:60]:
                master.add(column_of(given, person, roster))
        master.keep(lambda column: column.roster[0] < 0)
    assert_alike(lost_once.solve(), plain.solve())


def test_a_programme_without_an_answer_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pywraplp.Solver, "Solve", lost)
    with pytest.raises(ArithmeticError):
        filled().solve()


def test_a_search_whose_programmes_have_no_answer_tries_windows_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pywraplp.Solver, "Solve", lost)
    given = problem(1)
    found: Found = search(given, Budget(effort=0.1, workers=1, seed=0))
    assert found.bound is None
    assert found.rosters.shape == (len(given.people), given.days)
    assert np.isfinite(found.cost)
