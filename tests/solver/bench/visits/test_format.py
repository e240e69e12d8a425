import gzip
import re
from pathlib import Path

import pytest

from solver.bench.reading import InstanceError
from solver.bench.visits.format import read, read_solution, solution_text

from ..garbled import told_of
from .home_care import JSON, PROBLEM, TEXT


def test_both_formats_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "one.json.gz").write_bytes(gzip.compress(JSON.encode()))
    assert read(tmp_path / "one.txt") == PROBLEM
    assert read(tmp_path / "one.json.gz") == PROBLEM


def test_services_at_once_have_no_gap(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(JSON.replace('"sequential", "distance": [5, 40]', '"simultaneous"'), "utf-8")
    assert read(tmp_path / "one.json").patients[1].gap == (0.0, 0.0)


def test_a_solution_is_read_as_it_was_written() -> None:
    routes = {0: [(1, 1, 5.25), (2, 0, 30.0)], 1: []}
    assert read_solution(solution_text(routes)) == routes


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("nbVehi\n2\n", "", "nbVehi: no 'nbVehi'"),
        ("nbNodes\n4", "nbNodes\n4.5", "line 2: no whole number: 4.5"),
        ("0 1 0\n1 0 1\n", "0 1 0\n1 1 1\n", "patient 2: services: 3"),
        ("0 1 0\n1 0 1\n", "0 1 0\n", "r: rows: 3 instead of 4"),
        ("0.0 3.5 4.0 0.0\np", "0.0 3.5\np", "line 25: columns: 2 instead of 4"),
        ("20.0 0.0 15.0\n20.0 0.0 15.0", "20.0 0.0 15.0\n25.0 0.0 15.0", "patient 2: minutes that differ by carer"),
        ("e\n0 5 30 0", "e\n0 5 3O 0", "line 40: no number: 3O"),
        ("0.0 10.0 0.0\n0.0 10.0 0.0", "0.0 -10.0 0.0\n0.0 -10.0 0.0", "patient 1: minutes: -10, and it is 0 to"),
        ("d\n0.0 3.5", "d\n0.0 -3.5", "the whole: from place 0 to 1: -3.5 minutes, and it is 0 to"),
        ("d\n0.0 3.5", "d\n0.0 nan", "line 22: no number: nan"),
        ("l\n600 60 90 600", "l\n600 60 90", "l: numbers: 3 instead of 4"),
        ("l\n600 60 90 600", "", "l: numbers: 0 instead of 4"),
        ("l\n600 60 90 600", "l\n600 60 20 600", "patient 2: a gap or a window that ends"),
        ("maxd\n0 0 40 0", "maxd\n0 0 4 0", "patient 2: a gap or a window that ends"),
        ("1  1  0\n0  1  1", "1  1  0\n0  1  0", "too few carers with the skills that patient 2 needs"),
        ("1  1  0\n0  1  1", "1  1  1\n0  1  0", "too few carers with the skills that patient 2 needs"),
    ],
)
def test_a_text_that_is_cut_or_garbled_is_told_with_its_place(
    right: str, wrong: str, told: str, tmp_path: Path
) -> None:
    assert re.search(
        f"one.txt, .*{told}.*; fetch the file again", told_of(read, tmp_path / "one.txt", TEXT, right, wrong)
    )


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (JSON, JSON[:-9], "the whole: .*line 1"),
        ('"services"', '"service"', "the whole: no 'services'"),
        ('{"service": "s2"}', '{"service": "s9"}', "patient 1: no 's9'"),
        ('{"service": "s2"}', ", ".join(3 * ['{"service": "s2"}']), "patient 1: services: 3"),
        ('"abilities": ["s2", "s3"]', '"abilities": ["s2"]', "too few carers with the skills that patient 2 needs"),
        ('"duration": 20', '"duration": NaN', "patient 2: minutes: nan, 15, and it is 0 to 100000; fetch"),
        ('"duration": 20', '"duration": -20', "patient 2: minutes: -20, 15, and it is 0 to"),
        ("[30, 90]", "[30, Infinity]", "patient 2: window and gap: 30, nan, 5, 40, and no time is beyond"),
        ("[30, 90]", "[NaN, 90]", "patient 2: window and gap: nan, 90, 5, 40, and no time is beyond"),
        ("[30, 90]", f"[30, 1{400 * '0'}]", "patient 2: int too large to convert to float"),
        ('"distance": [5, 40]', '"distance": [5, Infinity]', "patient 2: window and gap: 30, 90, 5, inf, and no"),
        (
            "[4.0, 5.0, 0.0]",
            "[4.0, NaN, 0.0]",
            "from place 2 to 1: nan minutes, and it is 0 to 100000",
        ),
        ("[4.0, 5.0, 0.0]", "[4.0, -5.0, 0.0]", "from place 2 to 1: -5 minutes, and it is 0 to"),
        ("[4.0, 5.0, 0.0]", "[4.0, 1e9, 0.0]", "from place 2 to 1: 1e.09 minutes, and it is 0 to"),
        ("[4.0, 5.0, 0.0]", "[4.0, 5.0]", "no distances between 3 places"),
    ],
)
def test_a_document_that_is_cut_or_garbled_is_told_with_its_place(
    right: str, wrong: str, told: str, tmp_path: Path
) -> None:
    assert re.search(f"one.json, .*{told}", told_of(read, tmp_path / "one.json", JSON, right, wrong))


def test_a_packed_document_that_is_cut_is_told(tmp_path: Path) -> None:
    (tmp_path / "one.json.gz").write_bytes(gzip.compress(JSON.encode())[:-20])
    with pytest.raises(InstanceError, match=r"one.json.gz, the whole: "):
        read(tmp_path / "one.json.gz")
