"""Whether an open stop fits into a day while everybody else stays to the minute. Arithmetic, without a search."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from solver.visits.eligible import eligible
from solver.visits.problem import Carer, Stop, VisitsProblem
from solver.visits.room import rooms
from solver.visits.routes import Visit, routes_of
from solver.visits.solution import Assignment
from solver.visits.starts import start_spans

Minutes = NDArray[np.bool_]
"""One flag for each minute of the day that somebody is on duty in."""
Span = tuple[int, int]


def fitting(
    problem: VisitsProblem, parts: Sequence[Assignment], key: str, among: Collection[str] | None = None
) -> list[tuple[int, tuple[str, ...]]]:
    """Every minute at which the stop may start, with carers enough to begin it then; pauses may move to make room.

    Carers are those `among` these, or everybody.
    """
    stop = next(one for one in problem.stops if one.key == key)
    carers = [one for one in problem.carers if among is None or one.key in among]
    if not carers:
        return []
    first, last = min(one.start for one in carers), max(one.end for one in carers)
    routes = routes_of(problem, [part for part in parts if among is None or part.carer in among])
    at_home = _flags(first, last, _whenever_she_may(problem, parts, stop))
    able: dict[tuple[str, int], Minutes] = {}
    for carer in carers:
        roles = [role for role in range(stop.carers) if eligible(stop, carer, role)]
        if roles and (problem.most_visits is None or len(routes[carer.key]) < problem.most_visits):
            free = at_home & _flags(first, last, _between(problem, carer, routes[carer.key], stop))
            able |= {(carer.key, role): free for role in roles}
    return [
        (first + int(minute), who)
        for minute in np.flatnonzero(np.logical_or.reduce([*able.values(), np.zeros_like(at_home)]))
        if (who := _together(stop, [one for one, free in able.items() if free[minute]]))
    ]


def longest_free(problem: VisitsProblem, parts: Sequence[Assignment], stop: Stop, carers: Iterable[Carer]) -> int:
    """Minutes of the longest stretch in which the stop may be given and one of these is free, pauses and ways aside."""
    routes = routes_of(problem, parts)
    spans = [(first, last) for first, last in _whenever_she_may(problem, parts, stop) if first <= last]
    return max(
        (
            min(last, high) + stop.minutes - max(first, low)
            for carer in carers
            for low, high in _between(problem, replace(carer, pause=None), routes[carer.key], stop)
            for first, last in spans
        ),
        default=0,
    )


def _together(stop: Stop, able: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """Different people for all parts of the stop; nobody where there are not enough."""
    firsts = [who for who, role in able if role == 0]
    if stop.carers == 1:
        return (firsts[0],) if firsts else ()
    seconds = [who for who, role in able if role == 1]
    return next(((one, other) for one in firsts for other in seconds if one != other), ())


def _flags(first: int, last: int, spans: Iterable[Span]) -> Minutes:
    found = np.zeros(last - first + 1, dtype=np.bool_)
    for low, high in spans:
        if low <= high:
            found[max(0, low - first) : max(0, high - first + 1)] = True
    return found


def _whenever_she_may(problem: VisitsProblem, parts: Sequence[Assignment], stop: Stop) -> Iterator[Span]:
    """Her window without her other visits and whereabouts, as far as linked visits that are planned leave it."""
    stops = {one.key: one for one in problem.stops}
    starts = {part.stop: part.start for part in parts}
    low, high = problem.linked_span(stop, starts)
    hers = [(at, stops[key]) for key, at in starts.items() if stops[key].elder == stop.elder]
    busy = sorted((at - stop.minutes + 1, at + one.minutes - 1) for at, one in hers)
    for first, last in start_spans(stop):
        yield from _without(max(first, low), min(last, high), busy)


def _without(low: int, high: int, busy: Sequence[Span]) -> Iterator[Span]:
    for first, last in busy:
        if first <= high and last >= low:
            yield low, first - 1
            low = max(low, last + 1)
    yield low, high


def _between(problem: VisitsProblem, carer: Carer, route: Sequence[Visit], stop: Stop) -> Iterator[Span]:
    """The starts for which her other visits leave time, with the ways and a pause."""
    elsewhere = _pauses_elsewhere(problem, carer, route)
    ends: list[Visit | None] = [None, *route, None]
    for at, (before, after) in enumerate(pairwise(ends)):
        free_from = before[1] + before[0].minutes if before else carer.start
        free_to = after[1] if after else carer.end
        way_in = problem.gap(carer, before[0] if before else None, stop)
        way_out = problem.gap(carer, stop, after[0] if after else None)
        low, high = free_from + way_in, free_to - way_out - stop.minutes
        pause = carer.pause
        if pause is None or elsewhere - {at}:
            yield low, high
            continue
        rested = max(free_from, pause.earliest) + pause.minutes
        if rested <= pause.latest:
            yield max(low, rested, free_from + pause.minutes + way_in), high
        last_end = min(free_to, pause.latest) - pause.minutes
        if max(free_from, pause.earliest) <= last_end:
            yield low, min(high, last_end - stop.minutes, free_to - pause.minutes - way_out - stop.minutes)


def _pauses_elsewhere(problem: VisitsProblem, carer: Carer, route: Sequence[Visit]) -> set[int]:
    """The gaps of her route, by number, that leave room for her pause as they are."""
    if carer.pause is None:
        return set()
    told = carer.pause.earliest
    return {at for at, room in enumerate(rooms(problem, carer, route)) if room.nearest(carer.pause, told) is not None}
