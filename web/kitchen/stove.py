"""What a page of a kitchen is about: which kitchen, which day, which meal; all three stand in the address."""

from dataclasses import dataclass
from datetime import date, timedelta

from eldercare import clock
from eldercare.auth import scope
from eldercare.errors import NotFound
from eldercare.meals.models import Kitchen, MealKind
from web.days import asked_day
from web.session import Asked, person

LUNCH_IS_OVER = 13 * 60 + 30


@dataclass(frozen=True, slots=True)
class Stove:
    """The kitchen looked at, and every kitchen that may be looked at."""

    kitchen: Kitchen
    kitchens: list[Kitchen]
    day: date
    meal: MealKind

    @property
    def before(self) -> date:
        return self.day - timedelta(days=1)

    @property
    def after(self) -> date:
        return self.day + timedelta(days=1)

    @property
    def tomorrow(self) -> date:
        return clock.today() + timedelta(days=1)


async def stove_of(request: Asked) -> Stove | None:
    """What the address asks for: her own kitchen, today, the meal that comes next; None where there is no kitchen."""
    account = person(request)
    kitchens = await scope.kitchens_of(account).prefetch_related("facility").order_by("facility__path", "key")
    key = request.query_params.get("kitchen", "")
    named = [kitchen for kitchen in kitchens if kitchen.key == key]
    if key and not named:
        raise NotFound("not_found")
    if not kitchens:
        return None
    own = [kitchen for kitchen in kitchens if kitchen.facility_id == account.facility_id]
    day = asked_day(request)
    return Stove((named or own or kitchens)[0], kitchens, day, _meal(request.query_params.get("meal", ""), day))


def _meal(asked: str, day: date) -> MealKind:
    if asked in set(MealKind):
        return MealKind(asked)
    late = day == clock.today() and clock.minute_of_day() > LUNCH_IS_OVER
    return MealKind.DINNER if late else MealKind.LUNCH
