"""Independent sub-solves over any `concurrent.futures.Executor`: processes here, a cluster elsewhere.

Each sub-solve runs with one worker and a work budget of its own, so the plan does not depend on who ran it where.
"""

import os
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field, replace
from multiprocessing.synchronize import Event
from typing import Any

from solver.budget import GUARD_SECONDS, Budget
from solver.collector import no_collector
from solver.result import Result

POLL_SECONDS = 0.1


class SolveOverranError(Exception):
    """A sub-solve passed its guard and its process was killed; `parts` were still open."""

    def __init__(self, parts: Sequence[str]) -> None:
        super().__init__(parts)
        self.parts = tuple(parts)

    def __str__(self) -> str:
        return ", ".join(self.parts)


class SolveDiedError(Exception):
    """A solving process ended by itself: out of memory or a fault in native code."""


class SolveStoppedError(Exception):
    """Somebody cancelled before there was anything to keep."""


@dataclass(frozen=True, slots=True)
class Part:
    """One sub-solve: `solve(problem, budget)` must be a module-level function.

    `kept` is what there is without it: on a cancel that stands, where the part has not begun.
    """

    key: str
    solve: Callable[[Any, Budget], Result[Any]]
    problem: Any
    budget: Budget
    kept: Result[Any] | None = None


_Done = tuple[Result[Any], int, float]
"""What a process sends back: its number and the most megabytes it has taken so far, too."""


@dataclass
class Crew:
    """Runs parts; `peak_mb` is the sum of the largest resident sizes its processes reported.

    One hangs when none is done for `guard_seconds`, times the effort of the longest, beyond its seconds: far later than
    where a sub-solve ends by itself, with its best.
    """

    executor: Executor | None = None
    guard_seconds: float = 1.5 * GUARD_SECONDS
    _cancel: Event | None = None
    _memory: dict[int, float] = field(default_factory=dict)

    @property
    def peak_mb(self) -> float:
        """Megabytes of all solving processes together, each at its own peak."""
        return sum(self._memory.values())

    def run(
        self, parts: Sequence[Part], budget: Budget, on_done: Callable[[str], None], *, keeps: bool = True
    ) -> dict[str, Result[Any]]:
        """The results by part key; on a cancel parts end early with their best.

        Raises SolveOverranError, SolveDiedError or, on a cancel of what `keeps` nothing, SolveStoppedError at once.
        """
        if self.executor is None:
            return {part.key: _report(on_done, part, budget, keeps) for part in parts}
        futures = {self._sent(self.executor, part): part for part in parts}
        patience = self._patience(parts)
        results: dict[str, Result[Any]] = {}
        for key, result in self._finished(futures, budget, patience, keeps):
            results[key] = result
            on_done(key)
        return {part.key: results[part.key] for part in parts}

    def _sent(self, executor: Executor, part: Part) -> Future[_Done]:
        try:
            return executor.submit(_solve_here, replace(part, kept=None))  # which stays here
        except BrokenExecutor as fault:
            raise SolveDiedError(part.key) from fault

    def _patience(self, parts: Sequence[Part]) -> float:
        """Seconds for which no part need finish: more than the longest may take, by the clock or by its own guard."""
        longest = max((part.budget.seconds or 0.0 for part in parts), default=0.0)
        return self.guard_seconds * max([1.0, *(part.budget.effort for part in parts)]) + longest

    def _finished(
        self, futures: dict[Future[_Done], Part], budget: Budget, patience: float, keeps: bool
    ) -> Iterator[tuple[str, Result[Any]]]:
        """Pairs as they come; no part finished for `patience` seconds means one hangs."""
        pending = set(futures)
        quiet_since = time.monotonic()
        while pending:
            done, pending = wait(pending, timeout=POLL_SECONDS, return_when=FIRST_COMPLETED)
            for future in done:
                quiet_since = time.monotonic()
                yield futures[future].key, self._result_of(future, futures[future].key)
            if budget.cancelled():
                self._tell_to_end()
                if pending and not keeps:
                    self._kill()
                    raise SolveStoppedError
                for future, part in futures.items():
                    if future in pending and part.kept is not None and future.cancel():
                        pending.remove(future)
                        yield part.key, _unspent(part.kept)
            if pending and time.monotonic() - quiet_since > patience:
                self._kill()
                raise SolveOverranError(sorted(futures[future].key for future in pending))

    def _result_of(self, future: Future[_Done], key: str) -> Result[Any]:
        try:
            result, process, megabytes = future.result()
        except (BrokenExecutor, MemoryError) as fault:
            raise SolveDiedError(key) from fault
        self._memory[process] = max(self._memory.get(process, 0.0), megabytes)
        return result

    def _tell_to_end(self) -> None:
        if self._cancel is not None:
            self._cancel.set()

    def _kill(self) -> None:
        if isinstance(self.executor, ProcessPoolExecutor):
            for process in list(self.executor._processes.values()):
                process.kill()


_cancelled: Event | None = None


def hear(cancel: Event) -> None:
    """From now on the parts solved in this process end early once it is set."""
    global _cancelled  # noqa: PLW0603 -- the only way into a pool's process is its initializer
    _cancelled = cancel


def _solve_here(part: Part) -> _Done:
    cancel = _cancelled
    budget = replace(part.budget, cancelled=cancel.is_set) if cancel is not None else part.budget
    with no_collector():
        result = part.solve(part.problem, budget)
    return result, os.getpid(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _report(on_done: Callable[[str], None], part: Part, budget: Budget, keeps: bool) -> Result[Any]:
    cancelled = budget.cancelled()
    if cancelled and not keeps:
        raise SolveStoppedError
    if cancelled and part.kept is not None:
        result = _unspent(part.kept)
    else:
        result = part.solve(part.problem, replace(part.budget, cancelled=budget.cancelled))
    on_done(part.key)
    return result


def _unspent(kept: Result[Any]) -> Result[Any]:
    """For what there was already nothing is spent; another time the part may have begun."""
    return replace(kept, work=0.0, reproducible=False)
