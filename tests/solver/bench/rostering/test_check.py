"""Each rule of the benchmark: one roster breaks it, one keeps it."""

from pathlib import Path

import pytest

from solver.bench.rostering.check import check
from solver.bench.rostering.format import Wards, read

from .ward import TEXT

KEPT = {
    "A": "EE--EEEEE-----",
    "B": "NN--NNNN------",
    "C": "--EEEEE--EEE--",
    "D": "--NNNN--NNN---",
}
BROKEN = {
    "follows": ("B", "NE--NNNN----NN"),
    "most_of": ("A", "NN--NNEEE--EE-"),
    "minutes": ("B", "NN--NN--------"),
    "max_run": ("C", "--EEEEEE--EE--"),
    "min_run": ("B", "NN--N--N----NN"),
    "min_free": ("C", "--EEEEE-EEE---"),
    "weekends": ("D", "---NNNN--NNNNN"),
    "free_day": ("A", "EEEE--EEE--EE-"),
}


@pytest.fixture
def wards(tmp_path: Path) -> Wards:
    path = tmp_path / "Instance0.txt"
    path.write_text(TEXT, "utf-8")
    return read(path)


def rows(**instead: str) -> dict[str, list[str]]:
    return {name: [shift.strip("-") for shift in row] for name, row in {**KEPT, **instead}.items()}


def test_a_kept_roster_and_its_cost(wards: Wards) -> None:
    verdict = check(wards, rows())
    assert verdict.breaches == ()
    assert verdict.requests == 2 + 3


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_named(wards: Wards, rule: str) -> None:
    person, row = BROKEN[rule]
    assert (rule, person) in check(wards, rows(**{person: row})).breaches


def test_people_missing_and_beyond_have_their_cost(wards: Wards) -> None:
    nobody = {name: [""] * 14 for name in KEPT}
    assert check(wards, nobody).cover == 28 * 100
    everybody = {name: ["E"] * 14 for name in KEPT}
    assert check(wards, everybody).cover == 14 * 3 + 14 * 100


def test_a_row_of_another_length_is_a_breach(wards: Wards) -> None:
    short = rows() | {"D": rows()["D"][:13]}
    assert ("one_row", "D") in check(wards, short).breaches
