"""A few plans cooled from scratch, then children of two of them, each cooled a little, until the budget is spent.

One long cooling freezes in some basin, however slow it is: seeds differ by more than a tenfold budget brings. So the
first part of it is spent on several short ones, the rest on crossing them (memetic search; P. Moscato, "On evolution,
search, optimization, genetic algorithms and martial arts", Caltech report 826, 1989). Every worker cools a plan of its
own at a time; they are threads, since the compiled search holds no lock of Python's.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise, repeat
from random import Random

import numpy as np

from solver.budget import Budget, Stopwatch
from solver.chance import Chance, chance_of
from solver.pace import Pace
from solver.visits.engine.anneal import anneal
from solver.visits.engine.board import Board, Draft, board_of
from solver.visits.engine.construct import construct
from solver.visits.engine.cross import cross
from solver.visits.engine.neighbours import neighbours
from solver.visits.engine.routes import Routes, copy_of, copy_routes, cost_of, mean_leg, read_routes, read_starts

HOT = ((0.0, 5.0), (0.1, 0.35), (0.9, 0.07), (1.0, 0.03))
"""Share of a cooling from scratch → temperature in mean legs of the first plan. Hot enough to leave a first plan that
is late everywhere; where most is decided it cools slowly."""
WARM = ((0.0, 0.1), (1.0, 0.03))
"""The same for a child: what its parents agree on stays."""
FOUNDERS = (2, 10)
"""Least and most plans cooled from scratch."""
FOUNDING = 0.4
"""Share of the budget for them."""
FOUNDER_TRIALS, CHILD_TRIALS = 40_000, 10_000
"""About how many trials of one stop a cooling has where the budget has room for it."""
MOST_CHILDREN = 400
"""Of each worker."""
TRIALS_A_STOP, SECONDS_A_STOP = 400_000, 0.15
"""Trials of each worker at effort 1, for each stop, and about how long they take."""
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
    """`plan` is where it is, `best` the best since it began this cooling."""

    plan: Routes
    best: Routes
    chance: Chance
    luck: Random
    pace: Pace
    parents: tuple[int, int] = (0, 0)


def search(draft: Draft, budget: Budget) -> Found:
    """The best plan of all; the same draft, seed, workers and effort give the same one.

    Effort 1 is TRIALS_A_STOP for each stop. With `budget.seconds` the clock ends it, and it is not reproducible.
    """
    watch = Stopwatch(budget, GUARD_SECONDS)
    board = board_of(draft, *neighbours(draft))
    first = construct(board)
    founding, breeding = course(budget, len(board.stop), mean_leg(first))
    workers = _workers(board, first, budget, watch)
    plans: list[Routes] = []
    with ThreadPoolExecutor(budget.workers) as pool:
        for cooling in founding:
            list(pool.map(partial(_cool, board, cooling), workers, repeat(first)))
            plans += [copy_of(board, worker.best) for worker in workers]
        for cooling in breeding:
            list(pool.map(partial(_breed, board, plans, cooling), workers))
            for worker in workers:
                _settle(plans, worker)
    best = min(plans, key=cost_of)
    return Found(
        read_routes(board, best), read_starts(board, best), cost_of(best), sum(worker.pace.trials for worker in workers)
    )


def course(budget: Budget, stops: int, leg: float) -> tuple[list[Cooling], list[Cooling]]:
    """What every worker does one after another: coolings from scratch, then of children, each kind of equal length."""
    effort = budget.effort if budget.seconds is None else budget.seconds / (SECONDS_A_STOP * stops)
    trials = effort * TRIALS_A_STOP
    least, most = (max(1, round(number / budget.workers)) for number in FOUNDERS)
    founders = max(least, min(most, int(FOUNDING * trials / FOUNDER_TRIALS)))
    children = max(1, min(MOST_CHILDREN, int((1 - FOUNDING) * trials / CHILD_TRIALS)))
    return _row(0.0, FOUNDING, founders, HOT, leg), _row(FOUNDING, 1.0, children, WARM, leg)


def _row(begin: float, end: float, count: int, curve: tuple[tuple[float, float], ...], leg: float) -> list[Cooling]:
    ends = [begin + (end - begin) * at / count for at in range(count + 1)]
    return [Cooling(one, other, curve, leg) for one, other in pairwise(ends)]


def _workers(board: Board, first: Routes, budget: Budget, watch: Stopwatch) -> list[_Worker]:
    most = None if budget.seconds is not None else max(1, round(budget.effort * TRIALS_A_STOP * len(board.stop)))
    seeds = [budget.seed + number * SEED_STEP for number in range(budget.workers)]
    return [
        _Worker(
            plan=copy_of(board, first),
            best=copy_of(board, first),
            chance=chance_of(seed),
            luck=Random(seed),
            pace=Pace(watch, most, CHUNK),
        )
        for seed in seeds
    ]


def _breed(board: Board, plans: list[Routes], cooling: Cooling, worker: _Worker) -> None:
    """A child of two plans is cooled; where they have none, the worse of them."""
    better, worse = sorted(worker.luck.sample(range(len(plans)), 2), key=lambda at: cost_of(plans[at]))
    worker.parents = (better, worse)
    one, other = (better, worse) if worker.luck.random() < 0.5 else (worse, better)
    _cool(board, cooling, worker, cross(board, plans[one], plans[other], worker.luck) or plans[worse])


def _settle(plans: list[Routes], worker: _Worker) -> None:
    """The child takes the place of its worse parent where it is better and none of its cost is there yet."""
    worse = worker.parents[1]
    if cost_of(worker.best) < cost_of(plans[worse]) and cost_of(worker.best) not in map(cost_of, plans):
        copy_routes(worker.best, plans[worse])


def _cool(board: Board, cooling: Cooling, worker: _Worker, begin: Routes) -> None:
    copy_routes(begin, worker.plan)
    copy_routes(begin, worker.best)
    pace = worker.pace
    while (count := pace.next(cooling.end)) > 0:
        hot, cold = cooling.temperature(pace.used), cooling.temperature(pace.ahead(count))
        anneal(board, worker.plan, worker.best, worker.chance, hot, cold, count)
        pace.trials += count
