"""The document turned over: everything in it by its key."""

from itertools import pairwise
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Any

Json = dict[str, Any]
Breach = tuple[str, str]
DAY = 1440
EARTH_METRES = 6_371_008.8
DETOUR = 1.35
PACES = {"walk": (70, 0), "ebike": (260, 1), "bus": (220, 8), "car": (400, 4)}
"""Metres a minute and minutes lost at a start, where the file holds no minutes."""


class Book:
    """Lookups over `problem` and `solution`."""

    def __init__(self, document: Json) -> None:
        problem, self.solution = document["problem"], document["solution"]
        self.problem: Json = problem
        self.thresholds: dict[str, int] = problem["thresholds"]
        self.days: int = problem["days"]
        units = problem["units"]
        self.units: dict[str, Json] = {unit["key"]: unit for unit in units}
        self.people = {one["employee"]["key"]: one for unit in units for one in unit["people"]}
        self.unit_of = {one["employee"]["key"]: unit["key"] for unit in units for one in unit["people"]}
        self.covers = {cover["key"]: cover for unit in units for cover in unit["covers"]}
        self.visits = {need["key"]: need for unit in units for need in unit["visits"]}
        self.unit_of_need = {need["key"]: unit["key"] for unit in units for need in unit["visits"]}
        self.meals = {need["key"]: need for unit in units for need in unit["meals"]}
        self.unit_of_meal = {need["key"]: unit for unit in units for need in unit["meals"]}
        self.seats = {need["key"]: need for unit in units for need in unit["seats"]}
        self.seated = [guest for unit in units for guest in unit["seated"]]
        self.out = [one for unit in units for one in unit["out"]]
        self.trips = [one for unit in units for one in unit["trips"]]
        self.shifts = {shift["type"]["key"]: shift for shift in problem["shifts"]}
        self.facilities = {facility["key"]: facility for facility in problem["facilities"]}
        self.zones = {zone["key"]: zone for zone in problem["zones"]}
        self.kitchens = {kitchen["key"]: kitchen for kitchen in problem["kitchens"]}
        self.waves = {wave["key"]: (kitchen, wave) for kitchen in problem["kitchens"] for wave in kitchen["waves"]}
        self.points = {point["key"]: point for point in problem["points"]}

    def left_open(self, kind: str) -> list[Json]:
        return [need for need in self.solution["not_planned"] if need["kind"] == kind]

    def parts_of(self, stop: str) -> list[Json]:
        """Who comes for a service on a day, and when."""
        return [part for routes in self.solution["routes"] for part in routes["assignments"] if part["stop"] == stop]

    def told_break(self, duty: Json) -> int | None:
        """The announced minute of the break on a shift that stays, where it lies within that."""
        shift = self.shifts[duty["shift"]]
        for told in self.people[duty["employee"]]["employee"]["announced"] or ():
            same = (told["day"], told["shift"]) == (duty["day"], duty["shift"])
            if same and told["pause"] is not None and shift["pause"]:
                last = shift["type"]["end"] - shift["pause"]["minutes"]
                if shift["type"]["start"] <= told["pause"] <= last:
                    minute: int = duty["day"] * DAY + told["pause"]
                    return minute
        return None

    def break_of(self, duty: Json) -> Json | None:
        """The bounds of the break on a duty: fixed once it has begun, else not before the plan begins."""
        shift, midnight = self.shifts[duty["shift"]], duty["day"] * DAY
        if not shift["pause"]:
            return None
        begins, told = self.units[self.unit_of[duty["employee"]]]["begins"], self.told_break(duty)
        minutes = shift["pause"]["minutes"]
        if told is not None and told < begins:
            return {"minutes": minutes, "earliest": told - midnight, "latest": told - midnight + minutes}
        earliest = max(shift["pause"]["earliest"], shift["type"]["start"], begins - midnight)
        latest = min(shift["pause"]["latest"], shift["type"]["end"])
        return {"minutes": minutes, "earliest": earliest, "latest": latest} if earliest + minutes <= latest else None

    def seat_zones(self) -> dict[str, Json]:
        """The zone that each seat need got."""
        return {place["request"]: self.zones[place["supply"].rsplit("@", 2)[0]] for place in self.solution["seats"]}

    def stays(self) -> list[tuple[Json, str]]:
        """Every seat that somebody sits in, with its facility."""
        given = [(self.seats[key], zone["facility"]) for key, zone in self.seat_zones().items()]
        return [*given, *((guest, guest["facility"]) for guest in self.seated)]

    def way_home(self, seat: Json, facility: str) -> int:
        """Of an elder, by whichever is shorter: on foot or by car."""
        if seat["place"] is None:
            return 0
        street = self.metres(facility, seat["place"]) * DETOUR
        return ceil(min(street / 48, 10 + street / 250))

    def metres(self, start: str, end: str) -> float:
        one, other = self.points[start], self.points[end]
        north, south = radians(one["latitude"]), radians(other["latitude"])
        across = sin(radians(one["longitude"] - other["longitude"]) / 2) ** 2
        return 2 * EARTH_METRES * asin(sqrt(sin((north - south) / 2) ** 2 + cos(north) * cos(south) * across))

    def minutes(self, unit: str, mode: str, start: str, end: str) -> int:
        """Minutes on the way: from the unit's matrix, or estimated where it does not know a door."""
        travel = self.units[unit]["travel"]
        if start in travel["places"] and end in travel["places"]:
            minutes: int = travel["minutes"][mode][travel["places"].index(start)][travel["places"].index(end)]
            return minutes
        speed, lost = PACES[mode]
        return 0 if start == end else ceil(self.metres(start, end) * DETOUR / speed + lost)


def overlap(spans: list[tuple[int, int]]) -> bool:
    """Whether two of the spans share a minute."""
    return any(end > start for (_, end), (start, _) in pairwise(sorted(spans)))
