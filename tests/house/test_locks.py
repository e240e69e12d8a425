"""What is installed is locked by hash and names no host."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[2]
PYTHON_LOCK = (TOP / "requirements.lock").read_text("utf-8")
BENCH_LOCK = (TOP / "requirements-bench.lock").read_text("utf-8")
"""The same and the engines to compare with."""
NPM_FILE = (TOP / "web" / "assets" / "package-lock.json").read_text("utf-8")
NPM_LOCK: dict[str, Any] = json.loads(NPM_FILE)


def test_the_locks_name_no_host() -> None:
    assert "://" not in PYTHON_LOCK
    assert "://" not in BENCH_LOCK
    assert "://" not in NPM_FILE


def test_every_locked_package_has_a_hash() -> None:
    entries = (PYTHON_LOCK + BENCH_LOCK).replace("\\\n", " ").splitlines()

    assert [entry for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []
    assert [name for name, about in NPM_LOCK["packages"].items() if name and "integrity" not in about] == []


def test_everything_that_pyproject_asks_for_is_locked() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = {_name(line) for line in [*project["dependencies"], *extras["dev"]]}

    assert asked - {_name(line) for line in _pinned(PYTHON_LOCK)} == set()
    assert {_name(line) for line in extras["bench"]} - {_name(line) for line in _pinned(BENCH_LOCK)} == set()


def test_engines_are_compared_with_what_the_product_runs_on() -> None:
    assert set(_pinned(PYTHON_LOCK)) <= set(_pinned(BENCH_LOCK))


def test_the_front_end_is_pinned_exactly() -> None:
    top = NPM_LOCK["packages"][""]

    assert all(
        re.fullmatch(r"[0-9.]+", version) for version in {**top["dependencies"], **top["devDependencies"]}.values()
    )


def _pinned(lock: str) -> list[str]:
    return [line.split(" ;")[0].removesuffix(" \\") for line in lock.splitlines() if "==" in line]


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-").replace(".", "-")
