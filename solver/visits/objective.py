"""What a solution costs by rule, recomputed from its plain assignments."""

from collections.abc import Iterable
from itertools import pairwise

from solver.result import Match
from solver.rules import CLASS_WEIGHT, weight
from solver.visits.problem import Carer, Stop, VisitsProblem
from solver.visits.solution import Assignment, VisitsSolution


def matches(problem: VisitsProblem, solution: VisitsSolution) -> tuple[Match, ...]:
    """Every rule at work, amounts in minutes for times and loads, in carers for faces; cost is amount × weight.

    travel: minutes on the street of each carer, from base to base · new_face: carers whom the elder does not know,
    where she knows any · few_faces: carers who are none of her regulars, where she has any · designated_carer:
    designated carers missing · preferred_time: minutes away from the wished start, dearer as the stop is keener on it ·
    fair_load: service minutes above the share of the carer's shift in all wanted minutes · not_planned: minutes of each
    open stop by its class · changed_after_publish: carers who come instead of those announced, one more for another
    start where those announced are all on duty, and one for every full hour between the starts; of an announced stop
    that is open, the carers and the start.
    """
    found = [*_travel(problem, solution), *_faces(problem, solution), *_times(problem, solution)]
    found += [*_loads(problem, solution), *_open(solution), *_changes(problem, solution)]
    return tuple(match for match in found if match.amount)


def cost(found: Iterable[Match]) -> int:
    """The sum over all matches."""
    return sum(match.cost for match in found)


def fair_shares(problem: VisitsProblem) -> list[int]:
    """Service minutes of each carer if all wanted minutes were spread over the shifts by their length, rounded up."""
    wanted = sum(stop.minutes * stop.carers for stop in problem.stops)
    on_duty = sum(carer.end - carer.start for carer in problem.carers)
    return [-(-wanted * (carer.end - carer.start) // on_duty) for carer in problem.carers]


def _travel(problem: VisitsProblem, solution: VisitsSolution) -> Iterable[Match]:
    price, stops = weight("travel", problem.weights), _stops(problem)
    for carer, route in routes(problem, solution).items():
        if route:
            way = [None, *(stops[part.stop] for part in route), None]
            minutes = sum(problem.way(carer, here, there) for here, there in pairwise(way))
            yield Match("travel", carer.key, minutes, price * minutes)


def _faces(problem: VisitsProblem, solution: VisitsSolution) -> Iterable[Match]:
    new, designated = weight("new_face", problem.weights), weight("designated_carer", problem.weights)
    many = weight("few_faces", problem.weights)
    stops = _stops(problem)
    for key, carers in who_comes(solution).items():
        stop = stops[key]
        strangers = len(carers - stop.known) if stop.known else 0
        missing = min(stop.carers, len(stop.designated)) - len(carers & stop.designated)
        yield Match("new_face", key, strangers, new * strangers)
        others = len(carers - stop.regulars) if stop.regulars else 0
        yield Match("few_faces", key, others, many * others)
        yield Match("designated_carer", key, missing, designated * missing)


def _times(problem: VisitsProblem, solution: VisitsSolution) -> Iterable[Match]:
    price, starts = weight("preferred_time", problem.weights), {part.stop: part.start for part in solution.assignments}
    for stop in problem.stops:
        wish = problem.wished_start(stop)
        if wish is not None and stop.key in starts:
            away = abs(starts[stop.key] - wish)
            yield Match("preferred_time", stop.key, away, price * stop.keenness * away)


def _loads(problem: VisitsProblem, solution: VisitsSolution) -> Iterable[Match]:
    price, stops = weight("fair_load", problem.weights), _stops(problem)
    for (carer, route), share in zip(routes(problem, solution).items(), fair_shares(problem), strict=True):
        above = max(0, sum(stops[part.stop].minutes for part in route) - share)
        yield Match("fair_load", carer.key, above, price * above)


def _open(solution: VisitsSolution) -> Iterable[Match]:
    for left in solution.not_planned:
        yield Match("not_planned", left.key, left.minutes, CLASS_WEIGHT[left.priority_class] * left.minutes)


def _changes(problem: VisitsProblem, solution: VisitsSolution) -> Iterable[Match]:
    price, carers = weight("changed_after_publish", problem.weights), who_comes(solution)
    starts = {part.stop: part.start for part in solution.assignments}
    for stop in problem.stops:
        if stop.announced is not None:
            others = carers[stop.key] - stop.announced.carers if stop.key in carers else stop.announced.carers
            at = starts.get(stop.key)
            apart = problem.told_start(stop) is not None if at is None else problem.start_changes(stop, at)
            changes = len(others) + apart
            yield Match("changed_after_publish", stop.key, changes, price * changes)


def routes(problem: VisitsProblem, solution: VisitsSolution) -> dict[Carer, list[Assignment]]:
    """Each carer's assignments by start."""
    parts: dict[str, list[Assignment]] = {carer.key: [] for carer in problem.carers}
    for part in solution.assignments:
        parts[part.carer].append(part)
    return {carer: sorted(parts[carer.key], key=lambda part: part.start) for carer in problem.carers}


def who_comes(solution: VisitsSolution) -> dict[str, set[str]]:
    """The carers of each planned stop."""
    carers: dict[str, set[str]] = {}
    for part in solution.assignments:
        carers.setdefault(part.stop, set()).add(part.carer)
    return carers


def _stops(problem: VisitsProblem) -> dict[str, Stop]:
    return {stop.key: stop for stop in problem.stops}
