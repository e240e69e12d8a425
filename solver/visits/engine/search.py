"""Coolings one after another, each on every worker, from a first plan until the budget is spent.

One long cooling may freeze in the wrong basin, and the shorter it is the worse it ends; so there are as many as the
budget has room for. The first is hot, those after it begin warm from the best plan of all workers. Workers are threads:
the compiled search holds no lock of Python's.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from solver.budget import Budget, Stopwatch
from solver.visits.chance import Chance, chance_of
from solver.visits.engine.anneal import anneal
from solver.visits.engine.board import Board, Draft, board_of
from solver.visits.engine.construct import construct
from solver.visits.engine.neighbours import neighbours
from solver.visits.engine.routes import Routes, copy_of, copy_routes, cost_of, mean_leg, read_routes, read_starts

HOT, WARM, COLD = 5.0, 1.0, 0.03
"""Temperatures: of the first cooling's begin, of the others', of every end; in mean legs of the first plan."""
TRIALS_A_STOP, SECONDS_A_STOP = 400_000, 0.15
"""What one cooling of a worker should have at the least, for each stop, by its trials or by the clock."""
MOST_COOLINGS = 8
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
    """From one temperature to another, between two shares of the budget used."""

    begin: float
    end: float
    hot: float
    cold: float

    def temperature(self, used: float) -> float:
        """It falls by the same factor in the same time."""
        return self.hot * float((self.cold / self.hot) ** min(1.0, (used - self.begin) / (self.end - self.begin)))


@dataclass(slots=True)
class _Worker:
    """`plan` is where it is, `best` the best it has seen."""

    plan: Routes
    best: Routes
    chance: Chance
    pace: "_Pace"


def search(draft: Draft, budget: Budget) -> Found:
    """The best plan of all workers; the same draft, seed, workers and effort give the same one.

    Effort 1 is one cooling of each worker. With `budget.seconds` the clock ends the search, and it is not reproducible.
    """
    watch = Stopwatch(budget, GUARD_SECONDS)
    board = board_of(draft, *neighbours(draft))
    best = construct(board)
    workers = _workers(board, best, budget, watch)
    with ThreadPoolExecutor(budget.workers) as pool:
        for cooling in coolings(budget, len(board.stop), mean_leg(best)):
            for worker in workers:
                copy_routes(best, worker.plan)
            list(pool.map(lambda worker, cooling=cooling: _cool(board, worker, cooling), workers))
            best = min((worker.best for worker in workers), key=cost_of)
    trials = sum(worker.pace.trials for worker in workers)
    return Found(read_routes(board, best), read_starts(board, best), cost_of(best), trials)


def coolings(budget: Budget, stops: int, leg: float) -> list[Cooling]:
    """As many of equal length as the budget has room for."""
    room = budget.effort if budget.seconds is None else budget.seconds / (SECONDS_A_STOP * stops)
    count = max(1, min(MOST_COOLINGS, int(room)))
    return [Cooling(at / count, (at + 1) / count, (HOT if at == 0 else WARM) * leg, COLD * leg) for at in range(count)]


def _workers(board: Board, first: Routes, budget: Budget, watch: Stopwatch) -> list[_Worker]:
    most = None if budget.seconds is not None else max(1, round(budget.effort * TRIALS_A_STOP * len(board.stop)))
    return [
        _Worker(
            plan=copy_of(board, first),
            best=copy_of(board, first),
            chance=chance_of(budget.seed + number * SEED_STEP),
            pace=_Pace(watch, most),
        )
        for number in range(budget.workers)
    ]


@dataclass(slots=True)
class _Pace:
    """How much of the budget a worker has used: by its trials where `most` is given, else by the clock."""

    watch: Stopwatch
    most: int | None
    trials: int = field(default=0)

    @property
    def used(self) -> float:
        return self.watch.elapsed / self.watch.limit if self.most is None else self.trials / self.most

    def chunk(self, end: float) -> int:
        """How many trials come next, 0 when the share `end` of the budget is used."""
        if self.watch.stop() or (self.most is None and self.used >= end):
            return 0
        return CHUNK if self.most is None else min(CHUNK, round(end * self.most) - self.trials)

    def ahead(self, count: int) -> float:
        """About how much will be used after so many more trials."""
        return self.used * (1 + count / self.trials) if self.trials else self.used


def _cool(board: Board, worker: _Worker, cooling: Cooling) -> None:
    pace = worker.pace
    while (count := pace.chunk(cooling.end)) > 0:
        hot, cold = cooling.temperature(pace.used), cooling.temperature(pace.ahead(count))
        anneal(board, worker.plan, worker.best, worker.chance, hot, cold, count)
        pace.trials += count
