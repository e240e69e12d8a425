"""A bench tells what it is doing while it measures nothing, and nothing goes on when it is ended."""

import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path
from threading import Event

import pytest

from solver.bench import measure
from solver.bench.family import Answer, Family, Instance, Spending, family_of
from solver.bench.measure import _solve, measured, process_of_its_own, warmed
from solver.bench.reading import InstanceError
from solver.budget import Budget
from solver.rostering.engine.search import search
from solver.visits.engine.anneal import anneal
from tests.solver.rostering.engine.test_search import unproved


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.0, "visits: compiling the search, once after an installation\n"), (600.0, "")]
)
def test_who_waits_for_a_search_to_be_compiled_is_told(
    seconds: float, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(measure, "QUICK_SECONDS", seconds)
    warmed(family_of("visits"))
    assert capsys.readouterr().err == told


def loaded() -> bool:
    """Whether this process could anneal a day of home care at once."""
    return bool(anneal.signatures)  # type: ignore[attr-defined]  # numba's dispatcher, a function to types


def test_the_search_is_loaded_before_its_seconds_begin(tmp_path: Path) -> None:
    """An instance that cannot be read loads nothing by itself."""
    missing = Instance("missing", "none", tmp_path / "missing.txt")
    with process_of_its_own() as alone:
        assert not alone.submit(loaded).result()
        with pytest.raises(InstanceError):
            alone.submit(_solve, family_of("visits"), "", missing, Spending(1.0, 1, 0)).result()
        assert alone.submit(loaded).result()


BURNT_SECONDS, BURNT_MB = 0.5, 400
BURN = f"""
import time
held = b"x" * ({BURNT_MB} << 20)
while time.process_time() < {BURNT_SECONDS}:
    pass
"""


def burn(instance: Instance, spending: Spending) -> Answer:
    """Burns processor time and memory in a child of its own, and does nothing itself."""
    del instance, spending
    subprocess.run([sys.executable, "-c", BURN], check=True)  # noqa: S603  # our own
    return Answer("", 0.0, None)


def nothing() -> None:
    """Has no search to load."""


def none_of_them(root: Path) -> list[Instance]:
    del root
    return []


def test_what_children_of_a_run_burn_is_measured_with_it(tmp_path: Path) -> None:
    """By each alone less is used than is asked for here: the run itself only waits."""
    family = Family("burning", "a child that burns", none_of_them, burn, nothing)
    _, spent = measured(family, "", Instance("one", "all", tmp_path / "one"), Spending(1.0, 1, 0))
    assert spent.seconds >= BURNT_SECONDS
    assert spent.cpu_seconds >= BURNT_SECONDS
    assert spent.peak_mb >= BURNT_MB


def goes_on() -> None:
    """For longer than the test: nothing but the end of the bench may end it, but what a failure leaves ends, too."""
    print("begun", flush=True)
    Event().wait(600)


def neighbourhoods_go_on() -> None:
    """The same in processes of that process."""

    def told() -> bool:
        if len(active_children()) == 2 and not begun:
            begun.append(True)
            print("begun", flush=True)
        return False

    begun: list[bool] = []
    search(unproved(), Budget(seconds=600.0, workers=2, cancelled=told))


BENCH = """
from solver.bench.measure import process_of_its_own
from tests.solver.bench.test_measure import goes_on, neighbourhoods_go_on
with process_of_its_own() as alone:
    alone.submit({}).result()
"""


@pytest.mark.parametrize("endless", ["goes_on", "neighbourhoods_go_on"])
def test_what_is_solved_for_a_bench_that_was_killed_is_solved_no_further(endless: str) -> None:
    """Only a process of its own can be killed; that the pipe ends shows that nobody is left who could write to it."""
    bench = subprocess.Popen([sys.executable, "-c", BENCH.format(endless)], stdout=subprocess.PIPE, text=True)  # noqa: S603  # our own
    assert bench.stdout
    assert bench.stdout.readline() == "begun\n"
    bench.kill()
    bench.communicate()
