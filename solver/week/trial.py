"""A day routed with visits that might move there, weighed against its routes as they are."""

from collections.abc import Iterable

from solver.result import Result
from solver.rostering.solution import RosterSolution
from solver.visits.problem import VisitsProblem
from solver.visits.restated import restated
from solver.visits.solution import VisitsSolution

Walk = Result[VisitsSolution]


def better_of(asked: VisitsProblem, walked: Walk | None, found: Walk) -> Walk:
    """`found` where it costs less than the routes `walked` so far, which leave open whatever is new in `asked`."""
    if walked is None:
        return found
    as_it_was = restated(asked, walked)
    return found if price([found]) < price([as_it_was]) else as_it_was


def left_by(walk: Walk) -> dict[str, str]:
    """What a day's routes leave open, and the rule that stopped it."""
    return {need.key: need.rule for need in walk.solution.not_planned}


def untold(asked: VisitsProblem) -> bool:
    """Whether nobody was told anything of the day."""
    return all(stop.announced is None for stop in asked.stops)


def price(walks: Iterable[Result[VisitsSolution]], roster: Result[RosterSolution] | None = None) -> tuple[int, int]:
    """Open promises first; the price of the floors themselves is a guess and does not count."""
    matches = [match for walk in walks for match in walk.matches]
    matches += roster.matches if roster else ()
    left_open = sum(match.cost for match in matches if match.rule == "not_planned")
    return left_open, sum(match.cost for match in matches if match.rule not in ("not_planned", "demand_curve"))
