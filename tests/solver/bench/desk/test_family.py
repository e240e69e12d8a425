"""The desk's family on the small street: every case repaired and checked, the figures told."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from solver.bench.desk import family
from solver.bench.family import Instance, Spending
from solver.bench.reading import InstanceError
from solver.week.check import check
from solver.week.document import asked, written

from ...repair.example import published, street


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "desk").mkdir()
    path = tmp_path / "desk" / "small-1.json"
    document = json.loads(written(street(), published()))
    path.write_text(json.dumps({"format": "eldercare-plans/1", "plans": [{"run": "one", "document": document}]}))
    monkeypatch.setattr(family, "CASES", 5)
    monkeypatch.setattr(family, "COMPARED", 1)
    monkeypatch.setattr(family, "LONGER", 2.0)
    return path


def test_plans_are_instances_by_the_name_of_their_file(plan: Path) -> None:
    found = [one for one in family.instances(plan.parents[1]) if one.path == plan]
    assert [(one.name, one.group) for one in found] == [("small-1", "small")]
    assert family.read(plan).solution == published()


def test_no_rule_is_broken_and_every_figure_is_told(plan: Path) -> None:
    answer = family.solve(Instance("small-1", "small", plan), Spending(60.0, 1, 0, effort=0.1))
    assert answer.feasible
    assert (answer.facts["violations"], answer.facts["frozen_touched"], answer.iterations) == (0, 0, 5)
    told = {
        f"{name}{kind}_p{share}"
        for name in ("repair", "board", "ranking", "move")
        for kind in ("", "_cpu")
        for share in (50, 95)
    }
    assert told <= set(answer.facts)
    assert answer.cost == answer.facts["repair_cpu_p95"]
    assert json.loads(answer.text)["facts"] == dict(answer.facts)


def test_a_week_that_was_made_is_planned_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(family, "MADE", tmp_path / "made")
    monkeypatch.setattr(family, "PLANNERS", 1)
    (tmp_path / "week").mkdir()
    (tmp_path / "week" / "small-3.json").write_bytes(asked(street()))
    (instance,) = (one for one in family.instances(tmp_path) if one.name == "small-3")
    assert (instance.group, instance.path.exists()) == ("small", False)
    family.prepare(tmp_path, instance)
    planned = family.read(instance.path)
    assert check(planned.problem, planned.solution) == []
    assert planned.solution.occurrences
    instance.path.write_bytes(written(street(), published()))
    family.prepare(tmp_path, instance)
    assert family.read(instance.path).solution == published(), "what lies there is taken"
    assert [one for one in family.instances(tmp_path) if one.name == "small-3"] == [instance]


def test_percentiles_are_values_that_were_measured() -> None:
    assert family.percentile([3.0, 1.0, 2.0], 50) == 2.0
    assert family.percentile([float(one) for one in range(1, 201)], 95) == 190.0
    assert family.percentile([1.0], 95) == 1.0


def test_a_plan_that_is_cut_or_not_planned_yet_is_told(plan: Path) -> None:
    plan.write_bytes(plan.read_bytes()[:-9])
    with pytest.raises(InstanceError, match=r"small-1.json, the whole: .*; remove it, for a week of the bench"):
        family.read(plan)
    plan.write_bytes(asked(street()))
    with pytest.raises(InstanceError, match="no plan in the document"):
        family.read(plan)


def test_a_week_in_which_nothing_can_happen_is_told(plan: Path) -> None:
    week = replace(street(), units=tuple(replace(unit, visits=()) for unit in street().units))
    plan.write_bytes(written(week, replace(published(), meals=(), duties=(), routes=())))
    with pytest.raises(InstanceError, match=r"small-1.json, the week: nobody can fall ill"):
        family.solve(Instance("small-1", "small", plan), Spending(60.0, 1, 0, effort=0.1))
