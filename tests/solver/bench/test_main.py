"""The command on an instance of its own: files, lines, table, and its ends."""

import json
import re
from pathlib import Path

import pytest

from solver.bench import objections
from solver.bench.__main__ import asked_of, main
from solver.bench.visits.check import check
from solver.bench.visits.format import read_solution

from .visits.home_care import PROBLEM, TEXT

UNSPENDABLE = ("0", "-1", "nan", "inf", "soon")
UNCOUNTED = ("0", "-1", "1.5", "nan")
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
    assert told["reproducible"] is False, "the clock ended it"
    assert told["gap"] == pytest.approx(100 * (told["cost"] / 7 - 1), abs=0.001)
    routes = read_solution((tmp_path / "out" / f"{NAME}.json").read_text("utf-8"))
    assert check(PROBLEM, routes).cost == pytest.approx(told["cost"], abs=0.0001)


def test_the_table_closes_each_set_with_its_mean(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["visits", "mankowska-10", *words]) == 0
    assert "mean of mankowska-10 by ours (1)" in capsys.readouterr().out


@pytest.mark.parametrize("names", [["nowhere"], [NAME, "nowhere"]])
def test_an_unknown_instance_is_told(names: list[str], words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["visits", *names, *words]) == 2
    told = capsys.readouterr()
    assert "no such instance" in told.err
    assert ": nowhere; --root" in told.err
    assert not told.out, "nor is a known one solved beside it"


def test_what_cannot_be_read_is_told_and_the_others_are_solved(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cut = tmp_path / "visits" / "mankowska" / "InstanzCPLEX_HCSRP_10_0.txt"
    cut.write_text(TEXT[:-4], "utf-8")
    assert main(["visits", *words, "--json"]) == 2
    told = capsys.readouterr()
    assert f"{cut}, l: numbers: 3 instead of 4; fetch" in told.err
    assert [json.loads(line)["instance"] for line in told.out.splitlines()] == [NAME]


def test_best_costs_that_cannot_be_read_are_told(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "visits" / "mankowska" / "bks.csv").write_text("instance,cost\na,7\n", "utf-8")
    assert main(["visits", NAME, *words]) == 2
    assert "bks.csv, the costs of its instances: no 'bks'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "order",
    [
        ["--against", "ortools", "R1"],
        ["R1", "--against", "ortools"],
        ["--against", "ortools", "--against", "pyvrp", "--seed", "1", "R1"],
        ["R1", "--against", "pyvrp", "R2", "ortools"],
    ],
)
def test_names_may_stand_before_and_behind_the_peers(order: list[str]) -> None:
    asked = asked_of(["rounds", *order])
    assert asked.instances == sorted({"R1", "R2"} & set(order))
    assert sorted(asked.against) == sorted({"ortools", "pyvrp"} & set(order))


@pytest.mark.parametrize(
    ("family", "wrong", "told"),
    [
        *(("visits", ["--seconds", word], "--seconds: .* is no amount; give a number above 0") for word in UNSPENDABLE),
        *(("places", ["--effort", word], "--effort: .* is no amount; give a number above 0") for word in UNSPENDABLE),
        *(
            ("visits", ["--workers", word], "--workers: .* is no count; give a whole number from 1")
            for word in UNCOUNTED
        ),
    ],
)
def test_what_cannot_be_spent_is_refused_at_the_command(
    family: str, wrong: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        asked_of([family, *wrong])
    assert ended.value.code == 2
    assert re.search(f"error: argument {told}", capsys.readouterr().err)


@pytest.mark.parametrize("against", [["pyvrp"], ["ortools", "pyvrp"]])
def test_a_peer_that_does_not_exist_is_told_with_those_that_do(
    against: list[str], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["visits", NAME, *words, "--against", *against]) == 2
    assert "no such peer: pyvrp; visits has ortools\n" in capsys.readouterr().err


def test_an_instance_behind_its_peer_is_none_of_the_peers(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["visits", *words, "--json", "--against", "ortools", NAME]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["engine"], one["feasible"]) for one in told] == [("ortools", True), ("ours", True)]


def test_an_instance_where_a_peer_is_to_stand_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["visits", *words, "--against", NAME]) == 2
    assert capsys.readouterr().err == f"no such peer: {NAME}; visits has ortools\n"


@pytest.mark.parametrize(
    ("family", "peers"),
    [
        ("visits", "ortools"),
        ("rostering", "cpsat"),
        ("rounds", "ortools, pyvrp, vroom"),
        ("week", "ten_times"),
        ("places", "none, no other engine plans its instances"),
        ("desk", "none, no other engine plans its instances"),
    ],
)
def test_every_family_names_its_peers(
    family: str, peers: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([family, "--root", str(tmp_path), "--against", "nobody"]) == 2
    assert f"no such peer: nobody; {family} has {peers}\n" in capsys.readouterr().err


def test_what_would_stop_it_half_way_is_told_before_anything_is_solved(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("", "utf-8")
    assert main(["visits", NAME, *words]) == 2
    told = capsys.readouterr()
    assert (f"{tmp_path / 'out'} is no folder" in told.err, told.out) == (True, "")
    (tmp_path / "meals").mkdir()
    (tmp_path / "meals" / "meal_instance.py").write_text("", "utf-8")
    words[words.index("--out") + 1] = str(tmp_path / "other")
    assert main(["rounds", "meal-150", "--against", "vroom", *words]) == 2
    told = capsys.readouterr()
    assert ("vroom plans none of meal-150: " in told.err, told.out) == (True, "")
    monkeypatch.setattr(objections, "find_spec", lambda module: None)
    assert main(["rounds", "meal-150", "--against", "pyvrp", *words]) == 2
    assert "pyvrp is not installed" in capsys.readouterr().err


@pytest.mark.parametrize("family", ["visits", "rostering", "rounds"])
def test_where_instances_lie_elsewhere_it_says_how_to_name_the_place(
    family: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([family, "Some", "--root", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == 2
    assert "--root" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
