"""Gives places: cut into parts, a flow for each part whose limits nest, an exact search for the others."""

from dataclasses import replace

from solver.budget import Budget, Progress, Stopwatch, guarded
from solver.places.exact import Found, search
from solver.places.flow import cheapest_flow
from solver.places.greedy import greedy, keeps_limits
from solver.places.neighbourhoods import improve
from solver.places.nesting import tree_of
from solver.places.parts import Chosen, Part, cut, sparing
from solver.places.problem import PlacesProblem
from solver.places.reasons import waiting
from solver.places.score import matches_of
from solver.places.solution import Place, PlacesSolution
from solver.result import Result

WHOLE_UNITS, PIECES_UNITS = 0.25, 0.25
"""Work spent on one part whose limits do not nest, at effort 1: on the whole of it, then piece by piece."""
ARCS_A_UNIT = 100_000
"""Arcs of a flow that count as one unit of work."""


def solve(problem: PlacesProblem, budget: Budget) -> Result[PlacesSolution]:
    """Serves the requests so that the open price is least, and of those plans the option cost; where somebody has to
    wait, the option cost less what those who are served have of `keep`.

    Costs are open price (class weight × minutes) plus option costs. `proven` says that no plan is better in this
    order, `bound` that none costs less without leaving more open. Cancelled or out of time, it gives the best it
    has, at least what priority alone would give.
    """
    watch = guarded(budget)
    division = cut(problem)
    found = _solve_parts(division.parts, budget, watch)
    chosen: Chosen = dict(division.settled)
    for part_found in found:
        chosen |= part_found.chosen
    solution = solution_of(problem, chosen)
    matches = matches_of(problem, solution)
    return Result(
        solution,
        cost=sum(match.cost for match in matches),
        matches=matches,
        bound=_bound(problem, division.settled, found),
        proven=all(part_found.proven for part_found in found),
        work=sum(part_found.work for part_found in found),
        seconds=watch.elapsed,
        reproducible=watch.reproducible,
    )


def solution_of(problem: PlacesProblem, chosen: Chosen) -> PlacesSolution:
    """The solution with these places, and everybody else waiting for a reason."""
    places = (Place(request.key, chosen[request.key]) for request in problem.requests if request.key in chosen)
    return PlacesSolution(tuple(places), waiting(problem, chosen))


def _solve_parts(parts: tuple[Part, ...], budget: Budget, watch: Stopwatch) -> list[Found]:
    found: list[Found] = []
    open_needs = 0
    for part in parts:
        found.append(_unsolved(part) if watch.stop() else _solve_part(part, budget, watch))
        open_needs += sum(request.minutes for request in part.requests if request.key not in found[-1].chosen)
        budget.on_progress(Progress("places", len(found), len(parts), open_needs))
    return found


def _unsolved(part: Part) -> Found:
    return Found(greedy(part), 0, False, 0.0)


def _solve_part(part: Part, budget: Budget, watch: Stopwatch) -> Found:
    """Once more only where somebody waits and it matters who: a week that has enough for all is planned as if it never
    did. `bound` stays that of the options alone."""
    found = _search_part(part, budget, watch)
    everybody = len(found.chosen) == len(part.requests)
    if everybody or len({request.keep for request in part.requests}) == 1 or watch.stop():
        return found
    kept = _search_part(sparing(part), budget, watch)
    work = found.work + kept.work
    if part.open_price(kept.chosen) > part.open_price(found.chosen):
        return replace(found, work=work)
    return Found(kept.chosen, found.bound, found.proven and kept.proven, work)


def _search_part(part: Part, budget: Budget, watch: Stopwatch) -> Found:
    """The flow under the nearest tree of limits is the answer wherever it keeps all limits, also those that cross."""
    tree = tree_of(part)
    chosen = cheapest_flow(part, tree)
    work = sum(len(request.options) + 1 for request in part.requests) / ARCS_A_UNIT
    if tree.exact or keeps_limits(part, chosen):
        return Found(chosen, part.cost(chosen), True, work)
    found = search(part, greedy(part), WHOLE_UNITS * budget.effort, budget, watch)
    if found.proven:
        return replace(found, work=found.work + work)
    better, more = improve(part, greedy(part, found.chosen), PIECES_UNITS * budget.effort, budget, watch)
    bound = max(found.bound, part.open_price(chosen))
    return Found(greedy(part, better), bound, False, found.work + more + work)


def _bound(problem: PlacesProblem, settled: Chosen, found: list[Found]) -> int:
    never = sum(request.open_price for request in problem.requests if not request.options)
    at_best = (request.options for request in problem.requests if request.key in settled)
    cheapest = (min(option.cost for option in options) for options in at_best)
    return never + sum(cheapest) + sum(part_found.bound for part_found in found)
