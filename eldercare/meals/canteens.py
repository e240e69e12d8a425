"""Where those who eat in do so."""

from collections.abc import Sequence

from eldercare.hierarchy.models import Facility
from eldercare.meals.models import Meal, MealSubscription, Serving


async def canteens_of(meals: Sequence[Meal]) -> dict[int, Facility]:
    """The canteen of each eaten-in meal, by the meal's id; a meal whose subscription is gone has none."""
    eaten_in = [meal for meal in meals if meal.serving == Serving.EAT_IN]
    subscriptions = MealSubscription.filter(
        elder_id__in=list({meal.elder_id for meal in eaten_in}), serving=Serving.EAT_IN.value
    )
    places: dict[tuple[int, str], list[MealSubscription]] = {}
    for one in await subscriptions.order_by("key").prefetch_related("eats_at"):
        places.setdefault((one.elder_id, one.meal), []).append(one)
    found: dict[int, Facility] = {}
    for meal in eaten_in:
        for one in places.get((meal.elder_id, meal.meal), ()):
            if one.eats_at is not None and _covers(one, meal):
                found.setdefault(meal.id, one.eats_at)
    return found


def _covers(subscription: MealSubscription, meal: Meal) -> bool:
    """Whether the subscription is for the day of the meal."""
    weekday: int = subscription.weekdays >> meal.day.weekday() & 1
    begun = subscription.starts_on <= meal.day
    return bool(weekday) and begun and (subscription.ends_on is None or meal.day <= subscription.ends_on)
