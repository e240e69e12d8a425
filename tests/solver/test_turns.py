"""Workers that cool turn by turn, told on plans that are lists with their own cost."""

from dataclasses import dataclass, field

import pytest

from solver.budget import Budget, Stopwatch
from solver.population import Population
from solver.turns import SEED_STEP, Task, Turns, Worker, threads, workers_of

TRIALS = 100


@dataclass(slots=True)
class Toy(Turns[str, list[int]]):
    """Of each task it keeps the shares at which it was cooled."""

    shares: list[float] = field(default_factory=list)
    cooled: list[tuple[str, float, float, int]] = field(default_factory=list)

    def task(self, worker: Worker[list[int]]) -> Task[str, list[int]]:
        del worker
        founder = bool(self.living.vacant)
        place = self.living.next_place() if founder else 0
        return Task("street", self.first, self.shares.pop(0), place, founder)

    def anneal(
        self, task: Task[str, list[int]], worker: Worker[list[int]], now: float, then: float, count: int
    ) -> None:
        self.cooled.append((task.board, round(now, 6), round(then, 6), count))
        worker.plans[-1][0] -= count

    def copy(self, source: list[int], target: list[int]) -> None:
        target[:] = source

    def copied(self, plan: list[int]) -> list[int]:
        return [*plan]


def toy(*shares: float, vacant: int = 0) -> Toy:
    return Toy("street", [500], Population([[900], [800]], sum, [*range(vacant)]), [*shares])


def some(workers: int = 1, chunk: int = 10) -> list[Worker[list[int]]]:
    budget = Budget(workers=workers)
    return workers_of(budget, Stopwatch(budget, 9.0), TRIALS, chunk, lambda: [[0], [0]])


def test_a_task_is_cooled_from_its_begin_to_its_end_and_the_next_one_from_there() -> None:
    one, workers = toy(0.2, 0.15), some()
    one.live(map, workers, 0.3)
    assert one.cooled == [
        ("street", 0.0, 0.5, 10),
        ("street", 0.5, 1.0, 10),
        ("street", 0.0, 1.0, 10),
    ]
    assert workers[0].pace.trials == 30


def test_all_workers_are_as_long_as_the_longest_of_their_tasks() -> None:
    one, workers = toy(0.1, 1.0), some(workers=2, chunk=TRIALS)
    one.live(map, workers)
    assert [worker.pace.trials for worker in workers] == [TRIALS, TRIALS]


def test_a_founder_takes_its_place_and_a_child_only_that_of_a_worse_plan() -> None:
    one = toy(0.5, 0.5, vacant=1)
    one.live(map, some(chunk=50))
    assert one.living.plans == [[450], [800]]
    assert one.living.failed == 1
    assert one.first == [500]


def test_each_worker_has_luck_and_plans_of_its_own() -> None:
    one, other = some(workers=2)
    assert one.chance != other.chance
    assert one.luck.random() != other.luck.random()
    assert one.plans[0] is not other.plans[0]
    alone = workers_of(Budget(seed=SEED_STEP), one.pace.watch, TRIALS, 10, lambda: [[0]])[0]
    assert alone.chance == other.chance


def test_one_thread_that_fails_ends_the_others() -> None:
    """The first one waits for what only the watch can tell it."""
    watch = Stopwatch(Budget(), 60.0)

    def until_told(number: int) -> None:
        if number:
            raise ZeroDivisionError
        while not watch.stop():
            pass

    with pytest.raises(ZeroDivisionError), threads(2, watch) as at_once:
        at_once(until_told, [0, 1])
    assert watch.elapsed < watch.limit
