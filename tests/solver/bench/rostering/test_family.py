"""The command on a ward of its own: read, solved, checked, written."""

import json
import re
from pathlib import Path

import pytest

from solver.bench.__main__ import main
from solver.bench.family import Spending
from solver.bench.rostering.check import check
from solver.bench.rostering.family import FAMILY
from solver.bench.rostering.format import read

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


def test_where_the_seconds_end_first_it_says_how_many_had_a_roster(root: Path) -> None:
    (ward, *_) = [one for one in FAMILY.instances(root) if one.name == "Instance0"]
    answer = FAMILY.solve(ward, Spending.of("rostering", 1e-9, 1, 0))
    people = len(read(ward.path).people)
    assert (answer.feasible, answer.facts) == (False, {"ready": 0, "people": people})
    assert json.loads(answer.text)["roster"] == {
        person: [""] * read(ward.path).days for person in read(ward.path).people
    }


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("4800,3360,5,2,2,1", "4800,4800,5,2,2,0", "person A: no roster keeps all her limits; loosen one of them"),
        ("A,5,E,4", "A,5,E,1e300", "the whole: .*; fetch the file again"),
    ],
)
def test_who_cannot_be_given_a_roster_is_told_and_stops_no_other(
    right: str, wrong: str, told: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert right in TEXT
    (root / "rostering" / "Instance1.txt").write_text(TEXT.replace(right, wrong, 1), "utf-8")
    words = ["--root", str(root), "--out", str(root / "out"), "--seconds", "1", "--workers", "1", "--json"]
    assert main(["rostering", "Instance1", "Instance10", *words]) == 2
    said = capsys.readouterr()
    assert re.search(f"Instance1.txt, {told}", said.err)
    assert [json.loads(line)["instance"] for line in said.out.splitlines()] == ["Instance10"]


def test_a_ward_that_cannot_be_read_stops_no_other(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "rostering" / "Instance1.txt").write_text("SECTION_HORIZON\n", "utf-8")
    assert [one.name for one in FAMILY.instances(root)] == ["Instance0", "Instance1", "Instance10"]
    words = ["--root", str(root), "--out", str(root / "out"), "--seconds", "1", "--workers", "1", "--json"]
    assert main(["rostering", "Instance1", "Instance10", *words]) == 2
    told = capsys.readouterr()
    assert "Instance1.txt, SECTION_HORIZON: no such section" in told.err
    assert [json.loads(line)["instance"] for line in told.out.splitlines()] == ["Instance10"]
