"""Seats of every zone, stretch by stretch of the day, with the staff who are really on duty."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from solver.places.problem import Option, PlacesProblem, Request
from solver.result import Unplanned
from solver.rostering.solution import Duty
from solver.week.atlas import Atlas
from solver.week.options import option_of
from solver.week.problem import DAY, SeatNeed, WeekProblem, Zone
from solver.week.rooms import Rooms, Span, at_work, is_open, moments_of, staff_share
from solver.week.roster import shift_named
from solver.week.solution import DutyPause
from solver.week.way_home import way_home
from solver.week.whereabouts import Gone, shared_hours

FUNNEL = ("distance", "opening_hours", "elder_in_one_place")
"""In the order in which a zone is asked: what a later one rules out came farther."""
ANOTHER_ROOM = 10
"""What it costs to be seated elsewhere than wished, beside the way."""


def seats_problem(problem: WeekProblem, duties: Sequence[Duty], pauses: Iterable[DutyPause]) -> PlacesProblem:
    """Seats of every zone, stretch by stretch of the day, with the staff who are really there: on duty, not pausing.

    Of seats of one elder whose hours meet each stretch in common is a limit of hers: elder_in_one_place.
    """
    atlas, gone = Atlas(problem), Gone(problem)
    moments = moments_of((need for unit in problem.units for need in unit.seats), problem.zones)
    rooms = Rooms(problem.zones, moments, staff_spans(problem, duties, pauses), shared_hours(problem))
    requests = [_seat_request(atlas, rooms, gone, unit.key, need) for unit in problem.units for need in unit.seats]
    return PlacesProblem(tuple(requests), tuple(rooms.supplies.values()), tuple(rooms.limits.values()))


def _seat_request(atlas: Atlas, rooms: Rooms, gone: Gone, unit: str, need: SeatNeed) -> Request:
    ruled_out, options = Counter[str](), []
    heaviest = 0
    for zone in rooms.of_kind(need.zone_kind):
        start = need.place or need.facility
        if (
            zone.facility != need.facility
            and atlas.metres(start, zone.facility) > atlas.facility(zone.facility).reach_metres
        ):
            ruled_out["distance"] += 1
        elif not is_open(zone, need):
            ruled_out["opening_hours"] += 1
        elif gone.meet(need, way_home(atlas, need, zone.facility)):
            ruled_out["elder_in_one_place"] += 1
        else:
            options.append(_option(atlas, rooms.supply(zone, need), unit, need, zone.facility))
            heaviest = max(heaviest, staff_share(zone, need.ability_level))
    return Request(
        key=need.key,
        kind="seat",
        priority_class=need.priority_class,
        minutes=need.end - need.start,
        options=tuple(options),
        weights={"staff_ratio": heaviest},
        ruled_out={rule: ruled_out[rule] for rule in FUNNEL if ruled_out[rule]},
    )


def _option(atlas: Atlas, supply: str, unit: str, need: SeatNeed, facility: str) -> Option:
    if facility == need.facility:
        return Option(supply, 0)
    way = ANOTHER_ROOM + atlas.way(need.place or need.facility, facility)
    return option_of(supply, way, atlas.loan(unit, facility))


def with_closed(problem: WeekProblem, left: Iterable[Unplanned]) -> Iterator[Unplanned]:
    """Seats left open by another rule than opening_hours also tell that the place where they were promised is closed
    at their hours (`promised_closed`)."""
    needs = {need.key: need for unit in problem.units for need in unit.seats}
    for one in left:
        need = needs.get(one.key) if one.rule != "opening_hours" else None
        if need is not None and _is_closed(problem.zones, need):
            yield replace(one, facts={**one.facts, "promised_closed": True})
        else:
            yield one


def _is_closed(zones: Iterable[Zone], need: SeatNeed) -> bool:
    there = [zone for zone in zones if (zone.facility, zone.kind) == (need.facility, need.zone_kind)]
    return bool(there) and not any(is_open(zone, need) for zone in there)


def staff_spans(
    problem: WeekProblem, duties: Iterable[Duty], pauses: Iterable[DutyPause]
) -> dict[tuple[str, int], list[Span]]:
    """When zone staff are there, by facility and day, minutes of the day: two spans around a pause."""
    begins = {(pause.employee, pause.day): pause.start - pause.day * DAY for pause in pauses}
    jobs = {person.employee.key: person.employee.job for unit in problem.units for person in unit.people}
    shifts = shift_named(problem.shifts)
    spans: dict[tuple[str, int], list[Span]] = {}
    for duty in duties:
        if jobs.get(duty.employee) == "zone_staff":
            shift = shifts[duty.shift]
            away = begins.get((duty.employee, duty.day)) if shift.pause else None
            there = spans.setdefault((duty.place, duty.day), [])
            there += at_work(shift.type.start, shift.type.end, away, shift.pause.minutes if shift.pause else 0)
    return spans
