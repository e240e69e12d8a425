"""A few of the staff at a time are rostered anew in turn, at prices with some chance in them; annealing decides.

Ruin and recreate (G. Schrimpf et al., "Record breaking optimization results using the ruin and recreate principle",
Journal of Computational Physics 159 (2000)), where what is put back is each person's cheapest roster. It brings a first
plan of many people far down before a linear programme of all of them would have ended its first rounds.
"""

from collections.abc import Callable, Sequence
from math import exp

import numpy as np
from numpy.typing import NDArray

from solver.rostering.engine.pricing import Pricer
from solver.rostering.engine.problem import Problem, missing_of, total_cost, works

FEWEST, MOST = 2, 6
"""People rostered anew at once."""
NOISE = 0.3
"""Spread of the factor on what a cell gains."""
HOT, COLD = 0.3, 0.01
"""Temperatures at the beginning and the end, in prices of one missing person."""


def stir(
    problem: Problem,
    pricers: Sequence[Pricer],
    rosters: NDArray[np.int8],
    luck: np.random.Generator,
    used: Callable[[], float],
) -> NDArray[np.int8]:
    """The best rosters seen until `used` reaches 1; one row for each person."""
    now, best = rosters.copy(), rosters.copy()
    cost = least = total_cost(problem, now)
    price = float(problem.under.max(initial=1))
    while (share := used()) < 1:
        fresh = _rostered_anew(problem, pricers, now, _some(len(now), luck), luck)
        fresh_cost = total_cost(problem, fresh)
        warmth = price * HOT * (COLD / HOT) ** share
        if fresh_cost <= cost or luck.random() < exp((cost - fresh_cost) / warmth):
            now, cost = fresh, fresh_cost
        if cost < least:
            best, least = now, cost
    return best


def _some(people: int, luck: np.random.Generator) -> list[int]:
    size = min(people, int(luck.integers(FEWEST, MOST + 1)))
    return [int(person) for person in luck.choice(people, size, replace=False)]


def _rostered_anew(
    problem: Problem,
    pricers: Sequence[Pricer],
    rosters: NDArray[np.int8],
    staff: Sequence[int],
    luck: np.random.Generator,
) -> NDArray[np.int8]:
    """They give up their rosters and take new ones one after another; who finds none keeps hers."""
    missing = missing_of(problem, rosters) + sum(works(rosters[person], problem.shifts) for person in staff)
    fresh = rosters.copy()
    for person in staff:
        gain = np.where(missing > 0, -problem.under, problem.over) * (1 + NOISE * luck.standard_normal(missing.shape))
        roster = pricers[person].price(problem.cost[person] + gain, np.zeros(problem.days)).roster
        fresh[person] = rosters[person] if roster is None else roster
        missing = missing - works(fresh[person], problem.shifts)
    return fresh
