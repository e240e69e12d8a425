"""Parts in processes: the same answers as here, a cap on memory, an end to what hangs."""

import os
import pickle
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from solver import fanout
from solver.budget import Budget
from solver.fanout import Crew, Part, SolveDiedError, SolveOverranError, SolveStoppedError
from solver.processes import crew_of_processes
from solver.result import Result


def double(number: int, budget: Budget) -> Result[int]:
    return Result(solution=number * 2, cost=budget.seed)


def greedy_for_memory(megabytes: int, budget: Budget) -> Result[int]:
    del budget
    return Result(solution=int(np.ones(megabytes << 17).sum()), cost=0)


def until_cancelled(start: int, budget: Budget) -> Result[int]:
    while not budget.cancelled():
        start += 1
        time.sleep(0.01)
    return Result(solution=start, cost=0)


def forever(_: int, budget: Budget) -> Result[int]:
    del budget
    while True:
        time.sleep(0.01)


def die(_: int, budget: Budget) -> Result[int]:
    del budget
    os._exit(9)


def parts(solve: object, *numbers: int) -> list[Part]:
    return [Part(str(number), solve, number, Budget(seed=number)) for number in numbers]  # type: ignore[arg-type]


def test_processes_and_inline_agree_in_order() -> None:
    told: list[str] = []
    with crew_of_processes(2, 512) as crew:
        there = crew.run(parts(double, 1, 2, 3), Budget(), told.append)
    here = Crew().run(parts(double, 1, 2, 3), Budget(), lambda _: None)
    assert there == here
    assert sorted(told) == ["1", "2", "3"]
    assert crew.peak_mb > 0


def test_too_much_memory_ends_the_part_not_the_worker() -> None:
    with crew_of_processes(1, 768) as crew:
        with pytest.raises(SolveDiedError):
            crew.run(parts(greedy_for_memory, 2000), Budget(), lambda _: None)
        assert crew.run(parts(greedy_for_memory, 1), Budget(), lambda _: None)["1"].solution == 1 << 17


def test_cancel_reaches_the_processes() -> None:
    cancelled = threading.Event()
    threading.Timer(0.5, cancelled.set).start()
    with crew_of_processes(1, 512) as crew:
        results = crew.run(parts(until_cancelled, 0), Budget(cancelled=cancelled.is_set), lambda _: None)
    assert results["0"].solution >= 0


def test_what_has_not_begun_by_a_cancel_keeps_what_there_was() -> None:
    """The pool hands out one part more than it runs, so at least the last of four has not begun."""
    cancelled = threading.Event()
    waiting = [replace(part, kept=Result(solution=-1, cost=7, work=3.0)) for part in parts(until_cancelled, 0, 1, 2, 3)]
    with crew_of_processes(1, 512) as crew:
        crew.run(parts(double, 1), Budget(), lambda _: None)
        threading.Timer(0.5, cancelled.set).start()
        told: list[str] = []
        results = crew.run(waiting, Budget(cancelled=cancelled.is_set), told.append)
    assert sorted(told) == sorted(results) == ["0", "1", "2", "3"]
    assert results["0"].solution > 0
    assert results["3"] == Result(solution=-1, cost=7, reproducible=False)


def test_here_too_what_has_not_begun_by_a_cancel_keeps_what_there_was() -> None:
    done: list[str] = []
    waiting = [replace(part, kept=Result(solution=-1, cost=7)) for part in parts(double, 1, 2)]
    results = Crew().run(waiting, Budget(cancelled=lambda: bool(done)), done.append)
    assert [result.solution for result in results.values()] == [2, -1]


def test_a_cancel_of_what_nothing_is_kept_of_waits_for_nobody() -> None:
    cancelled = threading.Event()
    with crew_of_processes(1, 512) as crew:
        crew.run(parts(double, 1), Budget(), lambda _: None)
        threading.Timer(0.5, cancelled.set).start()
        with pytest.raises(SolveStoppedError):
            crew.run(parts(forever, 0, 1), Budget(cancelled=cancelled.is_set), lambda _: None, keeps=False)


def test_here_no_part_is_begun_once_somebody_cancelled_of_what_nothing_is_kept() -> None:
    done: list[str] = []
    with pytest.raises(SolveStoppedError):
        Crew().run(parts(double, 1, 2), Budget(cancelled=lambda: bool(done)), done.append, keeps=False)
    assert done == ["1"]


def test_a_part_that_hangs_is_killed() -> None:
    with crew_of_processes(1, 512, guard_seconds=1.0) as crew, pytest.raises(SolveOverranError) as overran:
        crew.run(parts(forever, 0), Budget(), lambda _: None)
    assert overran.value.parts == ("0",)


def test_who_was_waited_for_is_told_the_same_in_another_process() -> None:
    error = pickle.loads(pickle.dumps(SolveOverranError(["dawn", "noon"])))  # noqa: S301  # our own
    assert (error.parts, str(error)) == (("dawn", "noon"), "dawn, noon")


@dataclass
class Clock:
    """Stands in for the module of the same functions: ten seconds lie between two looks."""

    now: float = 100.0

    def monotonic(self) -> float:
        self.now += 10.0
        return self.now


class Quiet(Executor):
    """Takes every part and never tells of any again."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return Future()


@pytest.mark.parametrize(
    ("given", "least"),
    [(Budget(), 360.0), (Budget(effort=10), 3600.0), (Budget(seconds=205), 565.0)],
)
def test_a_part_is_waited_for_longer_than_it_may_take(
    monkeypatch: pytest.MonkeyPatch, given: Budget, least: float
) -> None:
    """The longest of them: it ends by itself after 240 seconds, times its effort, where no clock rules."""
    clock = Clock()
    monkeypatch.setattr(fanout, "time", clock)
    monkeypatch.setattr(fanout, "POLL_SECONDS", 0.001)
    long, short = (Part(key, double, 0, budget) for key, budget in (("a", given), ("b", Budget())))
    with pytest.raises(SolveOverranError):
        Crew(Quiet()).run([short, long], Budget(effort=7), lambda _: None)
    assert least < clock.now - 100.0 < least + 50.0


def test_a_process_that_dies_is_told() -> None:
    with crew_of_processes(1, 512) as crew, pytest.raises(SolveDiedError):
        crew.run(parts(die, 0), Budget(), lambda _: None)
