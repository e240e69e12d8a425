"""Plans cooled from scratch, then children of two of them, until the budget is spent; the best of all counts.

One cooling freezes in some basin, however slow it is; on long rounds with windows a sixth of the time ends hardly
higher.
"""

import math
from dataclasses import dataclass

import numpy as np

from solver.budget import Budget, Stopwatch
from solver.chance import chance_of
from solver.meals.engine.anneal import FAR, anneal, recreate
from solver.meals.engine.board import Board, Draft, Ints, board_of
from solver.meals.engine.merge import child_of, merged
from solver.meals.engine.rounds import Rounds, copy_of, copy_rounds, mean_leg, no_rounds, read_rounds
from solver.population import Population
from solver.turns import GUARD_SECONDS, Task, Turns, Worker, threads, workers_of

HOT, WARM, COLD = 1.3, 0.2, 0.03
"""Temperatures in mean legs of the first plan: where a founder and a child begin, and where both end.

A founder begins no colder than what a vehicle costs, so that one may be sent out or done without.
"""
PLANS = 6
"""Most plans that live at a time, or two for each worker; each worker has as many."""
SLOWLY = 170
"""Trials of a founder for each stop while it cools by a factor of e; with less budget there are fewer plans."""
FOUNDING = 0.6
"""Share of the budget to cool all plans from scratch; all of it where no more can live than there are workers."""
CHILDREN = 10
"""Of each plan, if all stops are drawn; where plans are alike children are shorter, and there are more of them."""
TRIALS_A_STOP, SECONDS_A_STOP = 2_000, 0.03
"""Trials of each worker at effort 1, for each stop, and about how long they take."""
CHUNK = 500
"""Trials between two looks at the clock; about a hundredth of a second."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rounds as (kind, stops in order), the cost in the draft's unit, trials of all workers together."""

    rounds: list[tuple[int, list[int]]]
    cost: int
    trials: int


@dataclass(frozen=True, slots=True)
class Course:
    """How many plans live at a time; shares of a worker's budget for a founder, and for each drawn stop of a child.

    Temperatures are in the draft's unit: where founders and children begin, where both end.
    """

    plans: int
    founder: float
    child: float
    hot: float
    warm: float
    cold: float


@dataclass(slots=True)
class Family(Turns[Board, Rounds]):
    """The plans that live beside one another, and the annealing that makes new ones of them."""

    course: Course

    def task(self, worker: Worker[Rounds]) -> Task[Board, Rounds]:
        """A founder where one is missing or two are alike, else a child in the place of the worse of its parents."""
        chosen = self.living.parents(worker.luck, 2)
        if len(chosen) == 2:
            one, other = (self.living.plans[at] for at in chosen)
            board = merged(self.board, one, other)
            if len(board.drawn):
                begin = child_of(board, one, other, _queue(board), worker.luck, worker.chance)
                share = self.course.child * len(board.drawn)
                return Task(board, begin, share, self.living.worst(chosen), founder=False)
            self.living.leave(self.living.worst(chosen))
        return Task(self.board, self.first, self.course.founder, self.living.next_place(), founder=True)

    def anneal(self, task: Task[Board, Rounds], worker: Worker[Rounds], now: float, then: float, count: int) -> None:
        """`count` trials, from the temperature of `now` to that of `then` (shares of the task)."""
        plan, kept, best = worker.plans
        begin, end = self.course.hot if task.founder else self.course.warm, self.course.cold
        hot, cold = (begin * math.pow(end / begin, min(1.0, share)) for share in (now, then))
        anneal(task.board, plan, kept, best, _queue(task.board), worker.chance, hot, cold, count)

    def copy(self, source: Rounds, target: Rounds) -> None:
        copy_rounds(source, target)

    def copied(self, plan: Rounds) -> Rounds:
        return copy_of(plan)


def search(draft: Draft, budget: Budget) -> Found:
    """The best plan of all; the same draft, seed, workers and effort give the same one.

    Effort 1 is TRIALS_A_STOP for each stop. With `budget.seconds` the clock ends it, and it is not reproducible.
    """
    if not draft.amounts:
        return Found([], 0, 0)
    watch = Stopwatch(budget, GUARD_SECONDS)
    board = board_of(draft)
    first = first_plan(board, budget.seed)
    family = family_of(board, first, course(board, first, budget))
    trials = budget.effort * TRIALS_A_STOP * len(board.amount)
    workers = workers_of(budget, watch, trials, CHUNK, lambda: [copy_of(first) for _ in range(3)])
    with threads(budget.workers, watch) as at_once:
        family.live(at_once, workers)
    best = family.living.best()
    return Found(read_rounds(board, best), _cost(best), sum(worker.pace.trials for worker in workers))


def course(board: Board, first: Rounds, budget: Budget) -> Course:
    """More plans where there is more to spend."""
    stops, leg = len(board.amount), mean_leg(board, first)
    hot, warm, cold = max(leg * HOT, float(board.hire.max(initial=0))), leg * WARM, leg * COLD
    effort = budget.effort if budget.seconds is None else budget.seconds / (SECONDS_A_STOP * stops)
    founders = FOUNDING * budget.workers * effort * TRIALS_A_STOP / (SLOWLY * math.log(hot / cold))
    most = max(PLANS, 2 * budget.workers)
    plans = budget.workers * max(1, int(min(most, founders) / budget.workers))
    if plans == budget.workers:
        return Course(plans, 1.0, 1.0, hot, warm, cold)
    founder = budget.workers * FOUNDING / plans
    child = budget.workers * (1 - FOUNDING) / (CHILDREN * plans * stops)
    return Course(plans, founder, child, hot, warm, cold)


def _cost(plan: Rounds) -> int:
    return int(plan.total[0])


def first_plan(board: Board, seed: int) -> Rounds:
    """Stop by stop, the farthest first."""
    plan = no_rounds(board)
    recreate(board, plan, plan, _queue(board), FAR, chance_of(seed), False)
    return plan


def _queue(board: Board) -> Ints:
    """Room to line all stops up in."""
    return np.zeros((2, len(board.amount)), dtype=np.int32)


def family_of(board: Board, first: Rounds, course: Course) -> Family:
    """All places vacant."""
    plans = [copy_of(first) for _ in range(course.plans)]
    return Family(board, first, Population(plans, _cost, [*range(course.plans)]), course)
