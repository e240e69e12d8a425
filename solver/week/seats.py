"""Seats of every zone, stretch by stretch of the day, with the staff who are really on duty."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil

from solver.places.problem import Limit, Option, PlacesProblem, Request, Supply
from solver.rostering.solution import Duty
from solver.week.atlas import Atlas
from solver.week.problem import DAY, SeatNeed, WeekProblem, Zone
from solver.week.roster import shift_named
from solver.week.solution import DutyPause
from solver.week.way_home import way_home
from solver.week.whereabouts import Gone, shared_hours

RATIO_UNIT = 2520
"""One member of staff, divisible by every ratio up to ten and most above."""
ANOTHER_ROOM = 10
"""What it costs to be seated elsewhere than wished, beside the way."""

Span = tuple[int, int]


def seats_problem(problem: WeekProblem, duties: Sequence[Duty], pauses: Iterable[DutyPause]) -> PlacesProblem:
    """Seats of every zone, stretch by stretch of the day, with the staff who are really there: on duty, not pausing.

    Of seats of one elder whose hours meet each stretch in common is a limit of hers: elder_in_one_place.
    """
    atlas, gone = Atlas(problem), Gone(problem)
    rooms = _Rooms(problem, duties, pauses)
    requests = [_seat_request(atlas, rooms, gone, unit.key, need) for unit in problem.units for need in unit.seats]
    return PlacesProblem(tuple(requests), tuple(rooms.supplies.values()), tuple(rooms.limits.values()))


def _seat_request(atlas: Atlas, rooms: "_Rooms", gone: Gone, unit: str, need: SeatNeed) -> Request:
    ruled_out: dict[str, int] = {}
    options = []
    heaviest = 0
    for zone in rooms.of_kind(need.zone_kind):
        start = need.place or need.facility
        if (
            zone.facility != need.facility
            and atlas.metres(start, zone.facility) > atlas.facility(zone.facility).reach_metres
        ):
            ruled_out["distance"] = ruled_out.get("distance", 0) + 1
        elif not any(opens <= need.start and need.end <= closes for opens, closes in zone.open.get(need.day, ())):
            ruled_out["opening_hours"] = ruled_out.get("opening_hours", 0) + 1
        elif gone.meet(need, way_home(atlas, need, zone.facility)):
            ruled_out["elder_in_one_place"] = ruled_out.get("elder_in_one_place", 0) + 1
        else:
            cost = 0 if zone.facility == need.facility else ANOTHER_ROOM + atlas.cost(unit, start, zone.facility)
            options.append(Option(rooms.supply(zone, need), cost))
            heaviest = max(heaviest, staff_share(zone, need.ability_level))
    return Request(
        key=need.key,
        kind="seat",
        day=need.day,
        priority_class=need.priority_class,
        minutes=need.end - need.start,
        options=tuple(options),
        weights={"staff_ratio": heaviest},
        ruled_out=ruled_out,
    )


def staff_share(zone: Zone, ability_level: int) -> int:
    """The part of a member of staff that a guest of this level takes, in 2520ths."""
    return ceil(RATIO_UNIT / zone.ratio[ability_level]) if ability_level in zone.ratio else 0


class _Rooms:
    """Supplies and limits of the zones, made as requests ask for them."""

    def __init__(self, problem: WeekProblem, duties: Sequence[Duty], pauses: Iterable[DutyPause]) -> None:
        self._problem = problem
        self._kinds: dict[str, list[Zone]] = {}
        for zone in problem.zones:
            self._kinds.setdefault(zone.kind, []).append(zone)
        self._moments = _moments(problem)
        self._shared = shared_hours(problem)
        self._staff = staff_spans(problem, duties, pauses)
        self._taken_shares: dict[tuple[str, int], list[tuple[int, int, int]]] = {}
        for zone in problem.zones:
            for day, start, end, level in zone.taken:
                self._taken_shares.setdefault((zone.facility, day), []).append((start, end, staff_share(zone, level)))
        self.supplies: dict[str, Supply] = {}
        self.limits: dict[str, Limit] = {}

    def of_kind(self, kind: str) -> list[Zone]:
        return self._kinds.get(kind, [])

    def supply(self, zone: Zone, need: SeatNeed) -> str:
        """One for all who come for the same hours; of her own for whom these run into others of hers."""
        hers = self._shared.get(need.key, ())
        key = f"{zone.key}@{need.day}@{need.start}-{need.end}" + (f"/{need.elder}" if hers else "")
        if key not in self.supplies:
            limits = [self._once(stretch) for stretch in hers]
            for start, end in self._stretches(need):
                limits.append(self._seats(zone, need.day, start, end))
                if zone.ratio:
                    limits.append(self._ratio(zone, need.day, start, end))
            self.supplies[key] = Supply(key, tuple(limits))
        return key

    def _stretches(self, need: SeatNeed) -> list[Span]:
        inside = [moment for moment in self._moments[need.day] if need.start <= moment <= need.end]
        return list(pairwise(inside))

    def _once(self, stretch: str) -> str:
        self.limits.setdefault(stretch, Limit(stretch, "elder_in_one_place", 1))
        return stretch

    def _seats(self, zone: Zone, day: int, start: int, end: int) -> str:
        key = f"{zone.key}@{day}@{start}"
        taken = sum(1 for on, begins, ends, _ in zone.taken if on == day and begins < end and start < ends)
        self.limits.setdefault(key, Limit(key, "zone_seats", max(0, zone.seats - taken)))
        return key

    def _ratio(self, zone: Zone, day: int, start: int, end: int) -> str:
        key = f"{zone.facility}@{day}@{start}/staff"
        present = _fewest(self._staff.get((zone.facility, day), ()), start, end)
        taken = sum(
            share
            for begins, ends, share in self._taken_shares.get((zone.facility, day), ())
            if begins < end and start < ends
        )
        capacity = max(0, present * RATIO_UNIT - taken)
        self.limits.setdefault(key, Limit(key, "staff_ratio", capacity, by_weight=True))
        return key


def _fewest(spans: Sequence[Span], start: int, end: int) -> int:
    """How many of the spans hold a minute from `start` to `end`, at the minute where they are fewest."""
    moments = {start, *(edge for span in spans for edge in span if start < edge < end)}
    return min(sum(begins <= minute < ends for begins, ends in spans) for minute in moments)


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
            if away is None or shift.pause is None:
                there.append((shift.type.start, shift.type.end))
            else:
                there += [(shift.type.start, away), (away + shift.pause.minutes, shift.type.end)]
    return spans


def _moments(problem: WeekProblem) -> dict[int, list[int]]:
    """The minutes of each day at which somebody comes or goes."""
    moments: dict[int, set[int]] = {}
    for unit in problem.units:
        for need in unit.seats:
            moments.setdefault(need.day, set()).update((need.start, need.end))
    return {day: sorted(minutes) for day, minutes in moments.items()}
