"""What is kept is read back, the last word on each case."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from solver.bench.family import Answer, Instance
from solver.bench.measure import Spent
from solver.bench.reading import InstanceError
from solver.bench.report import row_of
from solver.bench.standard.store import add, kept, load, tidy

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


def test_of_a_run_its_seconds_machine_and_whether_it_can_be_had_again_are_kept(tmp_path: Path) -> None:
    answer = Answer("", 99.0, 7, facts={"left_out": 2, "proven": 1.0}, improved=False)
    row = row_of("visits", "ours", Instance("a_1", "small", Path("a_1")), 0, answer, Spent(60.5, 118.0, 150.0))
    for family, facts in (("visits", {}), ("places", {"left_out": 2, "proven": 1.0})):
        one = kept(replace(run("a_1", 99.0).case, family=family), row, "2026-12-01", "2 × one")
        add(tmp_path / family, one)
        (read,) = load(tmp_path / family).values()
        assert (read.seconds, read.machine, read.reproducible, read.improved) == (60.5, "2 × one", False, False)
        assert (read.facts, read.left_out) == (facts, 2)


def test_older_lines_are_read_as_they_were_and_stay_as_short(tmp_path: Path) -> None:
    """Their seconds stood among a family's own figures."""
    file = tmp_path / "week.jsonl"
    old = run("street-0", 99.0, family="week", facts={"work": 3.0})
    add(file, old)
    first = file.read_text("utf-8")
    assert {"machine", "seconds", "reproducible", "improved"}.isdisjoint(json.loads(first))
    file.write_text(first.replace('"work": 3.0', '"work": 3.0, "seconds": 28.5'), "utf-8")
    (read,) = load(file).values()
    assert read == replace(old, seconds=28.5)
