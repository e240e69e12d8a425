"""What would stop a bench half-way is told before it begins."""

import os
from pathlib import Path

import pytest

from solver.bench import objections
from solver.bench.family import Instance
from solver.bench.objections import to_folder, to_peers


def instance(group: str) -> Instance:
    return Instance(f"{group}-1", group, Path(f"{group}-1"))


def test_a_peer_whose_module_is_missing_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objections, "find_spec", lambda module: None if module == "vroom" else object())
    (told,) = to_peers("rounds", ["pyvrp", "vroom", "ortools"], [instance("x")])
    assert told.startswith("vroom is not installed: install requirements-bench.lock")


def test_a_peer_that_cannot_plan_a_set_is_refused_by_both_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objections, "find_spec", lambda module: module)
    sets = [instance(group) for group in ("x", "meal-150", "meal-600", "meal-150")]
    (told,) = to_peers("rounds", ["ortools", "vroom"], sets)
    assert told.startswith(
        "vroom plans none of meal-150, meal-600: it cannot bound how long a tour lasts; leave it out"
    )
    assert not [*to_peers("rounds", ["ortools", "pyvrp"], sets)]
    assert not [*to_peers("rounds", ["vroom"], sets[:1])]
    assert not [*to_peers("desk", ["vroom"], sets)], "a family without peers"


def test_a_folder_is_made_and_what_cannot_be_one_is_told(tmp_path: Path) -> None:
    assert not [*to_folder(tmp_path / "a" / "b")]
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").write_text("", "utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        (told,) = to_folder(folder)
        assert told.startswith(f"{folder} is no folder")


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    (told,) = to_folder(tmp_path)
    assert told.startswith(f"{tmp_path} is not to be written to; name another folder")
