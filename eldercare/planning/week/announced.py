"""What the published plan of a week told people, for a unit whose week is planned again."""

from dataclasses import dataclass, field
from datetime import date

from eldercare.hierarchy.models import Facility
from eldercare.meals.models import Meal
from eldercare.planning.models import Publication
from eldercare.shifts.models import Shift
from eldercare.visits.models import VisitStaff
from solver.rostering.problem import AnnouncedShift
from solver.visits.problem import AnnouncedVisit
from solver.week.keys import wave_key
from solver.week.problem import AnnouncedMeal


@dataclass
class Announced:
    """Visits by need and day, shifts by staff id, meals by elder id, day and meal.

    `version` is the one in force, 0 while nobody was told anything.
    """

    version: int = 0
    visits: dict[str, dict[int, AnnouncedVisit]] = field(default_factory=dict)
    shifts: dict[int, list[AnnouncedShift]] = field(default_factory=dict)
    meals: dict[tuple[int, int, str], AnnouncedMeal] = field(default_factory=dict)

    def shifts_of(self, staff: int) -> tuple[AnnouncedShift, ...] | None:
        """None where her week is not published; empty where she was told that she is free."""
        return tuple(self.shifts.get(staff, ())) if self.version else None


async def announced_of(unit: Facility, monday: date) -> Announced:
    """From the publication in force."""
    publication = await Publication.get_or_none(unit_id=unit.id, week=monday, replaced_at=None)
    if publication is None:
        return Announced()
    return Announced(
        publication.number, await _visits(publication), await _shifts(publication), await _meals(publication)
    )


async def _visits(publication: Publication) -> dict[str, dict[int, AnnouncedVisit]]:
    parts = VisitStaff.filter(visit__publication_id=publication.id).order_by("id")
    spans: dict[tuple[str, int], tuple[int, int]] = {}
    carers: dict[tuple[str, int], set[str]] = {}
    for key, start, end, carer in await parts.values_list("visit__key", "visit__starts", "visit__ends", "staff__key"):
        need, _, day = key.rpartition("@")
        spans[need, int(day)] = start, end - start
        carers.setdefault((need, int(day)), set()).add(carer)
    visits: dict[str, dict[int, AnnouncedVisit]] = {}
    for (need, day), (start, minutes) in spans.items():
        visits.setdefault(need, {})[day] = AnnouncedVisit(start, frozenset(carers[need, day]), minutes)
    return visits


async def _shifts(publication: Publication) -> dict[int, list[AnnouncedShift]]:
    shifts: dict[int, list[AnnouncedShift]] = {}
    rows = Shift.filter(publication_id=publication.id).order_by("day", "id")
    for staff, day, kind, place, cover, pause in await rows.values_list(
        "staff_id", "day", "shift_type__key", "facility__key", "demand_key", "break_starts"
    ):
        number = (day - publication.week).days
        shifts.setdefault(staff, []).append(AnnouncedShift(number, kind, place, cover, pause))
    return shifts


async def _meals(publication: Publication) -> dict[tuple[int, int, str], AnnouncedMeal]:
    meals: dict[tuple[int, int, str], AnnouncedMeal] = {}
    rows = Meal.filter(publication_id=publication.id).prefetch_related("kitchen", "eats_at", "carrier", "vehicle")
    for row in await rows:
        day = (row.day - publication.week).days
        meals[row.elder_id, day, row.meal] = AnnouncedMeal(
            wave=wave_key(row.kitchen.key, row.meal, row.wave, day),
            eats_at=row.eats_at.key if row.eats_at else None,
            carrier=row.carrier.key if row.carrier else None,
            vehicle=row.vehicle.key if row.vehicle else "",
            trip=row.trip or 0,
            arrives=row.about or 0,
            driven=row.arrives,
        )
    return meals
