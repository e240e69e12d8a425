"""Files of the bench, written whole or not at all: whoever is killed half-way leaves what was there before."""

import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Written beside it first, then put in its place; its folder is made where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(f"{path.name}.{os.getpid()}.begun")
    try:
        begun.write_text(text, "utf-8")
        begun.replace(path)
    finally:
        begun.unlink(missing_ok=True)
