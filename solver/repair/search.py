"""The visits of one day with as little changed as can be.

What was announced is held, and whatever lost its place is put where it costs least; then ruin and recreate (Christiaens
and Vanden Berghe 2020, `solver.visits.ruin`) looks for plans with fewer changes, in which what is held makes way only
where that pays (decision 24). It begins with the plan nobody is told anything new of, and that one stands where nothing
better is found. What somebody would do by hand is among the choices, too.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from math import ceil

from solver.budget import Budget
from solver.chance import chance_of
from solver.repair.by_hand import by_hand
from solver.repair.problem import RepairProblem, UrgentVisit
from solver.repair.walks import HELD_UP, searched, too_late, without_her, without_hold_up
from solver.result import Result
from solver.rules import CLASS_WEIGHT
from solver.turns import SEED_STEP, Map
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
STRANDS, STRAND = 2, 0.5
"""How often a day is searched, and the part of that effort for each: where a search comes to rest is chance."""

Choice = tuple[VisitsSolution, VisitsSolution]
"""A plan for what is searched, and what it is as an answer to the walk."""


@dataclass(frozen=True, slots=True)
class Search:
    """`better`: than to let stand what can stand and leave the rest open."""

    solution: VisitsSolution
    better: bool
    work: float
    reproducible: bool


@dataclass(frozen=True, slots=True)
class Day:
    """What is asked of a walk, the plan nobody is told anything new of, and the stops that nobody can take."""

    walk: VisitsProblem
    whole: VisitsProblem
    asked: VisitsProblem
    alone: VisitsSolution
    hopeless: frozenset[str]

    @property
    def lost(self) -> int:
        """How many stops have no place that somebody could take."""
        return len(self.alone.not_planned) - len(self.hopeless)


def search(problem: RepairProblem, walks: Sequence[VisitsProblem], budget: Budget, at_once: Map = map) -> list[Search]:
    """The solutions answer `walks`: every stop of one is planned, or open with its rule.

    What was open before stays out of it: nobody is told anything new for that, but where it fits in now it is put.
    """
    days = [_day(problem, walk) for walk in walks]
    strands = [(at, number) for at, day in enumerate(days) if day.lost for number in range(STRANDS)]
    if budget.seconds is not None and strands:
        budget = replace(budget, seconds=budget.seconds / ceil(len(strands) / budget.workers))
    numbers = [number for _, number in strands]
    results = list(at_once(partial(_strand, budget), [days[at] for at, _ in strands], numbers))
    found: list[list[Result[VisitsSolution]]] = [[] for _ in days]
    for (at, _), result in zip(strands, results, strict=True):
        found[at].append(result)
    return [_settled(problem, day, of_day, budget) for day, of_day in zip(days, found, strict=True)]


def _day(problem: RepairProblem, walk: VisitsProblem) -> Day:
    whole = _with_hold_up(problem, walk)
    asked = _asked_for(problem, whole)
    alone = standing(asked)
    return Day(walk, whole, asked, alone, frozenset(nobody_can(asked, {need.key for need in alone.not_planned})))


def _strand(budget: Budget, day: Day, number: int) -> Result[VisitsSolution]:
    effort = STRAND * share_for(day.lost) * budget.effort
    return solve_visits(
        _without(day.asked, day.hopeless), replace(budget, effort=effort, seed=budget.seed + number * SEED_STEP)
    )


def _settled(problem: RepairProblem, day: Day, results: Sequence[Result[VisitsSolution]], budget: Budget) -> Search:
    """The cheapest of what was found, with what was open before put in where it fits."""
    found = [result.solution for result in results if _kept_up(result.solution)]
    hand = by_hand(day.asked, day.alone, problem.begins, day.hopeless, budget.cancelled)
    choices = [(plan, _whole(problem, day.walk, plan)) for plan in _distinct(day.alone, *found, hand)]
    plan, best = cheapest(day.walk, choices)
    if (more := filled(day.whole, plan)) != plan:
        _, best = cheapest(day.walk, [(plan, best), (more, _whole(problem, day.walk, more))])
    work, reproducible = sum(result.work for result in results), all(result.reproducible for result in results)
    return Search(best, best is not choices[0][1], work, reproducible)


def _distinct(*plans: VisitsSolution) -> list[VisitsSolution]:
    """In this order, each once."""
    return [plan for at, plan in enumerate(plans) if plan not in plans[:at]]


def share_for(stops: int) -> float:
    """The share of a day's search for so many stops that lost their place, or are new."""
    return min(LARGEST_SHARE, SHARE + SHARE_OF_A_STOP * stops)


def _with_hold_up(problem: RepairProblem, walk: VisitsProblem) -> VisitsProblem:
    """With the time for which a late runner is held up; without her where that leaves her none."""
    day = searched(problem, walk)
    held_up = any(stop.key.startswith(HELD_UP) for stop in day.stops)
    return without_her(problem, walk) if held_up and not _kept_up(standing(day)) else day


def _asked_for(problem: RepairProblem, walk: VisitsProblem) -> VisitsProblem:
    """Only what was planned and what the case asks for."""
    case = problem.case
    new = {f"{case.need.key}@{case.need.days[0]}"} if isinstance(case, UrgentVisit) else set[str]()
    return _without(walk, {stop.key for stop in walk.stops if not stop.announced and stop.key not in new})


def nobody_can(asked: VisitsProblem, keys: Set[str]) -> set[str]:
    """Those of the stops that no carer could take if she had nothing else to do: no search is worth while for them."""
    alone = replace(asked, stops=tuple(stop for stop in asked.stops if stop.key in keys), links=())
    a = arrays_of(alone)
    return {stop.key for at, stop in enumerate(alone.stops) if not somebody_may(a, at)}


def _without(walk: VisitsProblem, keys: Set[str]) -> VisitsProblem:
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


def cheapest(walk: VisitsProblem, choices: Sequence[Choice]) -> Choice:
    """The cheapest answer that drops nothing for a class below it; the first of those that are alike."""
    best = choices[0]
    for one in choices[1:]:
        if _open_minutes(one[1]) <= _open_minutes(best[1]) and _price(walk, one[1]) < _price(walk, best[1]):
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
