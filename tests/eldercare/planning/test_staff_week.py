"""One member of staff's week, and the shifts that fall into her leave."""

from datetime import UTC, datetime, time, timedelta

from eldercare import clock
from eldercare.people.models import Leave, Staff
from eldercare.planning.models import Draft
from eldercare.planning.staff_week import shifts_between, staff_week, told_otherwise
from eldercare.planning.week.publish import publish
from eldercare.shifts.models import ShiftDemand, ShiftType
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted, wanted

THE_DAY_BEFORE = datetime.combine(MONDAY - timedelta(days=1), time(4), UTC)
WEDNESDAY = MONDAY + timedelta(days=2)


async def test_her_week_is_her_row_of_the_board(people: Cast) -> None:
    await drafted(people, Plan(shifts=[("chen", 0, "early"), ("chen", 1, "early"), ("li", 0, "late")]))
    await Leave.create(
        key="l-1", staff=people.staff["chen"], kind="sick", first_day=MONDAY, last_day=MONDAY + timedelta(days=1)
    )
    chen = await Staff.get(key="s-chen").prefetch_related("facility", "availability")
    with clock.held(THE_DAY_BEFORE):
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


async def test_a_shift_whose_type_has_other_hours_by_now_is_marked_until_it_begins(people: Cast) -> None:
    """Chen works early at the centre on three days; on Tuesday noon the hours of it are changed."""
    await wanted(people, "early", 1)
    await drafted(people, Plan(shifts=[("chen", day, "early") for day in range(3)] + [("li", 2, "late")], visits=[]))
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    chen = await Staff.get(key="s-chen").prefetch_related("facility", "availability")
    with clock.held(THE_DAY_BEFORE + timedelta(days=2)):
        assert [cell.altered for cell in (await staff_week(chen, MONDAY)).row.cells] == [""] * 7
        assert await told_otherwise(chen, MONDAY) == {}
        early = await ShiftType.get(key="early")
        await ShiftType.filter(id=early.id).update(starts=early.starts + 30)
        row = (await staff_week(chen, MONDAY)).row
        assert [cell.altered for cell in row.cells] == ["", "", "hours", "", "", "", ""]
        assert row.problems == 1
        assert await told_otherwise(chen, MONDAY) == {WEDNESDAY: "hours"}


async def test_what_a_draft_has_and_what_nobody_asks_for_any_more_is_not_told_to_her(people: Cast) -> None:
    """Of her own shifts she reads what she was told of; whose shift goes is for the next plan to choose."""
    await wanted(people, "early", 1)
    plan = Plan(shifts=[("chen", 2, "early")], visits=[])
    await drafted(people, plan)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    chen = await Staff.get(key="s-chen").prefetch_related("facility", "availability")
    with clock.held(THE_DAY_BEFORE):
        await ShiftType.filter(key="early").update(starts=450)
        await Draft.all().update(current=False)
        await drafted(people, plan, number=2)
        assert (await staff_week(chen, MONDAY)).row.cells[2].altered == ""
        assert await told_otherwise(chen, MONDAY) == {WEDNESDAY: "hours"}
        await ShiftDemand.all().delete()
        assert await told_otherwise(chen, MONDAY) == {}
