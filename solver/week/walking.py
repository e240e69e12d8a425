"""The routes of the week's days: walked once the shifts stand, and once more when none of them changes any more."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from solver.fanout import Part
from solver.visits.onward import Onward
from solver.visits.onward import solve as walk_on
from solver.visits.problem import VisitsProblem
from solver.visits.solve import solve as solve_visits
from solver.week.arrivals import arrivals
from solver.week.exchange import first_things_first
from solver.week.making import REACH, Making, WalkKey
from solver.week.routes import routes_problem
from solver.week.seating import away_spans
from solver.week.trial import Walk, better_of, untold

AT_FIRST, LONGER = 0.5, 4
"""How long routes are looked for while shifts may still change, and how long once none does any more."""
SHORT = 2.0
"""How much longer a day is walked on that leaves visits open: anew it would end dearer in twice the time."""
LAST, LAST_BUT_REASONS = 0.9, 0.5
"""Where the clock rules: the share of what is left, where nothing is open and, for each step, where something is. The
rest is for what comes behind it, and for what no clock ends midway."""


def find_routes(making: Making) -> None:
    """Day by day, those of what was told with patience."""
    every_day = [(unit.key, day) for unit in making.problem.units for day in range(making.problem.days)]
    days = {key: walk for key, walk in asked(making, every_day, making.chosen).items() if walk.stops}
    parts = {key: anew(making, key, walk, 0.25) for key, walk in days.items()}
    making.walks = routed(making, days, parts, "routes")
    making.stands()


def find_better_routes(making: Making) -> None:
    """Last, so that the week stands early and only days whose shifts stay are searched for long.

    What people were told of was searched with patience already.
    """
    if making.over:
        return
    short = any(walk.solution.not_planned for walk in making.walks.values())
    share = LAST_BUT_REASONS if short else LAST
    days = {key: walk for key, walk in asked(making, list(making.walks), making.chosen).items() if untold(walk)}
    parts = {key: replace(_longer(making, key, walk, share), kept=making.walks[key]) for key, walk in days.items()}
    found = routed(making, days, parts, "better_routes")
    making.walks |= {key: better_of(days[key], making.walks[key], walk) for key, walk in found.items()}


def _longer(making: Making, key: WalkKey, walk: VisitsProblem, share: float) -> Part:
    if making.walks[key].solution.not_planned:
        return onward(making, key, walk, SHORT, share)
    return making.part(("visits", *key, "longer"), solve_visits, walk, share, effort=LONGER)


def put_first_things_first(making: Making) -> None:
    """The search weighs minutes; whether anything is left open for something of a lower class is looked at last."""
    if making.over:
        return
    short = [key for key, walk in making.walks.items() if walk.solution.not_planned]
    days = {key: Onward(walk, making.walks[key].solution) for key, walk in asked(making, short, making.chosen).items()}
    parts = [
        making.part(("visits", *key, "first things"), first_things_first, day, LAST_BUT_REASONS)
        for key, day in days.items()
    ]
    making.walks |= dict(zip(days, making.run("routes", parts, REACH["first_things"]), strict=True))


def anew(making: Making, key: WalkKey, walk: VisitsProblem, share: float) -> Part:
    """A day to route; what was told is searched with patience, and only here."""
    effort = AT_FIRST if untold(walk) else 1.0
    return making.part(("visits", *key), solve_visits, walk, share, effort=effort)


def onward(making: Making, key: WalkKey, walk: VisitsProblem, effort: float, share: float = 0.03) -> Part:
    """A day whose visits or shifts have changed, from the routes it has; what was told is routed anew."""
    if key not in making.walks or not untold(walk):
        return anew(making, key, walk, share)
    day = Onward(walk, making.walks[key].solution)
    return making.part(("visits", *key, "onward"), walk_on, day, share, effort=effort)


def routed(
    making: Making, days: Mapping[WalkKey, VisitsProblem], parts: Mapping[WalkKey, Part], step: str
) -> dict[WalkKey, Walk]:
    """The long parts first, so that no worker idles at the end."""
    longest_first = sorted(parts, key=lambda key: (-len(days[key].stops), key))
    found = making.run("routes", [parts[key] for key in longest_first], REACH[step])
    by_key = dict(zip(longest_first, found, strict=True))
    return {key: by_key[key] for key in parts}


def asked(making: Making, keys: Sequence[WalkKey], chosen: Sequence[str]) -> dict[WalkKey, VisitsProblem]:
    """The days as routing problems."""
    problem = making.problem
    away, brought = away_spans(problem, making.places_given), arrivals(problem, making.rounds)
    units = {unit.key: unit for unit in problem.units}
    return {
        (unit, day): routes_problem(
            problem, units[unit], day, chosen, making.duties, away, brought, making.regulars[unit]
        )
        for unit, day in keys
    }
