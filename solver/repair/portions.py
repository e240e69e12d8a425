"""Meals of a wave that cannot be cooked, given to what the other waves have left."""

from collections import Counter
from dataclasses import replace

from solver.budget import Budget
from solver.places.problem import PlacesProblem
from solver.places.solution import PlacesSolution
from solver.places.solve import solve as solve_places
from solver.repair.altered import Altered
from solver.repair.problem import RepairProblem
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
    return solve_places(_what_is_left(asked, Counter(place.supply for place in given)), budget).solution


def _what_is_left(asked: PlacesProblem, given: Counter[str]) -> PlacesProblem:
    """The same limits without what is given already."""
    taken: Counter[str] = Counter()
    for supply, portions in given.items():
        taken[supply] += portions
        taken[wave_of(supply)] += portions
    limits = tuple(replace(limit, capacity=max(0, limit.capacity - taken[limit.key])) for limit in asked.limits)
    return replace(asked, limits=limits)
