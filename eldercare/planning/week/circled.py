"""Tasks that come after each other in a circle: none can be first, so all of them are listed as open."""

from collections.abc import Iterator
from datetime import timedelta

from eldercare.care.demand import VisitNeed, circled_needs, window
from eldercare.planning.week.load import UnitRows, WeekRows
from eldercare.planning.week.models import NeedKind, NotPlanned

RULE = "order_and_gap"


def circled(rows: WeekRows, here: UnitRows) -> Iterator[NotPlanned]:
    """Each as often as it is promised and was not done; the facts tell how many are in the circle."""
    done = {visit.key for visit in here.elapsed.visits}
    for circle in circled_needs(here.tasks, rows.monday, here.absences):
        for need in circle:
            left = [day for day in need.days if f"{need.task.key}@{day}" not in done]
            for day in left[: need.times - len(need.days) + len(left)]:
                yield _open(rows, here, need, day, len(circle))


def _open(rows: WeekRows, here: UnitRows, need: VisitNeed, day: int, together: int) -> NotPlanned:
    earliest, latest = window(need.task, rows.rules.fixed_visit_leeway)
    return NotPlanned(
        kind=NeedKind.VISIT.value,
        key=f"{need.task.key}@{day}",
        priority_class=need.service.priority_class,
        minutes=need.task.minutes,
        rule=RULE,
        facts={"elder": need.elder.key, "circle": together},
        elder_id=need.elder.id,
        service_id=need.service.id,
        facility_id=here.unit.id,
        day=rows.monday + timedelta(days=day),
        starts=earliest,
        ends=latest + need.task.minutes,
    )
