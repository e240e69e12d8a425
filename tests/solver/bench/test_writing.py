"""Whole or not at all."""

from pathlib import Path

import pytest

from solver.bench.writing import write_whole

from .full_disk import room_for


def test_what_cannot_be_written_to_its_end_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "made" / "one.json"
    write_whole(file, "before")
    with pytest.raises(OSError, match="large"), room_for(10):
        write_whole(file, 20 * "after")
    assert file.read_text("utf-8") == "before"
    assert list(file.parent.iterdir()) == [file], "no half of it beside"
