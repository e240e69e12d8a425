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
        ("E,480,", "E,-480,", "line 6: minutes of E: -480, less than 1"),
        ("E,480,", "E,0,", "line 6: minutes of E: 0, less than 1"),
        ("N,600,E\n", "E,600,E\n", "line 7: E for the second time"),
        ("N,600,E\n", ",600,E\n", "line 7: no name"),
        ("A,E=14|N=2", "A,E=-1|N=2", "line 10: E of A: -1, less than 0"),
        ("A,E=14|N=2", "A,E|N=2", "line 10: no number: nothing"),
        ("4800,3360,5,2,2,1", "3360,4800,5,2,2,1", "line 10: minutes of A: from 4800 to 3360"),
        ("4800,3360,5,2,2,1", "4800,-1,5,2,2,1", "line 10: min_minutes of A: -1, less than 0"),
        ("4800,3360,5,2,2,1", "4800,3360,0,2,2,1", "line 10: max_run of A: 0, less than 1"),
        ("4800,3360,5,2,2,1", "4800,3360,5,0,2,1", "line 10: min_run of A: 0, less than 1"),
        ("4800,3360,5,2,2,1", "4800,3360,2,3,2,1", "line 10: run of A: from 3 to 2"),
        ("4800,3360,5,2,2,1", "4800,3360,5,2,0,1", "line 10: min_free of A: 0, less than 1"),
        ("4800,3360,5,2,2,1", "4800,3360,5,2,2,-1", "line 10: max_weekends of A: -1, less than 0"),
        ("B,9,10\n", "A,9,10\n", "line 17: A for the second time"),
        ("0,E,1,100,1\n", "0,E,-1,100,1\n", "line 27: need: -1, less than 0"),
        ("0,E,1,100,1\n", "0,E,1,-100,1\n", "line 27: under: -100, less than 0"),
        ("0,E,1,100,1\n", "0,E,1,100,-1\n", "line 27: over: -1, less than 0"),
        ("A,5,E,4\n", "A,5,E,1e300\n", "line 20: no whole number: 1e300"),
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
