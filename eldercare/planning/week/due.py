"""What the files ask of a week by now: its visits, meals, seats and posts, whether or not they can be planned."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from eldercare.care.calendar import WEEK, Absence
from eldercare.care.demand import VisitNeed, all_needs
from eldercare.daycare.demand import SeatNeed, seat_needs
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import facilities_of_unit
from eldercare.meals.demand import MealNeed, meal_needs
from eldercare.people.models import Elder
from eldercare.planning.moment import Moment
from eldercare.planning.week.load import absences_of, attendance_of, demand_of, meals_of, tasks_of
from eldercare.rulebook.rules import rules_on
from eldercare.shifts.models import ShiftDemand, ShiftType


@dataclass(frozen=True, slots=True)
class Needs:
    """What is asked for; visits that come after each other in a circle, too: they are promised, though none can be
    first."""

    visits: list[VisitNeed]
    meals: list[MealNeed]
    seats: list[SeatNeed]


@dataclass(frozen=True, slots=True)
class Due:
    """A week, of a unit or of one elder: needs as planning has them, whose days holds take away, and as if nobody
    paused."""

    unit: Facility
    moment: Moment
    leeway: int
    """Minutes that a fixed time may be missed by."""
    needs: Needs
    unpaused: Needs
    posts: list[ShiftDemand]
    kinds: Mapping[int, ShiftType]
    """Of shifts, by id."""
    ended: Mapping[int, date]
    """The last day of elders who are served no more, as far as that is in the week or before it."""

    def date_of(self, day: int) -> date:
        return self.moment.monday + timedelta(days=day)

    def is_served(self, elder: int, day: date) -> bool:
        return day <= self.ended.get(elder, date.max)


async def due_of(unit: Facility, moment: Moment, elder: Elder | None = None) -> Due:
    """As the files are now; of one elder without the posts of the unit's places."""
    monday, here = moment.monday, [one.id for one in await facilities_of_unit(unit)]
    elders = {"elder_id": elder.id} if elder else {"elder__facility_id__in": here}
    gone = Elder.filter(**({"id": elder.id} if elder else {"facility_id__in": here}))
    tasks, meals = await tasks_of(elders, monday), await meals_of(elders, monday)
    seats, absences = await attendance_of(elders, monday), await absences_of(elders, monday)

    def needs(pauses: Mapping[int, list[Absence]]) -> Needs:
        visits = all_needs(tasks, monday, pauses)
        return Needs(visits, meal_needs(meals, monday, pauses), seat_needs(seats, monday, pauses))

    return Due(
        unit=unit,
        moment=moment,
        leeway=(await rules_on(monday, unit)).fixed_visit_leeway,
        needs=needs(absences),
        unpaused=needs({}),
        posts=[] if elder else await demand_of(here),
        kinds={} if elder else {kind.id: kind for kind in await ShiftType.all()},
        ended=dict(await gone.filter(ended_on__lt=monday + timedelta(days=WEEK - 1)).values_list("id", "ended_on")),
    )
