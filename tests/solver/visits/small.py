"""Tiny days by hand: a base and three homes ten minutes apart, carers from 8:00 to 16:00."""

import numpy as np

from solver.result import Unplanned
from solver.travel.matrix import Travel
from solver.visits.problem import Carer, Link, Stop, VisitsProblem
from solver.visits.solution import Assignment, Pause, VisitsSolution

PLACES = ("base", "home1", "home2", "home3")
TRAVEL = Travel(PLACES, {"walk": (10 * (1 - np.eye(4))).astype(np.int32)})


def carer(key: str = "lin", **facts: object) -> Carer:
    """Works from 480 to 960 on foot, with skill care."""
    given: dict[str, object] = {"base": "base", "start": 480, "end": 960, "mode": "walk", "gender": "f"}
    return Carer(key, **{**given, "skills": frozenset({"care"}), **facts})  # type: ignore[arg-type]


def stop(key: str = "wash", place: str = "home1", **facts: object) -> Stop:
    """Thirty minutes that start between 540 and 600, for an elder of its own."""
    given: dict[str, object] = {"elder": f"elder of {key}", "place": place, "minutes": 30}
    return Stop(key, **{**given, "earliest": 540, "latest": 600, "priority_class": 2, **facts})  # type: ignore[arg-type]


def day(carers: list[Carer], stops: list[Stop], *links: Link, most_visits: int | None = None) -> VisitsProblem:
    return VisitsProblem(tuple(carers), tuple(stops), links, TRAVEL, most_visits=most_visits)


def plan(
    problem: VisitsProblem, *parts: tuple[str, str, int], pauses: tuple[tuple[str, int], ...] = ()
) -> VisitsSolution:
    """The solution with these (stop, carer, start), its travel minutes right and all other stops listed."""
    stops = {stop.key: stop for stop in problem.stops}
    found: list[Assignment] = []
    for who in problem.carers:
        before: Stop | None = None
        for order, (key, _, start) in enumerate(sorted((p for p in parts if p[1] == who.key), key=lambda p: p[2]), 1):
            found.append(Assignment(key, who.key, start, problem.way(who, before, stops[key]), order))
            before = stops[key]
    found += [
        Assignment(key, who, start, 0, 1) for key, who, start in parts if all(c.key != who for c in problem.carers)
    ]
    done = {key for key, _, _ in parts}
    left = (Unplanned("visit", s.key, s.priority_class, s.minutes, "skill") for s in problem.stops if s.key not in done)
    return VisitsSolution(tuple(found), tuple(Pause(*pause) for pause in pauses), tuple(left))
