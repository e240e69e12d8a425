"""One member of staff's week and month as her centre has them, and the shifts that leave would leave without her."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from eldercare.clock import monday_of
from eldercare.hierarchy.subtree import facilities_of_unit, unit_of
from eldercare.people.models import Staff
from eldercare.planning.board_rows import Row, chips_of, rows_of
from eldercare.planning.drafts import Standing, standing
from eldercare.planning.models import Publication
from eldercare.planning.week.altered import shifts_otherwise
from eldercare.planning.week.broken import broken_of
from eldercare.planning.week.models import DraftShift
from eldercare.planning.week.since import Since, shifts_since, since_of
from eldercare.shifts.models import Shift

WEEK = 7


@dataclass(frozen=True, slots=True)
class StaffWeek:
    """`row` as it stands on the week board."""

    standing: Standing
    row: Row


async def staff_week(member: Staff, monday: date) -> StaffWeek:
    """Her week from `monday` on; `member` comes with her facility and availability."""
    state = await standing(await unit_of(member.facility), monday)
    places = await facilities_of_unit(state.unit)
    chips, gone = await chips_of(state, {place.id: place for place in places})
    days = [monday + timedelta(days=at) for at in range(WEEK)]
    broken, idle = await broken_of(state, member), all(who != member.id for who, _ in chips)
    since = await since_of(state) if idle else Since(altered=await shifts_since(state))
    (row,) = await rows_of(state, [member], days, chips, gone, broken, since)
    return StaffWeek(state, row)


async def told_otherwise(member: Staff, monday: date) -> Mapping[date, str]:
    """The days of a week whose shift, as she was told of it, is asked for otherwise by now, and how (`How`)."""
    hers = Publication.filter(week=monday, replaced_at=None, shifts__staff_id=member.id).distinct()
    plans = [Standing(told.unit, monday, None, told) for told in await hers.prefetch_related("unit", "draft")]
    found = [one for plan in plans for one in await shifts_since(plan)]
    return {day: how for (staff, day), how in shifts_otherwise(found).items() if staff == member.id}


async def shifts_between(member: Staff, first: date, last: date) -> Mapping[date, int]:
    """How many days of work she has been told of, or has on a board, from the first to the last day: by the Mondays of
    their weeks."""
    within = {"staff_id": member.id, "day__gte": first, "day__lte": last}
    told = await Shift.filter(**within, publication__replaced_at=None).values_list("day", flat=True)
    drafted = await DraftShift.filter(**within, draft__current=True).values_list("day", flat=True)
    return Counter(monday_of(day) for day in sorted({*told, *drafted}))  # type: ignore[arg-type]
