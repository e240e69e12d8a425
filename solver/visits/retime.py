"""The times of a plan after a change of a few routes: only what can move is timed anew.

A start can only fall where something that held it there falls or is gone, and it is held by what comes just before it
(its latest: just after it). From the changed routes on, such stops are followed as far as they hold one another; their
times are thrown away and found again, from those around them that stand. All others keep their times, so the result is
that of timing everything.
"""

from solver.compiled import compiled, inner
from solver.visits.arrays import Arrays, Ints
from solver.visits.plan import Plan, planned
from solver.visits.schedule import (
    NEVER,
    arrival,
    departure,
    first_in_span,
    last_in_span,
    liked_earliest,
    liked_latest,
    pull_earlier,
    push_later,
)
from solver.visits.waiting import enqueue

EARLY, LATE = 0, 1
"""Rows of `Plan.freed`."""


@inner
def nothing_changed(p: Plan) -> None:
    """Before a change: no route and no stop is marked."""
    p.ruined[:] = False
    unmark(p)


@inner
def unmark(p: Plan) -> None:
    """No stop is free."""
    for side in range(2):
        for at in range(p.frees[side]):
            p.is_free[side, p.freed[side, at]] = False
        p.frees[side] = 0


@inner
def free_around(a: Arrays, p: Plan, stop: int) -> None:
    """Before a stop is taken out: what it holds, and what holds it, may move."""
    for role in range(2):
        node = a.nodes[stop, role]
        if node >= 0:
            free(a, p, int(EARLY), a.spot[p.after[node]])
            free(a, p, int(LATE), a.spot[p.before[node]])
    free(a, p, int(EARLY), p.then[stop])
    free(a, p, int(LATE), p.since[stop])
    for edge in range(a.after_at[stop], a.after_at[stop + 1]):
        free(a, p, int(EARLY), a.after[edge, 0])
    for edge in range(a.before_at[stop], a.before_at[stop + 1]):
        free(a, p, int(LATE), a.before[edge, 0])


@inner
def free(a: Arrays, p: Plan, side: int, stop: int) -> None:
    """Mark a planned stop whose earliest (latest) start may fall (rise)."""
    if stop < len(a.wish) and not p.is_free[side, stop] and planned(a, p, stop):
        p.is_free[side, stop] = True
        p.freed[side, p.frees[side]] = stop
        p.frees[side] += 1


@compiled
def retime(a: Arrays, p: Plan) -> bool:
    """Earliest and latest starts after the routes of the `ruined` carers changed and stops around the marked ones went.

    False when the plan cannot be timed.
    """
    free_routes(a, p)
    spread_on(a, p, p.early, liking=False)
    for at in range(p.frees[EARLY]):
        p.early[p.freed[EARLY, at]] = -NEVER
    for at in range(p.frees[EARLY]):
        if planned(a, p, p.freed[EARLY, at]):
            enqueue(p, p.freed[EARLY, at], len(a.wish))
    if not push_later(a, p, p.early):
        return False
    spread_back(a, p, p.late, liking=False)
    for at in range(p.frees[LATE]):
        p.late[p.freed[LATE, at]] = NEVER
    for at in range(p.frees[LATE]):
        if planned(a, p, p.freed[LATE, at]):
            enqueue(p, p.freed[LATE, at], len(a.wish))
    pull_earlier(a, p, p.late)
    return True


@inner
def free_routes(a: Arrays, p: Plan) -> None:
    """Free the stops of ruined routes: their earliest start from the front, their latest from the end."""
    bases = len(p.carer)
    for carer in range(len(a.carer)):
        if p.ruined[carer]:
            node = p.after[bases + carer]
            while node < bases:
                free(a, p, int(EARLY), a.spot[node])
                node = p.after[node]
            node = p.before[bases + carer]
            while node < bases:
                free(a, p, int(LATE), a.spot[node])
                node = p.before[node]


@inner
def spread_on(a: Arrays, p: Plan, times: Ints, liking: bool) -> None:
    """Mark, from the stops marked EARLY on, what they keep from an earlier time, by the times of before; with `liking`
    no stop is earlier than it likes."""
    stops, at = len(a.wish), 0
    while at < p.frees[EARLY]:
        stop = p.freed[EARLY, at]
        at += 1
        if not planned(a, p, stop):
            continue
        for role in range(2):
            node = a.nodes[stop, role]
            if node >= 0 and p.after[node] < len(p.carer):
                carer, following = p.carer[node], a.spot[p.after[node]]
                bound = arrival(a, carer, stop, times[stop], following, p.pause[carer] == node)
                free_if_kept_late(a, p, times, following, bound, liking)
        if p.then[stop] < stops:
            free_if_kept_late(a, p, times, p.then[stop], times[stop] + a.minutes[stop], liking)
        for edge in range(a.after_at[stop], a.after_at[stop + 1]):
            free_if_kept_late(a, p, times, a.after[edge, 0], times[stop] + a.after[edge, 1], liking)


@inner
def free_if_kept_late(a: Arrays, p: Plan, times: Ints, stop: int, bound: int, liking: bool) -> None:
    """Mark a stop that has no earlier time because of something that ends at `bound`."""
    if not p.is_free[EARLY, stop] and planned(a, p, stop):
        own = first_in_span(a, p, stop, -NEVER)
        if liking:
            own = max(own, liked_earliest(a, p, stop))
        if times[stop] > own and first_in_span(a, p, stop, bound) >= times[stop]:
            free(a, p, int(EARLY), stop)


@inner
def spread_back(a: Arrays, p: Plan, times: Ints, liking: bool) -> None:
    """Mark, from the stops marked LATE back, what they keep from a later time, by the times of before; with `liking`
    no stop is later than it likes."""
    stops, at = len(a.wish), 0
    while at < p.frees[LATE]:
        stop = p.freed[LATE, at]
        at += 1
        if not planned(a, p, stop):
            continue
        for role in range(2):
            node = a.nodes[stop, role]
            if node >= 0 and p.before[node] < len(p.carer):
                carer, previous = p.carer[node], a.spot[p.before[node]]
                paused = p.pause[carer] == p.before[node]
                bound = departure(a, carer, previous, stop, times[stop], paused)
                free_if_kept_early(a, p, times, previous, bound, liking)
        if p.since[stop] < stops:
            free_if_kept_early(a, p, times, p.since[stop], times[stop] - a.minutes[p.since[stop]], liking)
        for edge in range(a.before_at[stop], a.before_at[stop + 1]):
            free_if_kept_early(a, p, times, a.before[edge, 0], times[stop] - a.before[edge, 1], liking)


@inner
def free_if_kept_early(a: Arrays, p: Plan, times: Ints, stop: int, bound: int, liking: bool) -> None:
    """Mark a stop that has no later time because of something that begins by `bound`."""
    if not p.is_free[LATE, stop] and planned(a, p, stop):
        own = liked_latest(a, p, stop) if liking else last_in_span(a, p, stop, NEVER)
        if times[stop] < own and last_in_span(a, p, stop, bound) <= times[stop]:
            free(a, p, int(LATE), stop)
