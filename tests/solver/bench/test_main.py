"""The command on an instance of its own: files, lines, table, and its ends."""

import json
from pathlib import Path

import pytest

from solver.bench.__main__ import main
from solver.bench.visits.check import check
from solver.bench.visits.format import read_solution

from .visits.home_care import PROBLEM, TEXT

NAME = "InstanzCPLEX_HCSRP_10_1"


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    for kind in ("mankowska", "italian"):
        (tmp_path / "visits" / kind).mkdir(parents=True)
        (tmp_path / "visits" / kind / "bks.csv").write_text(f"instance,bks,source\n{NAME},7.0,us\n", "utf-8")
    (tmp_path / "visits" / "mankowska" / f"{NAME}.txt").write_text(TEXT, "utf-8")
    return [
        "--root",
        str(tmp_path),
        "--out",
        str(tmp_path / "out"),
        "--seconds",
        "0.2",
        "--workers",
        "1",
        "--seed",
        "3",
    ]


def test_one_line_each_and_a_solution_file(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["visits", NAME, *words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["instance"], told["group"], told["seed"], told["feasible"]) == (NAME, "mankowska-10", 3, True)
    assert told["gap"] == pytest.approx(100 * (told["cost"] / 7 - 1), abs=0.001)
    routes = read_solution((tmp_path / "out" / f"{NAME}.json").read_text("utf-8"))
    assert check(PROBLEM, routes).cost == pytest.approx(told["cost"], abs=0.0001)


def test_the_table_closes_each_set_with_its_mean(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["visits", "mankowska-10", *words]) == 0
    assert "mean of mankowska-10 by ours (1)" in capsys.readouterr().out


def test_an_unknown_instance_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["visits", "nowhere", *words]) == 2
    assert "no such instance" in capsys.readouterr().err


@pytest.mark.parametrize("family", ["visits", "rostering", "rounds"])
def test_where_instances_lie_elsewhere_it_says_how_to_name_the_place(
    family: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([family, "Some", "--root", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == 2
    assert "--root" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
