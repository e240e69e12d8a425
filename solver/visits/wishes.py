"""Wishes make way for what is open: for a while nobody minds who comes and when, then everything has its price again.

Where room for a visit needs short routes, no step towards them pays as long as faces and hours cost more than ways.
"""

from dataclasses import replace

import numpy as np

from solver.budget import Budget, Stopwatch
from solver.chance import Chance
from solver.visits.arrays import PRICED, Arrays
from solver.visits.construct import price_open
from solver.visits.plan import Plan, copy_plan, empty_plan
from solver.visits.price import price
from solver.visits.ruin import REMOVED
from solver.visits.search import Found, Pace, improve

WARM = 20.0
"""Minutes of travel at which each cooling begins: what stands is not to be forgotten."""
CARELESS = 0.25
"""Of what may be spent, without wishes."""


def make_way(a: Arrays, plan: Plan, chance: Chance, budget: Budget, watch: Stopwatch) -> Found:
    """The same or a cheaper plan: cooled without wishes, then with them, from there where less is open."""
    at_first, then = (replace(budget, effort=share * budget.effort) for share in (CARELESS, 1 - CARELESS))
    careless = cooled(without_wishes(a), plan, chance, at_first, watch.share(CARELESS))
    less = price_open(a, careless.plan) < price_open(a, plan)
    again = cooled(a, careless.plan if less else plan, chance, then, watch)
    return Found(min(plan, again.plan, key=lambda one: price(a, one)), careless.work + again.work)


def cooled(a: Arrays, plan: Plan, chance: Chance, budget: Budget, watch: Stopwatch) -> Found:
    """The same or a cheaper plan, by one warm cooling."""
    copy = empty_plan(a)
    copy_plan(plan, copy)
    return improve(a, copy, chance, budget, watch, Pace(WARM * max(1, a.weights[0]), REMOVED, budget.effort))


def without_wishes(a: Arrays) -> Arrays:
    """The same day to people who mind nothing but what they were told: that has its price, and ways, and what is
    open."""
    weights = a.weights * [rule != "fair_load" for rule in PRICED]
    told = np.where(a.untold, a.weights[PRICED.index("changed_after_publish")], 0)
    return a._replace(fit=told, keen=np.zeros_like(a.keen), weights=weights)
