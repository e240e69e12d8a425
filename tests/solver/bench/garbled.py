"""A file with one fault, and what its reader tells of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from solver.bench.reading import InstanceError


def told_of(read: Callable[[Path], object], path: Path, text: str, right: str, wrong: str) -> str:
    """What `read` refuses `text` with, when the first `right` in it stands as `wrong`."""
    assert right in text
    path.write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(InstanceError) as refused:
        read(path)
    return str(refused.value)
