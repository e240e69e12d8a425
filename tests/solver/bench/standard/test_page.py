"""The page says what was reached and what was not."""

from collections.abc import Sequence
from pathlib import Path

from solver.bench.standard.page import write_page
from solver.bench.standard.store import Kept

from .measured import run


def seeds(instance: str, *costs: float, **facts: object) -> list[Kept]:
    return [run(instance, cost, seed=seed, **facts) for seed, cost in enumerate(costs)]


def page_of(tmp_path: Path, family: str, runs: Sequence[Kept]) -> str:
    write_page(tmp_path, {family: runs, "rounds": []})
    return (tmp_path / "benchmarks.md").read_text("utf-8")


def test_bars_are_reached_or_not_and_what_breaks_a_rule_reaches_none(tmp_path: Path) -> None:
    runs = seeds("a_1", 99.7, 99.7, 99.7) + seeds("b_1", 99.7, 99.7, 99.7, group="mankowska-75")
    runs += seeds("c_1", 90.0, 90.0, 90.0, group="mankowska-100", feasible=False)
    page = page_of(tmp_path, "visits", runs)
    bar = "≤ -0.20 %, worst ≤ +0.30 %"
    assert f"| mankowska-50 | ours | 60 | 1 | 0, 1, 2 | -0.30 % | -0.30 % | {bar}: reached |" in page
    assert "| ≤ -0.40 %, worst ≤ +0.30 %: not yet |" in page
    failed = (
        "| mankowska-100 (not feasible) | ours | 60 | 1 | 0, 1, 2 |  |  | ≤ -1.00 %, worst ≤ +0.30 %: not yet | none |"
    )
    assert failed in page
    assert "## Rounds" not in page


def test_a_good_mean_hides_no_bad_instance_and_one_seed_proves_nothing(tmp_path: Path) -> None:
    sets = {"a_1": 97.0, "a_2": 97.0, "a_3": 105.0}
    page = page_of(tmp_path, "visits", [one for name, cost in sets.items() for one in seeds(name, cost, cost, cost)])
    assert "| -0.33 % | +5.00 % | ≤ -0.20 %, worst ≤ +0.30 %: not yet |" in page
    page = page_of(tmp_path, "visits", seeds("a_1", 97.0))
    assert "| 1 | 0 | -3.00 % | -3.00 % | ≤ -0.20 %, worst ≤ +0.30 %: within, 1 of 3 seeds |" in page
    assert "worst ≤ +0.30 %: reached, 2 of 3 seeds |" in page_of(tmp_path, "visits", seeds("a_1", 97.0, 98.0))


def test_what_is_proven_stands_beside_the_gap_and_columns_without_anything_are_left_out(tmp_path: Path) -> None:
    wards = [run("Instance5", 114.3, family="rostering", seed=seed, bound=114.1) for seed in range(3)]
    page = page_of(tmp_path, "rostering", wards)
    assert "| mean gap | worst gap | proven within | bar | mean cost |" in page
    assert "| +14.30 % | +14.30 % | 0.18 % | ≤ +0.50 %: not yet | 114.3 |" in page
    assert "proven within | " not in page_of(tmp_path, "visits", seeds("a_1", 97.0))


def test_the_gap_over_time_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "benchmarks").mkdir()
    write_page(tmp_path, {"visits": [run("a_1", 99.0), run("a_1", 101.0, asked=20.0)]})
    drawn = (tmp_path / "benchmarks" / "visits.svg").read_text("utf-8")
    assert "mankowska-50, ours" in drawn
    assert "benchmarks/visits.svg" in (tmp_path / "benchmarks.md").read_text("utf-8")
