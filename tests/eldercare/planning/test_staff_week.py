"""One member of staff's week, and the shifts that fall into her leave."""

from datetime import UTC, datetime, time, timedelta

from eldercare import clock
from eldercare.people.models import Leave, Staff
from eldercare.planning.staff_week import shifts_between, staff_week
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted


async def test_her_week_is_her_row_of_the_board(people: Cast) -> None:
    await drafted(people, Plan(shifts=[("chen", 0, "early"), ("chen", 1, "early"), ("li", 0, "late")]))
    await Leave.create(
        key="l-1", staff=people.staff["chen"], kind="sick", first_day=MONDAY, last_day=MONDAY + timedelta(days=1)
    )
    chen = await Staff.get(key="s-chen").prefetch_related("facility", "availability")
    with clock.held(datetime.combine(MONDAY - timedelta(days=1), time(4), UTC)):
        week = await staff_week(chen, MONDAY)
    assert (week.row.minutes, week.row.days_in_a_row) == (960, 2)
    assert [cell.problem for cell in week.row.cells[:3]] == ["on_leave", "on_leave", ""]


async def test_a_day_counts_once_drafted_and_published(people: Cast) -> None:
    await drafted(people, Plan(shifts=[("chen", 0, "early"), ("chen", 1, "early")]))
    chen = people.staff["chen"]
    assert await shifts_between(chen, MONDAY, MONDAY) == {MONDAY: 1}
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    assert await shifts_between(chen, MONDAY, MONDAY + timedelta(days=8)) == {MONDAY: 2}
    assert await shifts_between(chen, MONDAY + timedelta(days=2), MONDAY + timedelta(days=6)) == {}
    assert await shifts_between(people.staff["li"], MONDAY, MONDAY) == {}
