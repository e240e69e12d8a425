"""The command on a ward of its own: read, solved, checked, written."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from solver.bench.__main__ import main
from solver.bench.family import Spending
from solver.bench.rostering import family
from solver.bench.rostering.check import check
from solver.bench.rostering.draft import draft_of
from solver.bench.rostering.family import FAMILY, named
from solver.bench.rostering.format import read
from solver.budget import Budget
from solver.rostering.engine.problem import Problem
from solver.rostering.engine.search import Found, search

from .ward import TEXT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "rostering"
    folder.mkdir()
    (folder / "best_known.csv").write_text("instance,ub,lb,source\nInstance0,7,,us\n", "utf-8")
    for name in ("Instance0", "Instance10"):
        (folder / f"{name}.txt").write_text(TEXT, "utf-8")
    return tmp_path


def test_a_solution_file_and_a_line_with_the_bound(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = root / "out"
    words = ["--root", str(root), "--out", str(out), "--seconds", "100", "--workers", "1", "--json"]
    assert main(["rostering", "Instance0", *words]) == 0, "it ends as soon as its plan is proved"
    told = json.loads(capsys.readouterr().out)
    assert (told["instance"], told["group"], told["feasible"]) == ("Instance0", "2 weeks", True)
    wards = read(root / "rostering" / "Instance0.txt")
    verdict = check(wards, json.loads((out / "Instance0.json").read_text("utf-8"))["roster"])
    assert verdict.breaches == ()
    assert told["bound"] == verdict.cost == told["cost"] == told["requests"] + told["cover"]
    assert (told["bound_gap"], type(told["improved"])) == (0.0, bool)


@pytest.mark.parametrize(("trail", "improved"), [(((0.1, 9),), False), (((0.1, 9), (0.2, 7)), True)])
def test_whether_anything_better_than_the_first_plan_was_found_is_told(
    trail: tuple[tuple[float, int], ...], improved: bool, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(draft: Problem, budget: Budget) -> Found:
        del budget
        return replace(search(draft, Budget(effort=0.01)), trail=trail, reproducible=improved)

    monkeypatch.setattr(family, "search", found)
    (ward, *_) = FAMILY.instances(root)
    answer = FAMILY.solve(ward, Spending.of("rostering", 1.0, 1, 0))
    assert (answer.improved, answer.reproducible) == (improved, improved)


def test_where_the_seconds_end_first_it_says_how_many_had_a_roster(root: Path) -> None:
    (ward, *_) = [one for one in FAMILY.instances(root) if one.name == "Instance0"]
    answer = FAMILY.solve(ward, Spending.of("rostering", 1e-9, 1, 0))
    people = len(read(ward.path).people)
    assert (answer.feasible, answer.facts) == (False, {"ready": 0, "people": people})
    assert json.loads(answer.text)["roster"] == {
        person: [""] * read(ward.path).days for person in read(ward.path).people
    }


def test_who_has_no_roster_within_her_limits_is_named_and_stops_no_other(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All her minutes in two weeks without a weekend and with a day off."""
    impossible = TEXT.replace("4800,3360,5,2,2,1", "4800,4800,5,2,2,0", 1)
    (root / "rostering" / "Instance1.txt").write_text(impossible, "utf-8")
    words = ["--root", str(root), "--out", str(root / "out"), "--seconds", "1", "--workers", "1", "--json"]
    assert main(["rostering", "Instance1", "Instance10", *words]) == 2
    said = capsys.readouterr()
    assert "Instance1.txt, person A: no roster keeps all her limits; loosen one of them" in said.err
    assert [json.loads(line)["instance"] for line in said.out.splitlines()] == ["Instance10"]


def test_who_is_to_be_free_for_longer_than_there_are_days_works_in_one_run(root: Path) -> None:
    ward = root / "rostering" / "Instance0.txt"
    ward.write_text(TEXT.replace("3360,5,2,2,1", "0,5,2,1000000000000,1", 1), "utf-8")
    wards = read(ward)
    found = search(draft_of(wards), Budget(effort=0.01))
    assert check(wards, named(wards, found)).breaches == ()


def test_a_ward_that_cannot_be_read_stops_no_other(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "rostering" / "Instance1.txt").write_text("SECTION_HORIZON\n", "utf-8")
    assert [one.name for one in FAMILY.instances(root)] == ["Instance0", "Instance1", "Instance10"]
    words = ["--root", str(root), "--out", str(root / "out"), "--seconds", "1", "--workers", "1", "--json"]
    assert main(["rostering", "Instance1", "Instance10", *words]) == 2
    told = capsys.readouterr()
    assert "Instance1.txt, SECTION_HORIZON: no such section" in told.err
    assert [json.loads(line)["instance"] for line in told.out.splitlines()] == ["Instance10"]
