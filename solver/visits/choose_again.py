"""The starts of a plan after a change: only those that can differ are chosen anew, as `retime` does with bounds."""

from solver.compiled import compiled, inner
from solver.visits.arrays import Arrays
from solver.visits.plan import Plan, planned
from solver.visits.retime import EARLY, LATE, free, unmark
from solver.visits.schedule import (
    NEVER,
    arrival,
    departure,
    enqueue,
    enqueue_after,
    enqueue_before,
    first_in_span,
    last_in_span,
    liked_earliest,
    liked_latest,
    pull_earlier,
    push_later,
)


@compiled
def choose_starts_again(a: Arrays, p: Plan, old: Plan) -> None:
    """As `choose_starts`, of a plan that was copied from `old`, whose starts are chosen, and changed since."""
    unmark(p)
    mark_changed(a, p, old)
    lean_again(a, p)
    for stop in range(len(a.wish)):
        if p.is_free[LATE, stop] or p.lean[stop] != old.lean[stop]:
            free(a, p, int(EARLY), stop)
    start_again(a, p)


@inner
def mark_changed(a: Arrays, p: Plan, old: Plan) -> None:
    """Every planned stop with other neighbours, or other likings, than before."""
    for stop in range(len(a.wish)):
        if moved(a, p, old, stop):
            free(a, p, int(LATE), stop)
            for edge in range(a.after_at[stop], a.after_at[stop + 1]):
                free(a, p, int(LATE), a.after[edge, 0])
            for edge in range(a.before_at[stop], a.before_at[stop + 1]):
                free(a, p, int(LATE), a.before[edge, 0])
        elif a.aim[stop] >= 0 and p.early[stop] != old.early[stop]:
            free(a, p, int(LATE), stop)


@inner
def moved(a: Arrays, p: Plan, old: Plan, stop: int) -> bool:
    for role in range(2):
        node = a.nodes[stop, role]
        if node >= 0:
            carer, was = p.carer[node], old.carer[node]
            if carer != was:
                return True
            if carer < 0:
                return False
            if p.after[node] != old.after[node] or p.before[node] != old.before[node]:
                return True
            if p.pause[carer] != old.pause[carer] and (
                node in (p.pause[carer], old.pause[carer]) or p.before[node] in (p.pause[carer], old.pause[carer])
            ):
                return True
    return bool(p.then[stop] != old.then[stop] or p.since[stop] != old.since[stop] or p.held[stop] != old.held[stop])


@inner
def lean_again(a: Arrays, p: Plan) -> None:
    spread_back(a, p)
    for at in range(p.frees[LATE]):
        stop = p.freed[LATE, at]
        p.lean[stop] = liked_latest(a, p, stop)
        enqueue(p, stop, len(a.wish))
        enqueue_before(a, p, stop)
    pull_earlier(a, p, p.lean)


@inner
def spread_back(a: Arrays, p: Plan) -> None:
    """From the marked stops back, what they keep from leaning later: by where all leaned before."""
    stops, at = len(a.wish), 0
    while at < p.frees[LATE]:
        stop = p.freed[LATE, at]
        at += 1
        for role in range(2):
            node = a.nodes[stop, role]
            if node >= 0 and p.before[node] < len(p.carer):
                carer, previous = p.carer[node], a.spot[p.before[node]]
                paused = p.pause[carer] == p.before[node]
                free_if_leant(a, p, previous, departure(a, carer, previous, stop, p.lean[stop], paused))
        if p.since[stop] < stops:
            free_if_leant(a, p, p.since[stop], p.lean[stop] - a.minutes[p.since[stop]])
        for edge in range(a.before_at[stop], a.before_at[stop + 1]):
            free_if_leant(a, p, a.before[edge, 0], p.lean[stop] - a.before[edge, 1])


@inner
def free_if_leant(a: Arrays, p: Plan, stop: int, bound: int) -> None:
    if not p.is_free[LATE, stop] and planned(a, p, stop):
        liked = liked_latest(a, p, stop)
        if p.lean[stop] < liked and last_in_span(a, p, stop, bound) <= p.lean[stop]:
            free(a, p, int(LATE), stop)


@inner
def start_again(a: Arrays, p: Plan) -> None:
    spread_on(a, p)
    for at in range(p.frees[EARLY]):
        stop = p.freed[EARLY, at]
        p.start[stop] = liked_earliest(a, p, stop)
        enqueue(p, stop, len(a.wish))
        enqueue_after(a, p, stop)
    push_later(a, p, p.start)


@inner
def spread_on(a: Arrays, p: Plan) -> None:
    """From the marked stops on, what they keep from starting earlier: by the starts of before."""
    stops, at = len(a.wish), 0
    while at < p.frees[EARLY]:
        stop = p.freed[EARLY, at]
        at += 1
        for role in range(2):
            node = a.nodes[stop, role]
            if node >= 0 and p.after[node] < len(p.carer):
                carer, following = p.carer[node], a.spot[p.after[node]]
                paused = p.pause[carer] == node
                free_if_started(a, p, following, arrival(a, carer, stop, p.start[stop], following, paused))
        if p.then[stop] < stops:
            free_if_started(a, p, p.then[stop], p.start[stop] + a.minutes[stop])
        for edge in range(a.after_at[stop], a.after_at[stop + 1]):
            free_if_started(a, p, a.after[edge, 0], p.start[stop] + a.after[edge, 1])


@inner
def free_if_started(a: Arrays, p: Plan, stop: int, bound: int) -> None:
    if not p.is_free[EARLY, stop] and planned(a, p, stop):
        own = max(liked_earliest(a, p, stop), first_in_span(a, p, stop, -NEVER))
        if p.start[stop] > own and first_in_span(a, p, stop, bound) >= p.start[stop]:
            free(a, p, int(EARLY), stop)
