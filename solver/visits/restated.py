"""A plan of visits told again for a day whose stops are a few more or fewer, routes as they are."""

from dataclasses import replace

from solver.result import Result
from solver.visits.objective import cost, matches
from solver.visits.problem import VisitsProblem
from solver.visits.reasons import reasons
from solver.visits.solution import VisitsSolution


def restated(problem: VisitsProblem, result: Result[VisitsSolution]) -> Result[VisitsSolution]:
    """The same routes as an answer to `problem`: what they do not hold is open, with its reason and its price.

    Raises KeyError when a route holds a stop that the problem does not know.
    """
    found = result.solution
    solution = VisitsSolution(found.assignments, found.pauses, reasons(problem, found.assignments))
    at_work = matches(problem, solution)
    return replace(result, solution=solution, cost=cost(at_work), matches=at_work, proven=cost(at_work) == 0)
