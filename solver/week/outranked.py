"""Visits left open that would fit where one of a lower priority class stands: nothing may be left out for less."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from solver.rules import CLASS_WEIGHT
from solver.visits.eligible import eligible
from solver.visits.insertion import fitting
from solver.visits.objective import cost, matches
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
    """`open` could start at this minute with these carers if `instead`, of a lower class, were not there.

    Where `instead` is empty it fits as all others are.
    """

    open: str
    instead: str
    carers: tuple[str, ...]
    start: int


def outranked(problem: WeekProblem, solution: WeekSolution) -> Iterator[Outranked]:
    """Every open visit that fits where at most one other is left out; all others stay to the minute, pauses may move.

    Parts of somebody who is not on duty, or of what nobody asked for, are passed over.
    """
    away, brought = away_spans(problem, solution.seats), arrivals(problem, solution.rounds)
    units = {unit.key: unit for unit in problem.units}
    for routes in solution.routes:
        walk = routes_problem(
            problem, units[routes.unit], routes.day, solution.occurrences, solution.duties, away, brought
        )
        here, there = {stop.key for stop in walk.stops}, {carer.key for carer in walk.carers}
        still_open = tuple(need for need in solution.not_planned if need.kind == "visit" and need.key in here)
        parts = tuple(part for part in routes.assignments if part.stop in here and part.carer in there)
        day = VisitsSolution(parts, routes.pauses, still_open)
        for stop in open_stops(walk, day):
            if (found := instead_of_less(walk, day, stop)) is not None:
                yield found


def open_stops(walk: VisitsProblem, day: VisitsSolution) -> list[Stop]:
    """What is left open of a day, the highest class first."""
    left = {need.key for need in day.not_planned}
    return sorted((stop for stop in walk.stops if stop.key in left), key=lambda stop: stop.priority_class)


def instead_of_less(
    walk: VisitsProblem, day: VisitsSolution, stop: Stop, stopped: Callable[[], bool] = lambda: False
) -> Outranked | None:
    """The visit that is least to leave out so that this open one fits, none where it fits beside all of them.

    None where that takes more than one of a lower class, or once it is `stopped`.
    """
    if fits := fitting(walk, day.assignments, stop.key):
        return _best(walk, day, stop, "", fits)
    who, able = _who(day), {one.key for one in walk.carers if any(eligible(stop, one, r) for r in range(stop.carers))}
    lower = [one for one in walk.stops if one.key in who and _may_go(one) and one.priority_class > stop.priority_class]
    for other in sorted(lower, key=lambda one: CLASS_WEIGHT[one.priority_class] * one.minutes):
        if stopped():
            break
        among = _whom_it_frees(walk, stop, other, who[other.key] & able)
        rest = [part for part in day.assignments if part.stop != other.key]
        fits = fitting(walk, rest, stop.key, among) if among is None or among else []
        if fits:
            return _best(walk, day, stop, other.key, fits)
    return None


def exchanged(walk: VisitsProblem, day: VisitsSolution, found: Outranked) -> VisitsSolution:
    """The day with the one visit in and the other left open, ways, orders and pauses as they then are."""
    parts = [part for part in day.assignments if part.stop != found.instead]
    parts += [Assignment(found.open, carer, found.start, 0, 0) for carer in found.carers]
    touched = {*_who(day).get(found.instead, ()), *found.carers}
    routed = as_routes(walk, parts)
    left = {need.key: need for need in day.not_planned}
    was = left.pop(found.open)
    for other in (stop for stop in walk.stops if stop.key == found.instead):
        left[other.key] = replace(
            was, key=other.key, priority_class=other.priority_class, minutes=other.minutes, facts={}
        )
    return VisitsSolution(routed, tuple(_pauses(walk, day, routed, touched)), tuple(left.values()))


Fit = tuple[int, tuple[str, ...]]


def _best(walk: VisitsProblem, day: VisitsSolution, stop: Stop, instead: str, fits: Sequence[Fit]) -> Outranked:
    """By those who may come then, at the minute that each likes best; of these plans the cheapest."""
    starts: dict[tuple[str, ...], int] = {}
    for start, carers in sorted(fits, key=lambda fit: walk.start_price(stop, fit[0])):
        starts.setdefault(carers, start)
    ways = [Outranked(stop.key, instead, carers, start) for carers, start in starts.items()]
    return min(ways, key=lambda one: cost(matches(walk, exchanged(walk, day, one))))


def _who(day: VisitsSolution) -> dict[str, set[str]]:
    """By planned stop who comes."""
    who: dict[str, set[str]] = {}
    for part in day.assignments:
        who.setdefault(part.stop, set()).add(part.carer)
    return who


def _may_go(stop: Stop) -> bool:
    return stop.pinned_start is None and not stop.pinned_carers


def _whom_it_frees(walk: VisitsProblem, stop: Stop, other: Stop, freed: set[str]) -> Collection[str] | None:
    """The carers for whom the one visit may make room for the other: for anybody (None) where it takes the elder's
    own time, or where more than one has to come."""
    bound = any({link.before, link.after} == {stop.key, other.key} for link in walk.links)
    return None if bound or stop.elder == other.elder or (stop.carers > 1 and freed) else freed


def _pauses(
    walk: VisitsProblem, day: VisitsSolution, routed: Sequence[Assignment], touched: Collection[str]
) -> Iterator[Pause]:
    """Of everybody who walks: where it was, or as near to what she was told as a route that has changed leaves room."""
    was: Mapping[str, int] = {pause.carer: pause.start for pause in day.pauses}
    routes = routes_of(walk, routed)
    for carer in (one for one in walk.carers if routes[one.key]):
        start = was.get(carer.key)
        if carer.key in touched and carer.pause is not None:
            told = carer.told_pause if carer.told_pause is not None else start
            start = nearest_pause(walk, carer, routes[carer.key], carer.pause.earliest if told is None else told)
        if start is not None:
            yield Pause(carer.key, start)
