"""Several coolings one after another on every worker, from a first plan, until the budget is spent.

One long cooling may freeze in the wrong basin; so each worker cools several times, at first hot, then warm from its
best plan. Workers are threads: the compiled search holds no lock of Python's.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from solver.budget import Budget, Stopwatch
from solver.visits.chance import Chance, chance_of
from solver.visits.engine.anneal import anneal
from solver.visits.engine.board import Board, Draft, board_of
from solver.visits.engine.construct import construct
from solver.visits.engine.neighbours import neighbours
from solver.visits.engine.routes import Routes, copy_of, copy_routes, cost_of, mean_leg, read_routes, read_starts

TRIALS_A_STOP = 200_000
"""Trials of each worker at effort 1, for each stop."""
CHUNK = 50_000
"""Trials between two looks at the clock; a few hundredths of a second."""
GUARD_SECONDS = 3600.0
SEED_STEP = 1_000_003
"""Between the seeds of two workers."""


@dataclass(frozen=True, slots=True)
class Cooling:
    """From one temperature to another, in mean legs of the first plan, until the share `end` of the budget is used."""

    end: float
    hot: float
    cold: float


@dataclass(frozen=True, slots=True)
class Found:
    """Carer → her nodes in order, node → start, the cost in the board's unit, trials of all workers together."""

    routes: list[list[int]]
    starts: list[int]
    cost: int
    trials: int


COURSE = (Cooling(0.5, 5.0, 0.02), Cooling(1.0, 1.0, 0.02))


def search(draft: Draft, budget: Budget, course: Sequence[Cooling] = COURSE) -> Found:
    """The best plan of all workers; the same draft, seed, workers and effort give the same one.

    With `budget.seconds` the clock ends it, and it is not reproducible.
    """
    watch = Stopwatch(budget, GUARD_SECONDS)
    board = board_of(draft, *neighbours(draft))
    first = construct(board)
    with ThreadPoolExecutor(budget.workers) as pool:
        walks = [
            pool.submit(
                _walk,
                board,
                first,
                course,
                chance_of(budget.seed + worker * SEED_STEP),
                _Pace(budget, watch, len(board.stop)),
            )
            for worker in range(budget.workers)
        ]
        ends = [walk.result() for walk in walks]
    best = min((plan for plan, _ in ends), key=cost_of)
    return Found(read_routes(board, best), read_starts(board, best), cost_of(best), sum(trials for _, trials in ends))


class _Pace:
    """How much of the budget a worker has used, by the clock or by its trials."""

    def __init__(self, budget: Budget, watch: Stopwatch, stops: int) -> None:
        self._watch = watch
        self._most = None if budget.seconds is not None else max(1, round(budget.effort * TRIALS_A_STOP * stops))
        self.trials = 0

    @property
    def used(self) -> float:
        return self._watch.elapsed / self._watch.limit if self._most is None else self.trials / self._most

    def chunk(self, end: float) -> int:
        """How many trials come next, 0 when the share `end` of the budget is used."""
        if self._watch.stop() or (self._most is None and self.used >= end):
            return 0
        return CHUNK if self._most is None else min(CHUNK, round(end * self._most) - self.trials)

    def ahead(self) -> float:
        """About how much will be used after the next chunk."""
        return self.used * (1 + CHUNK / self.trials) if self.trials else 0.0


def _walk(board: Board, first: Routes, course: Sequence[Cooling], chance: Chance, pace: _Pace) -> tuple[Routes, int]:
    """One worker's best plan, and its trials."""
    current, best, leg, begin = copy_of(board, first), copy_of(board, first), mean_leg(first), 0.0
    for cooling in course:
        copy_routes(best, current)
        hot, fall = cooling.hot * leg, cooling.cold / cooling.hot
        while (count := pace.chunk(cooling.end)) > 0:
            now, then = (min(1.0, (used - begin) / (cooling.end - begin)) for used in (pace.used, pace.ahead()))
            anneal(board, current, best, chance, hot * fall**now, hot * fall**then, count)
            pace.trials += count
        begin = cooling.end
    return best, pace.trials
