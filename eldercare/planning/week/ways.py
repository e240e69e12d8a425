"""The ways of a plan as they are now: by another means of travel, to another door or from another base they may have
grown too long since it was made."""

from collections.abc import Iterable, Iterator, Mapping
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
from solver.visits.check import way_breaches
from solver.visits.problem import Carer, Stop, VisitsProblem
from solver.visits.solution import Assignment

Shifts = Mapping[tuple[int, date], Shift | DraftShift]
"""By person and day."""


def too_long(
    parts: Iterable[Part], shifts: Shifts, people: Mapping[int, Staff], elders: Mapping[int, Elder], rules: RuleSet
) -> Iterator[tuple[Part, Breach]]:
    """The visits whose way does not fit between those around them, or into the shift; people come with their
    facility. What is not on the map has no way."""
    routes: dict[tuple[int, date], list[Part]] = {}
    for part in parts:
        if place_of(elders[part.elder]) is not None and (part.staff, part.day) in shifts:
            routes.setdefault((part.staff, part.day), []).append(part)
    travel = _travel(routes, people, elders)
    for (staff, day), route in routes.items():
        stops = {part.key: _stop(part, elders[part.elder], rules) for part in route}
        carer = _carer(people[staff], shifts[staff, day])
        by_key = {part.key: part for part in route}
        for breach in _breaches(carer, stops, travel):
            yield by_key[breach.key], breach


def _breaches(carer: Carer, stops: Mapping[str, Stop], travel: Travel) -> Iterator[Breach]:
    problem = VisitsProblem(
        (carer,),
        tuple(stops.values()),
        (),
        travel.among([carer.base, *(stop.place for stop in stops.values())], [carer.mode]),
    )
    in_order = sorted(stops.values(), key=lambda stop: stop.earliest)
    before: Stop | None = None
    route = []
    for at, stop in enumerate(in_order):
        route.append((Assignment(stop.key, carer.key, stop.earliest, problem.way(carer, before, stop), at), stop))
        before = stop
    return way_breaches(problem, carer, route)


def _travel(routes: Iterable[tuple[int, date]], people: Mapping[int, Staff], elders: Mapping[int, Elder]) -> Travel:
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
