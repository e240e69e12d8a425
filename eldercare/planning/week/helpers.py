"""Carriers of other units who bring a unit's meals: their shifts stand in the plans of their own."""

from collections.abc import Iterable

from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import facilities_of_unit, unit_of
from eldercare.people.models import Staff
from eldercare.planning.drafts import Standing
from eldercare.planning.moment import Moment
from eldercare.planning.week.absent import Absent, At, absences
from eldercare.planning.week.models import DraftShift
from eldercare.planning.week.presence import away_of, leave_of, posts_of
from eldercare.planning.week.shown import Shown
from eldercare.shifts.models import Shift

NO_SHIFT = "not_available"
"""By now nobody plans her there on that day."""


async def helpers_absent(standing: Standing, shown: Shown) -> list[Absent]:
    """Carriers and days of meals whose carriers are not there any more, or had not brought them when they left, as
    their own units' plans and files say by now; nobody with a shift in the unit's own plan."""
    theirs = {(shift.staff_id, shift.day) for shift in shown.shifts}
    carried = {(meal.carrier_id, meal.day) for meal in shown.meals if meal.carrier_id} - theirs
    others = await _of_other_units(standing.unit, {who for who, _ in carried})
    absent: list[Absent] = []
    for unit in {unit.id: unit for unit in others.values()}.values():
        absent += await _absent(standing, unit, {at for at in carried if others.get(at[0]) == unit})
    return absent


async def _of_other_units(unit: Facility, carriers: set[int]) -> dict[int, Facility]:
    """Whose plan has the shifts of each carrier who is not this unit's."""
    here = [one.id for one in await facilities_of_unit(unit)]
    staff = await Staff.filter(id__in=list(carriers)).exclude(facility_id__in=here).prefetch_related("facility")
    return {one.id: await unit_of(one.facility) for one in staff}


async def _absent(standing: Standing, unit: Facility, carried: set[At]) -> list[Absent]:
    moment = Moment.of(standing.week)
    staff = await Staff.filter(id__in=list({who for who, _ in carried})).prefetch_related("availability")
    shifts = {(one.staff_id, one.day): one for one in await _shifts(standing, unit, [one.id for one in staff])}
    leave = await leave_of([one.id for one in staff], standing.week)
    away = away_of({at: shifts[at] for at in carried & shifts.keys()}, staff, leave, await posts_of(unit), moment)
    unplanned = {(who, day) for who, day in carried - shifts.keys() if day >= moment.today}
    return absences({**away, **dict.fromkeys(unplanned, NO_SHIFT)}, staff, leave, {})


async def _shifts(standing: Standing, unit: Facility, people: Iterable[int]) -> list[Shift | DraftShift]:
    """Of the plan on the unit's board beside a draft, and of the one in force beside that."""
    those = {"staff_id__in": list(people)}
    if standing.unpublished is not None:
        return [
            *await DraftShift.filter(draft__unit_id=unit.id, draft__week=standing.week, draft__current=True, **those)
        ]
    told = {"publication__unit_id": unit.id, "publication__week": standing.week, "publication__replaced_at": None}
    return [*await Shift.filter(**told, **those)]
