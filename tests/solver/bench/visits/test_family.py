"""Small instances from file to solution file, each end in the check of the format."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from solver.bench.family import Spending
from solver.bench.visits.check import check
from solver.bench.visits.draft import draft_of
from solver.bench.visits.family import instances, plan, solve
from solver.bench.visits.format import HomeCare, Patient, read, read_solution
from solver.budget import Budget

from .home_care import JSON, PROBLEM, TEXT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for kind, name, text in (
        ("mankowska", "InstanzCPLEX_HCSRP_10_1.txt", TEXT),
        ("mankowska", "InstanzVNS_HCSRP_100_1.txt", TEXT),
        ("italian", "instance_000-town.json.gz", ""),
    ):
        folder = tmp_path / "visits" / kind
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
        (folder / "bks.csv").write_text("instance,bks,source\nInstanzCPLEX_HCSRP_10_1,6.8333,us\n", "utf-8")
    return tmp_path


def test_instances_are_listed_by_set_with_their_best_known(root: Path) -> None:
    assert [(one.name, one.group, one.best_known) for one in instances(root)] == [
        ("InstanzCPLEX_HCSRP_10_1", "mankowska-10", 6.8333),
        ("InstanzVNS_HCSRP_100_1", "mankowska-100", None),
        ("instance_000-town", "italian", None),
    ]


def test_a_small_instance_is_solved_to_its_optimum() -> None:
    routes, trials = plan(PROBLEM, Budget(effort=0.01))
    assert trials > 0
    assert check(PROBLEM, routes).cost == pytest.approx(20.5 / 3)


def test_an_instance_is_written_out_with_its_cost(root: Path) -> None:
    answer = solve(instances(root)[0], Spending(0.2, 1, 0))
    routes = read_solution(answer.text)
    assert answer.feasible
    assert check(PROBLEM, routes).breaches == ()
    assert check(PROBLEM, routes).cost == answer.cost


def test_whole_minutes_are_counted_as_such(tmp_path: Path) -> None:
    (tmp_path / "whole.json").write_text(JSON.replace("3.5", "3"), "utf-8")
    draft, _, parts = draft_of(read(tmp_path / "whole.json"))
    assert parts == 1
    assert draft.way.tolist() == [[0, 3, 4], [3, 0, 5], [4, 5, 0]]


@pytest.mark.parametrize("times", [{"earliest": 10.4}, {"latest": 60.4}, {"gap": (10.4, 10.4)}])
def test_a_day_whose_only_fraction_is_in_a_window_or_a_gap_is_not_rounded(times: dict[str, Any]) -> None:
    pair = Patient((0, 1), (20.0, 15.0), 10.0, 60.0, (5.0, 40.0))
    ways = ((0.0, 3.0), (3.0, 0.0))
    problem = HomeCare((replace(pair, **times),), (frozenset({0, 1}),) * 2, ways)
    routes, _ = plan(problem, Budget(effort=0.01))
    assert check(problem, routes).breaches == ()
    assert draft_of(problem)[2] > 1
