"""What stands in plans and published weeks for somebody after her last day, though she may not do it any more, or at a
door that is on no map: nothing takes it away but a new plan."""

from collections.abc import Iterable
from datetime import date, timedelta

from eldercare import clock
from eldercare.daycare.models import Seat
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import unit_of
from eldercare.meals.models import Meal
from eldercare.people.models import Elder, Staff
from eldercare.planning.drafts import Standing, standing
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.broken import broken_of
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit
from eldercare.planning.week.since import since_of
from eldercare.shifts.models import Shift
from eldercare.visits.models import Visit

Weeks = dict[date, int]
"""How many, by the Monday of the week, the first week first."""
TOLD, DRAFTED = {"publication__replaced_at": None}, {"draft__current": True}


async def work_after(member: Staff) -> Weeks:
    """The days of work to come after she has left."""
    if member.employed_to is None:
        return {}
    later = {"staff_id": member.id, "day__gte": _first(member.employed_to)}
    shifts: list[Shift | DraftShift] = [*await Shift.filter(**later, **TOLD)]
    shifts += await DraftShift.filter(**later, **DRAFTED)
    return _by_week({shift.day for shift in shifts})


async def forbidden_to(member: Staff) -> Weeks:
    """The visits and shifts to come that break a rule about people by now; she comes with her facility."""
    plans = await _planned(await unit_of(member.facility))
    found = {plan.week: len(await broken_of(plan, member)) for plan in plans}
    return {week: count for week, count in found.items() if count}


async def nowhere_to_go(elder: Elder) -> Weeks:
    """The visits and meals to come at a door that is not on the map any more; she comes with her facility."""
    if elder.latitude is not None:
        return {}
    plans = await _planned(await unit_of(elder.facility))
    found = {plan.week: sum(one.unlocated for one in (await since_of(plan, elder)).altered) for plan in plans}
    return {week: count for week, count in found.items() if count}


async def promised_after(elder: Elder) -> Weeks:
    """The visits, meals and seats to come after she is served no more."""
    if elder.ended_on is None:
        return {}
    later = {"elder_id": elder.id, "day__gte": _first(elder.ended_on)}
    visits: list[Visit | DraftVisit] = [
        *await Visit.filter(**later, **TOLD),
        *await DraftVisit.filter(**later, **DRAFTED),
    ]
    meals: list[Meal | DraftMeal] = [*await Meal.filter(**later, **TOLD), *await DraftMeal.filter(**later, **DRAFTED)]
    seats: list[Seat | DraftSeat] = [*await Seat.filter(**later, **TOLD), *await DraftSeat.filter(**later, **DRAFTED)]
    found = {
        *(("visit", visit.key, visit.day) for visit in visits),
        *(("meal", meal.meal, meal.day) for meal in meals),
        *(("seat", str(seat.starts), seat.day) for seat in seats),
    }
    return _by_week(day for _, _, day in found)


async def _planned(unit: Facility) -> list[Standing]:
    """The weeks from this one on that are drafted or published, the first first."""
    monday = clock.monday_of(clock.today())
    published = Publication.filter(unit_id=unit.id, week__gte=monday, replaced_at=None)
    drafted = Draft.filter(unit_id=unit.id, week__gte=monday, current=True)
    weeks = {plan.week for plan in await published} | {plan.week for plan in await drafted}
    return [await standing(unit, week) for week in sorted(weeks)]


def _first(last: date) -> date:
    return max(last + timedelta(days=1), clock.today())


def _by_week(days: Iterable[date]) -> Weeks:
    weeks: Weeks = {}
    for day in sorted(days):
        weeks[clock.monday_of(day)] = weeks.get(clock.monday_of(day), 0) + 1
    return weeks
