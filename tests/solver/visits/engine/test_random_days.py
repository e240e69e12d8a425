"""Random small days of the public format: every plan passes its check and costs what that counts, whoever ends it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver import budget
from solver.bench.visits.check import check
from solver.bench.visits.draft import draft_of
from solver.bench.visits.format import HomeCare, Route
from solver.budget import Budget
from solver.visits.engine import search as engine
from solver.visits.engine.search import Found, search

from ...bench.visits.home_care import problems
from ...random_cases import random_cases
from ...ticking import CancelledAfter, Ticking, latest

LITTLE = Budget(effort=0.003)


def checked(problem: HomeCare, found: Found) -> int:
    """Its cost, in the parts of a minute that it is counted in."""
    _, calls, parts = draft_of(problem)
    routes: dict[int, Route] = {
        carer: [(*calls[node], found.starts[node] / parts) for node in route]
        for carer, route in enumerate(found.routes)
    }
    verdict = check(problem, routes)
    assert (round(3 * verdict.cost * parts), verdict.breaches) == (found.cost, ())
    return found.cost


@random_cases(60)
@given(problems(), st.integers(0, 99))
def test_every_rule_is_kept_and_the_cost_is_that_of_the_check(problem: HomeCare, seed: int) -> None:
    checked(problem, search(draft_of(problem)[0], replace(LITTLE, seed=seed)))


@random_cases(20)
@given(problems(), st.integers(0, 99), st.integers(1, 2))
def test_the_same_seed_and_effort_give_the_same_plan(problem: HomeCare, seed: int, workers: int) -> None:
    draft, little = draft_of(problem)[0], replace(LITTLE, seed=seed, workers=workers)
    assert search(draft, little) == search(draft, little)


@random_cases(20)
@given(problems(), st.integers(0, 99))
def test_a_cancel_answers_with_the_best_so_far(problem: HomeCare, seed: int) -> None:
    """Which is no dearer the later it comes, and that of the whole search where it comes too late."""
    draft, costs = draft_of(problem)[0], []
    with pytest.MonkeyPatch.context() as often:
        often.setattr(engine, "CHUNK", 100)
        for looks in (0, 3, 6, 12, 10**6):
            found = search(draft, replace(LITTLE, seed=seed, cancelled=CancelledAfter(looks)))
            costs.append(checked(problem, found))
        whole = search(draft, replace(LITTLE, seed=seed))
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == whole.cost


@random_cases(10)
@given(problems(), st.integers(1, 5))
def test_where_the_clock_rules_it_ends_with_its_time(problem: HomeCare, seconds: int) -> None:
    clock = Ticking()
    with pytest.MonkeyPatch.context() as ticking:
        ticking.setattr(budget, "time", clock)
        ticking.setattr(engine, "CHUNK", 100)
        begun = clock.now
        found = search(draft_of(problem)[0], Budget(seconds=seconds))
    assert seconds <= clock.now - begun <= latest(seconds)
    checked(problem, found)
