"""OR-Tools routing keeps every rule, and its objective is the published one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.bench.family import Instance, Spending
from solver.bench.visits.check import check
from solver.bench.visits.format import HomeCare, Patient, read_solution
from solver.bench.visits.peers import PEERS, ortools
from tests.solver.random_cases import random_cases

from .home_care import JSON, PROBLEM, problems

BRIEFLY, AMPLY = 0.2, 0.5
"""Seconds for a first plan, and for the best one, on a machine that has much else to do."""
ANYBODY = (frozenset({0, 1}),) * 2


@random_cases(30)
@given(problems(), st.booleans())
def test_every_plan_keeps_every_rule(problem: HomeCare, worst: bool) -> None:
    routes, _ = ortools(problem, BRIEFLY, worst)
    assert check(problem, routes).breaches == ()


def test_a_small_instance_is_solved_to_its_optimum(tmp_path: Path) -> None:
    (tmp_path / "day.json").write_text(JSON, "utf-8")
    answer = PEERS["ortools"](Instance("day", "small", tmp_path / "day.json"), Spending(AMPLY, 2, 0))
    assert answer.feasible
    assert answer.cost == pytest.approx(20.5 / 3)
    verdict = check(PROBLEM, read_solution(answer.text))
    assert (verdict.breaches, verdict.cost) == ((), answer.cost)


@pytest.mark.parametrize(
    ("minutes", "cost", "worst"),
    [(5.0, 20 + 5 + 5, 5.0), (15.0, 20 + 20, 0.0), (25.0, 20 + 20, 0.0)],
    ids=["later is cheaper than a second way", "but not twice 15 minutes", "nor 25"],
)
def test_total_and_greatest_tardiness_count_as_much_as_the_way(minutes: float, cost: float, worst: float) -> None:
    """Two neighbours at one time, ten minutes from the depot: one carer is late at the second, two are not."""
    patients = (Patient((0,), (minutes,), 10.0, 10.0),) * 2
    verdict = check(*_planned(HomeCare(patients, ANYBODY, ((0.0, 10.0, 10.0), (10.0, 0.0, 0.0), (10.0, 0.0, 0.0)))))
    assert (verdict.breaches, verdict.worst) == ((), worst)
    assert verdict.cost == pytest.approx(cost / 3)


@pytest.mark.parametrize("gap", [(0.0, 0.0), (20.0, 30.0), (90.0, 90.0)])
def test_two_services_keep_their_gap_at_the_expense_of_the_window(gap: tuple[float, float]) -> None:
    pair = Patient((0, 1), (5.0, 5.0), 10.0, 15.0, gap)
    verdict = check(*_planned(HomeCare((pair,), ANYBODY, ((0.0, 10.0), (10.0, 0.0)))))
    assert verdict.breaches == ()
    assert verdict.tardiness == max(0.0, 10 + gap[0] - 15)


def test_where_no_plan_is_found_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "day.json").write_text(JSON, "utf-8")
    answer = PEERS["ortools"](Instance("day", "small", tmp_path / "day.json"), Spending(1e-9, 1, 0))
    assert (answer.feasible, answer.facts["found"]) == (False, 0)
    assert read_solution(answer.text) == {}


def _planned(problem: HomeCare) -> tuple[HomeCare, dict[int, list[tuple[int, int, float]]]]:
    routes, _ = ortools(problem, AMPLY, worst=True)
    return problem, {carer: list(route) for carer, route in routes.items()}
