"""Everybody draws her roster anew, turn after turn, given all the others: the hotter it is, the more by chance.

The cheapest roster at prices with Gumbel's noise on them is about a draw from those that cost little (G. Papandreou and
A. Yuille, "Perturb-and-MAP random fields", ICCV 2011); one person after another given the rest is Gibbs' sampler, which
anneals as it cools (S. Geman and D. Geman 1984). So somebody gives up a weekend in March for one in September.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import count
from random import Random

import numpy as np
from numpy.typing import NDArray

from solver.rostering.engine.corridor import near
from solver.rostering.engine.greedy import AT_ONCE, at_these
from solver.rostering.engine.pricing import Pricer, cost_at
from solver.rostering.engine.problem import Problem, Roster, missing_of, works

HOT, COLD = 0.04, 0.002
"""Heat at first and at last, in what a missing person costs."""
FEW = 4
"""One in so many draws at the same time at most: who draws beside another does not know what that one takes."""


def anneal(
    problem: Problem,
    pricers: Sequence[Pricer],
    rosters: NDArray[np.int8],
    seed: int,
    spent: Callable[[int], float],
    stop: Callable[[], bool],
    threads: Executor | None = None,
) -> Iterator[NDArray[np.int8]]:
    """The rosters after each turn of everybody, until all is `spent` (the share after so many turns) or at `stop`.

    What was drawn in a turn that did not end is told, too.
    """
    rosters, missing = rosters.copy(), missing_of(problem, rosters)
    run, random = map if threads is None else threads.map, np.random.default_rng(Random(seed).getrandbits(64))
    hot, at_once = HOT * _a_missing_person(problem), min(AT_ONCE, max(1, len(rosters) // FEW))
    for turn in count():
        order = random.permutation(len(rosters))
        for first in range(0, len(order), at_once):
            share, staff = spent(turn), order[first : first + at_once]
            if share >= 1.0 or stop():
                if first:
                    yield rosters
                return
            draw = partial(_drawn, problem, pricers, rosters, missing, hot * (COLD / HOT) ** share)
            drawn = list(run(draw, staff, random.spawn(len(staff))))
            for person, roster in zip(staff, drawn, strict=True):
                missing += works(rosters[person], problem.shifts) - works(roster, problem.shifts)
                rosters[person] = roster
        yield rosters.copy()


def _a_missing_person(problem: Problem) -> float:
    """What one costs, as a rule."""
    wanted = problem.under[problem.need > 0]
    return float(np.median(wanted)) if wanted.size else 0.0


def _drawn(
    problem: Problem,
    pricers: Sequence[Pricer],
    rosters: NDArray[np.int8],
    missing: NDArray[np.int64],
    heat: float,
    person: int,
    random: np.random.Generator,
) -> Roster:
    """Hers where each that is found costs more: of somebody with limits of shifts pricing leaves out some."""
    hers: Roster = rosters[person]
    cells = at_these(problem, person, missing + works(hers, problem.shifts))
    cells -= random.gumbel(0.0, heat, cells.shape)
    free = -random.gumbel(0.0, heat, problem.days)
    drawn = pricers[person].price(cells, free, corridor=near(problem, hers))
    return hers if drawn.roster is None or drawn.cost > cost_at(cells, free, hers) else drawn.roster
