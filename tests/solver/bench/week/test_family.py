"""The command on the small week: planned, checked, told, and beside a run of ten times the effort."""

import json
import zlib
from pathlib import Path

import pytest

from solver.bench.__main__ import main
from solver.bench.family import Spending
from solver.bench.reading import InstanceError
from solver.bench.week import family
from solver.bench.week.check import check
from solver.week.document import PlanDocument, asked, unpacked
from tests.solver.week.example import small_week


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(family, "MADE", tmp_path / "made")
    (tmp_path / "week").mkdir()
    (tmp_path / "week" / "small-3.json").write_bytes(asked(small_week()))
    return tmp_path


def test_a_plan_document_and_a_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--root", str(root), "--out", str(root / "out"), "--effort", "0.1", "--workers", "1", "--json"]
    assert main(["week", "small", "--against", "ten_times", *words]) == 0
    longer, ours = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (ours["instance"], ours["group"], ours["feasible"], ours["violations"]) == ("small-3", "small", True, 0)
    assert (ours["visits_covered"], ours["meals_covered"], ours["open_price"], ours["outranked"]) == (1.0, 1.0, 0, 0)
    assert longer["iterations"] > ours["iterations"]
    assert ours["best_known"] == longer["cost"]
    assert ours["gap"] == pytest.approx(100 * (ours["cost"] / longer["cost"] - 1), abs=0.001)
    assert 0 < ours["first_plan"] <= ours["seconds"]
    assert (ours["streets"], ours["worker_mb"] > 0) == (family.streets_of(small_week()), True)
    document = read_document(root / "out" / "small-3.json")
    assert check(document.problem, document.solution).facts()["steady_elders"] == ours["steady_elders"]


def test_the_best_known_is_compared_with_nothing(root: Path) -> None:
    (instance,) = family.instances(root)
    first, again = (family.solve_long(instance, Spending.of("week", 0.01, 1, seed)) for seed in (0, 1))
    assert (first.best_known, again.best_known, again.facts["open_more"]) == (None, None, 0)
    assert family.solve(instance, Spending.of("week", 0.01, 1, 0)).best_known == again.cost
    assert family.solve(instance, Spending.of("week", 0.1, 1, 0)).best_known is None, "of other effort"


def read_document(file: Path) -> PlanDocument:
    return unpacked(zlib.compress(file.read_bytes()))


def test_a_week_or_its_best_cost_that_is_cut_is_told(root: Path) -> None:
    (instance,) = family.instances(root)
    for best in '{"planned": 7', '{"planned": NaN, "left_open": 0, "effort": 1}':
        instance.path.with_suffix(".best").write_text(best, "utf-8")
        with pytest.raises(InstanceError, match=r"small-3.best, the whole: .*; remove it; --against ten_times"):
            family.solve(instance, Spending.of("week", 0.1, 1, 0))
    instance.path.write_bytes(instance.path.read_bytes()[:-9])
    with pytest.raises(InstanceError, match=r"small-3.json, the whole: .*; remove it and make it again"):
        family.solve(instance, Spending.of("week", 0.1, 1, 0))
