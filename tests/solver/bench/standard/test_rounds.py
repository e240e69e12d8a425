"""What the page says of rounds beside those of the peers."""

from dataclasses import replace
from pathlib import Path

from solver.bench.standard.page import write_page
from solver.bench.standard.store import Kept

from .measured import run


def thrice(instance: str, cost: float, engine: str = "ours", group: str = "gh200", **facts: object) -> list[Kept]:
    """With every seed of a bar."""
    return [rounds(instance, cost, engine, group, seed=seed, **facts) for seed in range(3)]


def rounds(instance: str, cost: float, engine: str = "ours", group: str = "gh200", **facts: object) -> Kept:
    return run(instance, cost, family="rounds", engine=engine, group=group, asked=30.0, **facts)


def page_of(tmp_path: Path, *runs: Kept) -> str:
    write_page(tmp_path, {"rounds": runs})
    return (tmp_path / "benchmarks.md").read_text("utf-8")


def test_we_may_be_half_a_point_behind_the_close_peer(tmp_path: Path) -> None:
    ours = [rounds("R1", cost, seed=seed) for seed, cost in enumerate((100.0, 101.0, 150.0))]
    page = page_of(tmp_path, *ours, *thrice("R1", 100.5, "pyvrp"), rounds("R2", 90.0, "pyvrp"))
    assert "| gh200 | 30 | pyvrp | +0.50 % | 0 of 1 | +0.50 | 0 | 0 | ≤ 0.5 behind: reached |" in page
    assert "not yet" in page_of(tmp_path, *ours, *thrice("R1", 100.4, "pyvrp"))


def test_the_others_are_to_be_dearer_on_every_instance(tmp_path: Path) -> None:
    ours = thrice("R1", 101.0) + thrice("R2", 101.0)
    page = page_of(tmp_path, *ours, *thrice("R1", 110.0, "vroom"), *thrice("R2", 101.0, "vroom"))
    assert "| 1 of 2, 1 alike | -4.50 | 0 | 0 | cheaper on all: not yet |" in page
    page = page_of(tmp_path, *ours, *thrice("R1", 110.0, "vroom"), *thrice("R2", 101.1, "vroom"))
    assert "| 2 of 2 | -4.55 | 0 | 0 | cheaper on all: reached |" in page


def test_fewer_seeds_of_either_are_told_and_reach_nothing_flatly(tmp_path: Path) -> None:
    theirs = [rounds("R1", 110.0, "vroom", seed=seed) for seed in range(2)]
    page = page_of(tmp_path, *thrice("R1", 101.0), *theirs)
    assert "cheaper on all: within, 2 of 3 seeds |" in page
    page = page_of(tmp_path, rounds("R1", 110.0), *thrice("R1", 101.0, "vroom"))
    assert "cheaper on all: beyond, 1 of 3 seeds |" in page


def test_other_seconds_have_no_bar(tmp_path: Path) -> None:
    short = [
        replace(one, case=replace(one.case, asked=10.0)) for one in (rounds("R1", 1.0), rounds("R1", 2.0, "vroom"))
    ]
    assert "| gh200 | 10 | vroom | -50.00 % | 1 of 1 | -1.00 | 0 | 0 |  |" in page_of(tmp_path, *short)


def test_lunches_cost_no_more_and_fewer_are_left_out(tmp_path: Path) -> None:
    def page(left_out: int) -> str:
        ours = thrice("n600", 90.0, group="meal-600", gap=None, left_out=left_out)
        return page_of(tmp_path, *ours, *thrice("n600", 100.0, "ortools", group="meal-600", gap=None, left_out=3))

    told = "| meal-600 | 30 | ortools | -10.00 % | 1 of 1 |  |"
    assert f"{told} 2 | 3 | no dearer, fewer left out: reached |" in page(2)
    assert f"{told} 3 | 3 | no dearer, fewer left out: not yet |" in page(3)


def test_a_plan_that_breaks_something_reaches_nothing(tmp_path: Path) -> None:
    ours = rounds("R1", 101.0, feasible=False)
    assert "cheaper on all: not yet" in page_of(tmp_path, ours, rounds("R1", 110.0, "vroom"))


def test_nothing_is_told_of_rounds_without_peers(tmp_path: Path) -> None:
    assert "cost beside theirs" not in page_of(tmp_path, rounds("R1", 101.0))


def test_a_peer_whose_plan_breaks_something_is_not_beaten_by_that(tmp_path: Path) -> None:
    ours = thrice("R1", 101.0) + thrice("R2", 101.0)
    broken = thrice("R2", 900.0, "vroom", feasible=False)
    page = page_of(tmp_path, *ours, *thrice("R1", 102.0, "vroom"), *broken)
    told = "| -0.98 % | 1 of 1; runs not feasible: 3 of theirs | -1.00 | 0 | 0 | cheaper on all: reached |"
    assert told in page
    assert "|  | 0 of 0; runs not feasible: 3 of theirs |  |  |  | cheaper on all: nothing to compare |" in page_of(
        tmp_path, *ours, *broken
    )


def test_of_several_runs_those_that_break_nothing_compare(tmp_path: Path) -> None:
    theirs = [rounds("R1", cost, "vroom", seed=seed, feasible=cost < 900) for seed, cost in enumerate((102.0, 900.0))]
    page = page_of(tmp_path, rounds("R1", 101.0), *theirs)
    assert "| -0.98 % | 1 of 1; runs not feasible: 1 of theirs | -1.00 |" in page
