"""The processes that solve: begun with everything loaded, held to their memory, ended with who asked for them."""

import multiprocessing
import os
import resource
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event

from solver.budget import GUARD_SECONDS, Budget, Progress
from solver.fanout import POLL_SECONDS, Crew, SolveDiedError, SolveStoppedError, hear

QUICK_SECONDS = 3.0
"""Within these a process has started where everything is compiled."""
PRELOADED = ["__main__", "solver.warm"]
"""Loaded once, in the process that a crew's processes are forked from."""
MEGABYTE = 1 << 20
LEAST_ROOM = 64 * MEGABYTE
"""Bytes that a process must be able to take before it begins; with less, threads of the solvers wait for ever."""


def wait_for_processes(budget: Budget, start: Callable[[], object] | None = None) -> None:
    """Until one starts: the first time on a machine the searches are compiled for it, and that is told.

    Raises SolveStoppedError on a cancel, SolveDiedError where none can be started; what is compiled by then is there
    for whoever comes next.
    """
    failed: list[BaseException] = []
    starting = threading.Thread(target=_tried, args=(start or _start_one, failed), daemon=True)
    starting.start()
    since = time.monotonic()
    while starting.is_alive() and not budget.cancelled():
        if time.monotonic() - since > QUICK_SECONDS:
            budget.on_progress(Progress("compiling", 0, 1))
        starting.join(POLL_SECONDS)
    if budget.cancelled():
        raise SolveStoppedError
    if failed:
        raise SolveDiedError("compiling") from failed[0]


def _tried(start: Callable[[], object], failed: list[BaseException]) -> None:
    """In a thread, out of which no error comes by itself.

    The server of the processes is started from it. A Ctrl-C at the terminal reaches that, too: it is not to hear it.
    """
    try:
        resource_tracker.ensure_running()  # first, for it unblocks what is blocked
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        start()
    except (OSError, EOFError) as fault:
        failed.append(fault)


def _start_one() -> None:
    process = _preloaded().Process(target=os.getpid)
    process.start()
    process.join()


def _preloaded() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


@contextmanager
def crew_of_processes(workers: int, memory_mb: int, guard_seconds: float = 1.5 * GUARD_SECONDS) -> Iterator[Crew]:
    """Spawned processes with a memory cap each; they end with the block, and with their parent if it dies."""
    context = _preloaded()
    cancel = context.Event()
    executor = ProcessPoolExecutor(
        max_workers=workers, mp_context=context, initializer=_prepare, initargs=(cancel, memory_mb)
    )
    try:
        yield Crew(executor, guard_seconds, cancel)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _prepare(cancel: Event, memory_mb: int) -> None:
    hear(cancel)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()
    cap = memory_mb * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (cap, cap))
    try:
        bytearray(LEAST_ROOM)
    except MemoryError:
        os._exit(1)  # the worker is told that the process died, which is what to say of a cap that leaves no room


def end_with_parent() -> None:
    """From now on this process ends when the one that asked for it has gone; by itself it would notice once it is done.

    To the system it may be the child of another: a fork server's.
    """
    threading.Thread(target=_exit_after, args=(multiprocessing.parent_process(),), daemon=True).start()


def _exit_after(parent: BaseProcess | None) -> None:
    if parent is not None:
        parent.join()
        os._exit(1)
