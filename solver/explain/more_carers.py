"""With how many more carers on a day its open visits fit, while everybody else stays to the minute."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from solver.chance import chance_of
from solver.explain.relax import Relaxed
from solver.explain.rerouted import as_planned, changed, with_open
from solver.visits.announced import announced_plan
from solver.visits.arrays import arrays_of, start_spans
from solver.visits.check import check
from solver.visits.construct import construct
from solver.visits.eligible import eligible
from solver.visits.problem import Carer, Stop, VisitsProblem
from solver.visits.readout import read_out
from solver.visits.solution import VisitsSolution

MOST = 6
"""More people than this are no advice for a day."""


def more_carers(
    day: VisitsProblem,
    plan: VisitsSolution,
    left: Collection[str],
    begins: int = 0,
    stop_now: Callable[[], bool] = lambda: False,
) -> dict[str, int]:
    """By open visit with how many more it fits: each newcomer is like the one on duty who could make most of what is
    open by then, at her hours, as far as they lie behind `begins`. What none of MOST makes room for is not among them.

    Found by putting them in one after the other, so fewer might do for all; each number was tried and checked.
    """
    found: dict[str, int] = {}
    newcomers: list[Carer] = []
    while len(newcomers) < MOST and len(found) < len(left) and not stop_now():
        waiting = [stop for stop in day.stops if stop.key in left and stop.key not in found]
        like = _most_wanted(day.carers, waiting, begins)
        if like is None:
            break
        newcomers.append(replace(like, key=f"newcomer/{len(newcomers) + 1}", told_pause=None))
        for key in _let_in(replace(day, carers=(*day.carers, *newcomers)), plan, left):
            found.setdefault(key, len(newcomers))
    return found


def _most_wanted(carers: Sequence[Carer], waiting: Sequence[Stop], begins: int) -> Carer | None:
    """Who may make most minutes of these within her hours."""
    ahead = [replace(one, start=max(one.start, begins)) for one in carers if one.end > begins]
    minutes = {one.key: sum(stop.minutes for stop in waiting if _may_make(one, stop)) for one in ahead}
    best = max(ahead, key=lambda one: (minutes[one.key], one.end - one.start, one.key), default=None)
    return best if best is not None and minutes[best.key] else None


def _may_make(carer: Carer, stop: Stop) -> bool:
    able = any(eligible(stop, carer, role) for role in range(stop.carers))
    return able and any(
        max(first, carer.start) <= min(last, carer.end - stop.minutes) for first, last in start_spans(stop)
    )


def _let_in(day: VisitsProblem, plan: VisitsSolution, left: Collection[str]) -> list[str]:
    """Those of the open visits that fit with these carers on duty; none where anything planned would change."""
    problem = with_open(day, plan, {key: Relaxed("more_carers", 0, day) for key in left})
    told = as_planned(problem, plan)
    arrays = arrays_of(told)
    walked = announced_plan(told, arrays)
    construct(arrays, walked, chance_of(0))
    found = read_out(told, arrays, walked)
    planned, now = ({part.stop for part in one.assignments} for one in (plan, found))
    if not planned <= now or changed(plan.assignments, found.assignments) or check(problem, found):
        return []
    return [key for key in left if key in now]
