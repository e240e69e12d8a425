"""Meals of a wave that cannot be cooked, given to what the other waves have left."""

from collections import Counter
from dataclasses import replace

from solver.budget import Budget
from solver.places.problem import PlacesProblem, Request
from solver.places.solution import PlacesSolution
from solver.places.solve import solve as solve_places
from solver.repair.altered import Altered
from solver.repair.problem import ClosedKitchen, RepairProblem
from solver.week.portions import meals_problem
from solver.week.pots import wave_of
from solver.week.rounds import portions_cooked
from solver.week.seating import eating_at


def given_again(problem: RepairProblem, week: Altered, budget: Budget) -> PlacesSolution:
    """A portion for each meal that lost its own, as near as can be; who has none waits."""
    given = portions_cooked(week.plan)
    served = {place.request for place in given} | {need.key for need in week.plan.not_planned}
    units = tuple(
        replace(
            unit,
            meals=tuple(need for need in unit.meals if need.key not in served),
            begins=max(unit.begins, problem.begins),
        )
        for unit in week.problem.units
    )
    if not any(unit.meals for unit in units):
        return PlacesSolution((), ())
    asked = meals_problem(
        replace(week.problem, units=units), eating_at(week.problem, week.plan.seats), week.plan.duties
    )
    if isinstance(problem.case, ClosedKitchen):
        asked = _without(asked, problem.case.wave)
    return solve_places(_what_is_left(asked, Counter(place.supply for place in given)), budget).solution


def _without(asked: PlacesProblem, wave: str) -> PlacesProblem:
    """Nothing of this wave is on offer, and more of it is no remedy either."""
    return replace(asked, requests=tuple(_elsewhere(request, wave) for request in asked.requests))


def _elsewhere(request: Request, wave: str) -> Request:
    options = tuple(option for option in request.options if wave_of(option.supply) != wave)
    gone = len(request.options) - len(options)
    before = request.ruled_out.get("kitchen_portions", 0)
    return replace(request, options=options, ruled_out={**request.ruled_out, "kitchen_portions": before + gone})


def _what_is_left(asked: PlacesProblem, given: Counter[str]) -> PlacesProblem:
    """The same limits without what is given already."""
    taken: Counter[str] = Counter()
    for supply, portions in given.items():
        taken[supply] += portions
        taken[wave_of(supply)] += portions
    limits = tuple(replace(limit, capacity=max(0, limit.capacity - taken[limit.key])) for limit in asked.limits)
    return replace(asked, limits=limits)
