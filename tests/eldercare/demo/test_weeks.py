"""Weeks of invented districts as files that the bench reads."""

from pathlib import Path

import pytest

from eldercare.demo.weeks import main
from solver.bench.week.family import STREET
from solver.week.document import problem_in
from solver.week.problem import WeekProblem


def test_a_week_is_made_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["tiny", "--seeds", "3", "--out", str(tmp_path)]
    assert main(words) == 0
    file = tmp_path / "tiny-3.json"
    assert capsys.readouterr().out == f"{file}\n"
    problem = problem_in(file.read_bytes())
    assert (problem.week, problem.days) == ("2026-11-23", 7)
    assert sum(len(unit.visits) for unit in problem.units) > 40
    file.write_bytes(b"made already")
    assert main(words) == 0
    assert file.read_bytes() == b"made already"


def test_a_short_one_has_fewer_people(tmp_path: Path) -> None:
    main(["tiny", "--shortage", "--out", str(tmp_path)])
    main(["tiny", "--out", str(tmp_path)])
    short, usual = (problem_in((tmp_path / f"{name}.json").read_bytes()) for name in ("tiny-shortage-0", "tiny-0"))
    assert _people(short) < _people(usual)


def test_districts_side_by_side_are_one_week(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["tiny", "--districts", "2", "--out", str(tmp_path)])
    assert capsys.readouterr().out == f"{tmp_path / 'tiny-2-0.json'}\n"
    both = problem_in((tmp_path / "tiny-2-0.json").read_bytes())
    assert [unit.key for unit in both.units] == ["sf01-home", "sf01-s1-center", "sf02-home", "sf02-s1-center"]
    assert sum(place.tier == STREET for place in both.facilities) == 2


@pytest.mark.parametrize("count", ["0", "-1", "21", "two"])
def test_a_count_of_districts_that_cannot_be_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], count: str
) -> None:
    with pytest.raises(SystemExit):
        main(["city", "--districts", count, "--out", str(tmp_path / "made")])
    assert "argument --districts: " in capsys.readouterr().err
    assert not (tmp_path / "made").exists()


def _people(problem: WeekProblem) -> int:
    return sum(len(unit.people) for unit in problem.units)
