"""A published week of the east: who walks where, and what is brought to whom."""

from datetime import date, timedelta

from eldercare.care.models import CarePlan, CareTask
from eldercare.daycare.models import Seat
from eldercare.meals.models import Meal
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted

TUESDAY = MONDAY + timedelta(days=1)
LATER = Plan(
    visits=[
        ("t-wash@0", "zhou", "chen", 0, 540),
        ("t-bath@0", "lin", "chen", 0, 630),
        ("t-bath@0", "lin", "li", 0, 630),
    ]
)
"""The same visits an hour later."""


async def told(people: Cast, plan: Plan | None = None, number: int = 1) -> Publication:
    """The plan of `drafted`, published; the bath has a note and a fixed time with its reason."""
    if number == 1:
        await _bath(people)
    await Draft.filter(unit_id=people.facilities["dong"].id).update(current=False)
    await drafted(people, plan, number=number)
    published, *_ = await publish(people.facilities["dong"], MONDAY, who=people.accounts["shen"])
    return published


async def brought(
    people: Cast, publication: Publication, elder: str, carrier: str | None, *, stop: int = 1, day: date = MONDAY
) -> Meal:
    """A lunch that is carried to an elder, on the first trip."""
    return await Meal.create(
        publication=publication,
        elder=people.elders[elder],
        day=day,
        meal="dinner",
        wave=1,
        serving="delivered",
        kitchen=people.kitchens["dong"],
        carrier=people.staff[carrier] if carrier else None,
        trip=1 if carrier else None,
        stop=stop if carrier else None,
        arrives=1030 + 10 * stop if carrier else None,
        travel_minutes=10 if carrier else None,
    )


async def seated(people: Cast, publication: Publication, elder: str, day: date = MONDAY) -> Seat:
    """A day-care day from half past eight to four."""
    zone = people.zones["dong-care"]
    return await Seat.create(
        publication=publication, elder=people.elders[elder], zone=zone, day=day, starts=510, ends=960
    )


async def _bath(people: Cast) -> None:
    plan = await CarePlan.create(key="plan-lin", elder=people.elders["lin"], starts_on=date(2026, 1, 1))
    await CareTask.create(
        key="t-bath",
        plan=plan,
        service=people.services["bath"],
        minutes=45,
        weekdays=1,
        window_start=540,
        window_end=600,
        fixed_start=570,
        fixed_reason="after the insulin",
        note="warm the room first",
    )
