"""The page says what was reached and what was not."""

from pathlib import Path

from solver.bench.standard.page import write_page

from .measured import run


def test_goals_are_reached_or_not_and_what_breaks_a_rule_reaches_none(tmp_path: Path) -> None:
    runs = [run("a_1", 99.7), run("b_1", 99.7, group="mankowska-75")]
    runs.append(run("c_1", 90.0, group="mankowska-100", feasible=False))
    write_page(tmp_path, {"visits": runs, "rounds": []})
    page = (tmp_path / "benchmarks.md").read_text("utf-8")
    assert "| mankowska-50 | ours | 60 | 1 | 1 | -0.30 % | -0.30 % | -0.20 % reached |" in page
    assert "| -0.40 % not yet |" in page
    assert "| mankowska-100 (not feasible) | ours | 60 | 1 | 1 |  |  | -1.00 % not yet |" in page
    assert "## Rounds" not in page


def test_the_gap_over_time_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "benchmarks").mkdir()
    write_page(tmp_path, {"visits": [run("a_1", 99.0), run("a_1", 101.0, asked=20.0)]})
    drawn = (tmp_path / "benchmarks" / "visits.svg").read_text("utf-8")
    assert "mankowska-50, ours" in drawn
    assert "benchmarks/visits.svg" in (tmp_path / "benchmarks.md").read_text("utf-8")
