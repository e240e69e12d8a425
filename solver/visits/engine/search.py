"""Tribes of plans cooled from scratch that have children, then children of all tribes, until the budget is spent.

One cooling freezes in some basin, however slow it is: seeds differ by more than a tenfold budget brings, and two plans
of nearly the same cost have less than half of their arcs in common. A child begins with routes of two of its parents
and is cooled on the arcs of all of them. A tribe ends where it ends by chance, and twice the time brings it little, so
there are several (others call them islands: R. Tanese, "Distributed genetic algorithms", ICGA 3 (1989)).
"""

import math
from dataclasses import dataclass
from functools import partial

from solver.budget import Budget, Stopwatch
from solver.population import Population
from solver.turns import GUARD_SECONDS, Task, Turns, Worker, threads, workers_of
from solver.visits.engine.anneal import anneal
from solver.visits.engine.board import Board, Draft, board_of
from solver.visits.engine.construct import construct
from solver.visits.engine.cooling import degrees
from solver.visits.engine.merge import child_of, merged
from solver.visits.engine.neighbours import neighbours
from solver.visits.engine.routes import Routes, copy_of, copy_routes, cost_of, mean_leg, read_routes, read_starts

HOT = ((0.0, 5.0), (0.08, 0.3), (0.92, 0.065), (1.0, 0.03))
"""Share of a cooling from scratch → temperature in mean legs of the first plan. Hot enough to leave a first plan that
is late everywhere; where most is decided it cools slowly."""
WARM = ((0.0, 0.2), (0.9, 0.06), (1.0, 0.03))
"""The same for a child."""
TRIBE_TRIALS = 1_500_000
"""About how many trials of each stop one tribe more is begun for, a share of what comes after them included."""
MOST_TURNS = 12
"""Most tribes of a worker; with more budget each has more plans."""
APART = 0.8
"""Share of the budget in which tribes live apart."""
MET = 16
"""About so many plans live when they have met, two of each tribe at least."""
PLANS = 6
"""Least plans of a tribe."""
PLAN_TRIALS = 9000
"""Trials of a tribe for each stop, of which the root says how many plans it has: with more budget there are more of
them and each is cooled longer. Few plans are soon alike, many are not done when the budget is spent."""
FOUNDING = 0.5
"""Share of a tribe's time to cool so many from scratch."""
CHILDREN = 6
"""Of each plan, if all calls are drawn; where plans are alike children are shorter, and there are more of them."""
PARENTS = 6
"""Of two plans alone nothing tells which of their arcs are good; of several it is those that more of them have."""
TRIALS_A_STOP, SECONDS_A_STOP = 400_000, 0.07
"""Trials of each worker at effort 1, for each stop, and about how long they take."""
CHUNK = 50_000
"""Trials between two looks at the clock; about a hundredth of a second."""


@dataclass(frozen=True, slots=True)
class Found:
    """Carer → her nodes in order, node → start, the cost in the board's unit, trials of all workers together."""

    routes: list[list[int]]
    starts: list[int]
    cost: int
    trials: int


@dataclass(frozen=True, slots=True)
class Course:
    """Shares of a worker's budget for a founder, and for each drawn node of a child."""

    founder: float
    child: float


@dataclass(frozen=True, slots=True)
class Courses:
    """Shares of its budget at which each worker is done with a tribe; plans of a tribe, and those of it that meet."""

    ends: list[float]
    plans: int
    met: int
    tribe: Course
    together: Course


