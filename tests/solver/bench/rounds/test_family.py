"""From file to solution file; every answer ends in the check of the format."""

import json
from pathlib import Path

import pytest

from solver.bench.family import Spending
from solver.bench.rounds.check import check
from solver.bench.rounds.family import instances, prepare, read, solve

from ..full_disk import room_for
from .routings import SOLOMON, UCHOA

GENERATOR = """
def make(n, kitchens, seed):
    place = dict(lat=31.2, lon=121.4, x=0.0, y=0.0)
    elders = [dict(place, lat=31.2 + 0.001 * i, boxes=1, diet=i % 2, tw=[3600, 9000]) for i in range(4)]
    fleet = [dict(kitchen=0, type=kind, wave=wave, num=1) for kind in ("bike", "walker") for wave in (0, 1)]
    return dict(elders=elders, kitchens=[dict(place, diets=[0], cap=9)], fleet=fleet)
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for group, name, text in (("solomon", "R1.txt", SOLOMON), ("x", "X1.vrp", UCHOA)):
        (tmp_path / "meals" / group).mkdir(parents=True)
        (tmp_path / "meals" / group / name).write_text(text, "utf-8")
    (tmp_path / "meals" / "bks.csv").write_text("set,instance,bks\nsolomon,R1,26.0\n", "utf-8")
    (tmp_path / "meals" / "meal_instance.py").write_text(GENERATOR, "utf-8")
    return tmp_path


def test_published_ones_come_first_and_lunches_are_made(root: Path) -> None:
    listed = instances(root)
    assert [(one.name, one.best_known) for one in listed[:2]] == [("R1", 26.0), ("X1", None)]
    assert [one.group for one in listed[2::5]] == ["meal-150", "meal-600", "meal-1500"]
    assert not any(one.path.exists() for one in listed[2:]), "each only when it is asked for"


@pytest.mark.parametrize("number", [0, 1])
def test_a_small_instance_is_solved_to_its_optimum(root: Path, number: int) -> None:
    answer = solve(instances(root)[number], Spending(0.2, 1, 0))
    assert (answer.feasible, answer.cost) == (True, 26.0)


def test_an_elder_whose_diet_nobody_cooks_is_left_out(root: Path) -> None:
    lunch = instances(root)[2]
    prepare(root, lunch)
    answer = solve(lunch, Spending(0.2, 1, 0))
    assert answer.feasible
    assert answer.facts["left_out"] == 2
    tours = [(row, customers) for row, customers in json.loads(answer.text)["routes"]]
    assert check(read(lunch.path), tours).cost == answer.cost


def test_a_lunch_that_was_not_written_to_its_end_is_not_there(root: Path) -> None:
    lunch = instances(root)[2]
    with pytest.raises(OSError, match="large"), room_for(100):
        prepare(root, lunch)
    assert not lunch.path.exists()
