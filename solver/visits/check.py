"""Every hard rule that a plan of visits breaks, found from plain data without the search."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from solver.result import Breach, Fact
from solver.visits.problem import Carer, Stop, VisitsProblem
from solver.visits.solution import Assignment, VisitsSolution

Visit = tuple[Assignment, Stop]


def check(problem: VisitsProblem, solution: VisitsSolution) -> list[Breach]:
    """All breaches, rule by rule; an empty list when every hard rule is kept and every stop accounted for."""
    stops = {stop.key: stop for stop in problem.stops}
    carers = {carer.key: carer for carer in problem.carers}
    known = [part for part in solution.assignments if part.stop in stops and part.carer in carers]
    pairs = [(part, stops[part.stop], carers[part.carer]) for part in known]
    found = [*_accounted_for(stops, solution), *_staff_available(carers, solution)]
    for part, stop, carer in pairs:
        found += [
            *people_breaches(stop, carer),
            *_time_window(part, stop),
            *_with_the_meal(part, stop),
            *at_home_breaches(part, stop),
        ]
    for carer in problem.carers:
        route = sorted(((part, stop) for part, stop, who in pairs if who is carer), key=lambda visit: visit[0].start)
        found += way_breaches(problem, carer, route)
        found += _visits_a_day(problem, carer, route)
        found += break_breaches(
            problem, carer, route, [pause.start for pause in solution.pauses if pause.carer == carer.key]
        )
    visits = [(part, stops[part.stop]) for part in known]
    found += [*_two_at_once(stops, known), *_pinned(stops, known)]
    found += [*_order_and_gap(problem, visits), *_elder_in_one_place(visits)]
    return found


def people_breaches(stop: Stop, carer: Carer) -> Iterator[Breach]:
    """Breaches of the rules about who may give a service: skill, certificate_valid, excluded_pair, same_sex and
    volunteer_low_risk, with the carer among the facts."""
    who: dict[str, Fact] = {"carer": carer.key}
    if stop.skill is not None and stop.skill in carer.expired:
        yield Breach("certificate_valid", stop.key, {**who, "skill": stop.skill})
    elif stop.skill is not None and stop.skill not in carer.skills:
        yield Breach("skill", stop.key, {**who, "skill": stop.skill})
    if carer.key in stop.excluded:
        yield Breach("excluded_pair", stop.key, who)
    if stop.gender is not None and carer.gender != stop.gender:
        yield Breach("same_sex", stop.key, who)
    if carer.low_risk_only and not stop.low_risk:
        yield Breach("volunteer_low_risk", stop.key, who)


def at_home_breaches(part: Assignment, stop: Stop) -> Iterator[Breach]:
    """Breaches of elder_in_one_place by one visit: she is not at home while she is elsewhere."""
    if not stop.allows(part.start):
        yield Breach("elder_in_one_place", stop.key, {"carer": part.carer, "start": part.start})


def way_breaches(problem: VisitsProblem, carer: Carer, route: list[Visit]) -> Iterator[Breach]:
    """Breaches of no_overlap_with_travel and shift_span by one carer's visits, given in the order of their starts."""
    yield from _no_overlap_with_travel(problem, carer, route)
    yield from _shift_span(problem, carer, route)


def _accounted_for(stops: dict[str, Stop], solution: VisitsSolution) -> Iterator[Breach]:
    """Each stop is planned or listed once as not planned, and nothing else is."""
    done, left = {part.stop for part in solution.assignments}, [entry.key for entry in solution.not_planned]
    for key in sorted((done | set(left)) - set(stops)):
        yield Breach("not_planned", key, {"known": False})
    for key in stops:
        if (key in done) + left.count(key) != 1:
            yield Breach("not_planned", key, {"planned": key in done, "listed": left.count(key)})


def _staff_available(carers: dict[str, Carer], solution: VisitsSolution) -> Iterator[Breach]:
    for part in solution.assignments:
        if part.carer not in carers:
            yield Breach("staff_available", part.stop, {"carer": part.carer})


def _time_window(part: Assignment, stop: Stop) -> Iterator[Breach]:
    if not stop.earliest <= part.start <= stop.latest:
        facts: dict[str, Fact] = {
            "carer": part.carer,
            "start": part.start,
            "earliest": stop.earliest,
            "latest": stop.latest,
        }
        yield Breach("time_window", stop.key, facts)


def _with_the_meal(part: Assignment, stop: Stop) -> Iterator[Breach]:
    """Nobody comes to help with a meal that is not there yet, unless she is pinned to the minute."""
    if stop.meal_at is not None and stop.pinned_start is None and part.start < stop.meal_at:
        yield Breach("with_the_meal", stop.key, {"carer": part.carer, "start": part.start, "arrives": stop.meal_at})


def _no_overlap_with_travel(problem: VisitsProblem, carer: Carer, route: list[Visit]) -> Iterator[Breach]:
    before: Stop | None = None
    for (first, here), (second, there) in pairwise(route):
        free, needed = second.start - first.start - here.minutes, problem.gap(carer, here, there)
        if free < needed:
            facts: dict[str, Fact] = {"carer": carer.key, "after": here.key, "free": free, "needed": needed}
            yield Breach("no_overlap_with_travel", there.key, facts)
    for part, stop in route:
        if part.travel != (real := problem.way(carer, before, stop)):
            yield Breach("no_overlap_with_travel", stop.key, {"carer": carer.key, "travel": part.travel, "real": real})
        before = stop


