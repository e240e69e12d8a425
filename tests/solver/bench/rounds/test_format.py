"""What the published files say, and what the checker of the instances reads."""

import json
import re
from pathlib import Path

import pytest

from solver.bench.reading import InstanceError
from solver.bench.rounds.check import check
from solver.bench.rounds.family import read
from solver.bench.rounds.format import EVER, solomon, solution_text, uchoa

from ..garbled import told_of
from .routings import LUNCH, SOLOMON, UCHOA


def test_windows_and_distances_cut_to_a_tenth() -> None:
    problem = solomon(Path("R1.txt"), SOLOMON)
    assert problem.tolls[0, 0].tolist() == [0, 50, 70, 30]
    assert problem.tolls[0, 1, 2] == 42
    assert (problem.amounts, problem.firsts, problem.dues) == ((6, 6, 4), (0, 100, 200), (500, 600, 900))
    assert check(problem, [(0, [0, 2]), (0, [1])]).cost == (50 + 40 + 30) + 140


def test_capacities_and_rounded_distances() -> None:
    problem = uchoa(Path("X1.vrp"), UCHOA)
    assert problem.tolls[0, 0].tolist() == [0, 5, 7, 3]
    assert problem.dues == (EVER,) * 3
    assert not problem.timed


def test_customers_are_numbered_as_their_checker_does() -> None:
    tours = [(0, [0, 2]), (0, [1])]
    assert json.loads(solution_text(Path("a.txt"), tours)) == {"routes": [[1, 3], [2]]}
    assert json.loads(solution_text(Path("a.json"), tours)) == {"routes": [[0, [0, 2]], [0, [1]]]}


LAST = "    3      3         0          4         20        90          2\n"


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (LAST, LAST[:-12] + "\n", "line 13: columns: 6 instead of 7"),
        (LAST, LAST + "the end\n", "line 14: number 4 is missing, here is the"),
        ("    2      0  ", "    4      0  ", "line 12: number 2 is missing, here is 4"),
        ("    1      3         4", "    1      3         A", "line 11: no number: A"),
        ("NUMBER ", "NUMB3R ", "NUMBER: no such line"),
        ("  2         10", "  2", "line 5: columns: 1 instead of 2"),
        (SOLOMON, SOLOMON[: SOLOMON.index("    1  ")], "the whole: no customers"),
        (SOLOMON, SOLOMON[: SOLOMON.index("    0  ")], "CUST: no such line, or nothing below it"),
        (
            "    1      3         4          6",
            "    1      3         4         -6",
            "the whole: customer 1: amount -6, ",
        ),
        ("        50          2", "        50         -2", "the whole: customer 1: amount 6, minutes -20, "),
        (
            "  2         10",
            " -2         10",
            "the whole: vehicles: room 10, first 0, due 1000, count -2, and each is 0",
        ),
        ("  2         10", "  2        -10", "the whole: vehicles: room -10, "),
        ("    1      3 ", "    1      3e9 ", "the whole: ways: least 0, most 3"),
        (SOLOMON, "", "NUMBER: no such line"),
    ],
)
def test_windows_that_are_cut_or_garbled_are_told_with_their_line(
    right: str, wrong: str, told: str, tmp_path: Path
) -> None:
    assert re.search(
        f"R1.txt, {told}.*; fetch the file again", told_of(read, tmp_path / "R1.txt", SOLOMON, right, wrong)
    )


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("CAPACITY : 10\n", "", "the lines on top: no 'CAPACITY'"),
        ("EUC_2D", "EXPLICIT", "EDGE_WEIGHT_TYPE: EXPLICIT, not EUC_2D; only ways in the plane"),
        ("EDGE_WEIGHT_TYPE : EUC_2D\n", "", "the lines on top: no 'EDGE_WEIGHT_TYPE'"),
        ("DIMENSION : 4", "DIMENSION : 5", "NODE_COORD_SECTION: rows: 4 instead of 5"),
        ("4 3 0\n", "", "NODE_COORD_SECTION: rows: 3 instead of 4"),
        ("3 0 7\n", "", "line 8: number 3 is missing, here is 4"),
        ("4 4\n", "", "DEMAND_SECTION: rows: 3 instead of 4"),
        ("4 4\n", "4\n", "line 14: columns: 1 instead of 2"),
        ("2 6\n", "2 -6\n", "the whole: customer 1: amount -6, "),
        ("CAPACITY : 10", "CAPACITY : -10", "the whole: vehicles: room -10, "),
        ("CAPACITY : 10", "CAPACITY : nan", "the lines on top: invalid literal"),
        ("DEPOT_SECTION\n1\n", "DEPOT_SECTION\n2\n", "DEPOT_SECTION: not the first place"),
        (UCHOA, "", "the lines on top: no 'EDGE_WEIGHT_TYPE'"),
    ],
)
def test_capacities_that_are_cut_or_garbled_are_told_with_their_section(
    right: str, wrong: str, told: str, tmp_path: Path
) -> None:
    assert re.search(f"X1.vrp, {told}", told_of(read, tmp_path / "X1.vrp", UCHOA, right, wrong))


def test_half_a_lunch_is_to_be_removed(tmp_path: Path) -> None:
    (tmp_path / "meal-n150-s1.json").write_text('{"elders": [', "utf-8")
    with pytest.raises(InstanceError, match=r"s1.json, the whole: .*; remove the file and it is made again"):
        read(tmp_path / "meal-n150-s1.json")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('"lat": 31.3', '"lat": NaN', "place 1: no latitude, or no longitude"),
        ('"tw": [0, 60]', '"tw": [0, Infinity]', "customer 1: amount 1, minutes 120, first 0, due inf, and each is 0"),
        ('"boxes": 1', '"boxes": -1', "customer 1: amount -1, "),
        ('"cap": 9', '"cap": -9', "depot 0: room -9, "),
    ],
)
def test_a_lunch_with_what_is_no_number_or_less_than_none_is_told(
    right: str, wrong: str, told: str, tmp_path: Path
) -> None:
    refused = told_of(read, tmp_path / "meal-n150-s1.json", LUNCH, right, wrong)
    assert re.search(f"s1.json, the whole: {told}.*; remove the file and it is made again", refused)
