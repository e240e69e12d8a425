"""A plan for all staff: first plan, mix and bound, dive, closing, then neighbourhoods until the effort is spent.

Where the mix of all staff would not end in time all rosters are annealed, then there are only windows of some days,
and there is no bound.
"""

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil, inf
from random import Random
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from solver.budget import Budget, Steps, Stopwatch
from solver.rostering.engine.anneal import anneal
from solver.rostering.engine.columns import Column, Pool, column_of
from solver.rostering.engine.crew import crew
from solver.rostering.engine.dive import dive, likeliest
from solver.rostering.engine.draw import Sizes, Task, draw
from solver.rostering.engine.generate import Generator
from solver.rostering.engine.greedy import greedy, polished
from solver.rostering.engine.neighbourhoods import Tried, Workshop
from solver.rostering.engine.pricing import Pricer
from solver.rostering.engine.problem import Problem, total_cost

GUARD_SECONDS = 3600.0
ROUNDS = 60
"""Neighbourhoods at effort 1."""
MIX_SHARE, DIVE_SHARE = 0.45, 0.95
"""Shares of the seconds after which the mix and the dive end."""
TURNS, ANNEAL_SHARE = 20, 0.8
"""Turns of everybody at effort 1, and the share of the seconds after which annealing ends."""
LEAST_ANNEALED = 0.5
"""At least so much of what is left once everybody has a roster goes to annealing."""
SLIGHT = 2e-2
"""Share of the whole cost that a step of the dive may add without new rosters being priced."""
AGAIN_SHARE = 0.1
"""Share of the seconds after which nobody chooses her first roster again."""
LOOK_SECONDS, GRACE_SECONDS = 0.2, 0.5
"""How often it is asked whether anybody waits, and how long what ends at the clock may take to say what it found."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rosters, one row for each person, with their cost and a proven lower bound on that of any plan, where known."""

    rosters: NDArray[np.int8]
    cost: int
    bound: int | None
    neighbourhoods: int
    reproducible: bool
    trail: tuple[tuple[float, int], ...]
    """Seconds and cost of each better plan."""


@contextmanager
def threads_of(budget: Budget) -> Iterator[Executor | None]:
    """To price people beside one another, where there is more than one worker."""
    if budget.workers == 1:
        yield None
        return
    with ThreadPoolExecutor(budget.workers) as threads:
        yield threads


class Search:
    """The best plan so far and what is known about it."""

    def __init__(self, problem: Problem, budget: Budget) -> None:
        self.problem, self.budget = problem, budget
        self.watch = Stopwatch(budget, GUARD_SECONDS)
        self.bound: int | None = None
        self.neighbourhoods = 0
        self.pool = Pool()
        self.pricers = [Pricer(problem, person) for person in range(len(problem.people))]
        with threads_of(budget) as threads:
            self.rosters = greedy(
                problem, self.pricers, Steps(self.watch).stop, lambda: self.over(AGAIN_SHARE), threads
            )
        self.cost = total_cost(problem, self.rosters)
        self.trail = [(self.watch.elapsed, self.cost)]

    def offer(self, rosters: NDArray[np.int8]) -> bool:
        """Keep a plan that is better than the best."""
        cost = total_cost(self.problem, rosters)
        if cost >= self.cost:
            return False
        self.rosters, self.cost = rosters, cost
        self.trail.append((self.watch.elapsed, cost))
        return True

    @property
    def proved(self) -> bool:
        """Whether nothing cheaper can be."""
        return self.bound is not None and self.cost <= self.bound

    @property
    def used(self) -> float:
        """Share of the seconds that is spent; without seconds none."""
        return 0.0 if self.budget.seconds is None else self.watch.elapsed / self.watch.limit

    @property
    def unwanted(self) -> bool:
        """Whether nobody waits any more, or a guard has fired: what is under way is for nothing."""
        return self.budget.cancelled() or (self.budget.seconds is None and self.watch.stop())

    def over(self, share: float = 1.0) -> bool:
        """Whether the share of the seconds is spent; without seconds only a guard or a cancel ends it."""
        return self.watch.stop() or self.used > share


