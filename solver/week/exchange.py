"""The last word on a day's routes: what was left open for something of a lower class takes its place."""

from dataclasses import replace

from solver.budget import Budget, Stopwatch, guarded
from solver.result import Result
from solver.visits.onward import Onward
from solver.visits.problem import VisitsProblem
from solver.visits.restated import restated
from solver.visits.solution import VisitsSolution
from solver.week.outranked import exchanged, instead_of_less, open_stops


def first_things_first(day: Onward, budget: Budget) -> Result[VisitsSolution]:
    """Puts in what fits, in the place of something of a lower class where it must be, until nothing is outranked.

    Each step leaves less of a higher class open, so it ends.
    """
    watch, routed = guarded(budget), restated(day.problem, Result(day.walked, 0))
    found = routed.solution
    while (better := _once_through(day.problem, found, watch)) is not found:
        found = better
    routed = restated(day.problem, replace(routed, solution=found))
    return replace(routed, seconds=watch.elapsed, reproducible=watch.reproducible)


def _once_through(walk: VisitsProblem, day: VisitsSolution, watch: Stopwatch) -> VisitsSolution:
    """The same day where nothing that is open at first can be put in."""
    for stop in open_stops(walk, day):
        if watch.stop():
            break
        if (found := instead_of_less(walk, day, stop, watch.stop)) is not None:
            day = exchanged(walk, day, found)
    return day
