"""Plans of a population cooled turn by turn: a task for each worker, all of them as long as the longest.

Workers are threads, since the compiled searches hold no lock of Python's.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any, Generic, TypeVar

from solver.budget import Budget, Stopwatch
from solver.chance import Chance, chance_of
from solver.pace import Pace
from solver.population import Population

Board = TypeVar("Board")
Plan = TypeVar("Plan")
Map = Callable[..., Iterable[Any]]
"""`map`, or the same in threads."""

GUARD_SECONDS = 3600.0
SEED_STEP = 1_000_003
"""Between the seeds of two workers."""


@dataclass(slots=True)
class Worker(Generic[Plan]):
    """`plans` are its own to cool in: the one on trial first, the best since it began its task last."""

    plans: list[Plan]
    chance: Chance
    luck: Random
    pace: Pace


@dataclass(frozen=True, slots=True)
class Task(Generic[Board, Plan]):
    """A plan to cool from `begin` on, for a share of the budget and the place of another one."""

    board: Board
    begin: Plan
    share: float
    place: int
    founder: bool


@dataclass(slots=True)
class Turns(ABC, Generic[Board, Plan]):
    """The plans that live now, and where founders begin; a search says what is done next and how."""

    board: Board
    first: Plan
    living: Population[Plan]

    @abstractmethod
    def task(self, worker: Worker[Plan]) -> Task[Board, Plan]:
        """What a worker does next."""

    @abstractmethod
    def anneal(self, task: Task[Board, Plan], worker: Worker[Plan], now: float, then: float, count: int) -> None:
        """`count` trials between two shares of the task."""

    @abstractmethod
    def copy(self, source: Plan, target: Plan) -> None:
        """Makes `target` the same plan."""

    @abstractmethod
    def copied(self, plan: Plan) -> Plan:
        """The same plan once more."""

    def settle(self, task: Task[Board, Plan], plan: Plan) -> None:
        """What came of a task lives, if it may."""
        take = self.living.found if task.founder else self.living.bear
        take(task.place, self.copied(plan))

    def live(self, at_once: Map, workers: Sequence[Worker[Plan]], end: float = 1.0) -> None:
        """One turn after another, until `end` of the budget is used."""
        while max(worker.pace.next(end) for worker in workers) > 0:
            tasks = [self.task(worker) for worker in workers]
            begin = max(worker.pace.used for worker in workers)
            then = min(end, begin + max(task.share for task in tasks))
            list(at_once(partial(self._cool, begin, then), tasks, workers))
            for task, worker in zip(tasks, workers, strict=True):
                self.settle(task, worker.plans[-1])

    def _cool(self, begin: float, end: float, task: Task[Board, Plan], worker: Worker[Plan]) -> None:
        for plan in worker.plans:
            self.copy(task.begin, plan)
        pace = worker.pace
        while (count := pace.next(end)) > 0:
            now, then = ((used - begin) / (end - begin) for used in (pace.used, pace.ahead(count)))
            self.anneal(task, worker, now, then, count)
            pace.trials += count


def workers_of(
    budget: Budget, watch: Stopwatch, trials: float, chunk: int, plans: Callable[[], list[Plan]]
) -> list[Worker[Plan]]:
    """Each with luck of its own, for so many trials where no clock counts; `chunk` lie between two looks at it."""
    most = None if budget.seconds is not None else max(1, round(trials))
    seeds = [budget.seed + number * SEED_STEP for number in range(budget.workers)]
    return [Worker(plans(), chance_of(seed), Random(seed), Pace(watch, most, chunk)) for seed in seeds]


@contextmanager
def threads(count: int, watch: Stopwatch) -> Iterator[Map]:
    """So many at once. As soon as one of them fails, or who waits for them, the watch tells the others to stop."""

    def run(function: Callable[..., object], *words: object) -> object:
        with _given_up_on_failure(watch):
            return function(*words)

    with ThreadPoolExecutor(count) as pool, _given_up_on_failure(watch):
        yield lambda function, *rows: list(pool.map(partial(run, function), *rows))


@contextmanager
def _given_up_on_failure(watch: Stopwatch) -> Iterator[None]:
    """Also where somebody interrupts."""
    try:
        yield
    except BaseException:
        watch.give_up()
        raise
