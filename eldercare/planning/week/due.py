"""What the files ask of a week by now: its visits, meals, seats and posts, whether or not they can be planned."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from eldercare.care.calendar import WEEK, Absence
from eldercare.care.demand import VisitNeed, all_needs
from eldercare.care.models import CareTask
from eldercare.daycare.demand import SeatNeed, seat_needs
from eldercare.daycare.models import Attendance
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import facilities_of_unit
from eldercare.meals.demand import MealNeed, meal_needs
from eldercare.meals.models import MealSubscription
from eldercare.people.models import Elder
from eldercare.planning.moment import Moment
from eldercare.planning.week.load import absences_of, attendance_of, demand_of, meals_of, tasks_of
from eldercare.rulebook.rules import rules_on
from eldercare.shifts.models import ShiftDemand, ShiftType


@dataclass(frozen=True, slots=True)
class Due:
    """Rows of a week, of a unit or of one elder; with `pausing` holds take their days away, as planning has it."""

    unit: Facility
    moment: Moment
    leeway: int
    """Minutes that a fixed time may be missed by."""
    tasks: list[CareTask]
    subscriptions: list[MealSubscription]
    attendance: list[Attendance]
    absences: Mapping[int, list[Absence]]
    posts: list[ShiftDemand]
    kinds: Mapping[int, ShiftType]
    """Of shifts, by id."""
    ended: Mapping[int, date]
    """The last day of elders who are served no more, as far as that is in the week or before it."""

    def visits(self, *, pausing: bool) -> list[VisitNeed]:
        """Those that come after each other in a circle, too: they are promised, though none can be first."""
        return all_needs(self.tasks, self.moment.monday, self.absences if pausing else {})

    def meals(self, *, pausing: bool) -> list[MealNeed]:
        return meal_needs(self.subscriptions, self.moment.monday, self.absences if pausing else {})

    def seats(self, *, pausing: bool) -> list[SeatNeed]:
        return seat_needs(self.attendance, self.moment.monday, self.absences if pausing else {})

    def date_of(self, day: int) -> date:
        return self.moment.monday + timedelta(days=day)

    def is_served(self, elder: int, day: date) -> bool:
        return day <= self.ended.get(elder, date.max)


async def due_of(unit: Facility, moment: Moment, elder: Elder | None = None) -> Due:
    """As the files are now; of one elder without the posts of the unit's places."""
    monday, here = moment.monday, [one.id for one in await facilities_of_unit(unit)]
    elders = {"elder_id": elder.id} if elder else {"elder__facility_id__in": here}
    gone = Elder.filter(**({"id": elder.id} if elder else {"facility_id__in": here}))
    return Due(
        unit=unit,
        moment=moment,
        leeway=(await rules_on(monday, unit)).fixed_visit_leeway,
        tasks=await tasks_of(elders, monday),
        subscriptions=await meals_of(elders, monday),
        attendance=await attendance_of(elders, monday),
        absences=await absences_of(elders, monday),
        posts=[] if elder else await demand_of(here),
        kinds={} if elder else {kind.id: kind for kind in await ShiftType.all()},
        ended=dict(await gone.filter(ended_on__lt=monday + timedelta(days=WEEK - 1)).values_list("id", "ended_on")),
    )
