"""The cheapest way to put one open stop into a plan: alone on one route, or with two carers at once."""

import numpy as np
from numpy.typing import NDArray

from solver.visits.arrays import Arrays
from solver.visits.chance import Chance, fraction
from solver.visits.compiled import compiled
from solver.visits.plan import Plan, drop_stop, join_day, planned, put
from solver.visits.schedule import arrival, departure, first_in_span, insert_times

NOWHERE = 10**12
"""Cost when there is no way."""
TRIES = 3
NO_PAUSE, PAUSE_FIRST, PAUSE_LATER = 0, 1, 2
"""Where a carer's pause falls when the stop goes into its gap: elsewhere, before the stop, after the stop."""
Places = NDArray[np.int64]
"""Rows of cost, first start, last start, carer, node before, pause."""


@compiled
def insert_stop(a: Arrays, p: Plan, stop: int, chance: Chance, blink: float) -> bool:
    """Put the stop where it costs least, looking past each carer with probability `blink`; False when it fits nowhere."""
    above, node = -NOWHERE, a.nodes[stop, 0]
    if a.able_at[node] == a.able_at[node + 1]:
        return False
    for _ in range(TRIES):
        if a.nodes[stop, 1] < 0:
            cost, previous, first, second = best_single(a, p, stop, above, chance, blink)
        else:
            cost, previous, first, second = best_pair(a, p, stop, above, chance, blink)
        if cost >= NOWHERE:
            return False
        join_day(p, stop, previous)
        put(a, p, a.nodes[stop, 0], first[0], first[1], first[2] == PAUSE_LATER)
        if a.nodes[stop, 1] >= 0:
            put(a, p, a.nodes[stop, 1], second[0], second[1], second[2] == PAUSE_LATER)
        if insert_times(a, p, stop):
            return True
        drop_stop(a, p, stop)
        above = cost
    return False


@compiled
def best_single(
    a: Arrays, p: Plan, stop: int, above: int, chance: Chance, blink: float
) -> tuple[int, int, tuple[int, int, int], tuple[int, int, int]]:
    """Cost (more than `above`), place in the elder's day, and (carer, node before, pause) of the cheapest way."""
    node, ring = a.nodes[stop, 0], a.elder[stop]
    best, day, way = NOWHERE, ring, (-1, -1, 0)
    for at in range(a.able_at[node], a.able_at[node + 1]):
        carer = a.able[at]
        if blink > 0 and fraction(chance) < blink:
            continue
        previous = ring
        while True:
            low, high = free_span(a, p, stop, previous)
            if low <= high:
                cost, before, pause = best_on_route(a, p, node, carer, low, high, above, best)
                if cost < best:
                    best, day, way = cost, previous, (carer, before, pause)
            previous = p.then[previous]
            if previous == ring:
                break
    return best, day, way, (-1, -1, 0)


@compiled
def best_on_route(
    a: Arrays, p: Plan, node: int, carer: int, low: int, high: int, above: int, best: int
) -> tuple[int, int, int]:
    """Cost between `above` and `best`, node before and pause of the cheapest place on one carer's route."""
    stop, bases = a.spot[node], len(p.carer)
    base = bases + carer
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


@compiled
def best_pair(
    a: Arrays, p: Plan, stop: int, above: int, chance: Chance, blink: float
) -> tuple[int, int, tuple[int, int, int], tuple[int, int, int]]:
    """The same for two different carers who start together."""
    ring = a.elder[stop]
    best, day, one, two = NOWHERE, ring, (-1, -1, 0), (-1, -1, 0)
    size = len(a.spot) + len(a.carer)
    firsts, seconds = np.empty((size, 6), dtype=np.int64), np.empty((size, 6), dtype=np.int64)
    previous = ring
    while True:
        low, high = free_span(a, p, stop, previous)
        if low <= high:
            count = all_places(a, p, a.nodes[stop, 0], low, high, firsts, chance, blink)
            other = all_places(a, p, a.nodes[stop, 1], low, high, seconds, chance, blink)
            cost, i, j = cheapest_together(a, stop, firsts, count, seconds, other, above, best)
            if cost < best:
                best, day = cost, previous
                one = (firsts[i, 3], firsts[i, 4], firsts[i, 5])
                two = (seconds[j, 3], seconds[j, 4], seconds[j, 5])
        previous = p.then[previous]
        if previous == ring:
            break
    return best, day, one, two


