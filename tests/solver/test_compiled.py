"""What is kept of a compiled search belongs to the sources it was made from."""

import subprocess
import sys
from pathlib import Path

import solver.compiled

PROGRAM = """
from pathlib import Path

from solver.compiled import _home, stamp
print(stamp(_home(Path("solver/meals/search.py").resolve())))
"""


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


def stamp(folder: Path) -> str:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout.strip()
