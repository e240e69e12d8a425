"""Somebody looks now and then, beside what is at work, whether it shall end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from ortools.sat.python.cp_model import CpModel, CpSolver, CpSolverStatus

from solver.budget import Stopwatch

ASK_SECONDS = 0.1
"""How often it is asked."""
LEAST_SECONDS = 0.001
"""What a search is given that begins when none are left: nought would be no limit."""


@contextmanager
def watched(look: Callable[[], None]) -> Iterator[None]:
    """Within the block a thread of its own calls `look` now and then; behind it there is no thread any more."""
    ended = Event()

    def watch() -> None:
        while not ended.wait(ASK_SECONDS):
            look()

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


@contextmanager
def stopped_by(stop: Callable[[], bool], solver: CpSolver) -> Iterator[None]:
    """Ask whether a search by CP-SAT shall end while it runs; what it has found by then is kept.

    It is told more than once: before it has begun it does not hear.
    """

    def look() -> None:
        if stop():
            solver.stop_search()

    with watched(look):
        yield


def solved(solver: CpSolver, model: CpModel, watch: Stopwatch) -> CpSolverStatus:
    """Search until all that the parameters ask for is done, for what is left at most, while somebody waits.

    The watch knows behind it whether the clock or a cancel has ended it.
    """
    solver.parameters.max_time_in_seconds = max(watch.left, LEAST_SECONDS)
    with stopped_by(watch.stop, solver):
        status = solver.solve(model)
    watch.stop()
    return status
