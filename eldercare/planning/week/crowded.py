"""What of a plan has no room any more: meals beyond what their kitchens cook, seats beyond what their zones hold."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from eldercare.planning.drafts import Standing
from eldercare.planning.moment import Moment
from eldercare.planning.week.models import NeedKind
from eldercare.planning.week.portions import AnyMeal, crowded_meals
from eldercare.planning.week.room import Crowded
from eldercare.planning.week.seats import AnySeat, crowded_seats
from eldercare.planning.week.shown import Shown
from eldercare.planning.week.taken import taken_by_others
from eldercare.planning.week.waves import all_waves

Which = tuple[NeedKind, str]
"""Kind and key of a promise."""
R = TypeVar("R", AnyMeal, AnySeat)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of promises besides: those `gone` leave their room to others, those at doors that are `unlocated`
    are let in first, those `fallen` anyway last, and are not told once more."""

    gone: Container[Which]
    unlocated: Container[Which]
    fallen: Container[Which]

    def in_turn(self, kind: NeedKind, rows: Sequence[R]) -> list[R]:
        """The rows in the order in which they are let in."""
        there = [row for row in rows if (kind, str(row.pk)) not in self.gone]
        return sorted(there, key=lambda row: (self._turn((kind, str(row.pk))), row.pk))

    def _turn(self, which: Which) -> int:
        return 0 if which in self.unlocated else 2 if which in self.fallen else 1


async def crowded_of(
    standing: Standing, shown: Shown, known: Known, away: Container[tuple[int, date]]
) -> list[Crowded]:
    """Of what is still to begin, as if nobody came who is `away`, person and day; other units count with the plans on
    their boards."""
    moment = Moment.of(standing.week)
    if standing.origin is None or moment.is_past:
        return []
    waves = await all_waves()
    ahead = [meal for meal in shown.meals if not moment.has_begun(meal.day, waves.of(meal))]
    meals, seats = known.in_turn(NeedKind.MEAL, ahead), known.in_turn(NeedKind.SEAT, shown.seats)
    there = [shift for shift in shown.shifts if (shift.staff_id, shift.day) not in away]
    taken = await taken_by_others(
        [standing.unit.id],
        standing.week,
        kitchens={meal.kitchen_id for meal in meals},
        facilities={seat.zone.facility_id for seat in seats},
    )
    found = [*await crowded_meals(meals, taken), *await crowded_seats(standing, seats, there, taken)]
    return [one for one in found if (one.kind, one.key) not in known.fallen]
