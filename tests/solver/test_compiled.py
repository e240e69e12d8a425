"""What is kept of a compiled search belongs to the sources it was made from."""

import subprocess
import sys
from pathlib import Path

import numba
import pytest

import solver.compiled
from solver.compiled import keep_by

STAMP = """
from pathlib import Path

from solver.compiled import _homes, stamp
print(stamp(_homes(Path("solver/meals/search.py").resolve())))
"""
STEP = """
from solver.compiled import inlined

@inlined
def step() -> int:
    return {}
"""
CALLER = """
from solver.compiled import compiled
from solver.meals.engine.step import step

@compiled
def caller() -> int:
    return step()
"""
CALLERS = """
from solver.meals.caller import caller as inside
from tests.engine.caller import caller as outside
print([(one(), sum(one.stats.cache_hits.values())) for one in (inside, outside)])
"""
"""What each gives, and how often what was kept of it was of use."""


def test_a_change_in_any_file_that_could_be_compiled_in_makes_it_compile_again(tmp_path: Path) -> None:
    """The functions called are kept inside those that call them, so the caller's own file says too little."""
    for name in ("__init__.py", "compiled.py", "chance.py", "meals/search.py", "meals/engine/put.py", "visits/ruin.py"):
        (tmp_path / "solver" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "solver" / name).write_text("# first\n", "utf-8")
    (tmp_path / "solver" / "compiled.py").write_bytes(Path(solver.compiled.__file__).read_bytes())
    before = stamp(tmp_path)
    assert stamp(tmp_path) == before
    for name, again in (("visits/ruin.py", False), ("meals/engine/put.py", True), ("chance.py", True)):
        (tmp_path / "solver" / name).write_text("# changed\n", "utf-8")
        assert (stamp(tmp_path) != before) == again
        before = stamp(tmp_path)


def test_what_was_compiled_into_a_function_is_compiled_again_wherever_the_function_lies(tmp_path: Path) -> None:
    """In the folder of the sub-problem, or among the tests; what has not changed is not compiled again."""
    ours, theirs = tmp_path / "solver", tmp_path / "tests" / "engine"
    step = ours / "meals" / "engine" / "step.py"
    step.parent.mkdir(parents=True)
    theirs.mkdir(parents=True)
    for caller in (ours / "meals" / "caller.py", theirs / "caller.py"):
        caller.write_text(CALLER, "utf-8")
    for package in (ours, theirs.parent):
        (package / "__init__.py").touch()
    (ours / "compiled.py").write_bytes(Path(solver.compiled.__file__).read_bytes())
    for value, hits in ((1, 0), (1, 1), (2, 0)):
        step.write_text(STEP.format(value), "utf-8")
        assert printed(tmp_path, CALLERS) == str([(value, hits)] * 2)


def test_a_numba_that_keeps_things_otherwise_is_refused() -> None:
    """A function that is not kept at all has none of what the stamp is set on."""
    with pytest.raises(RuntimeError, match="another way"):
        keep_by(numba.njit(lambda: 1), "stamp")


def stamp(folder: Path) -> str:
    return printed(folder, STAMP)


def printed(folder: Path, program: str) -> str:
    """Python keeps nothing (-B): a file of the same length, changed within the second, would count as unchanged."""
    command = [sys.executable, "-B", "-c", program]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603  # our own
    return done.stdout.strip()
