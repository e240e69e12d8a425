"""The cheapest way to put one open stop into a plan: alone on one route, or with two carers at once."""

from solver.chance import Chance, fraction
from solver.compiled import compiled, inner
from solver.visits.arrays import Arrays
from solver.visits.gaps import (
    PAUSE_LATER,
    detour_cost,
    fixed_cost,
    free_span,
    gap_cost,
    liked_departure,
    pauses_at,
    was_tried,
)
from solver.visits.pairs import best_pair
from solver.visits.plan import Plan, drop_stop, join_day, put
from solver.visits.schedule import insert_times

NOWHERE = 10**12
"""Cost when there is no way."""


@compiled
def insert_stop(a: Arrays, p: Plan, stop: int, chance: Chance, blink: float) -> bool:
    """Put the stop where it costs least, past each carer with probability `blink`; False when it fits nowhere."""
    node = a.nodes[stop, 0]
    p.tries[0], p.chosen[1, 4], p.chosen[1, 5] = 0, 0, 0
    if a.able_at[node] == a.able_at[node + 1]:
        return False
    for _ in range(len(p.tried)):
        if a.nodes[stop, 1] < 0:
            cost, previous, carer, before, pause = best_single(a, p, stop, chance, blink)
        else:
            cost, previous, carer, before, pause = best_pair(a, p, stop, int(NOWHERE), chance, blink)
        if cost >= NOWHERE:
            return False
        join_day(p, stop, previous)
        put(a, p, node, carer, before, pause == PAUSE_LATER)
        if a.nodes[stop, 1] >= 0:
            put(a, p, a.nodes[stop, 1], p.chosen[1, 3], p.chosen[1, 4], p.chosen[1, 5] == PAUSE_LATER)
        if time_in(a, p, stop):
            guess_start(a, p, stop)
            return True
        drop_stop(a, p, stop)
        remember_try(p, previous, before, pause)
    return False


@inner
def time_in(a: Arrays, p: Plan, stop: int) -> bool:
    """Time a stop that was put in: held at its announced start where the plan leaves it that, else as it may be."""
    if a.holds[stop]:
        p.held[stop] = True
        if insert_times(a, p, stop):
            return True
        p.held[stop] = False
    return insert_times(a, p, stop)


@inner
def guess_start(a: Arrays, p: Plan, stop: int) -> None:
    """Where a stop that was put in may come to start, until all starts are chosen anew."""
    node = a.nodes[stop, 0]
    p.start[stop] = max(p.early[stop], min(p.late[stop], a.aim[stop]))
    p.lean[stop] = p.start[stop]
    if a.aim[stop] < 0:
        liked = liked_departure(a, p, stop, p.carer[node], node, p.pause[p.carer[node]] == node)
        p.lean[stop] = max(p.start[stop], min(p.late[stop], liked))


@inner
def best_single(a: Arrays, p: Plan, stop: int, chance: Chance, blink: float) -> tuple[int, int, int, int, int]:
    """Cost, stop before in the elder's day, carer, node before and pause of the cheapest way."""
    node, ring = a.nodes[stop, 0], a.elder[stop]
    best, day, who, where, rest = int(NOWHERE), ring, -1, -1, 0
    previous = ring
    while True:
        low, high = free_span(a, p, stop, previous)
        if low <= high:
            for at in range(a.able_at[node], a.able_at[node + 1]):
                carer = a.able[at]
                if a.fit[node, carer] >= best:
                    break
                if blink > 0 and fraction(chance) < blink:
                    continue
                cost, before, pause = best_on_route(a, p, node, carer, low, high, previous, best)
                if cost < best:
                    best, day, who, where, rest = cost, previous, carer, before, pause
        previous = p.then[previous]
        if previous == ring:
            return best, day, who, where, rest


@inner
def best_on_route(
    a: Arrays, p: Plan, node: int, carer: int, low: int, high: int, day: int, best: int
) -> tuple[int, int, int]:
    """Cost below `best`, node before and pause of the cheapest untried place on one carer's route."""
    stop, base = a.spot[node], len(p.carer) + carer
    found, where, rest = best, -1, 0
    if p.visits[carer] >= a.most_visits:
        return found, where, rest
    fixed = fixed_cost(a, p, node, carer)
    previous = base
    while fixed < best and p.early[a.spot[previous]] <= high:
        if p.late[a.spot[p.after[previous]]] > low:
            detour = fixed + detour_cost(a, p, stop, carer, previous)
            first, beyond = pauses_at(p, carer, previous)
            for pause in range(first, beyond):
                cost = detour + gap_cost(a, p, stop, carer, previous, pause, low, high, found - detour)
                if cost < found and not (p.tries[0] and was_tried(p, day, previous, pause, 0, 0)):
                    found, where, rest = cost, previous, pause
        previous = p.after[previous]
        if previous == base:
            break
    return found, where, rest


@inner
def remember_try(p: Plan, day: int, before: int, pause: int) -> None:
    """Put what could not be timed together on the list that `was_tried` reads."""
    row = p.tried[p.tries[0]]
    row[0], row[1], row[2], row[3], row[4] = day, before, pause, p.chosen[1, 4], p.chosen[1, 5]
    p.tries[0] += 1
