"""Where those who eat in do so: where they sit that day, else where they are subscribed."""

from collections.abc import Sequence
from datetime import date

from eldercare.daycare.models import Seat
from eldercare.hierarchy.models import Facility
from eldercare.meals.models import Meal, MealSubscription, Serving


async def canteens_of(meals: Sequence[Meal]) -> dict[int, Facility]:
    """The canteen of each eaten-in meal, by the meal's id; without a seat, a meal whose subscription is gone has none.

    The planner sends the boxes the same way (`solver.week.seating.seated_at`).
    """
    eaten_in = [meal for meal in meals if meal.serving == Serving.EAT_IN]
    seated = await _seated(eaten_in)
    subscriptions = MealSubscription.filter(
        elder_id__in=list({meal.elder_id for meal in eaten_in}), serving=Serving.EAT_IN.value
    )
    places: dict[tuple[int, str], list[MealSubscription]] = {}
    for one in await subscriptions.order_by("key").prefetch_related("eats_at"):
        places.setdefault((one.elder_id, one.meal), []).append(one)
    found = {meal.id: seated[meal.elder_id, meal.day] for meal in eaten_in if (meal.elder_id, meal.day) in seated}
    for meal in eaten_in:
        for one in places.get((meal.elder_id, meal.meal), ()):
            if one.eats_at is not None and _covers(one, meal):
                found.setdefault(meal.id, one.eats_at)
    return found


async def _seated(meals: Sequence[Meal]) -> dict[tuple[int, date], Facility]:
    """The facility of each guest's longest seat of the day, as published."""
    seats = Seat.filter(elder_id__in=list({meal.elder_id for meal in meals}), publication__replaced_at=None)
    rows = await seats.filter(day__in=list({meal.day for meal in meals})).prefetch_related("zone__facility")
    rows.sort(key=lambda seat: (seat.ends - seat.starts, seat.zone.facility.key))
    return {(seat.elder_id, seat.day): seat.zone.facility for seat in rows}


def _covers(subscription: MealSubscription, meal: Meal) -> bool:
    """Whether the subscription is for the day of the meal."""
    weekday: int = subscription.weekdays >> meal.day.weekday() & 1
    begun = subscription.starts_on <= meal.day
    return bool(weekday) and begun and (subscription.ends_on is None or meal.day <= subscription.ends_on)
