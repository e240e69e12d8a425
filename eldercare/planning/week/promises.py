"""What the rows of a draft or a version promise: to whom, on which day, and what may change about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from eldercare.daycare.models import Seat
from eldercare.meals.models import Meal
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit
from eldercare.planning.week.shown import shift_key
from eldercare.shifts.models import Shift
from eldercare.visits.models import VisitStaff

Facts = dict[str, object]
PAUSE = "break_starts"
"""The fact of a shift that tells when she pauses."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody was, or will be, told; `facts` are what may change about it."""

    elder: int | None
    staff: frozenset[int]
    day: date
    facts: Facts


Promises = dict[str, Promise]
About = Mapping[str, int | None]
"""When people expect a meal, by what it is called among changes."""


async def published_promises(publication: Publication, meals: Iterable[Meal], about: About) -> dict[str, Promises]:
    """By kind what a version promises, its meals about then."""
    here = {"publication_id": publication.id}
    parts = await VisitStaff.filter(visit__publication_id=publication.id).prefetch_related("visit")
    visits = [(part.visit.key, part.visit, part.staff_id) for part in parts]
    return {
        "visits": _visits(visits),
        "shifts": _shifts(await Shift.filter(**here)),
        "meals": _meals(meals, about),
        "seats": _seats(await Seat.filter(**here)),
    }


async def drafted_promises(draft: Draft, meals: Iterable[DraftMeal], about: About) -> dict[str, Promises]:
    """The same of a draft."""
    here = {"draft_id": draft.id}
    visits = [(part.key, part, part.staff_id) for part in await DraftVisit.filter(**here)]
    return {
        "visits": _visits(visits),
        "shifts": _shifts(await DraftShift.filter(**here)),
        "meals": _meals(meals, about),
        "seats": _seats(await DraftSeat.filter(**here)),
    }


def _visits(parts: Iterable[tuple[str, Any, int]]) -> Promises:
    carers: dict[str, set[int]] = {}
    rows: dict[str, Any] = {}
    for key, row, staff in parts:
        carers.setdefault(key, set()).add(staff)
        rows[key] = row
    return {
        key: Promise(
            row.elder_id,
            frozenset(carers[key]),
            row.day,
            {
                "starts": row.starts,
                "ends": row.ends,
                "service": row.service_id,
                "staff": sorted(carers[key]),
                "day": row.day.isoformat(),
            },
        )
        for key, row in rows.items()
    }


def _shifts(rows: Iterable[Any]) -> Promises:
    return {
        shift_key(row.staff_id, row.day): Promise(
            None,
            frozenset({row.staff_id}),
            row.day,
            {
                **{"starts": row.starts, "ends": row.ends, PAUSE: row.break_starts},
                **{"shift_type": row.shift_type_id, "facility": row.facility_id},
            },
        )
        for row in rows
    }


def meal_key(row: Meal | DraftMeal) -> str:
    """What a meal is called among changes."""
    return f"{row.elder_id}@{row.day}/{row.meal}"


def _meals(rows: Iterable[Meal | DraftMeal], about: About) -> Promises:
    """Which meal comes, where it is eaten and about when; of one that is brought home also who brings it. Of a
    published one it is the minute that people were last told: many small steps are told as the big one they make."""
    return {
        meal_key(row): Promise(
            row.elder_id,
            frozenset(_carriers(row)),
            row.day,
            {
                **{"meal": row.meal, "serving": row.serving, "eats_at": row.eats_at_id, "kitchen": row.kitchen_id},
                **{"arrives": about[meal_key(row)]},
                **({} if row.eats_at_id else {"staff": _carriers(row)}),
            },
        )
        for row in rows
    }


def _carriers(row: Any) -> list[int]:
    """Who comes to an elder's door with it: boxes for a canteen are nobody's in particular."""
    return [] if row.carrier_id is None or row.eats_at_id else [row.carrier_id]


def _seats(rows: Iterable[Any]) -> Promises:
    return {
        f"{row.elder_id}@{row.day}/{row.starts}": Promise(
            row.elder_id, frozenset(), row.day, {"zone": row.zone_id, "starts": row.starts, "ends": row.ends}
        )
        for row in rows
    }
