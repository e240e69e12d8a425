"""What is wrong with a ward's file is told with its line or section."""

import re
from pathlib import Path

import pytest

from solver.bench.rostering.format import read

from ..garbled import told_of
from .ward import TEXT


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("SECTION_HORIZON\n14\n", "", "SECTION_HORIZON: no such section"),
        ("SECTION_HORIZON\n14\n", "SECTION_HORIZON\ntwo weeks\n", "line 3: no number: two weeks"),
        ("SECTION_HORIZON\n14\n", "SECTION_HORIZON\n21\n", "SECTION_COVER: days and shifts: 28 instead of 42"),
        ("N,600,E\n", "N,600\n", "line 7: columns: 2 instead of 3"),
        ("N,600,E\n", "N,600,X\n", "line 7: unknown: X"),
        ("N=0,4800,3360,5,2,2,2", "N=0,4800,3360,5,2,2", "line 12: columns: 7 instead of 8"),
        ("B,E=14|N=14", "B,E=14|X=14", "line 11: unknown: X"),
        ("D,E=14|N=14", "C,E=14|N=14", "line 13: C for the second time"),
        ("A,3\n", "A,14\n", "line 16: day 14 of 14"),
        ("A,5,E,4\n", "Z,5,E,4\n", "line 20: unknown: Z"),
        ("C,6,E,3\n", "C,6,E\n", "line 24: columns: 3 instead of 4"),
        ("13,N,1,100,1\n", "13,N,1", "columns: 3 instead of 5"),
        ("13,N,1,100,1\n", "", "SECTION_COVER: days and shifts: 27 instead of 28"),
        (TEXT, "", "SECTION_HORIZON: no such section"),
    ],
)
def test_a_ward_that_is_cut_or_garbled_is_told_with_its_place(
    right: str, wrong: str, told: str, tmp_path: Path
) -> None:
    assert re.search(
        f"Instance0.txt, .*{told}.*; fetch the file again",
        told_of(read, tmp_path / "Instance0.txt", TEXT, right, wrong),
    )
