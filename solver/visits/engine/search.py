"""Plans cooled side by side from scratch, then children of two of them, until the budget is spent.

One cooling freezes in some basin, however slow it is: seeds differ by more than a tenfold budget brings. Where a plan
will end shows once it is half cold, so the worst then go on from where the best are ("go with the winners"; D. Aldous
and U. Vazirani, FOCS 1994; K. Hukushima and Y. Iba, "Population annealing and its application to a spin glass", AIP
Conference Proceedings 690, 2003). What is left goes to crossing them (memetic search; P. Moscato, "On evolution,
search, optimization, genetic algorithms and martial arts", Caltech report 826, 1989). Workers are threads, since the
compiled search holds no lock of Python's.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from random import Random

from solver.budget import Budget, Stopwatch
from solver.chance import Chance, chance_of
from solver.pace import Pace
from solver.visits.engine.anneal import anneal
from solver.visits.engine.board import Board, Draft, board_of
from solver.visits.engine.construct import construct
from solver.visits.engine.cooling import Cooling, even, pieces
from solver.visits.engine.cross import cross
from solver.visits.engine.neighbours import neighbours
from solver.visits.engine.routes import Routes, copy_of, copy_routes, cost_of, mean_leg, read_routes, read_starts

HOT = ((0.0, 5.0), (0.08, 0.3), (0.92, 0.065), (1.0, 0.03))
"""Share of a cooling from scratch → temperature in mean legs of the first plan. Hot enough to leave a first plan that
is late everywhere; where most is decided it cools slowly."""
WARM = ((0.0, 0.1), (1.0, 0.03))
"""The same for a child: what its parents agree on stays."""
FOUNDERS = (2, 48)
"""Least and most plans cooled from scratch."""
FOUNDING = 0.8
"""Share of the budget for them."""
FOUNDER_TRIALS, CHILD_TRIALS = 150_000, 10_000
"""About how many trials of one stop a cooling has where the budget has room for it."""
ROUNDS = 25
"""So often the founders wait for one another; all are equally warm then."""
SIFTED = (0.3, 0.9)
"""Shares of their cooling between which the worst founders go on from where the best are. Before, the costs say
nothing of where a plan will end; after, copies would stay copies."""
DROPPED = 0.25
"""Share of a tribe that does so at a time."""
TRIBE = 12
"""Least founders among whom it happens; those of one tribe end alike, so that children want parents of several."""
MOST_CHILDREN = 400
"""Of each worker."""
TRIALS_A_STOP, SECONDS_A_STOP = 400_000, 0.07
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
class Round:
    """A turn of each founder of a worker, and whether tribes are sifted after it."""

    turns: Sequence[Cooling]
    sifts: bool


@dataclass(slots=True)
class Walker:
    """`plan` is where it is, `best` the best since it began this cooling."""

    plan: Routes
    best: Routes


@dataclass(slots=True)
class _Worker:
    """Its founders, and the child that it cools after them."""

    founders: list[Walker]
    child: Walker
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
    workers = _workers(board, first, len(founding[0].turns), budget, watch)
    founders = [walker for worker in workers for walker in worker.founders]
    with ThreadPoolExecutor(budget.workers) as pool:
        for around in founding:
            list(pool.map(partial(_found, board, around), workers))
            if around.sifts:
                for tribe in tribes(founders):
                    sift(tribe)
        plans = [walker.best for walker in founders]
        for cooling in breeding:
            list(pool.map(partial(_breed, board, plans, cooling), workers))
            for worker in workers:
                _settle(plans, worker)
    best = min(plans, key=cost_of)
    return Found(
        read_routes(board, best), read_starts(board, best), cost_of(best), sum(worker.pace.trials for worker in workers)
    )


def course(budget: Budget, stops: int, leg: float) -> tuple[list[Round], list[Cooling]]:
    """What every worker does one after another: rounds of its founders, then children, all of equal length."""
    effort = budget.effort if budget.seconds is None else budget.seconds / (SECONDS_A_STOP * stops)
    trials = effort * TRIALS_A_STOP
    least, most = (max(1, round(number / budget.workers)) for number in FOUNDERS)
    founders = max(least, min(most, int(FOUNDING * trials / FOUNDER_TRIALS)))
    children = max(1, min(MOST_CHILDREN, int((1 - FOUNDING) * trials / CHILD_TRIALS)))
    founding = [
        Round(
            [Cooling(*turn, piece, leg) for turn in even(*span, founders)], SIFTED[0] <= span[1] / FOUNDING < SIFTED[1]
        )
        for span, piece in zip(even(0.0, FOUNDING, ROUNDS), pieces(HOT, ROUNDS), strict=True)
    ]
    return founding, [Cooling(*span, WARM, leg) for span in even(FOUNDING, 1.0, children)]


def _workers(board: Board, first: Routes, founders: int, budget: Budget, watch: Stopwatch) -> list[_Worker]:
    most = None if budget.seconds is not None else max(1, round(budget.effort * TRIALS_A_STOP * len(board.stop)))
    seeds = [budget.seed + number * SEED_STEP for number in range(budget.workers)]

    def walker() -> Walker:
        return Walker(copy_of(board, first), copy_of(board, first))

    return [
        _Worker(
            founders=[walker() for _ in range(founders)],
            child=walker(),
            chance=chance_of(seed),
            luck=Random(seed),
            pace=Pace(watch, most, CHUNK),
        )
        for seed in seeds
    ]


def tribes(walkers: Sequence[Walker]) -> list[Sequence[Walker]]:
    """Evenly, each of them with founders of every worker."""
    count = max(1, len(walkers) // TRIBE)
    return [walkers[at::count] for at in range(count)]


def sift(walkers: Sequence[Walker]) -> None:
    """The worst go on from where the best are."""
    ordered = sorted(walkers, key=lambda walker: cost_of(walker.plan))
    for good, bad in zip(ordered[: int(DROPPED * len(ordered))], reversed(ordered), strict=False):
        copy_routes(good.plan, bad.plan)
        copy_routes(good.best, bad.best)


def _found(board: Board, around: Round, worker: _Worker) -> None:
    for cooling, walker in zip(around.turns, worker.founders, strict=True):
        _cool(board, cooling, worker, walker)


def _breed(board: Board, plans: list[Routes], cooling: Cooling, worker: _Worker) -> None:
    """A child of two plans is cooled; where they have none, the worse of them."""
    better, worse = sorted(worker.luck.sample(range(len(plans)), 2), key=lambda at: cost_of(plans[at]))
    worker.parents = (better, worse)
    one, other = (better, worse) if worker.luck.random() < 0.5 else (worse, better)
    begin = cross(board, plans[one], plans[other], worker.luck) or plans[worse]
    copy_routes(begin, worker.child.plan)
    copy_routes(begin, worker.child.best)
    _cool(board, cooling, worker, worker.child)


def _settle(plans: list[Routes], worker: _Worker) -> None:
    """The child takes the place of its worse parent where it is better and none of its cost is there yet."""
    child, worse = worker.child.best, plans[worker.parents[1]]
    if cost_of(child) < cost_of(worse) and cost_of(child) not in map(cost_of, plans):
        copy_routes(child, worse)


def _cool(board: Board, cooling: Cooling, worker: _Worker, walker: Walker) -> None:
    pace = worker.pace
    while (count := pace.next(cooling.end)) > 0:
        hot, cold = cooling.temperature(pace.used), cooling.temperature(pace.ahead(count))
        anneal(board, walker.plan, walker.best, worker.chance, hot, cold, count)
        pace.trials += count