def search(problem: Problem, budget: Budget) -> Found:
    """Raises NoRosterError when the limits leave a person without a roster, NoTimeError when the seconds do."""
    state = Search(problem, budget)
    prices = None
    if problem.mixed:
        prices = _mix_and_dive(state)
    else:
        _anneal(state)
    if not state.proved and not state.over():
        known = np.zeros(problem.need.shape) if prices is None else prices
        _neighbourhoods(state, Workshop(problem, state.pricers, state.pool, known, prices is not None))
    return Found(
        rosters=state.rosters,
        cost=state.cost,
        bound=state.bound,
        neighbourhoods=state.neighbourhoods,
        reproducible=state.watch.reproducible,
        trail=tuple(state.trail),
    )


def _anneal(state: Search) -> None:
    """Draws of everybody, cooling until their share is spent; then each chooses once more."""
    problem, seconds = state.problem, state.budget.seconds
    begun, most = state.used, max(1.0, TURNS * state.budget.effort)
    share = max(ANNEAL_SHARE - begun, LEAST_ANNEALED * (1.0 - begun), 1e-9)

    def spent(turn: int) -> float:
        return turn / most if seconds is None else (state.used - begun) / share

    with threads_of(state.budget) as threads:
        for rosters in anneal(problem, state.pricers, state.rosters, state.budget.seed, spent, state.over, threads):
            state.offer(rosters)
    state.offer(polished(problem, state.pricers, state.rosters, state.over))


def _mix_and_dive(state: Search) -> NDArray[np.float64] | None:
    """The mix of all staff and its bound, then a dive; answers the prices, None where rounding left no answer."""
    try:
        with threads_of(state.budget) as threads:
            plan, prices = _dived(state, threads)
    except ArithmeticError:
        return None
    state.offer(plan)
    state.offer(polished(state.problem, state.pricers, plan, state.over))
    return prices


def _dived(state: Search, executor: Executor | None) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
    """Rosters of the dive, or the likeliest of the mix, and the mix's prices. Raises ArithmeticError."""
    problem, everybody = state.problem, range(len(state.problem.people))
    generator = Generator(problem, state.pricers, state.pool, everybody, problem.need, executor)
    generator.start(column_of(problem, person, state.rosters[person]) for person in everybody)
    mixed = generator.mix(lambda: state.over(MIX_SHARE))
    if generator.bound > -inf:
        state.bound = ceil(generator.bound + problem.constant - 1e-6)
    prices, likely = generator.prices, likeliest(generator, mixed)
    begun = min(state.used, MIX_SHARE)

    def used() -> float:
        return (state.used - begun) / (DIVE_SHARE - begun)

    slight = SLIGHT * abs(mixed.value + problem.constant)
    whole = dive(generator, mixed, lambda: state.over(DIVE_SHARE), inf, used, slight)
    return _rosters(state.rosters, likely if whole is None else whole), prices


def _rosters(rosters: NDArray[np.int8], chosen: dict[int, Column]) -> NDArray[np.int8]:
    better = rosters.copy()
    for person, column in chosen.items():
        better[person] = column.roster
    return better


def _neighbourhoods(state: Search, workshop: Workshop) -> None:
    """Neighbourhoods, one in each process, until the effort is spent or the plan is proved."""
    random, sizes = Random(state.budget.seed), Sizes(state.problem)
    if state.budget.workers > 1:  # whoever is done first changes what the others begin with
        state.watch.reproducible = False
    most = inf if state.budget.seconds is not None else max(1, round(ROUNDS * state.budget.effort))
    deadline = monotonic() + state.watch.left
    with crew(state.budget.workers, workshop, lambda: state.unwanted) as send:
        running: dict[Future[Tried], Task] = {}
        while not state.proved:
            while len(running) < state.budget.workers and not state.over() and state.neighbourhoods < most:
                state.neighbourhoods += 1
                task = draw(workshop, state.rosters, sizes, random)
                running[send(state.rosters, task, deadline)] = task
            late = state.over()
            if not running or state.unwanted:
                break
            done, _ = wait(running, timeout=GRACE_SECONDS if late else LOOK_SECONDS, return_when=FIRST_COMPLETED)
            if late and not done:
                break
            for future in done:
                task, tried = running.pop(future), future.result()
                sizes.learn(task, tried)
                _take(state, tried)


def _take(state: Search, tried: Tried) -> None:
    """Put better rosters into the plan, which may have changed meanwhile."""
    if tried.cut:
        state.watch.reproducible = False
    if tried.better:
        rosters = state.rosters.copy()
        for person, roster in tried.better.items():
            rosters[person] = roster
        state.offer(rosters)