def _shift_span(problem: VisitsProblem, carer: Carer, route: list[Visit]) -> Iterator[Breach]:
    if not route:
        return
    (first, here), (last, there) = route[0], route[-1]
    leaves = first.start - problem.gap(carer, None, here)
    back = last.start + there.minutes + problem.gap(carer, there, None)
    if leaves < carer.start:
        yield Breach("shift_span", here.key, {"carer": carer.key, "leaves": leaves, "shift_start": carer.start})
    if back > carer.end:
        yield Breach("shift_span", there.key, {"carer": carer.key, "back": back, "shift_end": carer.end})


def break_breaches(problem: VisitsProblem, carer: Carer, route: list[Visit], starts: list[int]) -> Iterator[Breach]:
    """Breaches of break_taken by one carer's visits, given in the order of their starts, and her pauses.

    One pause, whole, within its window and the shift, not during a service; the way fits beside it.
    """
    pause = carer.pause
    if pause is None:
        yield from (Breach("break_taken", carer.key, {"carer": carer.key, "start": start}) for start in starts)
        return
    if not route and not starts:
        return
    facts: dict[str, Fact] = {
        "carer": carer.key,
        "minutes": pause.minutes,
        "earliest": pause.earliest,
        "latest": pause.latest,
    }
    if len(starts) != 1:
        yield Breach("break_taken", carer.key, {**facts, "taken": len(starts)})
        return
    begin, end = starts[0], starts[0] + pause.minutes
    if begin < max(pause.earliest, carer.start) or end > min(pause.latest, carer.end):
        yield Breach("break_taken", carer.key, {**facts, "start": begin})
    for here, there, free_from, free_to in _gaps(carer, route):
        if free_from <= begin and end <= free_to:
            if free_to - free_from < pause.minutes + problem.gap(carer, here, there):
                yield Breach("break_taken", carer.key, {**facts, "start": begin, "free": free_to - free_from})
            return
    yield Breach("break_taken", carer.key, {**facts, "start": begin, "free": 0})


def _visits_a_day(problem: VisitsProblem, carer: Carer, route: list[Visit]) -> Iterator[Breach]:
    if problem.most_visits is not None and len(route) > problem.most_visits:
        yield Breach("visits_a_day", carer.key, {"visits": len(route), "limit": problem.most_visits})


def _gaps(carer: Carer, route: list[Visit]) -> Iterable[tuple[Stop | None, Stop | None, int, int]]:
    """The stretches of a shift without a service: stop before, stop after, from, to."""
    here, free_from = None, carer.start
    for part, stop in route:
        yield here, stop, free_from, part.start
        here, free_from = stop, part.start + stop.minutes
    yield here, None, free_from, carer.end


def _two_at_once(stops: dict[str, Stop], known: list[Assignment]) -> Iterator[Breach]:
    """As many different carers as the stop needs, all at the same start."""
    parts: dict[str, list[Assignment]] = {}
    for part in known:
        parts.setdefault(part.stop, []).append(part)
    for key, group in parts.items():
        carers, starts = {part.carer for part in group}, {part.start for part in group}
        if len(group) != stops[key].carers or len(carers) != len(group) or len(starts) != 1:
            yield Breach(
                "two_at_once", key, {"needed": stops[key].carers, "carers": len(carers), "starts": len(starts)}
            )


def _pinned(stops: dict[str, Stop], known: list[Assignment]) -> Iterator[Breach]:
    who: dict[str, set[str]] = {}
    for part in known:
        who.setdefault(part.stop, set()).add(part.carer)
        pin = stops[part.stop].pinned_start
        if pin is not None and part.start != pin:
            yield Breach("pinned", part.stop, {"carer": part.carer, "start": part.start, "pinned_start": pin})
    for key, carers in who.items():
        pinned = stops[key].pinned_carers
        if not (pinned <= carers if len(pinned) <= stops[key].carers else carers <= pinned):
            yield Breach("pinned", key, {"pinned": len(pinned), "kept": len(pinned & carers)})


def _order_and_gap(problem: VisitsProblem, visits: list[Visit]) -> Iterator[Breach]:
    start = {stop.key: part.start for part, stop in visits}
    end = {stop.key: part.start + stop.minutes for part, stop in visits}
    for link in problem.links:
        if link.before in end and link.after in start:
            gap = start[link.after] - end[link.before]
            if not link.shortest <= gap <= link.longest:
                facts: dict[str, Fact] = {
                    "before": link.before,
                    "gap": gap,
                    "shortest": link.shortest,
                    "longest": link.longest,
                }
                yield Breach("order_and_gap", link.after, facts)


def _elder_in_one_place(visits: list[Visit]) -> Iterator[Breach]:
    """Two stops of one elder do not overlap; the carers of one stop are there together."""
    days: dict[str, set[tuple[int, int, str]]] = {}
    for part, stop in visits:
        days.setdefault(stop.elder, set()).add((part.start, part.start + stop.minutes, stop.key))
    for day in days.values():
        spans = sorted(day)
        for at, (_, end, first) in enumerate(spans):
            for start, _, second in spans[at + 1 :]:
                if start < end and first != second:
                    yield Breach("elder_in_one_place", second, {"overlaps": first, "minutes": end - start})
