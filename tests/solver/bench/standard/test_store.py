"""What is kept is read back, the last word on each case."""

from pathlib import Path

import pytest

from solver.bench.reading import InstanceError
from solver.bench.standard.store import add, load, tidy

from ..full_disk import room_for
from .measured import run


def test_the_last_line_of_a_case_counts_and_tidying_leaves_only_that(tmp_path: Path) -> None:
    file = tmp_path / "visits.jsonl"
    assert load(file) == {}
    first, again, other = run("a_1", 99.0), run("a_1", 98.0), run("a_1", 97.0, seed=1)
    for one in (first, other, again):
        add(file, one)
    assert set(load(file).values()) == {again, other}
    tidy(file)
    assert len(file.read_text("utf-8").splitlines()) == 2
    assert set(load(file).values()) == {again, other}


def test_the_end_of_one_run_leaves_what_another_has_added_meanwhile(tmp_path: Path) -> None:
    file, ours, theirs = tmp_path / "visits.jsonl", run("a_1", 99.0), run("a_1", 98.0, seed=1)
    add(file, ours)
    assert set(load(file)) == {ours.case}
    add(file, theirs)
    tidy(file)
    assert set(load(file).values()) == {ours, theirs}


def test_a_full_disk_takes_nothing_of_what_was_kept(tmp_path: Path) -> None:
    file = tmp_path / "visits.jsonl"
    for seed in range(9):
        add(file, run("a_1", 99.0, seed=seed))
    with pytest.raises(OSError, match="large"), room_for(500):
        tidy(file)
    assert len(load(file)) == 9


def test_half_a_line_at_the_end_does_not_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, other = tmp_path / "visits.jsonl", run("a_1", 98.0, seed=1)
    add(file, run("a_1", 99.0))
    whole = file.read_text("utf-8")
    file.write_text(whole + whole[:50], "utf-8")
    assert set(load(file).values()) == {run("a_1", 99.0)}
    assert f"{file}, line 2: " in capsys.readouterr().err
    tidy(file)
    add(file, other)
    assert set(load(file).values()) == {run("a_1", 99.0), other}
    file.write_text(whole.rstrip("\n"), "utf-8")
    assert set(load(file).values()) == {run("a_1", 99.0)}, "whole, though an editor took its end"


@pytest.mark.parametrize("broken", ["half\n", '{"case": {}}\n', "[]\n", '{"case": {"size": 3}}\n'])
def test_another_line_that_cannot_be_read_is_told_with_its_number(broken: str, tmp_path: Path) -> None:
    file = tmp_path / "visits.jsonl"
    add(file, run("a_1", 99.0))
    file.write_text(file.read_text("utf-8") + broken, "utf-8")
    add(file, run("a_1", 99.0, seed=1))
    with pytest.raises(InstanceError, match=r"visits.jsonl, line 2: .*; remove it and it is measured again"):
        load(file)
