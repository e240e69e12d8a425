"""A batch of one small instance: measured once, gone on with, told."""

from dataclasses import replace
from pathlib import Path

import pytest

from solver.bench import objections
from solver.bench.places import family
from solver.bench.standard.__main__ import main
from solver.bench.standard.batches import BATCHES, GOALS, Batch
from solver.bench.standard.machine import machine
from solver.bench.standard.store import load

from ..visits.home_care import TEXT

BATCH = Batch("visits", ("mankowska-10",), (0.2,), seeds=(0, 1), workers=1)


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    for kind in ("mankowska", "italian"):
        (tmp_path / "visits" / kind).mkdir(parents=True)
        (tmp_path / "visits" / kind / "bks.csv").write_text("instance,bks,source\n", "utf-8")
    (tmp_path / "visits" / "mankowska" / "InstanzCPLEX_HCSRP_10_1.txt").write_text(TEXT, "utf-8")
    return ["visits", "--root", str(tmp_path), "--docs", str(tmp_path)]


def test_what_is_missing_is_measured_and_no_more(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for seeds, measured in (["--seeds", "1"], 1), ([], 1), ([], 0), (["--again"], 2), (["--page"], 0):
        assert main([*words, *seeds], [BATCH]) == 0
        assert len(capsys.readouterr().out.splitlines()) == measured
    assert main(words[1:], [BATCH]) == 0, "without a family all of them"
    assert not capsys.readouterr().out
    kept = load(tmp_path / "benchmarks" / "visits.jsonl")
    assert {case.seed for case in kept} == {0, 1}
    assert {(one.machine, one.reproducible) for one in kept.values()} == {(machine(), False)}
    assert all(one.seconds for one in kept.values())
    assert "| mankowska-10 | ours | 0.2 | 1 | 0, 1 |" in (tmp_path / "benchmarks.md").read_text("utf-8")


def test_what_two_batches_ask_for_is_measured_once_beside_its_peer(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--again"], [replace(BATCH, peers=("ortools",), seeds=(0,)), BATCH]) == 0
    told = [line.split()[2:7] for line in capsys.readouterr().out.splitlines()]
    assert [(engine, seed) for engine, _, _, _, seed in told] == [("ortools", "0:"), ("ours", "0:"), ("ours", "1:")]


def test_every_goal_is_in_some_batch() -> None:
    asked = {(batch.family, name, seconds) for batch in BATCHES for name in batch.names for seconds in batch.seconds}
    assert {(family, *key) for family, goals in GOALS.items() for key in goals} <= asked


def test_where_the_best_known_is_proven_no_instance_may_miss_it_and_elsewhere_by_little() -> None:
    sizes = {size: GOALS["visits"][f"mankowska-{size}", 60].worst for size in (10, 25, 50, 300)}
    assert sizes == {10: 0.0, 25: 0.0, 50: 0.3, 300: 0.3}
    assert GOALS["visits"]["italian", 120].worst == 0.5


@pytest.mark.parametrize(("names", "lines"), [(("mankowska-20", "mankowska-10"), 2), (("mankowska-20",), 0)])
def test_a_set_that_is_not_there_is_told_and_the_others_are_measured(
    names: tuple[str, ...], lines: int, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words, [replace(BATCH, names=names)]) == 2
    told = capsys.readouterr()
    assert ": mankowska-20; --root says where the instances lie" in told.err
    assert len(told.out.splitlines()) == lines


@pytest.mark.parametrize("none", [["--seeds", "7"], ["--seconds", "3"]])
def test_seeds_and_seconds_that_no_batch_has_are_told(
    none: list[str], words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, *none], [BATCH]) == 2
    assert "no batch of these families has such seeds" in capsys.readouterr().err
    assert not (tmp_path / "benchmarks.md").exists()


def test_seconds_that_nobody_can_spend_are_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([*words, "--seconds", "20", "nan"], [BATCH])
    assert "argument --seconds: 'nan' is no amount; give a number above 0" in capsys.readouterr().err


def test_what_cannot_be_read_is_told_and_the_others_are_measured(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "visits" / "mankowska" / "InstanzCPLEX_HCSRP_10_2.txt").write_text(TEXT[:-4], "utf-8")
    assert main([*words, "--seeds", "0"], [BATCH]) == 2
    told = capsys.readouterr()
    assert "InstanzCPLEX_HCSRP_10_2.txt, l: numbers: 3 instead of 4" in told.err
    assert "1/2 InstanzCPLEX_HCSRP_10_1 ours 0.2 s seed 0" in told.out


def test_a_run_that_was_killed_within_a_line_goes_on(words: list[str], tmp_path: Path) -> None:
    file = tmp_path / "benchmarks" / "visits.jsonl"
    assert main([*words, "--seeds", "0"], [BATCH]) == 0
    whole = file.read_text("utf-8")
    file.write_text(whole + whole[:50], "utf-8")
    assert main(words, [BATCH]) == 0
    assert {case.seed for case in load(file)} == {0, 1}


def test_a_line_that_cannot_be_read_is_told(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "rounds.jsonl").write_text("half\n", "utf-8")
    assert main([*words, "--page"], [BATCH]) == 2
    assert "rounds.jsonl, line 1: " in capsys.readouterr().err
    assert not (tmp_path / "benchmarks.md").exists()


def test_a_peer_that_is_not_installed_and_a_page_that_cannot_be_written_are_told_before_anything_is_measured(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(objections, "find_spec", lambda module: None)
    rounds = Batch("rounds", ("solomon",), (0.2,), peers=("pyvrp",), seeds=(0,), workers=1)
    assert main(words[1:], [BATCH, rounds]) == 2
    told = capsys.readouterr()
    assert ("pyvrp is not installed: install" in told.err, told.out) == (True, "")
    (tmp_path / "file").write_text("", "utf-8")
    assert main([*words[:3], "--docs", str(tmp_path / "file")], [BATCH]) == 2
    assert "file/benchmarks is no folder" in capsys.readouterr().err


def test_effort_is_not_told_as_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(family, "MADE", tmp_path / "made")
    batch = Batch("places", ("places-300",), (1,), seeds=(0,), workers=1)
    assert main(["places", "--docs", str(tmp_path)], [batch]) == 0
    assert "1/5 places-300-0 ours effort 1 seed 0: " in capsys.readouterr().out
