"""A day routed again for visits that are open, everything else held as it stands: who else would have to move."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from solver.budget import Budget, Stopwatch
from solver.chance import chance_of
from solver.explain.relax import Relaxed
from solver.rules import CLASS_WEIGHT
from solver.visits.announced import announced_plan
from solver.visits.arrays import arrays_of
from solver.visits.check import check
from solver.visits.construct import construct
from solver.visits.problem import AnnouncedVisit, Stop, VisitsProblem
from solver.visits.readout import read_out
from solver.visits.solution import Assignment, VisitsSolution
from solver.visits.solve import held

EFFORT = 0.02
"""Of the standard work, for a day routed again; it is held as it stands, which multiplies the work (see visits)."""
FIRST, LAST = min(CLASS_WEIGHT), max(CLASS_WEIGHT)
"""The most and the least urgent class."""


def let_in(
    day: VisitsProblem, plan: VisitsSolution, ways: Mapping[str, Relaxed], budget: Budget, watch: Stopwatch
) -> Iterator[tuple[str, int]]:
    """The open visits that fit once something gives way for each, and how many others then move at most.

    `ways` are of one kind, with the same carers on duty. All these visits are routed at once: without the others that
    fit, too, the routes only have more room (a visit lasts longer than a way over it saves). What is planned stays.
    Of several that fit each is then routed alone, for the others that move for it.
    """
    together = _routed(day, plan, ways, budget, watch)
    for key, moved in together.items():
        alone = _routed(day, plan, {key: ways[key]}, budget, watch) if len(together) > 1 else together
        yield key, min(moved, alone.get(key, moved))


def _routed(
    day: VisitsProblem, plan: VisitsSolution, ways: Mapping[str, Relaxed], budget: Budget, watch: Stopwatch
) -> dict[str, int]:
    """Those that got in, with how many others moved for all of them."""
    before = {part.stop for part in plan.assignments}
    problem = with_open(day, plan, ways)
    found = _held(as_planned(problem, plan), budget, watch)
    now = {part.stop for part in found.assignments}
    if not before <= now or check(problem, found):
        return {}
    moved = len(changed(plan.assignments, found.assignments))
    return {key: moved for key in ways if key in now}


def with_open(day: VisitsProblem, plan: VisitsSolution, ways: Mapping[str, Relaxed]) -> VisitsProblem:
    """The day with what is planned and these open visits, each as it would be by its own way."""
    planned = {part.stop for part in plan.assignments}
    widened = {key: _stop(way.problem, key) for key, way in ways.items()}
    stops = tuple(widened.get(stop.key, stop) for stop in day.stops if stop.key in planned or stop.key in widened)
    here = {stop.key for stop in stops}
    links = tuple(link for link in day.links if {link.before, link.after} <= here)
    carers, travel = next((way.problem.carers, way.problem.travel) for way in ways.values())
    return replace(day, carers=carers, stops=stops, links=links, travel=travel)


def _stop(problem: VisitsProblem, key: str) -> Stop:
    return next(stop for stop in problem.stops if stop.key == key)


def as_planned(problem: VisitsProblem, plan: VisitsSolution) -> VisitsProblem:
    """The day with what is planned announced as it stands, pauses too, and before everything that is open."""
    who, rests = _who_and_when(plan.assignments), {pause.carer: pause.start for pause in plan.pauses}
    return replace(
        problem,
        carers=tuple(replace(one, told_pause=rests.get(one.key, one.told_pause)) for one in problem.carers),
        stops=tuple(
            replace(stop, priority_class=FIRST, announced=AnnouncedVisit(*who[stop.key]))
            if stop.key in who
            else replace(stop, priority_class=LAST, announced=None)
            for stop in problem.stops
        ),
    )


def _held(problem: VisitsProblem, budget: Budget, watch: Stopwatch) -> VisitsSolution:
    """What is held makes way for patience only, as on a day that was announced; the clock may only end it."""
    budget = replace(budget, effort=EFFORT * budget.effort, seconds=None)
    chance, arrays = chance_of(budget.seed), arrays_of(problem)
    plan = announced_plan(problem, arrays)
    construct(arrays, plan, chance)
    return read_out(problem, arrays, held(arrays, plan, chance, budget, watch).plan)


def changed(before: Sequence[Assignment], after: Sequence[Assignment]) -> set[str]:
    """The stops of before that start at another minute now, or with others."""
    was, now = _who_and_when(before), _who_and_when(after)
    return {key for key in was if now.get(key) != was[key]}


def _who_and_when(parts: Sequence[Assignment]) -> dict[str, tuple[int, frozenset[str]]]:
    found: dict[str, tuple[int, frozenset[str]]] = {}
    for part in parts:
        found[part.stop] = (part.start, found.get(part.stop, (0, frozenset()))[1] | {part.carer})
    return found
