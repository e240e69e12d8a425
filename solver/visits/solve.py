"""Who visits whom, when, in what order: what was announced, regret insertion, annealing until the effort is spent."""

from dataclasses import replace

import numpy as np

from solver.budget import Budget, Stopwatch
from solver.chance import Chance, chance_of
from solver.result import Result
from solver.travel.matrix import Travel
from solver.visits.announced import announced_plan, hold_again, let_go
from solver.visits.arrays import Arrays, arrays_of
from solver.visits.construct import construct, open_stops, somebody_may
from solver.visits.objective import cost, matches
from solver.visits.plan import Plan, copy_plan
from solver.visits.price import price
from solver.visits.problem import Carer, Stop, VisitsProblem
from solver.visits.readout import read_out
from solver.visits.search import Found, Pace, improve, usual_pace
from solver.visits.solution import VisitsSolution

PATIENCE = 16
"""A day of which something was announced is searched so many times as long, that little of it changes."""
DEEP = 20.0
"""Stops that a ruin of such a day takes out on average: what is held only makes way when several do at once."""
GUARD_SECONDS = 600.0
"""The clock stops a solve of effort 1 only when something is very wrong."""


def solve(problem: VisitsProblem, budget: Budget) -> Result[VisitsSolution]:
    """The best plan found; stops that do not fit are listed with the rule that stopped them.

    Times in minutes from the plan's first midnight, cost as in `objective.py`. The same problem, seed and effort give
    the same plan; with `budget.seconds`, when cancelled or past the guard the best so far comes back, not reproducible.
    """
    watch = Stopwatch(budget, GUARD_SECONDS * max(1.0, budget.effort))
    arrays, chance = arrays_of(problem), chance_of(budget.seed)
    return answered(problem, arrays, _found(problem, arrays, chance, budget, watch), watch)


def answered(problem: VisitsProblem, arrays: Arrays, found: Found, watch: Stopwatch) -> Result[VisitsSolution]:
    """What was found, in the words of the problem and with its price."""
    solution = read_out(problem, arrays, found.plan)
    at_work = matches(problem, solution)
    return Result(
        solution,
        cost(at_work),
        at_work,
        bound=0,
        proven=cost(at_work) == 0,
        work=found.work,
        seconds=watch.elapsed,
        reproducible=watch.reproducible,
    )


def _found(problem: VisitsProblem, a: Arrays, chance: Chance, budget: Budget, watch: Stopwatch) -> Found:
    """A day that can be walked as it was announced is left alone: nothing is gained that is worth telling everybody.

    Else what stands as announced is held, and let go only when somebody is left without a visit for it. What nobody
    could be given is no reason for either.
    """
    plan = announced_plan(problem, a)
    if a.holds.any() and not _lacking(a, plan):
        return Found(plan, 0.0)
    construct(a, plan, chance)
    if not a.holds.any():
        return improve(a, plan, chance, budget, watch, usual_pace(a, budget))
    longer, pace = replace(budget, effort=PATIENCE * budget.effort), Pace(2.0 * a.weights[2], DEEP)
    held = improve(a, plan, chance, longer, watch, pace)
    if not _lacking(a, held.plan):
        return held
    copy_plan(held.plan, plan)
    free = improve(let_go(a, plan), plan, chance, budget, watch, usual_pace(a, budget))
    hold_again(a, free.plan)
    again = improve(a, free.plan, chance, longer, watch, pace)
    best = min(held.plan, again.plan, key=lambda found: price(a, found))
    return Found(best, held.work + free.work + again.work)


def _lacking(a: Arrays, plan: Plan) -> bool:
    """Whether a stop is open that somebody could be found for."""
    return any(somebody_may(a, stop) for stop in open_stops(a, plan))


def warm_up() -> None:
    """Compile the search, or load it from the cache, on a problem of three stops."""
    travel = Travel(("base", "home"), {"walk": np.array([[0, 5], [5, 0]], dtype=np.int32)})
    carers = tuple(Carer(key, "base", 480, 960, "walk", "f", frozenset()) for key in ("one", "two"))
    stops = tuple(Stop(key, key, "home", 30, 540, 700, 1, carers=1 + (key == "c")) for key in ("a", "b", "c"))
    solve(VisitsProblem(carers, stops, (), travel), Budget(effort=0.01))
