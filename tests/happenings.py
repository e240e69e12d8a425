"""What may happen to a week that is published: somebody is ill, joins, goes to hospital, or nothing at all.

Each tells how many visits of the published plan cannot stay, or are new.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

from eldercare.care.models import CarePlan, CareTask, Hold, HoldKind
from eldercare.hierarchy.models import Facility
from eldercare.meals.models import Meal, MealKind, MealSubscription, Serving
from eldercare.people.models import Elder, Leave
from eldercare.visits.models import Visit, VisitStaff

MONDAY = date(2026, 11, 23)
SUNDAY = MONDAY + timedelta(days=6)
EVERY_DAY = 0b1111111


async def leave(centre: Facility) -> int:
    """The carer with the most visits on Monday and Tuesday is ill on both; how many those are."""
    hers = Counter(
        await VisitStaff.filter(
            visit__publication__unit_id=centre.id, day__gte=MONDAY, day__lte=MONDAY + timedelta(days=1)
        )
        .order_by("staff__key")
        .values_list("staff_id", flat=True)
    )
    staff, visits = hers.most_common(1)[0]
    await Leave.create(key="l-ill", staff_id=staff, kind="sick", first_day=MONDAY, last_day=MONDAY + timedelta(days=1))
    return visits


async def hold(centre: Facility) -> int:
    """The elder with the most visits from Wednesday on is in hospital from that day; how many those are."""
    wednesday = MONDAY + timedelta(days=2)
    hers = Counter(
        await Visit.filter(publication__unit_id=centre.id, day__gte=wednesday)
        .order_by("elder__key")
        .values_list("elder_id", flat=True)
    )
    elder, visits = hers.most_common(1)[0]
    await Hold.create(elder_id=elder, kind=HoldKind.HOSPITAL.value, first_day=wednesday, last_day=SUNDAY)
    return visits


async def joins(centre: Facility) -> int:
    """Somebody moves in beside the first elder who has several tasks, and is promised the same; how many visits."""
    visited = await Visit.filter(publication__unit_id=centre.id).values_list("elder_id", flat=True)
    tasks = Counter(
        await CareTask.filter(plan__elder_id__in=set(visited), service__at_home=True)
        .order_by("plan__elder__key")
        .values_list("plan__elder_id", flat=True)
    )
    elder = await Elder.get(id=tasks.most_common(1)[0][0])
    new = await Elder.create(**_copied(elder, key="newcomer", name="Newcomer"))
    plan = await CarePlan.create(key="newcomer", elder=new, starts_on=MONDAY)
    visits = 0
    for task in await CareTask.filter(plan__elder_id=elder.id).order_by("id"):
        await CareTask.create(**_copied(task, key=f"newcomer-{task.id}", plan_id=plan.id, after_task_id=None))
        visits += task.times_a_week or task.weekdays.bit_count()
    return visits


async def no_meals(centre: Facility) -> int:
    """The first of the elders to whom most meals are brought is in hospital from Wednesday; her visits from then."""
    wednesday = MONDAY + timedelta(days=2)
    hers = Counter(
        await Meal.filter(publication__unit_id=centre.id, carrier_id__isnull=False, eats_at_id__isnull=True)
        .order_by("elder__key")
        .values_list("elder_id", flat=True)
    )
    elder = hers.most_common(1)[0][0]
    await Hold.create(elder_id=elder, kind=HoldKind.HOSPITAL.value, first_day=wednesday, last_day=SUNDAY)
    return await Visit.filter(publication__unit_id=centre.id, elder_id=elder, day__gte=wednesday).count()


async def more_meals(centre: Facility) -> int:
    """Somebody moves in beside the elder who is brought most meals, and has lunch and dinner brought every day."""
    brought = await Meal.filter(publication__unit_id=centre.id, carrier_id__isnull=False, eats_at_id__isnull=True)
    hers = Counter(sorted(meal.elder_id for meal in brought))
    elder = await Elder.get(id=hers.most_common(1)[0][0])
    new = await Elder.create(**_copied(elder, key="newcomer", name="Newcomer"))
    for meal in MealKind:
        await MealSubscription.create(
            key=f"newcomer-{meal}",
            elder=new,
            meal=meal.value,
            weekdays=EVERY_DAY,
            serving=Serving.DELIVERED.value,
            starts_on=MONDAY,
        )
    return 0


async def carrier(centre: Facility) -> int:
    """Who carries most meals on Monday is ill on Monday and Tuesday; no visit changes by it."""
    hers = Counter(
        await Meal.filter(publication__unit_id=centre.id, carrier_id__isnull=False, day=MONDAY)
        .order_by("carrier__key")
        .values_list("carrier_id", flat=True)
    )
    staff = hers.most_common(1)[0][0]
    await Leave.create(key="l-ill", staff_id=staff, kind="sick", first_day=MONDAY, last_day=MONDAY + timedelta(days=1))
    return 0


def _copied(row: Any, **changes: object) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row._meta.db_fields if name != "id"} | changes


async def nothing(centre: Facility) -> int:
    """Another seed is all that differs."""
    del centre
    return 0


EVENTS: dict[str, Callable[[Facility], Awaitable[int]]] = {
    "leave": leave,
    "joins": joins,
    "hold": hold,
    "no_meals": no_meals,
    "more_meals": more_meals,
    "carrier": carrier,
    "nothing": nothing,
}
