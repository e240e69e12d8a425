"""The visits of one day with as little changed as can be.

What was announced is held, and whatever lost its place is put where it costs least; then ruin and recreate (Christiaens
and Vanden Berghe 2020, `solver.visits.ruin`) looks for plans with fewer changes, in which what is held makes way only
where that pays (decision 24). It begins with the plan nobody is told anything new of, and that one stands where nothing
better is found. What somebody would do by hand is among the choices, too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from solver.budget import Budget
from solver.chance import chance_of
from solver.repair.by_hand import by_hand
from solver.repair.problem import RepairProblem, UrgentVisit
from solver.repair.walks import HELD_UP, searched, too_late, without_her, without_hold_up
from solver.rules import CLASS_WEIGHT
from solver.visits.announced import announced_plan
from solver.visits.arrays import arrays_of
from solver.visits.construct import construct, somebody_may
from solver.visits.objective import cost, matches
from solver.visits.problem import AnnouncedVisit, VisitsProblem
from solver.visits.readout import read_out
from solver.visits.reasons import reasons
from solver.visits.solution import Assignment, VisitsSolution
from solver.visits.solve import solve as solve_visits

SHARE, SHARE_OF_A_STOP, LARGEST_SHARE = 0.04, 0.0125, 0.2
"""Effort of a repair in that of a day's search, answers being waited for: more for each stop that lost its place."""


@dataclass(frozen=True, slots=True)
class Search:
    """`better`: than to let stand what can stand and leave the rest open."""

    solution: VisitsSolution
    better: bool
    work: float
    reproducible: bool


def search(problem: RepairProblem, walk: VisitsProblem, budget: Budget) -> Search:
    """The solution answers `walk`: every stop of it is planned, or open with its rule.

    What was open before stays out of it: nobody is told anything new for that, but where it fits in now it is put.
    """
    day = _day(problem, walk)
    asked = _asked_for(problem, day)
    alone = standing(asked)
    found, work, reproducible = alone, 0.0, True
    hopeless = nobody_can(asked, {need.key for need in alone.not_planned})
    if len(alone.not_planned) > len(hopeless):
        share = share_for(len(alone.not_planned) - len(hopeless))
        result = solve_visits(_without(asked, hopeless), replace(budget, effort=share * budget.effort))
        work, reproducible = result.work, result.reproducible
        if _kept_up(result.solution):
            found = result.solution
    plans = _distinct(alone, found, by_hand(asked, alone, problem.begins, hopeless, budget.cancelled))
    whole = [_whole(problem, walk, one) for one in plans]
    best = cheapest(walk, *whole)
    more = filled(day, plans[whole.index(best)])
    if more not in plans:
        best = cheapest(walk, best, _whole(problem, walk, more))
    return Search(best, best is not whole[0], work, reproducible)


def _distinct(*plans: VisitsSolution) -> list[VisitsSolution]:
    """In this order, each once."""
    return [plan for at, plan in enumerate(plans) if plan not in plans[:at]]


def share_for(stops: int) -> float:
    """The share of a day's search for so many stops that lost their place, or are new."""
    return min(LARGEST_SHARE, SHARE + SHARE_OF_A_STOP * stops)


def _day(problem: RepairProblem, walk: VisitsProblem) -> VisitsProblem:
    """With the time for which a late runner is held up; without her where that leaves her none."""
    day = searched(problem, walk)
    held_up = any(stop.key.startswith(HELD_UP) for stop in day.stops)
    return without_her(problem, walk) if held_up and not _kept_up(standing(day)) else day


def _asked_for(problem: RepairProblem, walk: VisitsProblem) -> VisitsProblem:
    """Only what was planned and what the case asks for."""
    case = problem.case
    new = {f"{case.need.key}@{case.need.days[0]}"} if isinstance(case, UrgentVisit) else set[str]()
    return _without(walk, {stop.key for stop in walk.stops if not stop.announced and stop.key not in new})


def nobody_can(asked: VisitsProblem, keys: set[str]) -> set[str]:
    """Those of the stops that no carer could take if she had nothing else to do: no search is worth while for them."""
    alone = replace(asked, stops=tuple(stop for stop in asked.stops if stop.key in keys), links=())
    a = arrays_of(alone)
    return {stop.key for at, stop in enumerate(alone.stops) if not somebody_may(a, at)}


def _without(walk: VisitsProblem, keys: set[str]) -> VisitsProblem:
    stops = tuple(stop for stop in walk.stops if stop.key not in keys)
    links = tuple(link for link in walk.links if not {link.before, link.after} & keys)
    return replace(walk, stops=stops, links=links)


def filled(day: VisitsProblem, found: VisitsSolution) -> VisitsSolution:
    """What is open put in where it costs least, everything else at the minute that was found for it."""
    told = {key: AnnouncedVisit(one[0].start, frozenset(part.carer for part in one)) for key, one in _by_stop(found)}
    asked = replace(day, stops=tuple(replace(stop, announced=told.get(stop.key)) for stop in day.stops))
    if all(stop.announced for stop in asked.stops):
        return found
    arrays = arrays_of(asked)
    plan = announced_plan(asked, arrays)
    construct(arrays, plan, chance_of(0))
    more = read_out(asked, arrays, plan)
    return more if _kept_up(more) else found


def standing(asked: VisitsProblem) -> VisitsSolution:
    """What can stand of what was announced, at its minute; everything else is open."""
    arrays = arrays_of(asked)
    return read_out(asked, arrays, announced_plan(asked, arrays))


def _kept_up(found: VisitsSolution) -> bool:
    """Whether the time for which a late runner is held up has its place."""
    return not any(need.key.startswith(HELD_UP) for need in found.not_planned)


def _whole(problem: RepairProblem, walk: VisitsProblem, found: VisitsSolution) -> VisitsSolution:
    """As an answer to the walk with all its stops."""
    real = without_hold_up(walk, found)
    late = {need.key: need for need in too_late(problem, walk)}
    left = tuple(late.get(need.key, need) for need in reasons(walk, real.assignments))
    return VisitsSolution(real.assignments, real.pauses, left)


def cheapest(walk: VisitsProblem, *plans: VisitsSolution) -> VisitsSolution:
    """The cheapest that drops nothing for a class below it; the first of those that are alike."""
    best = plans[0]
    for one in plans[1:]:
        if _open_minutes(one) <= _open_minutes(best) and _price(walk, one) < _price(walk, best):
            best = one
    return best


def _open_minutes(found: VisitsSolution) -> list[int]:
    """Class by class, the first one first."""
    return [
        sum(need.minutes for need in found.not_planned if need.priority_class == number)
        for number in sorted(CLASS_WEIGHT)
    ]


def _by_stop(found: VisitsSolution) -> Iterable[tuple[str, list[Assignment]]]:
    parts: dict[str, list[Assignment]] = {}
    for part in found.assignments:
        parts.setdefault(part.stop, []).append(part)
    return parts.items()


def _price(walk: VisitsProblem, found: VisitsSolution) -> int:
    return cost(matches(walk, found))
