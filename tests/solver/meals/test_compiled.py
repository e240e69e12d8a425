"""What is kept of the compiled search belongs to the sources it was made from."""

import shutil
import subprocess
import sys
from pathlib import Path

import solver.meals


def test_a_change_in_any_file_of_the_package_makes_it_compile_again(tmp_path: Path) -> None:
    """The functions called are kept inside those that call them, so the caller's own file says too little."""
    package = tmp_path / "copied"
    shutil.copytree(Path(solver.meals.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    before = stamp(tmp_path)
    assert stamp(tmp_path) == before
    with (package / "insert.py").open("a") as file:
        file.write("\n# changed\n")
    assert stamp(tmp_path) != before


def stamp(folder: Path) -> str:
    program = "from copied.compiled import compiled, _stamp\nprint(_stamp())"
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout.strip()
