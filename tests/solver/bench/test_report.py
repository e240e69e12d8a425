"""Lines and tables of runs: gaps in percent, means by set."""

import json
from pathlib import Path
from typing import Any

import pytest

from solver.bench.family import Answer, Instance
from solver.bench.measure import Spent
from solver.bench.report import Row, json_line, row_of, table


def row(name: str, cost: float, best_known: float | None, **told: Any) -> Row:
    answer = Answer(**{"text": "", "cost": cost, "iterations": 1000, "facts": {"worst": 2.5}, **told})
    return row_of("visits", "ours", Instance(name, "small", Path(name), best_known), 7, answer, Spent(1.5, 2.5, 100.0))


@pytest.mark.parametrize(
    ("cost", "best_known", "gap"), [(99.0, 100.0, -1.0), (100.0, 100.0, 0.0), (0.0, 0.0, 0.0), (5.0, 0.0, None)]
)
def test_the_gap_is_told_in_percent_of_the_best_known(cost: float, best_known: float, gap: float | None) -> None:
    assert row("a", cost, best_known).gap == gap


def test_a_line_leaves_out_what_is_unknown_and_adds_further_facts() -> None:
    told = json.loads(json_line(row("a", 99.0, None)))
    assert {"gap", "best_known", "bound", "bound_gap", "improved", "facts"}.isdisjoint(told)
    assert (told["worst"], told["seconds"], told["cpu_seconds"], told["peak_mb"]) == (2.5, 1.5, 2.5, 100.0)
    assert json.loads(json_line(row("a", 99.0, None, bound=90.0)))["bound"] == 90.0


def test_a_set_is_closed_by_the_mean_gap_of_its_feasible_plans() -> None:
    rows = [row("a", 99.0, 100.0, bound=90.0), row("b", 105.0, 100.0), row("c", 1.0, 100.0, bound=1.0, feasible=False)]
    lines = table(rows).splitlines()
    assert lines[3].startswith("c (not feasible)")
    assert lines[4] == f"{'mean of small by ours (2 of 3 feasible)':<80}{'2.00':>12}{'10.00':>12}{'1.5':>12}{'2.5':>12}"
    alone = table(rows[2:]).splitlines()
    assert alone[2].split()[-4:] == ["-", "-", "1.5", "2.5"], "none has a gap that counts"


@pytest.mark.parametrize(
    ("cost", "bound", "within"), [(100.0, 100.0, 0.0), (1143.0, 1141.0, 0.18), (100001.0, 1e5, 0.01), (5.0, 0.0, None)]
)
def test_what_is_proven_is_told_in_percent_and_never_less(cost: float, bound: float, within: float | None) -> None:
    one = row("a", cost, 90.0, bound=bound)
    assert one.bound_gap == within
    told = table([one])
    assert told.splitlines()[1].split()[4] == ("-" if within is None else f"{within:.2f}")
    assert ("no plan at all can be cheaper by more" in told) == (within is not None)


def test_iterations_that_are_not_told_are_left_out() -> None:
    one = row("a", 99.0, 100.0, iterations=None)
    assert "iterations" not in json.loads(json_line(one))
    assert table([one]).splitlines()[1].endswith(" -")


def test_a_line_and_the_table_say_whether_a_run_can_be_had_again() -> None:
    clock, effort = row("a", 99.0, 100.0), row("b", 99.0, 100.0, reproducible=True)
    assert [json.loads(json_line(one))["reproducible"] for one in (clock, effort)] == [False, True]
    both = table([clock, effort, clock])
    assert "Not reproducible: 2 of 3 runs; a limit by the clock gives that up." in both
    assert "Reproducible by seed and effort: 1 of 3 runs." in both
    assert "Not reproducible" not in table([effort])
    assert "Reproducible" not in table([clock])


def test_a_search_that_found_nothing_better_says_so() -> None:
    stuck, found = row("a", 99.0, 100.0, improved=False), row("b", 99.0, 100.0, improved=True)
    assert json.loads(json_line(stuck))["improved"] is False
    assert "Found nothing better than what the search began with: a by ours." in table(
        [stuck, found, row("c", 1.0, 1.0)]
    )
    assert "nothing better" not in table([found])
