"""Carriers of other units who bring a unit's meals: their shifts stand in the plans of their own."""

from collections.abc import Iterable
from datetime import date

from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import facilities_of_unit, unit_of
from eldercare.people.models import Staff
from eldercare.planning.drafts import Standing
from eldercare.planning.moment import Moment
from eldercare.planning.week.models import DraftShift
from eldercare.planning.week.presence import Absent, away_of, leave_of, posts_of
from eldercare.planning.week.shown import Shown
from eldercare.planning.week.waves import all_waves
from eldercare.shifts.models import Shift

NO_SHIFT = "not_available"
"""By now nobody plans her there on that day."""


async def helpers_absent(standing: Standing, shown: Shown) -> list[Absent]:
    """Carriers and days of meals that are not over whose carriers are not there any more, as their own units' plans and
    files say by now; nobody with a shift in the unit's own plan."""
    moment, waves = Moment.of(standing.week), await all_waves()
    carried = {
        (meal.carrier_id, meal.day)
        for meal in shown.meals
        if meal.carrier_id and not moment.is_over(meal.day, meal.arrives or waves.of(meal))
    } - {(shift.staff_id, shift.day) for shift in shown.shifts}
    others = await _of_other_units(standing.unit, {who for who, _ in carried})
    absent: dict[tuple[int, date], Absent] = {}
    for unit in {unit.id: unit for unit in others.values()}.values():
        hers = {at for at in carried if others.get(at[0]) == unit}
        absent |= await _absent(standing, unit, hers, moment)
    return [absent[at] for at in sorted(absent, key=lambda at: (at[1], at[0]))]


async def _of_other_units(unit: Facility, carriers: set[int]) -> dict[int, Facility]:
    """Whose plan has the shifts of each carrier who is not this unit's."""
    here = [one.id for one in await facilities_of_unit(unit)]
    staff = await Staff.filter(id__in=list(carriers)).exclude(facility_id__in=here).prefetch_related("facility")
    return {one.id: await unit_of(one.facility) for one in staff}


async def _absent(
    standing: Standing, unit: Facility, carried: set[tuple[int, date]], moment: Moment
) -> dict[tuple[int, date], Absent]:
    staff = await Staff.filter(id__in=list({who for who, _ in carried})).prefetch_related("availability")
    people = {one.id: one for one in staff}
    shifts = {
        (one.staff_id, one.day): one
        for one in await _shifts(standing, unit, people)
        if (one.staff_id, one.day) in carried
    }
    away = away_of(shifts, staff, await leave_of(people, standing.week), await posts_of(unit), moment)
    return {
        at: Absent(people[at[0]], at[1], away.get(at, NO_SHIFT), at_a_place=False)
        for at in carried
        if at in away or at not in shifts
    }


async def _shifts(standing: Standing, unit: Facility, people: Iterable[int]) -> list[Shift | DraftShift]:
    """Of the plan on the unit's board beside a draft, and of the one in force beside that."""
    those = {"staff_id__in": list(people)}
    if standing.unpublished is not None:
        return [
            *await DraftShift.filter(draft__unit_id=unit.id, draft__week=standing.week, draft__current=True, **those)
        ]
    told = {"publication__unit_id": unit.id, "publication__week": standing.week, "publication__replaced_at": None}
    return [*await Shift.filter(**told, **those)]
