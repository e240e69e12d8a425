"""Rounds for one kitchen's meal: construct, improve, tell why what is left stays."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from solver.budget import Budget, Progress, Stopwatch, guarded
from solver.meals.arrays import Arrays, Ints, arrays_of
from solver.meals.expected import as_expected
from solver.meals.objective import matches_of
from solver.meals.problem import Drop, RoundsProblem
from solver.meals.readout import read_out
from solver.meals.reasons import somebody_can, waiting
from solver.meals.search import DEAR, improve, recreate
from solver.meals.solution import Round, RoundsSolution
from solver.meals.tours import Tours, copy_tours, cost_of, no_tours, surprises_of, time_anew
from solver.pace import Pace
from solver.result import Result

TRIES_A_DROP = 64_000
"""Places tried for each drop at effort 1."""
TRIES_A_UNIT = 10_000_000
"""Places tried that count as one unit of work, about a second of one core."""
TRIES_A_LOOK = 200_000
"""Places tried between two looks at the clock."""
WHOLE = 1000
"""What is done is told in parts of it."""
HALF = 0.5
"""Of what is left, where the clock rules, for a search that another may follow."""
TURNS, TURN = 2, 0.5
"""How often what is expected makes way for what is open, and how long either half of it is searched."""


class Reach(NamedTuple):
    """Of one search: the part of the seconds, where the clock rules, that it may take while something is open, and the
    part of the open price by which a plan may be dearer than the best, as long as it is hot."""

    while_open: float
    dearer: float


ALONE = Reach(1.0, 0.02)
FIRST = Reach(HALF, 0.02)
"""What it leaves open others will make way for."""
NEAR = Reach(1.0, 0.0)
"""Rounds that were forgotten do not come back: nothing is forgotten for what is open."""


def solve(problem: RoundsProblem, budget: Budget) -> Result[RoundsSolution]:
    """Brings the drops so that the open price is least, then what is not as expected, travel and people on duty.

    Rounds that were all announced and can all be driven so are left alone. Costs are weights × minutes of travel,
    carriers out, surprises and minutes open by class. The same problem, seed and effort
    give the same rounds; cancelled or out of time, the best found so far stands.
    """
    watch = guarded(budget)
    rounds, work = _rounds(problem, budget, watch)
    solution = RoundsSolution(rounds, waiting(problem, rounds))
    matches = matches_of(problem, solution)
    return Result(
        solution,
        cost=sum(match.cost for match in matches),
        matches=matches,
        work=work,
        seconds=watch.elapsed,
        reproducible=watch.reproducible,
    )


def _rounds(problem: RoundsProblem, budget: Budget, watch: Stopwatch) -> tuple[tuple[Round, ...], float]:
    """Searches with the drops that somebody can bring at all; also the work that it took."""
    problem = replace(problem, drops=tuple(drop for drop in problem.drops if somebody_can(problem, drop)))
    if not problem.drops:
        return (), 0.0
    arrays = arrays_of(problem)
    tours, spent, expecting = as_expected(problem, arrays), 0, any(drop.expected for drop in problem.drops)
    if tours.open.any() or surprises_of(arrays, tours) or not all(map(_is_announced, problem.drops)):
        spent = _search(arrays, tours, budget, watch, FIRST if expecting else ALONE)
    for turn in range(TURNS if expecting else 0):
        if tours.open.any():
            again = replace(budget, effort=TURN * budget.effort, seed=budget.seed + turn)
            spent += _make_way(arrays, tours, again, watch.share(1 / (TURNS - turn)))
    return read_out(problem, arrays, tours), spent / TRIES_A_UNIT


def _is_announced(drop: Drop) -> bool:
    return drop.expected is not None and drop.expected.rule == "changed_after_publish"


def _search(arrays: Arrays, best: Tours, budget: Budget, watch: Stopwatch, reach: Reach) -> int:
    """Puts in what is open, improves the rounds, and puts in what fits by then; the places tried."""
    sober = _dice(budget, 0)
    spent = recreate(arrays, best, sober, DEAR)
    step = watch.share(reach.while_open if best.open.any() else 1.0)
    spent += _improve(arrays, best, budget, step, reach.dearer)
    return spent + recreate(arrays, best, sober, DEAR)


def _dice(budget: Budget, number: int) -> Ints:
    seed = (budget.seed * 2654435761 + 88675123) & 0xFFFFFFFF or 1
    return np.array([seed, number], dtype=np.int64)


def _make_way(arrays: Arrays, best: Tours, budget: Budget, watch: Stopwatch) -> int:
    """What is expected makes way for what is open, then comes back where it can; the cheaper rounds stand."""
    anew, unexpected = no_tours(arrays), arrays._replace(surprise=np.zeros_like(arrays.surprise))
    copy_tours(arrays, best, anew)
    time_anew(unexpected, anew)
    spent = _search(unexpected, anew, budget, watch.share(HALF), NEAR)
    time_anew(arrays, anew)
    spent += _search(arrays, anew, budget, watch, NEAR)
    if cost_of(arrays, anew) < cost_of(arrays, best):
        copy_tours(arrays, anew, best)
    return spent


def _improve(arrays: Arrays, best: Tours, budget: Budget, watch: Stopwatch, dearer: float) -> int:
    """Searches in slices until the effort is spent or, where the clock rules, its time is over."""
    current, trial, dice = no_tours(arrays), no_tours(arrays), _dice(budget, 1)
    copy_tours(arrays, best, current)
    by_clock, slack = budget.seconds is not None, _slack(arrays, best, dearer)
    total = max(1, round(TRIES_A_DROP * len(arrays.boxes) * budget.effort))
    pace = Pace(watch, None if by_clock else total, TRIES_A_LOOK)
    while (count := pace.next()) > 0:
        until = pace.trials + count
        way, cooling = (until, _slack_now(slack, pace.used)) if by_clock else (total, slack)
        pace.trials = improve(arrays, current, best, trial, dice, pace.trials, until, way, cooling)
        done = round(WHOLE * min(1.0, pace.used))
        budget.on_progress(Progress("meals", done, WHOLE, int(best.open.sum())))
    return pace.trials


def _slack_now(slack: Ints, used: float) -> Ints:
    """That of a slice which begins when so much of the time is used: how far it comes nobody knows before."""
    at = min(int(used * len(slack)), len(slack) - 1)
    return slack[at : at + 1]


def _slack(arrays: Arrays, tours: Tours, dearer: float) -> Ints:
    """How much dearer than the best a plan may be to go on from it, step by step down to a small part of a way."""
    out = tours.size > 0
    way = int(tours.travel[out].sum()) * arrays.a_minute / max(1, int(tours.size[out].sum()))
    high = way / 2 + float(arrays.surprise.max(initial=0)) + dearer * float((arrays.plain_price * tours.open).sum())
    return np.geomspace(1 + high, 1 + way / 20, 64).astype(np.int64)
