"""A batch of one small instance: measured once, gone on with, told."""

from pathlib import Path

import pytest

from solver.bench.standard.__main__ import main
from solver.bench.standard.batches import BATCHES, GOALS, Batch
from solver.bench.standard.store import load

from ..visits.home_care import TEXT

BATCH = Batch("visits", ("mankowska-10",), (0.2,), seeds=(0, 1), workers=1)


def test_what_is_missing_is_measured_and_no_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("mankowska", "italian"):
        (tmp_path / "visits" / kind).mkdir(parents=True)
        (tmp_path / "visits" / kind / "bks.csv").write_text("instance,bks,source\n", "utf-8")
    (tmp_path / "visits" / "mankowska" / "InstanzCPLEX_HCSRP_10_1.txt").write_text(TEXT, "utf-8")
    words = ["visits", "--root", str(tmp_path), "--docs", str(tmp_path)]
    for seeds, measured in (["--seeds", "1"], 1), ([], 1), ([], 0), (["--again"], 2), (["--page"], 0):
        assert main([*words, *seeds], [BATCH]) == 0
        assert len(capsys.readouterr().out.splitlines()) == measured
    assert main(words[1:], [BATCH]) == 0, "without a family all of them"
    assert not capsys.readouterr().out
    kept = load(tmp_path / "benchmarks" / "visits.jsonl")
    assert {case.seed for case in kept} == {0, 1}
    assert "| mankowska-10 | ours | 0.2 | 1 | 2 |" in (tmp_path / "benchmarks.md").read_text("utf-8")


def test_every_goal_is_in_some_batch() -> None:
    asked = {(batch.family, name, seconds) for batch in BATCHES for name in batch.names for seconds in batch.seconds}
    assert {(family, *key) for family, goals in GOALS.items() for key in goals} <= asked
