"""A first plan: class by class, pairs and linked stops first, then whoever would regret waiting the most.

Regret: J.-Y. Potvin and J.-M. Rousseau, "A parallel route building algorithm for the vehicle routing and scheduling
problem with time windows", European Journal of Operational Research 66 (1993).
"""

import numpy as np

from solver.chance import Chance
from solver.compiled import compiled, inner
from solver.visits.arrays import Arrays, Ints
from solver.visits.gaps import free_span
from solver.visits.insert import NOWHERE, best_on_route, insert_stop
from solver.visits.plan import Plan
from solver.visits.schedule import choose_starts

ANYBODY = -1
MISSING = 5_000
"""Regret for every way that is not there."""


def construct(a: Arrays, plan: Plan, chance: Chance) -> None:
    """Insert what is open with regret: all that fits stands in the plan, dearer classes before cheaper ones."""
    waiting = plan.carer[a.nodes[:, 0]] < 0
    synchronised = (a.nodes[:, 1] >= 0) | (np.diff(a.before_at) > 0) | (np.diff(a.after_at) > 0)
    for urgency in np.unique(a.urgency)[::-1]:
        group = waiting & (a.urgency == urgency)
        for stop in sorted(np.flatnonzero(group & synchronised), key=lambda stop: first_chance(a, int(stop))):
            insert_stop(a, plan, int(stop), chance, 0.0)
        alone = np.flatnonzero(group & ~synchronised)
        costs = np.full((len(alone), len(a.carer)), NOWHERE, dtype=np.int64)
        insert_by_regret(a, plan, alone, costs, np.ones(len(alone), dtype=np.int64), chance)
    choose_starts(a, plan)


@compiled
def insert_by_regret(a: Arrays, p: Plan, stops: Ints, costs: Ints, waiting: Ints, chance: Chance) -> None:
    """Always the stop that loses most if its best carers get something else first (regret over three).

    `costs` (stop × carer) and `waiting` are room to work in, filled with NOWHERE and 1.
    """
    for row in range(len(stops)):
        price_carers(a, p, stops[row], int(ANYBODY), costs[row])
    for _ in range(len(stops)):
        row = most_regret(costs, waiting)
        if row < 0:
            return
        waiting[row] = 0
        if insert_stop(a, p, stops[row], chance, 0.0):
            for other in range(len(stops)):
                if waiting[other] == 1:
                    price_carers(a, p, stops[other], p.carer[a.nodes[stops[row], 0]], costs[other])


@inner
def price_carers(a: Arrays, p: Plan, stop: int, only: int, costs: Ints) -> None:
    """The cheapest way with each carer who may come, or with one of them."""
    node, ring = a.nodes[stop, 0], a.elder[stop]
    for at in range(a.able_at[node], a.able_at[node + 1]):
        carer = a.able[at]
        if only >= 0 and carer != only:
            continue
        costs[carer] = NOWHERE
        previous = ring
        while True:
            low, high = free_span(a, p, stop, previous)
            if low <= high:
                costs[carer] = best_on_route(a, p, node, carer, low, high, previous, costs[carer])[0]
            previous = p.then[previous]
            if previous == ring:
                break


@inner
def most_regret(costs: Ints, waiting: Ints) -> int:
    """The waiting row that loses most where its best carer is taken, -1 where none can be placed: regret of the second
    and the third best."""
    chosen, most = -1, -1.0
    for row in range(len(costs)):
        if waiting[row] == 0:
            continue
        first, second, third = NOWHERE, NOWHERE, NOWHERE
        for carer in range(costs.shape[1]):
            cost = costs[row, carer]
            if cost < first:
                first, second, third = cost, first, second
            elif cost < second:
                second, third = cost, second
            elif cost < third:
                third = cost
        if first < NOWHERE:
            regret = min(second - first, MISSING) + min(third - first, MISSING) + 1.0 / (1.0 + max(0, first))
            if regret > most:
                chosen, most = row, regret
    return chosen


def first_chance(a: Arrays, stop: int) -> int:
    """The first minute at which a stop may start, 0 when there is none."""
    return int(a.span[a.span_at[stop], 0]) if a.span_at[stop] < a.span_at[stop + 1] else 0


def open_stops(a: Arrays, p: Plan) -> list[int]:
    """The stops that are not planned."""
    return [stop for stop in range(len(a.wish)) if p.carer[a.nodes[stop, 0]] < 0]


def somebody_may(a: Arrays, stop: int) -> bool:
    """Whether each of its parts has a carer who could take it if she had nothing else to do."""
    return all(a.able_at[node] < a.able_at[node + 1] for node in a.nodes[stop] if node >= 0)


def price_open(a: Arrays, plan: Plan) -> int:
    """What is left open costs so much."""
    return sum(int(a.drop[stop]) for stop in open_stops(a, plan))


def lacking(a: Arrays, plan: Plan) -> bool:
    """Whether a stop is open that somebody could be found for."""
    return any(somebody_may(a, stop) for stop in open_stops(a, plan))
