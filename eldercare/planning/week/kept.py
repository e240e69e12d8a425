"""The part of a new draft that has begun: its rows are those of the published plan, unchanged."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from tortoise.models import Model

from eldercare.clock import DAY
from eldercare.planning.week.circled import circled
from eldercare.planning.week.load import UnitRows, WeekRows
from eldercare.planning.week.missed import missed
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit, NeedKind, NotPlanned
from eldercare.planning.week.presence import is_post
from solver.week.problem import Unit

KINDS = {NeedKind.MEAL: "meals", NeedKind.SEAT: "seats", NeedKind.SHIFT: "shifts", NeedKind.VISIT: "visits"}


@dataclass
class Kept:
    """Rows as they were: what has begun and is not among the solver's own rows, where shifts and visits are pinned."""

    first_day: int = 0
    """The first day of which the solver's shifts count."""
    shifts: list[DraftShift] = field(default_factory=list)
    visits: list[DraftVisit] = field(default_factory=list)
    meals: list[DraftMeal] = field(default_factory=list)
    seats: list[DraftSeat] = field(default_factory=list)
    missed: list[NotPlanned] = field(default_factory=list)
    """What stayed open and cannot be planned any more, or never could: the solver is not asked for it."""
    heads_apart: int = 0
    """Of standing covers, held by people the solver does not know."""

    def counts(self) -> dict[str, tuple[int, int]]:
        """Planned and needed by kind, beside what the solver counts (a shift that has begun is among that)."""
        planned = {
            "meals": len(self.meals),
            "visits": len({visit.key for visit in self.visits}),
            "seats": len(self.seats),
            "shifts": self.heads_apart,
        }
        missed = Counter(KINDS[NeedKind(need.kind)] for need in self.missed)
        return {kind: (count, count + missed[kind]) for kind, count in planned.items()}


def kept_of(rows: WeekRows, here: UnitRows, unit: Unit, occurrences: Collection[str]) -> Kept:
    """From the elapsed rows of a unit, if any, without visits among the solver's `occurrences`."""
    elapsed = here.elapsed
    if not elapsed.begins:
        return Kept(missed=list(circled(rows, here)))
    return Kept(
        first_day=elapsed.begins // DAY,
        shifts=[*(one for one in elapsed.shifts if elapsed.is_past(one.day.weekday())), *elapsed.shifts_apart],
        visits=[one for one in elapsed.visits if one.key not in occurrences or one not in elapsed.under_way],
        meals=elapsed.meals,
        seats=elapsed.seats,
        missed=[*missed(rows, here, unit), *circled(rows, here)],
        heads_apart=sum(is_post(shift.demand_key) for shift in elapsed.shifts_apart),
    )


def copies(rows: Iterable[Model]) -> list[Any]:
    """The same rows once more, still without their draft."""
    return [
        type(row)(**{name: getattr(row, name) for name in row._meta.db_fields if name not in ("id", "draft_id")})
        for row in rows
    ]
