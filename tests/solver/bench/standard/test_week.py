"""What the page says of weeks: bars of a district, and of the usual load."""

from dataclasses import replace
from pathlib import Path

from solver.bench.standard.page import write_page
from solver.bench.standard.store import Kept

from .measured import run


def week(name: str, seconds: float = 90.5, **facts: float) -> Kept:
    told = {
        "first_plan": 24.93,
        "violations": 0,
        "outranked": 0,
        "visit_covered": 0.9997,
        "meal_covered": 1.0,
        "familiar_visits": 0.84,
        "steady_elders": 0.74,
    }
    group = name.rpartition("-")[0]
    fields = {"family": "week", "asked": 1.0, "gap": 1.58, "group": group, "peak_mb": 800.0, "seconds": seconds}
    return run(name, 493361.0, facts={**told, **facts}, **fields)


def page_of(tmp_path: Path, *weeks: Kept) -> str:
    write_page(tmp_path, {"week": weeks})
    return (tmp_path / "benchmarks.md").read_text("utf-8")


def test_a_district_is_told_beside_its_bars(tmp_path: Path) -> None:
    line = (
        "| district-0 | 24.9 s (≤ 30) | 90.5 s (≤ 240) | 800 (≤ 4096) | 0 (≤ 0) | 0 (≤ 0) | 0 (≤ 0) | 99.97% (≥ 99%) |"
    )
    assert f"{line} 84.00% (≥ 80%) | 74.00% |" in page_of(tmp_path, week("district-0"))


def test_a_bar_that_is_missed_says_so(tmp_path: Path) -> None:
    page = page_of(tmp_path, week("district-0", seconds=260.0, violations=2, meal_covered=0.98, familiar_visits=0.79))
    missed = ("260.0 s (not yet ≤ 240)", "2 (not yet ≤ 0)", "98.00% (not yet ≥ 99%)", "79.00% (not yet ≥ 80%)")
    assert all(one in page for one in missed)


def test_what_is_left_open_beyond_ten_times_misses_the_goal(tmp_path: Path) -> None:
    """Though what is planned is within two in a hundred."""
    page = page_of(tmp_path, week("district-0", open_more=1200000.0))
    assert "1200000 (not yet ≤ 0)" in page
    assert "+2.00 %: not yet" in page
    assert "+2.00 %: reached" in page_of(tmp_path, week("district-0", open_more=-64.0))


def test_a_street_may_take_any_time_and_a_short_one_cannot_cover_all(tmp_path: Path) -> None:
    page = page_of(tmp_path, week("street-0", seconds=260.0), week("street-shortage-0", meal_covered=0.9))
    assert "| street-0 | 24.9 s | 260.0 s | 800 |" in page
    assert "| 90.00% | 84.00% | 74.00% |" in page


def test_gaps_stand_above_and_what_was_kept_without_figures_has_no_line(tmp_path: Path) -> None:
    page = page_of(tmp_path, run("street-0", 1.0, family="week", asked=1.0, gap=2.0))
    assert "+2.00 %" in page
    assert "first plan" not in page


def grown(name: str, streets: int, seconds: float, megabytes: float) -> Kept:
    return replace(week(name, streets=streets, work=seconds + 20, worker_mb=megabytes), cpu_seconds=seconds)


def test_a_street_among_twenty_is_told_beside_one_alone(tmp_path: Path) -> None:
    street, city = grown("street-0", 1, 40.0, 400.0), grown("city-4-0", 20, 860.0, 444.0)
    page = page_of(tmp_path, city, street, grown("tiny-0", 1, 5.0, 380.0), grown("street-shortage-0", 1, 80.0, 390.0))
    reached = "1.00 × (≤ 1.1)"
    assert f"| street-0 | 1 | 40.0 | {reached} | 60.0 | {reached} | 400.0 | {reached} |" in page
    assert "| city-4-0 | 20 | 43.0 | 1.07 × (≤ 1.1) | 44.0 | 0.73 × (≤ 1.1) | 444.0 | 1.11 × (not yet ≤ 1.1) |" in page
    assert not {"| tiny-0 | 1 |", "| street-shortage-0 | 1 |"} & {one[:12] for one in page.splitlines()}
    assert "times alone" not in page_of(tmp_path, city)
