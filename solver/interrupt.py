"""A search by CP-SAT that ends while it runs, once somebody says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from ortools.sat.python.cp_model import CpSolver

ASK_SECONDS = 0.1
"""How often it is asked."""


@contextmanager
def stopped_by(stop: Callable[[], bool], solver: CpSolver) -> Iterator[None]:
    """Ask now and then whether the search shall end; what it has found by then is kept.

    It is told more than once: before it has begun it does not hear.
    """
    ended = Event()

    def watch() -> None:
        while not ended.wait(ASK_SECONDS):
            if stop():
                solver.stop_search()

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
