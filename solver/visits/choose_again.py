"""The starts of a plan after a change: only those that can differ are chosen anew, as `retime` does with bounds."""

from solver.compiled import compiled, inner
from solver.visits.arrays import Arrays
from solver.visits.plan import Plan, copy_array
from solver.visits.retime import EARLY, LATE, free, spread_back, spread_on, unmark
from solver.visits.schedule import (
    liked_earliest,
    liked_latest,
    pull_earlier,
    push_later,
)
from solver.visits.waiting import enqueue, enqueue_after, enqueue_before


@compiled
def choose_starts_again(a: Arrays, p: Plan, old: Plan) -> None:
    """As `choose_starts`, of a plan that was copied from `old`, whose starts are chosen, and changed since."""
    copy_array(old.lean, p.lean)
    copy_array(old.start, p.start)
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
    """Whether the stop has another place than in `old`: on its routes, by a pause, or in its elder's day."""
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
    """The latest liked start of every stop that is free from behind."""
    spread_back(a, p, p.lean, liking=True)
    for at in range(p.frees[LATE]):
        stop = p.freed[LATE, at]
        p.lean[stop] = liked_latest(a, p, stop)
        enqueue(p, stop, len(a.wish))
        enqueue_before(a, p, stop)
    pull_earlier(a, p, p.lean)


@inner
def start_again(a: Arrays, p: Plan) -> None:
    """The start of every stop that is free from the front."""
    spread_on(a, p, p.start, liking=True)
    for at in range(p.frees[EARLY]):
        stop = p.freed[EARLY, at]
        p.start[stop] = liked_earliest(a, p, stop)
        enqueue(p, stop, len(a.wish))
        enqueue_after(a, p, stop)
    push_later(a, p, p.start)
