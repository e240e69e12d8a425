"""Plain CP-SAT finds what is cheapest of all rosters that the check accepts, and says where there is none."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.bench.family import Instance, Spending
from solver.bench.rostering.check import check
from solver.bench.rostering.draft import draft_of
from solver.bench.rostering.format import Cover, Person, Request, Shift, Wards, read
from solver.bench.rostering.peers import PEERS, model_of, solved
from solver.budget import Budget
from solver.rostering.engine.search import search
from tests.solver.random_cases import random_cases

from .ward import TEXT

DAYS = 7
SHIFTS = ("E", "N")
ENOUGH = Spending(100.0, 1, 0)


@pytest.fixture
def ward(tmp_path: Path) -> Instance:
    (tmp_path / "Instance0.txt").write_text(TEXT, "utf-8")
    return Instance("Instance0", "2 weeks", tmp_path / "Instance0.txt")


def test_a_small_ward_is_solved_to_the_cost_that_ours_proves(ward: Instance) -> None:
    answer, wards = PEERS["cpsat"](ward, ENOUGH), read(ward.path)
    verdict = check(wards, json.loads(answer.text)["roster"])
    assert verdict.breaches == ()
    assert answer.feasible
    assert answer.bound == answer.cost == verdict.cost == search(draft_of(wards), Budget(seconds=100.0)).bound


def test_where_the_seconds_end_first_it_says_so(ward: Instance) -> None:
    answer = PEERS["cpsat"](ward, Spending(1e-9, 1, 0))
    assert (answer.feasible, answer.facts) == (False, {"found": 0, "proven_impossible": 0})
    assert not any(shift for row in json.loads(answer.text)["roster"].values() for shift in row)


@st.composite
def wards_of_one(draw: st.DrawFn) -> Wards:
    """One person for a week, so that all her rosters can be looked at."""
    few, weight = st.integers(1, 4), st.integers(1, 9)
    cells = [(day, shift) for day in range(DAYS) for shift in SHIFTS]
    least, most = sorted((draw(st.integers(0, 5)), draw(st.integers(0, 6))))
    min_run, max_run = sorted((draw(few), draw(few)))
    person = Person(
        most_of={"N": draw(st.integers(0, 3))},
        max_minutes=480 * most,
        min_minutes=480 * least,
        max_run=max_run,
        min_run=min_run,
        min_free=draw(few),
        max_weekends=draw(st.integers(0, 1)),
        free_days=frozenset(draw(st.sets(st.integers(0, DAYS - 1), max_size=1))),
    )
    request = st.builds(lambda cell, cost: Request("A", cell[0], cell[1], cost), st.sampled_from(cells), weight)
    requests = st.lists(request, max_size=4)
    cover = {cell: Cover(draw(st.integers(0, 1)), draw(weight), draw(weight)) for cell in cells}
    shifts = {"E": Shift(480, frozenset()), "N": Shift(600, frozenset({"E"}))}
    return Wards(DAYS, shifts, {"A": person}, draw(requests), draw(requests), cover)


@random_cases(60)
@given(wards_of_one())
def test_no_roster_that_is_allowed_is_cheaper(wards: Wards) -> None:
    answer = solved(wards, *model_of(wards), ENOUGH)
    costs = list(_costs_of_all(wards))
    assert answer.feasible == bool(costs)
    if costs:
        assert answer.cost == answer.bound == min(costs)
    else:
        assert answer.facts["proven_impossible"]


def _costs_of_all(wards: Wards) -> Iterator[int]:
    for row in product((*SHIFTS, ""), repeat=DAYS):
        verdict = check(wards, {"A": row})
        if not verdict.breaches:
            yield verdict.cost
