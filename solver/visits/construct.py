"""A first plan: class by class, pairs and linked stops first, then whoever would regret waiting the most."""

import numpy as np

from solver.visits.arrays import Arrays, Costs, Ints
from solver.visits.chance import Chance
from solver.visits.compiled import compiled
from solver.visits.insert import NOWHERE, best_on_route, free_span, insert_stop
from solver.visits.plan import Plan, empty_plan, planned
from solver.visits.schedule import choose_starts

MISSING = 5_000
"""Regret for every way that is not there."""


def construct(a: Arrays, chance: Chance) -> Plan:
    """Insert with regret: all that fits stands in the plan, dearer classes before cheaper ones."""
    plan = empty_plan(a)
    price_a_minute = a.drop // np.maximum(1, a.minutes[: len(a.drop)])
    synchronised = (a.nodes[:, 1] >= 0) | (np.diff(a.before_at) > 0) | (np.diff(a.after_at) > 0)
    for price in np.unique(price_a_minute)[::-1]:
        group = price_a_minute == price
        insert_in_turn(a, plan, np.flatnonzero(group & synchronised).astype(np.int32), chance)
        insert_by_regret(a, plan, np.flatnonzero(group & ~synchronised).astype(np.int32), chance)
    choose_starts(a, plan)
    return plan


@compiled
def insert_in_turn(a: Arrays, p: Plan, stops: Ints, chance: Chance) -> None:
    """Early windows first."""
    for at in np.argsort(np.array([first_chance(a, stop) for stop in stops]), kind="mergesort"):
        insert_stop(a, p, stops[at], chance, 0.0)


@compiled
def insert_by_regret(a: Arrays, p: Plan, stops: Ints, chance: Chance) -> None:
    """Always the stop that loses most if its best carers get something else first (regret over three)."""
    costs = np.full((len(stops), len(a.carer)), NOWHERE, dtype=np.int64)
    waiting = np.ones(len(stops), dtype=np.bool_)
    for row in range(len(stops)):
        price_carers(a, p, stops[row], -1, costs[row])
    for _ in range(len(stops)):
        row = most_regret(costs, waiting)
        if row < 0:
            return
        waiting[row] = False
        if insert_stop(a, p, stops[row], chance, 0.0):
            for other in range(len(stops)):
                if waiting[other]:
                    price_carers(a, p, stops[other], p.carer[a.nodes[stops[row], 0]], costs[other])


@compiled
def price_carers(a: Arrays, p: Plan, stop: int, only: int, costs: Costs) -> None:
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
                costs[carer] = best_on_route(a, p, node, carer, low, high, -NOWHERE, costs[carer])[0]
            previous = p.then[previous]
            if previous == ring:
                break


@compiled
def most_regret(costs: Costs, waiting: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int:
    chosen, most = -1, -1.0
    for row in range(len(costs)):
        if not waiting[row]:
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


@compiled
def first_chance(a: Arrays, stop: int) -> int:
    """The first minute at which a stop may start, 0 when there is none."""
    return a.span[a.span_at[stop], 0] if a.span_at[stop] < a.span_at[stop + 1] else 0


def open_stops(a: Arrays, p: Plan) -> list[int]:
    """The stops that are not planned."""
    return [stop for stop in range(len(a.wish)) if not planned(a, p, stop)]
