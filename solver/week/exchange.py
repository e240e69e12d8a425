"""The last word on a day's routes: what was left open for something of a lower class takes its place."""

from dataclasses import replace
from math import inf

from solver.budget import Budget, Stopwatch
from solver.result import Result
from solver.visits.onward import Onward
from solver.visits.problem import VisitsProblem
from solver.visits.restated import restated
from solver.visits.solution import VisitsSolution
from solver.week.outranked import Outranked, exchanged, instead_of_less, open_stops


def first_things_first(day: Onward, budget: Budget) -> Result[VisitsSolution]:
    """Exchanges one by one until nothing is outranked; each leaves less of a higher class open, so it ends."""
    watch, routed = Stopwatch(budget, inf), restated(day.problem, Result(day.walked, 0))
    while (found := _first(day.problem, routed.solution, watch)) is not None:
        routed = restated(day.problem, replace(routed, solution=exchanged(day.problem, routed.solution, found)))
    return replace(routed, seconds=watch.elapsed, reproducible=watch.reproducible)


def _first(walk: VisitsProblem, day: VisitsSolution, watch: Stopwatch) -> Outranked | None:
    for stop in open_stops(walk, day):
        if watch.stop():
            break
        if (found := instead_of_less(walk, day, stop)) is not None:
            return found
    return None
