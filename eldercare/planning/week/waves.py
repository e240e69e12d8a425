"""When meals leave the kitchens: until then they can still be planned."""

from collections.abc import Mapping
from dataclasses import dataclass

from eldercare.clock import DAY
from eldercare.meals.models import KitchenWave, Meal
from eldercare.planning.week.models import DraftMeal

NEVER = DAY - 1


@dataclass(frozen=True, slots=True)
class Waves:
    """Minutes of the day: of each kitchen's waves by meal and number, and the last of any by weekday and meal."""

    leave: Mapping[tuple[int, str, int], int]
    latest: Mapping[tuple[int, str], int]

    def of(self, meal: Meal | DraftMeal) -> int:
        """Of a wave that the kitchen no longer has, when what was to travel with it arrived, or the last one of all."""
        leaves = self.leave.get((meal.kitchen_id, meal.meal, meal.wave))
        if leaves is not None:
            return leaves
        return self.last(meal.day.weekday(), meal.meal) if meal.arrives is None else meal.arrives

    def about(self, meal: Meal | DraftMeal) -> int | None:
        """When people expect it, of a published one as they were last told; of one that is eaten where it is cooked,
        when its wave is ready."""
        minute: int | None = meal.about if isinstance(meal, Meal) else meal.arrives
        return self.of(meal) if minute is None and meal.eats_at_id is not None else minute

    def last(self, day: int, meal: str) -> int:
        return self.latest.get((day, meal), NEVER)


async def all_waves() -> Waves:
    """Of every kitchen."""
    rows = await KitchenWave.all()
    latest: dict[tuple[int, str], int] = {}
    for row in rows:
        for day in (day for day in range(7) if row.weekdays >> day & 1):
            latest[day, row.meal] = max(latest.get((day, row.meal), 0), row.leaves_at)
    return Waves({(row.kitchen_id, row.meal, row.wave): row.leaves_at for row in rows}, latest)
