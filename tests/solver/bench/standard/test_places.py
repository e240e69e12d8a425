"""What the page says of places: proven or not, how soon, and why somebody waits."""

from pathlib import Path

import pytest

from solver.bench.standard.page import write_page
from solver.bench.standard.store import Kept

from .measured import run


def town(name: str, proven: float, seconds: float, **told: object) -> Kept:
    group, facts = name.rpartition("-")[0], {"proven": proven, "solve_seconds": seconds, "waiting_zone_seats": 3}
    return run(name, 7.0, family="places", asked=1.0, gap=None, group=group, left_out=3, facts=facts, **told)


def page_of(tmp_path: Path, *towns: Kept) -> str:
    write_page(tmp_path, {"places": towns})
    return (tmp_path / "benchmarks.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (town("places-3000-0", 1.0, 1.0), "yes | 1.00 | 3 | zone_seats 3 | proven, ≤ 1 s: reached"),
        (town("places-3000-0", 0.0, 0.5), "no | 0.50 | 3 | zone_seats 3 | proven, ≤ 1 s: not yet"),
        (town("places-3000-0", 1.0, 1.2), "yes | 1.20 | 3 | zone_seats 3 | proven, ≤ 1 s: not yet"),
        (town("places-3000-0", 1.0, 0.5, feasible=False), "yes | 0.50 | 3 | zone_seats 3 | proven, ≤ 1 s: not yet"),
    ],
)
def test_a_town_is_proven_within_a_second_or_not_yet(one: Kept, told: str, tmp_path: Path) -> None:
    assert f"| places-3000-0 | {told} |" in page_of(tmp_path, one)


def test_a_smaller_town_has_no_bar_and_lines_without_figures_no_table(tmp_path: Path) -> None:
    assert "| places-300-0 | yes | 0.50 | 3 | zone_seats 3 |  |" in page_of(tmp_path, town("places-300-0", 1.0, 0.5))
    assert "| town |" not in page_of(tmp_path, run("places-3000-0", 7.0, family="places", asked=1.0, gap=None))
