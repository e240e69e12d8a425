"""From a key of the solver back to the row it stands for."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from eldercare.hierarchy.models import Facility
from eldercare.planning.week.load import UnitRows, WeekRows
from eldercare.shifts.models import ShiftType
from solver.result import Unplanned
from solver.rostering.problem import Cover
from solver.week.keys import wave_key
from solver.week.problem import MealNeed, SeatNeed, Unit, VisitNeed, WeekProblem, minutes_of, occurrence

STRETCH = re.compile(r"(@\d+)@\d+(?=/staff$|$)")
"""Day and minute in the key of a limit that holds for a stretch of a day; the day is its group."""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """What a visit's row takes from its task."""

    elder: int
    service: int


@dataclass(frozen=True, slots=True)
class Room:
    """What a limit of the solver holds for: a kitchen's wave, a zone, or the staff of a facility."""

    place: Facility
    leaves: int | None = None
    """When its wave leaves, a minute of the day."""

    def facts(self, of: str) -> dict[str, object]:
        """For a reader, each name with `of` before it."""
        told = {"place": self.place.name, "place_en": self.place.name_en, "leaves": self.leaves}
        return {f"{of}_{name}": fact for name, fact in told.items() if fact is not None}


class Book:
    """Ids by key, built once for a plan."""

    def __init__(self, rows: WeekRows, problem: WeekProblem) -> None:
        self.problem = problem
        self.monday = rows.monday
        self.shifts: dict[str, ShiftType] = {shift.key: shift for shift in rows.shift_types}
        self.staff: dict[str, int] = {}
        self.unit_of_staff: dict[str, str] = {}
        self.facilities: dict[str, int] = {}
        self._names: dict[str, Facility] = {}
        self.zones: dict[str, int] = {}
        self.vehicles: dict[str, int] = {}
        self.elders: dict[str, int] = {}
        self.visits: dict[str, VisitRow] = {}
        self.waves: dict[str, tuple[int, int]] = {}
        self._rooms: dict[str, Room] = {}
        self.meals: dict[str, tuple[str, MealNeed]] = {}
        self.seats: dict[str, tuple[str, SeatNeed]] = {}
        self._needs: dict[str, tuple[str, VisitNeed]] = {}
        self._begins: dict[str, int] = {}
        self._covers: dict[str, tuple[str, Cover]] = {}
        for unit_rows, unit in zip(rows.units, problem.units, strict=True):
            self._enter_rows(unit_rows)
            self._enter_needs(unit_rows, unit)

    def day(self, day: int) -> date:
        return self.monday + timedelta(days=day)

    def open_need(self, need: Unplanned) -> tuple[str, dict[str, object]]:
        """The unit of an open need and the columns of its row."""
        unit, where = self._where(need)
        return unit, {
            "kind": need.kind,
            "key": need.key,
            "priority_class": need.priority_class,
            "minutes": need.minutes,
            "rule": need.rule,
            "facts": {**need.facts, **self._more(need)},
            **where,
        }

    def _more(self, need: Unplanned) -> dict[str, object]:
        """What a reader wants to know beside: which meal it is, where the limits named among the facts are, or which
        other seat of hers stands in the way."""
        told: dict[str, object] = {}
        lacking = (limit for name, limit in need.facts.items() if name.startswith("more_") and name.endswith("_at"))
        for of, limit in (("limit", need.facts.get("limit")), ("more", next(lacking, None))):
            told |= room.facts(of) if (room := self._room(str(limit))) else {}
        if need.kind == "meal":
            return {**told, "meal": self.meals[need.key][1].meal}
        return (
            {**told, "zone": self.seats[need.key][1].zone_kind, **self._other_seat(need)}
            if need.kind == "seat"
            else told
        )

    def _room(self, limit: str) -> Room | None:
        """Of a wave, or of a diet in it; of a stretch of a day in a zone, or of a facility's staff."""
        at_any_time = STRETCH.sub("@", limit)
        return self._rooms.get(at_any_time) or self._rooms.get(limit.rpartition("/")[0])

    def _other_seat(self, need: Unplanned) -> dict[str, object]:
        if (other := self.seats.get(str(need.facts.get("other")))) is None:
            return {}
        seat, place = other[1], self._names[other[1].facility]
        hours = {"other_starts": seat.start, "other_ends": seat.end}
        return {**hours, "other_zone": seat.zone_kind, "other_place": place.name, "other_place_en": place.name_en}

    def _where(self, need: Unplanned) -> tuple[str, dict[str, object]]:
        if need.kind == "shift":
            unit, cover = self._covers[need.key.rpartition("#")[0]]
            shift = self.shifts[cover.shift]
            place = self.facilities[cover.place]
            return unit, {"facility_id": place, "day": self.day(cover.day), "starts": shift.starts, "ends": shift.ends}
        if need.kind == "meal":
            unit, meal = self.meals[need.key]
            return unit, {**self._of_elder(meal.elder), "facility_id": self.facilities[unit], "day": self.day(meal.day)}
        if need.kind == "seat":
            unit, seat = self.seats[need.key]
            where = {"facility_id": self.facilities[seat.facility], "day": self.day(seat.day)}
            return unit, {**self._of_elder(seat.elder), **where, "starts": seat.start, "ends": seat.end}
        task, _, day = need.key.rpartition("@")
        unit, visit = self._needs[task]
        return unit, {
            **self._of_elder(visit.elder),
            "service_id": self.visits[need.key].service,
            "facility_id": self.facilities[unit],
            "day": self.day(int(day)),
            "starts": visit.earliest,
            "ends": visit.latest + visit.minutes,
        }

    def ends(self, stop: str, start: int) -> int:
        """When a visit that starts at a minute of the plan is over."""
        task = stop.rpartition("@")[0]
        return start + minutes_of(self._needs[task][1], start, self._begins[task])

    def _of_elder(self, key: str) -> dict[str, object]:
        return {"elder_id": self.elders[key]}

    def _enter_rows(self, unit: UnitRows) -> None:
        self.facilities |= {facility.key: facility.id for facility in unit.places}
        self._names |= {facility.key: facility for facility in unit.places}
        self.zones |= {zone.key: zone.id for zone in unit.zones}
        self._rooms |= {f"{facility.key}@/staff": Room(facility) for facility in unit.places}
        self._rooms |= {f"{zone.key}@": Room(zone.facility) for zone in unit.zones}
        self.vehicles |= {vehicle.key: vehicle.id for vehicle in unit.vehicles}
        for member in unit.staff:
            self.staff[member.key] = member.id
            self.unit_of_staff[member.key] = unit.unit.key
        self.elders |= {task.plan.elder.key: task.plan.elder.id for task in unit.tasks}
        self.elders |= {meal.elder.key: meal.elder.id for meal in unit.meals}
        self.elders |= {guest.elder.key: guest.elder.id for guest in unit.attendance}
        self.elders |= {visit.elder.key: visit.elder.id for visit in unit.elapsed.under_way}
        for kitchen in unit.kitchens:
            for wave in kitchen.waves:
                for day in range(self.problem.days):
                    key = wave_key(kitchen.key, wave.meal, wave.wave, day)
                    self.waves[key] = (kitchen.id, wave.wave)
                    self._rooms[key] = Room(kitchen.facility, leaves=wave.leaves_at)

    def _enter_needs(self, rows: UnitRows, unit: Unit) -> None:
        tasks = {one.key.rpartition("@")[0]: VisitRow(one.elder_id, one.service_id) for one in rows.elapsed.under_way}
        tasks |= {task.key: VisitRow(task.plan.elder.id, task.service.id) for task in rows.tasks}
        for need in unit.visits:
            self._needs[need.key] = (unit.key, need)
            self._begins[need.key] = unit.begins
            self.visits |= {occurrence(need, day): tasks[need.key] for day in need.days}
        self.meals |= {meal.key: (unit.key, meal) for meal in unit.meals}
        self.seats |= {seat.key: (unit.key, seat) for seat in unit.seats}
        self._covers |= {cover.key: (unit.key, cover) for cover in unit.covers}
