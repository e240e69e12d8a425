"""Rounds for one kitchen's meal: construct, improve, tell why what is left stays."""

from dataclasses import replace

import numpy as np

from solver.budget import Budget, Progress, Stopwatch
from solver.meals.arrays import Arrays, Ints, arrays_of
from solver.meals.objective import matches_of
from solver.meals.problem import RoundsProblem
from solver.meals.reasons import somebody_can, waiting
from solver.meals.schedule import Trips, rounds_of
from solver.meals.search import DEAR, improve, recreate
from solver.meals.solution import RoundsSolution
from solver.meals.tours import Tours, copy_tours, no_tours
from solver.result import Result

GUARD_SECONDS = 60.0
TRIES_A_DROP = 16_000
"""Places tried for each drop at effort 1."""
TRIES_A_UNIT = 10_000_000
"""Places tried that count as one unit of work, about a second of one core."""
TRIES_A_LOOK = 200_000
"""Places tried between two looks at the clock."""
OPEN_SHARE = 0.02
"""Part of the open price by which a plan may be dearer than the best at first."""


def solve(problem: RoundsProblem, budget: Budget) -> Result[RoundsSolution]:
    """Brings the drops so that the open price is least, then travel and people on duty.

    Costs are weights × minutes of travel, carriers out and minutes open by class. The same problem, seed and effort
    give the same rounds; cancelled or out of time, the best found so far stands.
    """
    watch = Stopwatch(budget, GUARD_SECONDS)
    trips, work = _trips(problem, budget, watch)
    rounds = rounds_of(problem, trips)
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


def _trips(problem: RoundsProblem, budget: Budget, watch: Stopwatch) -> tuple[Trips, float]:
    """Searches with the drops that somebody can bring at all."""
    problem = replace(problem, drops=tuple(drop for drop in problem.drops if somebody_can(problem, drop)))
    if not problem.drops:
        return {}, 0.0
    arrays = arrays_of(problem)
    seed = (budget.seed * 2654435761 + 88675123) & 0xFFFFFFFF or 1
    best, sober = no_tours(arrays), np.array([seed, 0], dtype=np.int64)
    spent = recreate(arrays, best, sober, DEAR)
    spent += _improve(arrays, best, np.array([seed, 1], dtype=np.int64), budget, watch)
    spent += recreate(arrays, best, sober, DEAR)
    return _with_keys(problem, arrays, best), spent / TRIES_A_UNIT


def _improve(arrays: Arrays, best: Tours, dice: Ints, budget: Budget, watch: Stopwatch) -> int:
    """Searches in slices until the effort is spent, the clock has run out or nobody waits any more."""
    current, trial = no_tours(arrays), no_tours(arrays)
    copy_tours(arrays, best, current)
    total = max(1, round(TRIES_A_DROP * len(arrays.boxes) * budget.effort))
    slack, spent = _slack(arrays, best), 0
    while spent < total and not watch.stop():
        until = min(total, spent + TRIES_A_LOOK)
        spent = improve(arrays, current, best, trial, dice, spent, until, total, slack)
        budget.on_progress(Progress("meals", min(spent, total), total, int(best.open.sum())))
    return spent


def _slack(arrays: Arrays, tours: Tours) -> Ints:
    """How much dearer than the best a plan may be to go on from it, step by step down to a small part of a way."""
    out = tours.size > 0
    way = int(tours.travel[out].sum()) * arrays.a_minute / max(1, int(tours.size[out].sum()))
    high = way / 2 + OPEN_SHARE * float((arrays.price * tours.open).sum())
    return np.geomspace(1 + high, 1 + way / 20, 64).astype(np.int64)


def _with_keys(problem: RoundsProblem, arrays: Arrays, tours: Tours) -> Trips:
    return {
        carrier.key: [
            [problem.drops[drop].key for drop in tours.drops[slot, : tours.size[slot]]]
            for slot in range(at * arrays.most_trips, at * arrays.most_trips + tours.trips[at])
        ]
        for at, carrier in enumerate(problem.carriers)
    }
