"""A bench tells what it is doing while it measures nothing, and nothing goes on when it is ended."""

import subprocess
import sys
from threading import Event

import pytest

from solver.bench import measure
from solver.bench.family import family_of
from solver.bench.measure import warmed


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.0, "visits: compiling the search, once after an installation\n"), (600.0, "")]
)
def test_who_waits_for_a_search_to_be_compiled_is_told(
    seconds: float, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(measure, "QUICK_SECONDS", seconds)
    warmed(family_of("visits"))
    assert capsys.readouterr().err == told


def without_end() -> None:
    print("begun", flush=True)
    Event().wait()


BENCH = """
from solver.bench.measure import process_of_its_own
from tests.solver.bench.test_measure import without_end
with process_of_its_own() as alone:
    alone.submit(without_end).result()
"""


def test_what_is_solved_for_a_bench_that_was_killed_is_solved_no_further() -> None:
    """The bench is a process of its own, for it is killed."""
    bench = subprocess.Popen([sys.executable, "-c", BENCH], stdout=subprocess.PIPE, text=True)  # noqa: S603  # our own
    assert bench.stdout
    assert bench.stdout.readline() == "begun\n"
    bench.kill()
    bench.communicate()  # comes to its end with the last who could write to it
