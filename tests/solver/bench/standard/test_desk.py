"""What the page says of the desk: bars that are reached and others."""

from collections.abc import Mapping
from pathlib import Path

from solver.bench.standard.page import write_page
from solver.bench.standard.store import Kept, add, load

from .measured import run


def desk(**facts: float) -> Kept:
    spent = {
        f"{name}{kind}_{share}": 0.02
        for name in ("repair", "board", "ranking", "move")
        for kind in ("", "_cpu")
        for share in ("p50", "p95")
    }
    told: Mapping[str, float] = {
        "cases": 200,
        "violations": 0,
        "frozen_touched": 0,
        "compared": 10,
        "more_left_open": 0,
        "changes_compared": 110,
        "changes_fewest": 100,
    }
    return run("district-0", 0.02, family="desk", asked=1.0, gap=None, facts={**spent, **told, **facts})


def page_of(tmp_path: Path, one: Kept) -> str:
    write_page(tmp_path, {"desk": [one]})
    return (tmp_path / "benchmarks.md").read_text("utf-8")


def test_every_bar_is_told_and_whether_it_is_reached(tmp_path: Path) -> None:
    page = page_of(tmp_path, desk(repair_p50=0.8, repair_p95=2.5, board_p95=0.3, move_p95=0.031))
    assert "| district-0 | 0 | 200 | repair | 800 ms | 2.50 s | 20 ms | 3.00 s reached |" in page
    assert "| a day laid out for questions | 20 ms | 300 ms | 20 ms |  |" in page
    assert "| who else might come | 20 ms | 20 ms | 20 ms | 100 ms reached |" in page
    assert "| move by hand | 20 ms | 31 ms | 20 ms | 30 ms not yet |" in page
    assert "| district-0 | 0 | 0 | 0 | 10 | 0 | 110 | 100 | 1.10 | 1.2 reached |" in page


def test_more_changes_or_more_left_open_reach_no_bar(tmp_path: Path) -> None:
    assert "| 121 | 100 | 1.21 | 1.2 not yet |" in page_of(tmp_path, desk(changes_compared=121))
    assert "| 10 | 1 | 110 | 100 | 1.10 | 1.2 not yet |" in page_of(tmp_path, desk(more_left_open=1))


def test_its_figures_are_kept_and_those_of_others_stay_out(tmp_path: Path) -> None:
    file, one = tmp_path / "desk.jsonl", desk(repair_p95=2.5)
    add(file, one)
    add(file, run("a_1", 99.0))
    assert set(map(str, load(file).values())) == {str(one), str(run("a_1", 99.0))}
    assert "facts" not in file.read_text("utf-8").splitlines()[1]