@compiled
def all_places(
    a: Arrays, p: Plan, node: int, low: int, high: int, places: Places, chance: Chance, blink: float
) -> int:
    """Every place where a node fits, cheapest first; how many."""
    stop, bases, count = a.spot[node], len(p.carer), 0
    found = np.empty_like(places)
    for at in range(a.able_at[node], a.able_at[node + 1]):
        carer = a.able[at]
        if blink > 0 and fraction(chance) < blink:
            continue
        fixed = fixed_cost(a, p, node, carer)
        previous = bases + carer
        while True:
            paused = p.pause[carer] == previous
            for pause in range(1 if paused else 0, 3 if paused else 1):
                soon, last = start_between(a, p, stop, carer, previous, pause, low, high)
                if soon <= last:
                    cost = fixed + detour_cost(a, p, stop, carer, previous)
                    found[count, :] = np.array([cost, soon, last, carer, previous, pause])
                    count += 1
            previous = p.after[previous]
            if previous == bases + carer:
                break
    order = np.argsort(found[:count, 0], kind="mergesort")
    for at in range(count):
        places[at, :] = found[order[at], :]
    return count


@compiled
def cheapest_together(
    a: Arrays, stop: int, firsts: Places, count: int, seconds: Places, other: int, above: int, best: int
) -> tuple[int, int, int]:
    """Cost and rows of the cheapest two places of different carers with a common start."""
    found, one, two = best, -1, -1
    for i in range(count):
        if other == 0 or firsts[i, 0] + seconds[0, 0] >= found:
            break
        for j in range(other):
            if firsts[i, 0] + seconds[j, 0] >= found:
                break
            soon = first_in_span(a, stop, max(firsts[i, 1], seconds[j, 1]))
            last = min(firsts[i, 2], seconds[j, 2])
            if firsts[i, 3] == seconds[j, 3] or soon > last:
                continue
            cost = firsts[i, 0] + seconds[j, 0] + wish_cost(a, stop, soon, last)
            if above < cost < found:
                found, one, two = cost, i, j
    return found, one, two


@compiled
def free_span(a: Arrays, p: Plan, stop: int, previous: int) -> tuple[int, int]:
    """First and last start that links and the elder's own day leave, after `previous` of her stops."""
    stops, following = len(a.wish), p.then[previous]
    low, high = a.span[a.span_at[stop], 0], a.span[a.span_at[stop + 1] - 1, 1]
    if previous < stops:
        low = max(low, p.early[previous] + a.minutes[previous])
    if following < stops:
        high = min(high, p.late[following] - a.minutes[stop])
    for edge in range(a.before_at[stop], a.before_at[stop + 1]):
        if planned(a, p, a.before[edge, 0]):
            low = max(low, p.early[a.before[edge, 0]] + a.before[edge, 1])
    for edge in range(a.after_at[stop], a.after_at[stop + 1]):
        if planned(a, p, a.after[edge, 0]):
            high = min(high, p.late[a.after[edge, 0]] - a.after[edge, 1])
    return low, high


@compiled
def start_between(
    a: Arrays, p: Plan, stop: int, carer: int, previous: int, pause: int, low: int, high: int
) -> tuple[int, int]:
    """First and last start of a stop placed after the node `previous`."""
    here, there = a.spot[previous], a.spot[p.after[previous]]
    soon = max(low, arrival(a, carer, here, p.early[here], stop, pause == PAUSE_FIRST))
    if soon > high:
        return soon, high
    bound = a.carer[carer, 2] if there >= len(a.wish) else p.late[there]
    last = min(high, departure(a, carer, stop, there, bound, pause == PAUSE_LATER))
    return first_in_span(a, stop, soon), last


@compiled
def detour_cost(a: Arrays, p: Plan, stop: int, carer: int, previous: int) -> int:
    here, there, mode = a.spot[previous], a.spot[p.after[previous]], a.carer[carer, 0]
    return a.weights[0] * (a.way[mode, here, stop] + a.way[mode, stop, there] - a.way[mode, here, there])


@compiled
def fixed_cost(a: Arrays, p: Plan, node: int, carer: int) -> int:
    """What the carer at this stop costs wherever it stands on her route: faces, and more than her fair share."""
    share, load = a.carer[carer, 6], p.load[carer]
    over = max(0, load + a.minutes[a.spot[node]] - share) - max(0, load - share)
    return a.fit[node, carer] + a.weights[1] * over


@compiled
def wish_cost(a: Arrays, stop: int, soon: int, last: int) -> int:
    """Distance of the preferred start from the closest possible one."""
    if a.wish[stop] < 0:
        return 0
    return a.weights[2] * max(0, max(soon - a.wish[stop], a.wish[stop] - last))
