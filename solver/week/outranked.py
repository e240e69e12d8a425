"""Visits left open that would fit where one of a lower priority class stands: nothing may be left out for less."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from solver.explain.insertion import fitting
from solver.rules import CLASS_WEIGHT
from solver.visits.eligible import eligible
from solver.visits.problem import Stop, VisitsProblem
from solver.visits.room import nearest_pause
from solver.visits.routes import as_routes, routes_of
from solver.visits.solution import Assignment, Pause, VisitsSolution
from solver.week.arrivals import arrivals
from solver.week.problem import WeekProblem
from solver.week.routes import routes_problem
from solver.week.seating import away_spans
from solver.week.solution import WeekSolution


@dataclass(frozen=True, slots=True)
class Outranked:
    """`open` could start at this minute with these carers if `instead`, of a lower class, were not there."""

    open: str
    instead: str
    carers: tuple[str, ...]
    start: int


def outranked(problem: WeekProblem, solution: WeekSolution) -> Iterator[Outranked]:
    """Every open visit that fits where one other is left out; all others stay to the minute, pauses may move."""
    away, brought = away_spans(problem, solution.seats), arrivals(problem, solution.rounds)
    units = {unit.key: unit for unit in problem.units}
    for routes in solution.routes:
        walk = routes_problem(
            problem, units[routes.unit], routes.day, solution.occurrences, solution.duties, away, brought
        )
        here = {stop.key for stop in walk.stops}
        still_open = tuple(need for need in solution.not_planned if need.kind == "visit" and need.key in here)
        day = VisitsSolution(routes.assignments, routes.pauses, still_open)
        for stop in open_stops(walk, day):
            if (found := instead_of_less(walk, day, stop)) is not None:
                yield found


def open_stops(walk: VisitsProblem, day: VisitsSolution) -> list[Stop]:
    """What is left open of a day, the highest class first."""
    left = {need.key for need in day.not_planned}
    return sorted((stop for stop in walk.stops if stop.key in left), key=lambda stop: stop.priority_class)


def instead_of_less(walk: VisitsProblem, day: VisitsSolution, stop: Stop) -> Outranked | None:
    """The visit that is least to leave out so that this open one fits; None where there is none of a lower class."""
    who = _who(day)
    lower = [one for one in walk.stops if one.key in who and _may_go(one) and one.priority_class > stop.priority_class]
    for other in sorted(lower, key=lambda one: CLASS_WEIGHT[one.priority_class] * one.minutes):
        asked = _whom_it_frees(walk, stop, other, who)
        rest = [part for part in day.assignments if part.stop != other.key]
        fits = fitting(walk, rest, stop.key, asked) if asked is None or asked else []
        if fits:
            start, carers = min(fits, key=lambda fit: walk.start_price(stop, fit[0]))
            return Outranked(stop.key, other.key, carers, start)
    return None


def exchanged(walk: VisitsProblem, day: VisitsSolution, found: Outranked) -> VisitsSolution:
    """The day with the one visit in and the other left open, ways, orders and pauses as they then are."""
    parts = [part for part in day.assignments if part.stop != found.instead]
    parts += [Assignment(found.open, carer, found.start, 0, 0) for carer in found.carers]
    touched = {*_who(day)[found.instead], *found.carers}
    routed = as_routes(walk, parts)
    left = next(need for need in day.not_planned if need.key == found.open)
    other = next(stop for stop in walk.stops if stop.key == found.instead)
    lower = replace(left, key=other.key, priority_class=other.priority_class, minutes=other.minutes, facts={})
    open_now = [need for need in day.not_planned if need.key != found.open]
    return VisitsSolution(routed, tuple(_pauses(walk, day, routed, touched)), (*open_now, lower))


def _who(day: VisitsSolution) -> dict[str, set[str]]:
    """By planned stop who comes."""
    who: dict[str, set[str]] = {}
    for part in day.assignments:
        who.setdefault(part.stop, set()).add(part.carer)
    return who


def _may_go(stop: Stop) -> bool:
    return stop.pinned_start is None and not stop.pinned_carers


def _whom_it_frees(
    walk: VisitsProblem, stop: Stop, other: Stop, who: Mapping[str, Collection[str]]
) -> frozenset[str] | None:
    """The carers for whom the one visit may make room for the other: for anybody (None) where it takes the elder's
    own time, or where more than one has to come."""
    able = frozenset(
        one.key
        for one in walk.carers
        if one.key in who[other.key] and any(eligible(stop, one, role) for role in range(stop.carers))
    )
    bound = any({link.before, link.after} == {stop.key, other.key} for link in walk.links)
    if bound or stop.elder == other.elder or (stop.carers > 1 and able):
        return None
    return able


def _pauses(
    walk: VisitsProblem, day: VisitsSolution, routed: tuple[Assignment, ...], touched: Collection[str]
) -> Iterator[Pause]:
    """Of everybody who walks: where it was, or as near as there is room for it on a route that has changed."""
    was = {pause.carer: pause.start for pause in day.pauses}
    routes = routes_of(walk, routed)
    for carer in (one for one in walk.carers if routes[one.key]):
        start = was.get(carer.key)
        if carer.key in touched and carer.pause is not None:
            told = start if start is not None else carer.told_pause
            start = nearest_pause(walk, carer, routes[carer.key], carer.pause.earliest if told is None else told)
        if start is not None:
            yield Pause(carer.key, start)
