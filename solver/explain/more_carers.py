"""With how many more carers on a day its open visits fit, while everybody else stays to the minute."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from solver.chance import chance_of
from solver.explain.relax import Relaxed
from solver.explain.rerouted import as_planned, changed, with_open
from solver.visits.announced import announced_plan
from solver.visits.arrays import arrays_of
from solver.visits.check import check
from solver.visits.construct import construct
from solver.visits.eligible import eligible
from solver.visits.problem import Carer, Stop, VisitsProblem
from solver.visits.readout import read_out
from solver.visits.solution import VisitsSolution
from solver.visits.starts import start_spans

MOST = 6
"""More people than this are no advice for a day."""


def more_carers(
    day: VisitsProblem,
    plan: VisitsSolution,
    left: Collection[str],
    begins: int = 0,
    stop_now: Callable[[], bool] = lambda: False,
) -> dict[str, int]:
    """By open visit with how many more it fits, beside all that are told fewer: each newcomer is like the one on duty
    who could make most of what is open by then, at her hours, as far as they lie behind `begins`; where one alone lets
    nothing in, two. What MOST of them make no room for is not among them.

    Found by putting in one visit after the other, so fewer might do for all; the day with them was checked.
    """
    found: dict[str, int] = {}
    in_vain: set[str] = set()
    count = 0
    while count < MOST and not stop_now():
        waiting = [stop for stop in day.stops if stop.key in left and stop.key not in found]
        newcomers = _most_wanted(day.carers, [stop for stop in waiting if stop.key not in in_vain], begins, count)
        if not newcomers:
            break
        for crew in (newcomers[:1], newcomers[: MOST - count]):
            more = replace(day, carers=(*day.carers, *crew))
            walked = _let_in(more, plan, [stop.key for stop in waiting])
            if walked is not None:
                count, day, plan = count + len(crew), more, walked
                found |= dict.fromkeys(_planned(walked) & {stop.key for stop in waiting}, count)
                break
        else:
            in_vain |= {stop.key for stop in waiting if _may_make(newcomers[0], stop)}
    return found


def _most_wanted(carers: Sequence[Carer], waiting: Sequence[Stop], begins: int, count: int) -> list[Carer]:
    """Two like the one who may make most minutes of these within her hours; nobody where none may make any."""
    like = [_newcomer(one, begins, count + 1) for one in carers if one.end > begins]
    minutes = [sum(stop.minutes for stop in waiting if _may_make(one, stop)) for one in like]
    best = max(range(len(like)), key=lambda at: (minutes[at], like[at].end - like[at].start, -at), default=None)
    return [like[best], replace(like[best], key=_named(count + 2))] if best is not None and minutes[best] else []


def _newcomer(like: Carer, begins: int, number: int) -> Carer:
    """Whose shift begins no earlier, and who pauses within what is left of it where there is time."""
    start, pause = max(like.start, begins), like.pause
    if pause is not None:
        earliest = max(pause.earliest, start)
        fits = earliest + pause.minutes <= min(pause.latest, like.end)
        pause = replace(pause, earliest=earliest) if fits else None
    return replace(like, key=_named(number), start=start, pause=pause, told_pause=None)


def _named(number: int) -> str:
    return f"newcomer/{number}"


def _may_make(carer: Carer, stop: Stop) -> bool:
    able = any(eligible(stop, carer, role) for role in range(stop.carers))
    return able and any(
        max(first, carer.start) <= min(last, carer.end - stop.minutes) for first, last in start_spans(stop)
    )


def _let_in(day: VisitsProblem, plan: VisitsSolution, left: Sequence[str]) -> VisitsSolution | None:
    """The plan with some of the open visits more; None where there is no room for any, or something would change."""
    problem = with_open(day, plan, {key: Relaxed("more_carers", 0, day) for key in left})
    told = as_planned(problem, plan)
    arrays = arrays_of(told)
    walked = announced_plan(told, arrays)
    construct(arrays, walked, chance_of(0))
    found = read_out(told, arrays, walked)
    more = _planned(plan) < _planned(found)
    return found if more and not changed(plan.assignments, found.assignments) and not check(problem, found) else None


def _planned(plan: VisitsSolution) -> set[str]:
    return {part.stop for part in plan.assignments}
