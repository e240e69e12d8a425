"""One cooling of every worker until the budget is spent; the best plan of all counts.

Workers are threads: the compiled search holds no lock of Python's.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from solver.budget import Budget, Stopwatch
from solver.chance import Chance, chance_of
from solver.meals.engine.anneal import FAR, anneal, recreate
from solver.meals.engine.board import Board, Draft, Ints, board_of
from solver.meals.engine.rounds import Rounds, copy_of, mean_leg, no_rounds, read_rounds
from solver.pace import Pace

HOT, COLD = 1.0, 0.03
"""Temperature at the start and at the end, in mean legs of the first plan.

It starts no colder than what a vehicle costs, so that one may be sent out or done without.
"""
TRIALS_A_STOP = 2_000
"""Trials of each worker at effort 1, for each stop."""
CHUNK = 500
"""Trials between two looks at the clock; about a hundredth of a second."""
GUARD_SECONDS = 3600.0
SEED_STEP = 1_000_003
"""Between the seeds of two workers."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rounds as (kind, stops in order), the cost in the draft's unit, trials of all workers together."""

    rounds: list[tuple[int, list[int]]]
    cost: int
    trials: int


@dataclass(slots=True)
class _Worker:
    """`plan` is on trial, `kept` where it came from, `best` the best it has seen."""

    plan: Rounds
    kept: Rounds
    best: Rounds
    queue: Ints
    chance: Chance
    pace: Pace


def search(draft: Draft, budget: Budget) -> Found:
    """The best plan of all workers; the same draft, seed, workers and effort give the same one.

    Effort 1 is TRIALS_A_STOP for each stop. With `budget.seconds` the clock ends it, and it is not reproducible.
    """
    if not draft.amounts:
        return Found([], 0, 0)
    watch = Stopwatch(budget, GUARD_SECONDS)
    board = board_of(draft)
    workers = [_worker(board, budget, watch, number) for number in range(budget.workers)]
    with ThreadPoolExecutor(budget.workers) as pool:
        list(pool.map(partial(_cool, board), workers))
    best = min((worker.best for worker in workers), key=_cost)
    return Found(read_rounds(board, best), _cost(best), sum(worker.pace.trials for worker in workers))


def _cost(plan: Rounds) -> int:
    return int(plan.total[0])


def _worker(board: Board, budget: Budget, watch: Stopwatch, number: int) -> _Worker:
    stops = len(board.amount)
    plan, queue = no_rounds(board), np.zeros((2, stops), dtype=np.int32)
    chance = chance_of(budget.seed + number * SEED_STEP)
    recreate(board, plan, plan, queue, FAR, chance, False)
    most = None if budget.seconds is not None else max(1, round(budget.effort * TRIALS_A_STOP * stops))
    return _Worker(plan, copy_of(plan), copy_of(plan), queue, chance, Pace(watch, most, CHUNK))


def _cool(board: Board, worker: _Worker) -> None:
    pace, leg = worker.pace, mean_leg(worker.plan)
    start, end = max(leg * HOT, float(board.hire.max(initial=0))), leg * COLD
    while (count := pace.next()) > 0:
        hot, cold = start * (end / start) ** pace.used, start * (end / start) ** min(1.0, pace.ahead(count))
        anneal(board, worker.plan, worker.kept, worker.best, worker.queue, worker.chance, hot, cold, count)
        pace.trials += count