@dataclass(slots=True)
class Family(Turns[Board, Routes]):
    """Temperatures are in units of `leg`."""

    course: Course
    leg: float

    def task(self, worker: Worker[Routes]) -> Task[Board, Routes]:
        """A founder where one is missing, else a child in the place of the worse of the two whose routes it has."""
        chosen = self.living.parents(worker.luck, PARENTS)
        if chosen:
            parents = [self.living.plans[at] for at in chosen]
            board = merged(self.board, parents)
            if len(board.drawn):
                one, other = parents[:2]
                begin, share = child_of(self.board, one, other, worker.luck), self.course.child * len(board.drawn)
                return Task(board, begin, share, self.living.worst(chosen[:2]), founder=False)
            self.living.begin_anew()
        return Task(self.board, self.first, self.course.founder, self.living.next_place(), founder=True)

    def anneal(self, task: Task[Board, Routes], worker: Worker[Routes], now: float, then: float, count: int) -> None:
        """`count` trials, from the temperature of `now` to that of `then` (shares of the task)."""
        plan, best = worker.plans
        hot, cold = (self.leg * degrees(HOT if task.founder else WARM, share) for share in (now, then))
        anneal(task.board, plan, best, worker.chance, hot, cold, count)

    def copy(self, source: Routes, target: Routes) -> None:
        copy_routes(source, target)

    def copied(self, plan: Routes) -> Routes:
        return copy_of(self.board, plan)


def search(draft: Draft, budget: Budget) -> Found:
    """The best plan of all; the same draft, seed, workers and effort give the same one.

    Effort 1 is TRIALS_A_STOP for each stop. With `budget.seconds` the clock ends it, and it is not reproducible.
    """
    if not draft.stop_of:
        return Found([[] for _ in draft.base_of], [], 0, 0)
    watch = Stopwatch(budget, GUARD_SECONDS)
    board = board_of(draft, *neighbours(draft))
    first = construct(board)
    courses = courses_of(budget, len(board.stop))
    trials = budget.effort * TRIALS_A_STOP * len(board.stop)
    workers = workers_of(budget, watch, trials, CHUNK, lambda: [copy_of(board, first), copy_of(board, first)])
    met: list[Routes] = []
    with threads(budget.workers, watch) as at_once:
        for end in courses.ends:
            tribes = [tribe_of(board, first, courses) for _ in workers]
            at_once(partial(_live_apart, end), tribes, workers)
            met += [plan for tribe in tribes for plan in tribe.living.fittest(courses.met)]
            if watch.stop():
                break
        family = Family(board, first, Population(met, cost_of, []), courses.together, mean_leg(first))
        family.live(at_once, workers)
    best, made = family.living.best(), sum(worker.pace.trials for worker in workers)
    return Found(read_routes(board, best), read_starts(board, best), cost_of(best), made)


def courses_of(budget: Budget, stops: int) -> Courses:
    """More tribes where there is more to spend; one alone has all of it."""
    effort = budget.effort if budget.seconds is None else budget.seconds / (SECONDS_A_STOP * stops)
    trials = effort * TRIALS_A_STOP
    turns = max(1, min(MOST_TURNS, round(trials / TRIBE_TRIALS)))
    tribes = turns * budget.workers
    apart = 1.0 if tribes == 1 else APART
    ends = [apart * (turn / turns) for turn in range(1, turns + 1)]
    plans = max(PLANS, round(math.sqrt(ends[0] * trials / PLAN_TRIALS)))
    met = min(plans, max(2, MET // tribes))

    def course(breeding: float, breeders: int) -> Course:
        """`breeding` is dealt to CHILDREN of each breeder; no share is less than a single trial."""
        founder, child = ends[0] * FOUNDING / plans, breeding / (CHILDREN * breeders * stops)
        return Course(*(max(1 / (stops * trials), min(1.0, share)) for share in (founder, child)))

    alone, together = ends[0] * (1 - FOUNDING), budget.workers * (1 - apart)
    return Courses(ends, plans, met, tribe=course(alone, plans), together=course(together, tribes * met))


def tribe_of(board: Board, first: Routes, courses: Courses) -> Family:
    """All places vacant."""
    plans = [copy_of(board, first) for _ in range(courses.plans)]
    living = Population(plans, cost_of, [*range(courses.plans)])
    return Family(board, first, living, courses.tribe, mean_leg(first))


def _live_apart(end: float, tribe: Family, worker: Worker[Routes]) -> None:
    tribe.live(map, [worker], end)
