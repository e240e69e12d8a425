"""The last word on a day's routes: what was left open for something of a lower class takes its place."""

from dataclasses import replace

from solver.result import Result
from solver.visits.problem import VisitsProblem
from solver.visits.restated import restated
from solver.visits.solution import VisitsSolution
from solver.week.outranked import exchanged, outranked_on


def first_things_first(walk: VisitsProblem, routed: Result[VisitsSolution]) -> Result[VisitsSolution]:
    """Exchanges one by one until nothing is outranked; each leaves less of a higher class open, so it ends."""
    while (found := next(outranked_on(walk, routed.solution), None)) is not None:
        routed = restated(walk, replace(routed, solution=exchanged(walk, routed.solution, found)))
    return routed
