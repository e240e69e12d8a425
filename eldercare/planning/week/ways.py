"""The ways of a plan as they are now: by another means of travel, to another door or from another base they may have
grown too long since it was made."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from eldercare.people.models import Elder, Staff
from eldercare.planning.week.models import DraftShift
from eldercare.planning.week.places import place_of
from eldercare.planning.week.shown import Part
from eldercare.rulebook.rules import RuleSet
from eldercare.shifts.models import Shift
from solver.result import Breach
from solver.travel.estimate import Point, estimate
from solver.travel.matrix import Travel
from solver.visits.check import Visit, way_breaches
from solver.visits.problem import Carer, Stop, VisitsProblem
from solver.visits.solution import Assignment

At = tuple[int, date]
"""A person and a day."""
Shifts = Mapping[At, Shift | DraftShift]


@dataclass(frozen=True, slots=True)
class Walk:
    """One carer's day as the checkers read it, with each visit by its key; minutes of the day."""

    carer: Carer
    problem: VisitsProblem
    route: list[Visit]
    parts: Mapping[str, Part]


def walks_of(
    parts: Iterable[Part], shifts: Shifts, people: Mapping[int, Staff], elders: Mapping[int, Elder], rules: RuleSet
) -> dict[At, Walk]:
    """The visits that have a way, of everybody on a shift; people come with their facility. What is not on the map has
    no way."""
    routes: dict[At, list[Part]] = {}
    for part in parts:
        if place_of(elders[part.elder]) is not None and (part.staff, part.day) in shifts:
            routes.setdefault((part.staff, part.day), []).append(part)
    travel = _travel(routes, people, elders)
    return {
        at: _walk(_carer(people[at[0]], shifts[at]), {part.key: part for part in route}, elders, rules, travel)
        for at, route in routes.items()
    }


def too_long(walks: Iterable[Walk]) -> Iterator[tuple[Part, Breach]]:
    """The visits whose way does not fit between those around them, or into the shift."""
    for walk in walks:
        for breach in way_breaches(walk.problem, walk.carer, walk.route):
            yield walk.parts[breach.key], breach


def _walk(carer: Carer, parts: Mapping[str, Part], elders: Mapping[int, Elder], rules: RuleSet, travel: Travel) -> Walk:
    stops = [_stop(part, elders[part.elder], rules) for part in parts.values()]
    problem = VisitsProblem(
        (carer,), tuple(stops), (), travel.among([carer.base, *(stop.place for stop in stops)], [carer.mode])
    )
    before: Stop | None = None
    route = []
    for at, stop in enumerate(sorted(stops, key=lambda stop: stop.earliest)):
        route.append((Assignment(stop.key, carer.key, stop.earliest, problem.way(carer, before, stop), at), stop))
        before = stop
    return Walk(carer, problem, route, parts)


def _travel(routes: Iterable[At], people: Mapping[int, Staff], elders: Mapping[int, Elder]) -> Travel:
    walking = [people[staff] for staff in {staff for staff, _ in routes}]
    points = {
        one.facility.key: Point(one.facility.key, one.facility.latitude, one.facility.longitude) for one in walking
    }
    for elder in elders.values():
        place = place_of(elder)
        if place is not None and elder.latitude is not None and elder.longitude is not None:
            points[place] = Point(place, elder.latitude, elder.longitude)
    return estimate(list(points.values()), sorted({one.travel_mode for one in walking}))


def _stop(part: Part, elder: Elder, rules: RuleSet) -> Stop:
    return Stop(
        key=part.key,
        elder=elder.key,
        place=place_of(elder) or "",
        minutes=part.ends - part.starts,
        earliest=part.starts,
        latest=part.starts,
        priority_class=1,
        access_minutes=rules.access_minutes(elder.floor, elder.has_lift),
    )


def _carer(member: Staff, shift: Shift | DraftShift) -> Carer:
    return Carer(
        key=member.key,
        base=member.facility.key,
        start=shift.starts,
        end=shift.ends,
        mode=member.travel_mode,
        gender=member.gender,
        skills=frozenset(),
    )


def missing_minutes(breach: Breach) -> int:
    """By how much a way is too long."""
    facts: Mapping[str, int] = {name: fact for name, fact in breach.facts.items() if isinstance(fact, int)}
    for reached, bound in (("needed", "free"), ("shift_start", "leaves"), ("back", "shift_end")):
        if reached in facts and bound in facts:
            return facts[reached] - facts[bound]
    raise ValueError(f"{breach.rule}: no minutes in {sorted(facts)}")
