"""The cheapest way to put one open stop into a plan: alone on one route, or with two carers at once."""

from solver.visits.arrays import Arrays
from solver.visits.chance import Chance, fraction
from solver.visits.compiled import compiled, inner
from solver.visits.gaps import PAUSE_LATER, detour_cost, fixed_cost, free_span, start_between, wish_cost
from solver.visits.pairs import best_pair
from solver.visits.plan import Plan, drop_stop, join_day, put
from solver.visits.schedule import insert_times

NOWHERE = 10**12
"""Cost when there is no way."""
TRIES = 3
"""Ways tried when the cheapest cannot be timed together with pairs, links and the elder's other stops."""


@compiled
def insert_stop(a: Arrays, p: Plan, stop: int, chance: Chance, blink: float) -> bool:
    """Put the stop where it costs least, past each carer with probability `blink`; False when it fits nowhere."""
    above, node = int(-NOWHERE), a.nodes[stop, 0]
    if a.able_at[node] == a.able_at[node + 1]:
        return False
    for _ in range(TRIES):
        if a.nodes[stop, 1] < 0:
            cost, previous, carer, before, pause = best_single(a, p, stop, above, chance, blink)
        else:
            cost, previous, carer, before, pause = best_pair(a, p, stop, above, int(NOWHERE), chance, blink)
        if cost >= NOWHERE:
            return False
        join_day(p, stop, previous)
        put(a, p, node, carer, before, pause == PAUSE_LATER)
        if a.nodes[stop, 1] >= 0:
            put(a, p, a.nodes[stop, 1], p.chosen[1, 3], p.chosen[1, 4], p.chosen[1, 5] == PAUSE_LATER)
        if insert_times(a, p, stop):
            return True
        drop_stop(a, p, stop)
        above = cost
    return False


@inner
def best_single(
    a: Arrays, p: Plan, stop: int, above: int, chance: Chance, blink: float
) -> tuple[int, int, int, int, int]:
    """Cost (more than `above`), stop before in the elder's day, carer, node before and pause of the cheapest way."""
    node, ring = a.nodes[stop, 0], a.elder[stop]
    best, day, who, where, rest = int(NOWHERE), ring, -1, -1, 0
    previous = ring
    while True:
        low, high = free_span(a, p, stop, previous)
        if low <= high:
            for at in range(a.able_at[node], a.able_at[node + 1]):
                if blink > 0 and fraction(chance) < blink:
                    continue
                carer = a.able[at]
                cost, before, pause = best_on_route(a, p, node, carer, low, high, above, best)
                if cost < best:
                    best, day, who, where, rest = cost, previous, carer, before, pause
        previous = p.then[previous]
        if previous == ring:
            return best, day, who, where, rest


@inner
def best_on_route(
    a: Arrays, p: Plan, node: int, carer: int, low: int, high: int, above: int, best: int
) -> tuple[int, int, int]:
    """Cost between `above` and `best`, node before and pause of the cheapest place on one carer's route."""
    stop, base = a.spot[node], len(p.carer) + carer
    found, where, rest = best, -1, 0
    fixed = fixed_cost(a, p, node, carer)
    previous = base
    while fixed < best and p.early[a.spot[previous]] <= high:
        paused = p.pause[carer] == previous
        for pause in range(1 if paused else 0, 3 if paused else 1):
            soon, last = start_between(a, p, stop, carer, previous, pause, low, high)
            if soon <= last:
                cost = fixed + detour_cost(a, p, stop, carer, previous) + wish_cost(a, stop, soon, last)
                if above < cost < found:
                    found, where, rest = cost, previous, pause
        previous = p.after[previous]
        if previous == base:
            break
    return found, where, rest
