"""What is installed is locked by hash and names no host."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[2]
PYTHON_LOCK = (TOP / "requirements.lock").read_text("utf-8")
NPM_FILE = (TOP / "web" / "assets" / "package-lock.json").read_text("utf-8")
NPM_LOCK: dict[str, Any] = json.loads(NPM_FILE)


def test_the_locks_name_no_host() -> None:
    assert "://" not in PYTHON_LOCK
    assert "://" not in NPM_FILE


def test_every_locked_package_has_a_hash() -> None:
    entries = PYTHON_LOCK.replace("\\\n", " ").splitlines()

    assert [entry for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []
    assert [name for name, about in NPM_LOCK["packages"].items() if name and "integrity" not in about] == []


def test_everything_that_pyproject_asks_for_is_locked() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {_name(line) for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]}
    locked = {_name(line) for line in PYTHON_LOCK.splitlines() if "==" in line}

    assert asked - locked == set()


def test_the_front_end_is_pinned_exactly() -> None:
    top = NPM_LOCK["packages"][""]

    assert all(
        re.fullmatch(r"[0-9.]+", version) for version in {**top["dependencies"], **top["devDependencies"]}.values()
    )


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-").replace(".", "-")
