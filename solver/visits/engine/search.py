"""Coolings one after another, each on every worker, from a first plan until the budget is spent.

One long cooling freezes in some basin, however long it is. So the first takes a part of the budget, hot enough to leave
a first plan that is late everywhere; after it come many short ones, each warm from the best plan of all workers.
Workers are threads: the compiled search holds no lock of Python's.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from solver.budget import Budget, Stopwatch
from solver.chance import Chance, chance_of
from solver.pace import Pace
from solver.visits.engine.anneal import anneal
from solver.visits.engine.board import Board, Draft, board_of
from solver.visits.engine.construct import construct
from solver.visits.engine.neighbours import neighbours
from solver.visits.engine.routes import Routes, copy_of, copy_routes, cost_of, mean_leg, read_routes, read_starts

HOT = ((0.0, 5.0), (0.1, 0.7), (0.85, 0.1), (1.0, 0.04))
"""Share of the first cooling → temperature in mean legs of the first plan. Most is decided between 0.7 and 0.1."""
WARM = (0.2, 0.4, 0.2, 0.8)
"""Where the others begin, in turn, another turn for every worker."""
COLD = 0.05
"""Where they end."""
FIRST = 0.3
"""Share of the budget for the first."""
TRIALS_A_STOP, SECONDS_A_STOP = 400_000, 0.15
"""Trials of each worker at effort 1, for each stop, and about how long they take."""
WARM_TRIALS = 10_000
"""About how many trials of one stop a warm cooling has, where the budget has room for it."""
MOST_COOLINGS = 200
CHUNK = 50_000
"""Trials between two looks at the clock; a few hundredths of a second."""
GUARD_SECONDS = 3600.0
SEED_STEP = 1_000_003
"""Between the seeds of two workers."""


@dataclass(frozen=True, slots=True)
class Found:
    """Carer → her nodes in order, node → start, the cost in the board's unit, trials of all workers together."""

    routes: list[list[int]]
    starts: list[int]
    cost: int
    trials: int


@dataclass(frozen=True, slots=True)
class Cooling:
    """Temperatures between two shares of the budget used."""

    begin: float
    end: float
    curve: tuple[tuple[float, float], ...]
    leg: float

    def temperature(self, used: float) -> float:
        """Between the points of the curve it falls by the same factor in the same time."""
        shares, degrees = zip(*self.curve, strict=True)
        return self.leg * float(
            np.exp(np.interp((used - self.begin) / (self.end - self.begin), shares, np.log(degrees)))
        )


@dataclass(slots=True)
class _Worker:
    """`plan` is where it is, `best` the best it has seen."""

    plan: Routes
    best: Routes
    chance: Chance
    course: list[Cooling]
    pace: Pace


def search(draft: Draft, budget: Budget) -> Found:
    """The best plan of all workers; the same draft, seed, workers and effort give the same one.

    Effort 1 is TRIALS_A_STOP for each stop. With `budget.seconds` the clock ends it, and it is not reproducible.
    """
    watch = Stopwatch(budget, GUARD_SECONDS)
    board = board_of(draft, *neighbours(draft))
    best = construct(board)
    workers = _workers(board, best, budget, watch)
    with ThreadPoolExecutor(budget.workers) as pool:
        for stage in zip(*(worker.course for worker in workers), strict=True):
            for worker in workers:
                copy_routes(best, worker.plan)
            list(pool.map(partial(_cool, board), workers, stage))
            best = min((worker.best for worker in workers), key=cost_of)
    trials = sum(worker.pace.trials for worker in workers)
    return Found(read_routes(board, best), read_starts(board, best), cost_of(best), trials)


def coolings(budget: Budget, stops: int, leg: float, worker: int) -> list[Cooling]:
    """A hot one, and as many warm ones of equal length as the rest of the budget has room for."""
    effort = budget.effort if budget.seconds is None else budget.seconds / (SECONDS_A_STOP * stops)
    count = max(1, min(MOST_COOLINGS, int((1 - FIRST) * effort * TRIALS_A_STOP / WARM_TRIALS)))
    ends = [FIRST + (1 - FIRST) * at / count for at in range(count + 1)]
    warm = [((0.0, WARM[(at + worker) % len(WARM)]), (1.0, COLD)) for at in range(count)]
    return [
        Cooling(begin, end, curve, leg) for begin, end, curve in zip([0.0, *ends], ends, [HOT, *warm], strict=False)
    ]


def _workers(board: Board, first: Routes, budget: Budget, watch: Stopwatch) -> list[_Worker]:
    most = None if budget.seconds is not None else max(1, round(budget.effort * TRIALS_A_STOP * len(board.stop)))
    return [
        _Worker(
            plan=copy_of(board, first),
            best=copy_of(board, first),
            chance=chance_of(budget.seed + number * SEED_STEP),
            course=coolings(budget, len(board.stop), mean_leg(first), number),
            pace=Pace(watch, most, CHUNK),
        )
        for number in range(budget.workers)
    ]


def _cool(board: Board, worker: _Worker, cooling: Cooling) -> None:
    pace = worker.pace
    while (count := pace.next(cooling.end)) > 0:
        hot, cold = cooling.temperature(pace.used), cooling.temperature(pace.ahead(count))
        anneal(board, worker.plan, worker.best, worker.chance, hot, cold, count)
        pace.trials += count
