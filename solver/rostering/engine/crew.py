"""Whoever tries neighbourhoods: processes with a workshop each, or this one alone."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from solver.processes import end_with_parent
from solver.rostering.engine.close import Effort
from solver.rostering.engine.draw import Task
from solver.rostering.engine.neighbourhoods import Tried, Workshop, improve
from solver.rostering.engine.windows import improve_days

CLOSING = Effort(seconds=8.0, work=4.0)
WINDOW_WORK = 2e-4
"""Work of a window for each of its cells: a third of a second for the first ones."""

Send = Callable[[NDArray[np.int8], Task, float], Future[Tried]]


@contextmanager
def crew(workers: int, workshop: Workshop, unwanted: Callable[[], bool]) -> Iterator[Send]:
    """Processes with a workshop each; with one worker the work is done here. Behind it nothing is under way."""
    if workers == 1:
        yield lambda *words: _done(_improve(workshop, unwanted, *words))
        return
    context = get_context("spawn")
    ended = context.Event()
    executor = ProcessPoolExecutor(workers, mp_context=context, initializer=_open, initargs=(workshop, ended))
    try:
        yield lambda *words: executor.submit(_improve_here, *words)
    finally:
        ended.set()
        executor.shutdown(wait=True, cancel_futures=True)


def _done(tried: Tried) -> Future[Tried]:
    future: Future[Tried] = Future()
    future.set_result(tried)
    return future


_here: tuple[Workshop, Event] | None = None


def _open(workshop: Workshop, ended: Event) -> None:
    global _here  # noqa: PLW0603 -- the only way into a pool's process is its initializer
    _here = workshop, ended
    end_with_parent()


def _improve_here(rosters: NDArray[np.int8], task: Task, deadline: float) -> Tried:
    if _here is None:
        raise RuntimeError("the process has no workshop")
    workshop, ended = _here
    return _improve(workshop, ended.is_set, rosters, task, deadline)


def _improve(
    workshop: Workshop, stop: Callable[[], bool], rosters: NDArray[np.int8], task: Task, deadline: float
) -> Tried:
    def left() -> float:
        return 0.0 if stop() else deadline - monotonic()

    if task.days is not None:
        work = WINDOW_WORK * len(task.staff) * len(task.days) * workshop.problem.shifts
        effort = Effort(min(CLOSING.seconds, left()), work, task.seed, stop)
        return improve_days(workshop.problem, rosters, task.days, task.staff, effort)
    try:
        return improve(workshop, rosters, task.staff, replace(CLOSING, seed=task.seed, stop=stop), left)
    except ArithmeticError:
        return Tried()
