"""What the meal subscriptions ask of a week. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eldercare.care.calendar import Absence, days_of
from eldercare.meals.models import MealSubscription
from eldercare.people.models import Elder

PRIORITY_CLASS = 1


@dataclass(frozen=True, slots=True)
class MealNeed:
    """One portion on one day (0 Monday … 6 Sunday); `eats_at` is a facility's key when it is not brought home."""

    subscription: MealSubscription
    elder: Elder
    day: int
    eats_at: str | None


def meal_needs(
    subscriptions: Sequence[MealSubscription], monday: date, absences: Mapping[int, Sequence[Absence]]
) -> list[MealNeed]:
    """Needs of the week, one portion of a meal a day for each elder; eating in goes before delivery."""
    needs: dict[tuple[int, int, str], MealNeed] = {}
    for subscription in sorted(subscriptions, key=lambda one: (one.serving != "eat_in", one.key)):
        elder = subscription.elder
        last = min((day for day in (subscription.ends_on, elder.ended_on) if day), default=None)
        for day in days_of(subscription.weekdays, monday, subscription.starts_on, last, absences.get(elder.id, ())):
            where = subscription.eats_at.key if subscription.eats_at is not None else None
            needs.setdefault((elder.id, day, subscription.meal), MealNeed(subscription, elder, day, where))
    return list(needs.values())
