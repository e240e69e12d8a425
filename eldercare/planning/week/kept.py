"""The part of a new draft that has begun: its rows are those of the published plan, unchanged."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tortoise.models import Model

from eldercare.care.demand import visit_needs
from eldercare.clock import DAY
from eldercare.planning.week.load import UnitRows, WeekRows
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit, NeedKind, NotPlanned
from eldercare.planning.week.problem import window
from solver.week.problem import Unit

KINDS = {NeedKind.MEAL: "meals", NeedKind.SEAT: "seats", NeedKind.SHIFT: "shifts", NeedKind.VISIT: "visits"}


@dataclass
class Kept:
    """Rows as they were: of the days that are over, and the meals and seats of today that have begun.

    Shifts and visits of today that have begun are pinned, so the solver's own rows hold them.
    """

    today: int = 0
    shifts: list[DraftShift] = field(default_factory=list)
    visits: list[DraftVisit] = field(default_factory=list)
    meals: list[DraftMeal] = field(default_factory=list)
    seats: list[DraftSeat] = field(default_factory=list)
    paused: dict[tuple[int, date], int] = field(default_factory=dict)
    """When those at work today have had their break, where it is over."""
    missed: list[NotPlanned] = field(default_factory=list)
    """What stayed open and cannot be planned any more."""

    def counts(self) -> dict[str, tuple[int, int]]:
        """Planned and needed by kind, beside what the solver counts (a shift that has begun is among that)."""
        planned = {
            "meals": len(self.meals),
            "visits": len({visit.key for visit in self.visits}),
            "seats": len(self.seats),
            "shifts": 0,
        }
        missed = Counter(KINDS[NeedKind(need.kind)] for need in self.missed)
        return {kind: (count, count + missed[kind]) for kind, count in planned.items()}


def kept_of(rows: WeekRows, here: UnitRows, unit: Unit) -> Kept:
    """From the elapsed rows of a unit; empty where nothing has begun."""
    elapsed = here.elapsed
    if not elapsed.begins:
        return Kept()
    today = elapsed.begins // DAY
    return Kept(
        today=today,
        shifts=[shift for shift in elapsed.shifts if shift.day.weekday() < today],
        visits=[visit for visit in elapsed.visits if visit.day.weekday() < today],
        meals=elapsed.meals,
        seats=elapsed.seats,
        paused={
            (shift.staff_id, shift.day): shift.break_starts
            for shift in elapsed.shifts
            if shift.break_starts is not None
            and shift.day.weekday() * DAY + shift.break_starts + shift.break_minutes <= elapsed.begins
        },
        missed=list(_missed(rows, here, unit)),
    )


def copies(rows: Iterable[Model]) -> list[Any]:
    """The same rows once more, still without their draft."""
    return [
        type(row)(**{name: getattr(row, name) for name in row._meta.db_fields if name not in ("id", "draft_id")})
        for row in rows
    ]


def _missed(rows: WeekRows, here: UnitRows, unit: Unit) -> Iterator[NotPlanned]:
    """Of what the published plan left open until today: what is still promised, but only time has taken away."""
    asked = {*unit.need_keys(), *(cover.key for cover in unit.covers)}
    promised = {meal.key for meal in here.meals} | {guest.key for guest in here.attendance}
    promised |= {demand.key for demand in here.demand}
    lost = Counter(_lost(rows, here))
    for need in sorted(here.elapsed.was_open, key=lambda one: one.key, reverse=True):
        key = need.key.rpartition("#")[0] if need.kind == NeedKind.SHIFT else need.key
        task = key.rpartition("@")[0]
        if need.kind == NeedKind.VISIT:
            lost[task] -= 1
            if lost[task] >= 0:
                yield need
        elif task in promised and key not in asked:
            yield need


def _lost(rows: WeekRows, here: UnitRows) -> dict[str, int]:
    """How often each visit need can no longer be planned."""
    needs = visit_needs(here.tasks, rows.monday, here.absences)
    leeway = rows.rules.fixed_visit_leeway
    return {need.task.key: here.elapsed.remaining(need, window(need.task, leeway)[1])[2] for need in needs}
