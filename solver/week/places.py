"""The places of the week: seats for the guests of the zones, portions for every meal."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import ceil

from solver.places.problem import Limit, Option, PlacesProblem, Request, Supply
from solver.rostering.solution import Duty
from solver.rules import weight
from solver.travel.estimate import DETOUR, PACES, Point, metres_between
from solver.week.problem import Facility, Kitchen, KitchenWave, MealNeed, SeatNeed, WeekProblem, Zone
from solver.week.roster import shift_named

RATIO_UNIT = 2520
"""One member of staff, divisible by every ratio up to ten and most above."""
HUNDRED_METRES = 100
HANDOVER_MARGIN = 5
"""Minutes kept free of a ride for stairs and hand-over."""

Span = tuple[int, int]


class Map:
    """Distances between places and facilities, each measured once."""

    def __init__(self, problem: WeekProblem) -> None:
        self._points = {point.key: point for point in problem.points}
        self._facilities = {facility.key: facility for facility in problem.facilities}
        self._known: dict[tuple[str, str], float] = {}
        self._loan = weight("loan_from_other_centre", problem.weights)

    def metres(self, start: str, end: str) -> float:
        if start == end:
            return 0.0
        if (start, end) not in self._known:
            self._known[start, end] = metres_between(self.point(start), self.point(end))
        return self._known[start, end]

    def point(self, key: str) -> Point:
        return self._points[key]

    def facility(self, key: str) -> Facility:
        return self._facilities[key]

    def cost(self, home_unit: str, start: str, facility: str) -> int:
        """Hundred metres, and the price of a loan when the place belongs to another unit."""
        loan = 0 if self.facility(facility).unit == home_unit else self._loan
        return round(self.metres(start, facility) / HUNDRED_METRES) + loan

    @cached_property
    def by_unit(self) -> dict[str, list[str]]:
        units: dict[str, list[str]] = {}
        for facility in self._facilities.values():
            units.setdefault(facility.unit, []).append(facility.key)
        return units


def seats_problem(problem: WeekProblem, duties: Sequence[Duty]) -> PlacesProblem:
    """Seats of every zone, stretch by stretch of the day, with the staff who are really on duty."""
    atlas = Map(problem)
    rooms = _Rooms(problem, duties)
    requests = [_seat_request(atlas, rooms, unit.key, need) for unit in problem.units for need in unit.seats]
    return PlacesProblem(tuple(requests), tuple(rooms.supplies.values()), tuple(rooms.limits.values()))


def meals_problem(problem: WeekProblem, seated: Mapping[tuple[str, int], str]) -> PlacesProblem:
    """Portions of every wave and diet; `seated` tells at which facility a guest really is, by elder and day."""
    atlas = Map(problem)
    pots = _Pots(problem)
    requests = [
        _meal_request(problem, atlas, pots, unit.key, served(need, seated))
        for unit in problem.units
        for need in unit.meals
    ]
    return PlacesProblem(tuple(requests), tuple(pots.supplies.values()), tuple(pots.limits.values()))


def served(need: MealNeed, seated: Mapping[tuple[str, int], str]) -> MealNeed:
    """A guest who was given a seat elsewhere eats there; the need itself is left alone otherwise."""
    where = seated.get((need.elder, need.day))
    if need.eats_at is None or where is None or where == need.eats_at:
        return need
    return MealNeed(
        key=need.key, elder=need.elder, place=need.place, day=need.day, meal=need.meal, diet=need.diet,
        eats_at=where, access_minutes=need.access_minutes, priority_class=need.priority_class,
    )  # fmt: skip


def _seat_request(atlas: Map, rooms: "_Rooms", unit: str, need: SeatNeed) -> Request:
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
        else:
            cost = 0 if zone.facility == need.facility else 10 + atlas.cost(unit, start, zone.facility)
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

    def __init__(self, problem: WeekProblem, duties: Sequence[Duty]) -> None:
        self._problem = problem
        self._kinds: dict[str, list[Zone]] = {}
        for zone in problem.zones:
            self._kinds.setdefault(zone.kind, []).append(zone)
        self._moments = _moments(problem)
        self._staff = staff_spans(problem, duties)
        self._taken_shares: dict[tuple[str, int], list[tuple[int, int, int]]] = {}
        for zone in problem.zones:
            for day, start, end, level in zone.taken:
                self._taken_shares.setdefault((zone.facility, day), []).append((start, end, staff_share(zone, level)))
        self.supplies: dict[str, Supply] = {}
        self.limits: dict[str, Limit] = {}

    def of_kind(self, kind: str) -> list[Zone]:
        return self._kinds.get(kind, [])

    def supply(self, zone: Zone, need: SeatNeed) -> str:
        key = f"{zone.key}@{need.day}@{need.start}-{need.end}"
        if key not in self.supplies:
            limits: list[str] = []
            for start, end in self._stretches(need):
                limits.append(self._seats(zone, need.day, start, end))
                if zone.ratio:
                    limits.append(self._ratio(zone, need.day, start, end))
            self.supplies[key] = Supply(key, tuple(limits))
        return key

    def _stretches(self, need: SeatNeed) -> list[Span]:
        inside = [moment for moment in self._moments[need.day] if need.start <= moment <= need.end]
        return list(itertools.pairwise(inside))

    def _seats(self, zone: Zone, day: int, start: int, end: int) -> str:
        key = f"{zone.key}@{day}@{start}"
        taken = sum(1 for on, begins, ends, _ in zone.taken if on == day and begins < end and start < ends)
        self.limits.setdefault(key, Limit(key, "zone_seats", max(0, zone.seats - taken)))
        return key

    def _ratio(self, zone: Zone, day: int, start: int, end: int) -> str:
        key = f"{zone.facility}@{day}@{start}/staff"
        present = sum(
            1 for begins, ends in self._staff.get((zone.facility, day), ()) if begins <= start and end <= ends
        )
        taken = sum(
            share
            for begins, ends, share in self._taken_shares.get((zone.facility, day), ())
            if begins < end and start < ends
        )
        capacity = max(0, present * RATIO_UNIT - taken)
        self.limits.setdefault(key, Limit(key, "staff_ratio", capacity, by_weight=True))
        return key


def staff_spans(problem: WeekProblem, duties: Iterable[Duty]) -> dict[tuple[str, int], list[Span]]:
    """When zone staff are on duty, by facility and day, minutes of the day."""
    jobs = {person.employee.key: person.employee.job for unit in problem.units for person in unit.people}
    shifts = shift_named(problem.shifts)
    spans: dict[tuple[str, int], list[Span]] = {}
    for duty in duties:
        if jobs.get(duty.employee) == "zone_staff":
            shift = shifts[duty.shift].type
            spans.setdefault((duty.place, duty.day), []).append((shift.start, shift.end))
    return spans


def _moments(problem: WeekProblem) -> dict[int, list[int]]:
    """The minutes of each day at which somebody comes or goes."""
    moments: dict[int, set[int]] = {}
    for unit in problem.units:
        for need in unit.seats:
            moments.setdefault(need.day, set()).update((need.start, need.end))
    return {day: sorted(minutes) for day, minutes in moments.items()}


def _meal_request(problem: WeekProblem, atlas: Map, pots: "_Pots", unit: str, need: MealNeed) -> Request:
    ruled_out: dict[str, int] = {}
    options = []
    door = need.eats_at or need.place
    for kitchen, wave in pots.of(need.day, need.meal):
        if door is None:
            ruled_out["located"] = ruled_out.get("located", 0) + 1
        elif need.diet not in kitchen.diets:
            ruled_out["kitchen_diet"] = ruled_out.get("kitchen_diet", 0) + 1
        elif _ride(atlas, kitchen, door) + need.access_minutes + HANDOVER_MARGIN > problem.thresholds["box_ride_time"]:
            ruled_out["box_ride_time"] = ruled_out.get("box_ride_time", 0) + 1
        else:
            options.append(Option(pots.supply(kitchen, wave, need.diet), atlas.cost(unit, door, kitchen.facility)))
    return Request(
        key=need.key,
        kind="meal",
        day=need.day,
        priority_class=need.priority_class,
        minutes=30,
        options=tuple(options),
        ruled_out=ruled_out,
    )


def _ride(atlas: Map, kitchen: Kitchen, door: str) -> float:
    pace = PACES["ebike"]
    return atlas.metres(kitchen.facility, door) * DETOUR / pace.metres_a_minute + pace.lost_minutes


class _Pots:
    """Supplies and limits of the kitchens: a wave's portions, and within them each diet's."""

    def __init__(self, problem: WeekProblem) -> None:
        self._waves: dict[tuple[int, str], list[tuple[Kitchen, KitchenWave]]] = {}
        for kitchen in problem.kitchens:
            for wave in kitchen.waves:
                self._waves.setdefault((wave.day, wave.meal), []).append((kitchen, wave))
        self.supplies: dict[str, Supply] = {}
        self.limits: dict[str, Limit] = {}

    def of(self, day: int, meal: str) -> list[tuple[Kitchen, KitchenWave]]:
        return self._waves.get((day, meal), [])

    def supply(self, kitchen: Kitchen, wave: KitchenWave, diet: str) -> str:
        key = f"{wave.key}/{diet}"
        if key not in self.supplies:
            portions = max(0, wave.portions - sum(wave.taken.values()))
            of_diet = max(0, kitchen.diets[diet] - wave.taken.get(diet, 0))
            self.limits.setdefault(wave.key, Limit(wave.key, "kitchen_portions", portions))
            self.limits.setdefault(key, Limit(key, "kitchen_diet", of_diet))
            self.supplies[key] = Supply(key, (key, wave.key))
        return key
