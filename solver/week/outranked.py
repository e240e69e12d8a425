"""Visits left open that would fit where one of a lower priority class stands: nothing may be left out for less."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from solver.rules import CLASS_WEIGHT
from solver.visits.check import check as check_visits
from solver.visits.check import people_breaches
from solver.visits.problem import Carer, Stop, VisitsProblem
from solver.visits.solution import Assignment, VisitsSolution
from solver.week.arrivals import arrivals
from solver.week.problem import WeekProblem
from solver.week.routes import routes_problem
from solver.week.seating import away_spans
from solver.week.solution import WeekSolution


@dataclass(frozen=True, slots=True)
class Outranked:
    """`open` could start at this minute of the plan with this carer if `instead`, of a lower class, were not there."""

    open: str
    instead: str
    carer: str
    start: int


def outranked(problem: WeekProblem, solution: WeekSolution) -> Iterator[Outranked]:
    """Every open visit for one carer that fits where one visit of hers is left out; all others stay to the minute."""
    away, brought = away_spans(problem, solution.seats), arrivals(problem, solution.rounds)
    units = {unit.key: unit for unit in problem.units}
    for routes in solution.routes:
        walk = routes_problem(
            problem, units[routes.unit], routes.day, solution.occurrences, solution.duties, away, brought
        )
        here = {stop.key for stop in walk.stops}
        still_open = tuple(need for need in solution.not_planned if need.kind == "visit" and need.key in here)
        yield from outranked_on(walk, VisitsSolution(routes.assignments, routes.pauses, still_open))


def outranked_on(walk: VisitsProblem, day: VisitsSolution) -> Iterator[Outranked]:
    """The same of one day: for each such visit the one that is least to leave out instead."""
    left = {need.key for need in day.not_planned}
    prices = {stop.key: CLASS_WEIGHT[stop.priority_class] * stop.minutes for stop in walk.stops}
    for stop in walk.stops:
        if stop.key in left and stop.carers == 1:
            found = min(_instead_of_less(walk, day, stop), key=lambda one: prices[one.instead], default=None)
            if found is not None:
                yield found


def _instead_of_less(walk: VisitsProblem, day: VisitsSolution, stop: Stop) -> Iterator[Outranked]:
    stops = {one.key: one for one in walk.stops}
    for carer in (one for one in walk.carers if not any(people_breaches(stop, one))):
        route = sorted((part for part in day.assignments if part.carer == carer.key), key=lambda part: part.start)
        for at, part in enumerate(route):
            other = stops[part.stop]
            if other.priority_class > stop.priority_class and other.pinned_start is None and not other.pinned_carers:
                rest = [*route[:at], *route[at + 1 :]]
                for start in _starts(walk, carer, stop, rest, stops):
                    found = Outranked(stop.key, part.stop, carer.key, start)
                    if not check_visits(walk, exchanged(walk, day, found)):
                        yield found


def _starts(
    walk: VisitsProblem, carer: Carer, stop: Stop, rest: Sequence[Assignment], stops: Mapping[str, Stop]
) -> Iterator[int]:
    """The first and the last start in every gap of the route that is wide enough, in the stop's window."""
    around = [None, *rest, None]
    for before, after in pairwise(around):
        here, there = (stops[one.stop] if one else None for one in (before, after))
        soonest = before.start + stops[before.stop].minutes if before else carer.start
        last = (after.start if after else carer.end) - walk.gap(carer, stop, there) - stop.minutes
        first = max(stop.earliest, stop.meal_at or 0, soonest + walk.gap(carer, here, stop))
        if first <= min(last, stop.latest):
            yield from sorted({first, min(last, stop.latest)})


def exchanged(walk: VisitsProblem, day: VisitsSolution, found: Outranked) -> VisitsSolution:
    """The day with the one visit in and the other left open, ways and orders as they then are."""
    parts = [part for part in day.assignments if part.stop != found.instead]
    parts.append(Assignment(found.open, found.carer, found.start, 0, 0))
    stops = {one.key: one for one in walk.stops}
    timed: list[Assignment] = []
    for who in walk.carers:
        here: Stop | None = None
        route = sorted((part for part in parts if part.carer == who.key), key=lambda part: part.start)
        for order, part in enumerate(route, 1):
            timed.append(replace(part, travel=walk.way(who, here, stops[part.stop]), order=order))
            here = stops[part.stop]
    walking = {part.carer for part in timed}
    left = next(need for need in day.not_planned if need.key == found.open)
    open_now = [need for need in day.not_planned if need.key != found.open]
    other = stops[found.instead]
    lower = replace(
        left, key=other.key, priority_class=other.priority_class, minutes=other.minutes * other.carers, facts={}
    )
    pauses = tuple(pause for pause in day.pauses if pause.carer in walking)
    return VisitsSolution(tuple(timed), pauses, (*open_now, lower))
