"""Random small wards: every plan passes the benchmark's check and costs what that counts, whoever ends the search."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver import budget
from solver.bench.rostering.check import check
from solver.bench.rostering.draft import draft_of
from solver.bench.rostering.family import named
from solver.bench.rostering.format import Wards
from solver.budget import Budget
from solver.rostering.engine import problem as sizes
from solver.rostering.engine.greedy import NoRosterError, NoTimeError
from solver.rostering.engine.search import Found, search

from ...bench.rostering.ward import Rows, alone, staffed
from ...random_cases import random_cases
from ...ticking import CancelledAfter, Ticking, latest

LITTLE = Budget(effort=0.05)


@contextmanager
def as_large(mixed: bool) -> Iterator[pytest.MonkeyPatch]:
    """As if the ward were small enough for its staff to be mixed, or too large."""
    with pytest.MonkeyPatch.context() as changed:
        if not mixed:
            changed.setattr(sizes, "MOST_MIXED", 0)
        yield changed


def checked(wards: Wards, found: Found) -> int:
    """What the plan costs."""
    verdict = check(wards, named(wards, found))
    assert (verdict.cost, verdict.breaches) == (found.cost, ())
    return found.cost


@random_cases(40)
@given(staffed(), st.integers(0, 99), st.booleans())
def test_every_limit_is_kept_and_the_cost_is_that_of_the_check(
    case: tuple[Wards, Rows], seed: int, mixed: bool
) -> None:
    """No plan that keeps all limits costs less than the bound."""
    wards, rows = case
    known = check(wards, rows)
    assert known.breaches == ()
    with as_large(mixed):
        found = search(draft_of(wards), replace(LITTLE, seed=seed))
    assert checked(wards, found) >= (found.bound or 0)
    assert (found.bound is not None) == mixed
    assert known.cost >= (found.bound or 0)


@random_cases(40)
@given(alone(), st.booleans())
def test_who_is_alone_has_the_best_of_all_her_rosters_or_none(wards: Wards, mixed: bool) -> None:
    """Each looked at by the check."""
    every = product(["", *wards.shifts], repeat=wards.days)
    verdicts = [check(wards, {"A": row}) for row in every]
    costs = [verdict.cost for verdict in verdicts if not verdict.breaches]
    with as_large(mixed):
        if not costs:
            with pytest.raises(NoRosterError):
                search(draft_of(wards), LITTLE)
        else:
            assert checked(wards, search(draft_of(wards), LITTLE)) == min(costs)


@random_cases(10)
@given(staffed(), st.integers(0, 99), st.booleans())
def test_the_same_seed_and_effort_give_the_same_plan(case: tuple[Wards, Rows], seed: int, mixed: bool) -> None:
    given, little = draft_of(case[0]), replace(LITTLE, seed=seed)
    with as_large(mixed):
        one, other = search(given, little), search(given, little)
    assert (one.rosters.tolist(), one.cost, one.bound) == (other.rosters.tolist(), other.cost, other.bound)
    assert one.reproducible


@random_cases(10)
@given(staffed(), st.booleans())
def test_a_cancel_answers_with_the_best_so_far(case: tuple[Wards, Rows], mixed: bool) -> None:
    """As soon as everybody has a roster; no dearer than the first plan, and as the whole search where it is late."""
    wards, _ = case
    given = draft_of(wards)
    with as_large(mixed):
        with pytest.raises(NoTimeError):
            search(given, replace(LITTLE, cancelled=CancelledAfter(0)))
        costs = [
            checked(wards, search(given, replace(LITTLE, cancelled=CancelledAfter(looks)))) for looks in (4, 20, 10**6)
        ]
        whole = search(given, LITTLE)
    assert max(costs) == costs[0]
    assert costs[-1] == whole.cost


@random_cases(10)
@given(staffed(), st.integers(2, 9), st.booleans())
def test_where_the_clock_rules_it_ends_with_its_time(case: tuple[Wards, Rows], seconds: int, mixed: bool) -> None:
    """Or before, where nothing cheaper can be."""
    wards, clock = case[0], Ticking()
    with as_large(mixed) as changed:
        changed.setattr(budget, "time", clock)
        begun = clock.now
        found = search(draft_of(wards), Budget(seconds=seconds))
    checked(wards, found)
    assert clock.now - begun <= latest(seconds)
    assert found.cost == found.bound or clock.now - begun >= seconds
