"""Who visits whom, when, in what order: what was announced, regret insertion, annealing until the effort is spent."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from solver.budget import Budget, Stopwatch, guarded
from solver.chance import Chance, chance_of
from solver.result import Result
from solver.travel.matrix import Travel
from solver.visits.announced import announced_plan, hold_again, let_go
from solver.visits.arrays import Arrays, arrays_of
from solver.visits.construct import construct, lacking, open_stops, price_open
from solver.visits.objective import cost, matches
from solver.visits.plan import Plan, copy_plan, empty_plan
from solver.visits.price import price
from solver.visits.problem import Carer, Stop, VisitsProblem
from solver.visits.readout import read_out
from solver.visits.search import Found, Pace, improve, usual_pace
from solver.visits.solution import VisitsSolution
from solver.visits.wishes import cooled, make_way

PATIENCE = 16
"""A day of which something was announced is searched so many times as long, that little of it changes."""
DEEP = 10.0
"""Stops that a ruin of such a day takes out on average: what is held only makes way when several do at once."""
CHANGED = 0.7
"""Share of the ruins of such a day that begin at a stop which is other than it was told."""
LOOSE = 4
"""How many times as long it is searched when some of it is let go."""
REACHES = {12: 0.5, 10**6: 1.0}
"""Stops that are let go around each that stays open, first the nearest, then all; where the clock rules, with the part
of what is left that each has."""
ROOM = 0.4
"""How much longer a day is searched that leaves something open; where the clock rules, the part of it for that."""
HOLDING = 0.4
"""The part, where the clock rules, for which all is held while something is open, and for which it is let go."""


def solve(problem: VisitsProblem, budget: Budget) -> Result[VisitsSolution]:
    """The best plan found; stops that do not fit are listed with the rule that stopped them.

    Times in minutes from the plan's first midnight, cost as in `objective.py`. The same problem, seed and effort give
    the same plan; with `budget.seconds`, when cancelled or past the guard the best so far comes back, not reproducible.
    """
    watch = guarded(budget)
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

    Else what stands as announced is held, and let go only when somebody is left without a visit for it: first what is
    near that visit, then everything. What nobody could be given is no reason for either.
    """
    plan = announced_plan(problem, a)
    if a.holds.any() and not lacking(a, plan):
        return Found(plan, 0.0)
    construct(a, plan, chance)
    if not a.holds.any():
        return _anew(a, plan, chance, budget, watch)
    found = held(a, plan, chance, budget, watch.share(HOLDING if lacking(a, plan) else 1.0))
    for reach, part in REACHES.items():
        if lacking(a, found.plan):
            found = _making_way(a, found, reach, chance, budget, watch.share(part))
    if budget.seconds is None or watch.stop():
        return found
    last = held(a, found.plan, chance, budget, watch)
    return Found(last.plan, found.work + last.work)


def _anew(a: Arrays, plan: Plan, chance: Chance, budget: Budget, watch: Stopwatch) -> Found:
    """A plan of which nothing is held; wishes make way for what it leaves open."""
    short = lacking(a, plan)
    found = improve(a, plan, chance, budget, watch.share(1 - ROOM if short else 1.0), usual_pace(a, budget))
    if watch.stop() or not (lacking(a, found.plan) or (short and budget.seconds is not None)):
        return found
    search = make_way if lacking(a, found.plan) else cooled
    last = search(a, found.plan, chance, replace(budget, effort=ROOM * budget.effort), watch)
    return Found(last.plan, found.work + last.work)


def held(a: Arrays, plan: Plan, chance: Chance, budget: Budget, watch: Stopwatch) -> Found:
    """A plan of which something is held, searched with patience, mostly about what is other than it was told."""
    pace = Pace(float(a.weights[2]), DEEP, changed=CHANGED)
    return improve(a, plan, chance, replace(budget, effort=PATIENCE * budget.effort), watch, pace)


def _making_way(a: Arrays, so_far: Found, reach: int, chance: Chance, budget: Budget, watch: Stopwatch) -> Found:
    """The same or a cheaper plan: where letting go finds room for what is open, all is held again that can be."""
    plan = empty_plan(a)
    copy_plan(so_far.plan, plan)
    loose = let_go(a, plan, around(a, plan, reach))
    pace = usual_pace(a, budget)._replace(changed=CHANGED)
    loosely = watch.share(HOLDING)
    free = improve(loose, plan, chance, replace(budget, effort=LOOSE * budget.effort), loosely, pace)
    if price_open(a, free.plan) >= price_open(a, so_far.plan):
        return Found(so_far.plan, so_far.work + free.work)
    hold_again(a, free.plan)
    again = held(a, free.plan, chance, budget, watch)
    best = min(so_far.plan, again.plan, key=lambda found: price(a, found))
    return Found(best, so_far.work + free.work + again.work)


def around(a: Arrays, plan: Plan, reach: int) -> NDArray[np.bool_]:
    """Stop → whether it is among the `reach` nearest, in minutes and time of day, of one that is open; or is open."""
    near = np.full(len(a.wish), reach >= len(a.wish), dtype=np.bool_)
    for stop in open_stops(a, plan):
        near[stop] = True
        near[a.near[stop, :reach]] = True
    return near


def warm_up() -> None:
    """Compile the search, or load it from the cache, on a problem of three stops."""
    travel = Travel(("base", "home"), {"walk": np.array([[0, 5], [5, 0]], dtype=np.int32)})
    carers = tuple(Carer(key, "base", 480, 960, "walk", "f", frozenset()) for key in ("one", "two"))
    stops = tuple(Stop(key, key, "home", 30, 540, 700, 1, carers=1 + (key == "c")) for key in ("a", "b", "c"))
    solve(VisitsProblem(carers, stops, (), travel), Budget(effort=0.01))
