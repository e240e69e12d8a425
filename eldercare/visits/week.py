"""A carer's week at a glance: shifts, leave, how many doors she goes to."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from eldercare.meals.models import Meal
from eldercare.people.at_work import is_employed
from eldercare.people.models import Leave, Staff
from eldercare.shifts.models import Shift
from eldercare.visits.announced import is_announced
from eldercare.visits.models import VisitStaff

WEEK = 7


@dataclass(frozen=True, slots=True)
class WorkDay:
    day: date
    shift: Shift | None
    leave: Leave | None
    employed: bool
    visits: int
    boxes: int

    @property
    def minutes(self) -> int:
        """Paid minutes: the shift without its break."""
        return self.shift.ends - self.shift.starts - self.shift.break_minutes if self.shift else 0


@dataclass(frozen=True, slots=True)
class WorkWeek:
    staff: Staff
    monday: date
    days: tuple[WorkDay, ...]
    announced: bool

    @property
    def minutes(self) -> int:
        return sum(day.minutes for day in self.days)


async def work_week(staff: Staff, monday: date) -> WorkWeek:
    """Her published week; `staff` comes with her facility."""
    days = [monday + timedelta(days=offset) for offset in range(WEEK)]
    within = {"day__gte": days[0], "day__lte": days[-1]}
    shifts = await Shift.filter(staff_id=staff.id, publication__replaced_at=None, **within).prefetch_related(
        "shift_type", "facility"
    )
    leave = await Leave.filter(staff_id=staff.id, first_day__lte=days[-1], last_day__gte=days[0])
    visits: Counter[object] = Counter(
        await VisitStaff.filter(staff_id=staff.id, visit__publication__replaced_at=None, **within).values_list(
            "day", flat=True
        )
    )
    boxes: Counter[object] = Counter(
        await Meal.filter(carrier_id=staff.id, publication__replaced_at=None, **within).values_list("day", flat=True)
    )
    return WorkWeek(
        staff=staff,
        monday=monday,
        days=tuple(
            WorkDay(
                day=day,
                shift=next((shift for shift in shifts if shift.day == day), None),
                leave=next((row for row in leave if row.covers(day)), None),
                employed=is_employed(staff, day),
                visits=visits[day],
                boxes=boxes[day],
            )
            for day in days
        ),
        announced=await is_announced(staff.facility, monday),
    )
