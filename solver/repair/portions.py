"""Meals that lost their portion, or whose portion nobody brings, given to what the other waves have left."""

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import replace

from solver.budget import Budget
from solver.places.problem import PlacesProblem, Request
from solver.places.solution import Place, PlacesSolution
from solver.places.solve import solve as solve_places
from solver.repair.altered import Altered
from solver.repair.problem import ClosedKitchen, RepairProblem
from solver.week.portions import meals_problem
from solver.week.pots import wave_of
from solver.week.problem import KitchenWave, MealNeed
from solver.week.rounds import portions_cooked
from solver.week.seating import eating_at, waves_of
from solver.week.solution import WeekSolution


def given_again(problem: RepairProblem, week: Altered, budget: Budget) -> PlacesSolution:
    """A portion for each meal that lost its own, as near as can be; who has none waits."""
    case = problem.case
    return _given(problem, week, {case.wave} if isinstance(case, ClosedKitchen) else set(), budget)


def given_elsewhere(problem: RepairProblem, week: Altered, full: Container[str], budget: Budget) -> tuple[Place, ...]:
    """Another portion for meals of these waves that are cooked and that nobody brings, from waves not among them.

    Only for who is at home then, so that nobody's load for a table becomes another. What was open before the case is
    left: it may be with somebody whose help stands.
    """
    plan, before = week.plan, {need.key for need in problem.published.not_planned}
    vain = {key for key, wave in in_vain(plan) if key not in before and wave in full}
    if not vain:
        return ()
    there = {need.key for need in _at_home(week, vain)}
    asked = replace(plan, not_planned=tuple(need for need in plan.not_planned if need.key not in there))
    return _given(problem, replace(week, plan=asked), full, budget).places


def in_vain(plan: WeekSolution) -> Iterator[tuple[str, str]]:
    """Each meal that is cooked and that nobody brings, with its wave."""
    return ((need.key, wave_of(str(need.facts["supply"]))) for need in plan.not_planned if "supply" in need.facts)


def _at_home(week: Altered, keys: Container[str]) -> Iterator[MealNeed]:
    """Those of the meals whose elder is at home whenever they may come, from whatever wave."""
    eating = eating_at(week.problem, week.plan.seats)
    waves: dict[tuple[int, str], list[KitchenWave]] = {}
    for wave in waves_of(week.problem).values():
        waves.setdefault((wave.day, wave.meal), []).append(wave)
    for need in (need for unit in week.problem.units for need in unit.meals if need.key in keys):
        if need.eats_at is None and all(
            eating.of(need.elder, wave) is None for wave in waves.get((need.day, need.meal), ())
        ):
            yield need


def _given(problem: RepairProblem, week: Altered, without: Container[str], budget: Budget) -> PlacesSolution:
    """Portions of other waves than these for whatever neither has one nor waits."""
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
    asked = replace(asked, requests=tuple(_elsewhere(request, without) for request in asked.requests))
    return solve_places(_what_is_left(asked, Counter(place.supply for place in given)), budget).solution


def _elsewhere(request: Request, without: Container[str]) -> Request:
    """Nothing of these waves is on offer, and more of them is no remedy either."""
    options = tuple(option for option in request.options if wave_of(option.supply) not in without)
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
