"""Lines and tables of runs: gaps in percent, means by set."""

import json
from pathlib import Path

import pytest

from solver.bench.family import Answer, Instance
from solver.bench.measure import Spent
from solver.bench.report import Row, json_line, row_of, table


def row(name: str, cost: float, best_known: float | None, *, feasible: bool = True, bound: float | None = None) -> Row:
    answer = Answer("", cost, 1000, feasible, bound, {"worst": 2.5})
    return row_of("visits", "ours", Instance(name, "small", Path(name), best_known), 7, answer, Spent(1.5, 2.5, 100.0))


@pytest.mark.parametrize(
    ("cost", "best_known", "gap"), [(99.0, 100.0, -1.0), (100.0, 100.0, 0.0), (0.0, 0.0, 0.0), (5.0, 0.0, None)]
)
def test_the_gap_is_told_in_percent_of_the_best_known(cost: float, best_known: float, gap: float | None) -> None:
    assert row("a", cost, best_known).gap == gap


def test_a_line_leaves_out_what_is_unknown_and_adds_further_facts() -> None:
    told = json.loads(json_line(row("a", 99.0, None)))
    assert {"gap", "best_known", "bound", "facts"}.isdisjoint(told)
    assert (told["worst"], told["seconds"], told["cpu_seconds"], told["peak_mb"]) == (2.5, 1.5, 2.5, 100.0)
    assert json.loads(json_line(row("a", 99.0, None, bound=90.0)))["bound"] == 90.0


def test_a_set_is_closed_by_its_mean_gap() -> None:
    lines = table([row("a", 99.0, 100.0), row("b", 105.0, 100.0), row("c", 1.0, None, feasible=False)]).splitlines()
    assert lines[3].startswith("c (not feasible)")
    assert lines[4].split() == ["mean", "of", "small", "by", "ours", "(3)", "2.00", "1.5", "2.5"]
