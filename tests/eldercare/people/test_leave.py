"""Leave: granted once, taken back while it is not over."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.errors import Invalid, Refused, Stale
from eldercare.people.leave import NewLeave, add, cancel
from eldercare.people.models import Leave, LeaveKind
from tests.cast import Cast

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
DAYS = NewLeave(LeaveKind.SICK, date(2026, 11, 24), date(2026, 11, 26))


async def test_leave_is_granted_with_a_trail(people: Cast) -> None:
    leave = await add(people.staff["chen"], DAYS, by=people.accounts["shen"])
    assert (leave.first_day, leave.last_day, leave.kind) == (DAYS.first_day, DAYS.last_day, "sick")
    entry = await AuditEntry.get(action="leave.add")
    assert (entry.row_key, entry.after["first_day"]) == ("s-chen", "2026-11-24")


@pytest.mark.parametrize(("first", "last", "fits"), [(20, 23, True), (27, 30, True), (20, 24, False), (25, 25, False)])
async def test_the_same_day_is_granted_once(people: Cast, first: int, last: int, fits: bool) -> None:
    shen = people.accounts["shen"]
    await add(people.staff["chen"], DAYS, by=shen)
    more = NewLeave(LeaveKind.ANNUAL, date(2026, 11, first), date(2026, 11, last))
    await add(people.staff["li"], more, by=shen)
    if fits:
        await add(people.staff["chen"], more, by=shen)
    else:
        with pytest.raises(Invalid) as refused:
            await add(people.staff["chen"], more, by=shen)
        assert refused.value.faults[0].code == "leave_overlaps"
    assert await Leave.all().count() == 2 + fits


async def test_of_two_who_grant_the_same_days_at_once_one_is_refused(people: Cast) -> None:
    chen, shen = people.staff["chen"], people.accounts["shen"]
    answers = await asyncio.gather(*(add(chen, DAYS, by=shen) for _ in range(4)), return_exceptions=True)
    assert [type(answer) for answer in answers].count(Invalid) == 3
    assert await Leave.all().count() == 1


@pytest.mark.parametrize("last", [date(2026, 11, 23), date(2027, 11, 25)])
def test_days_that_cannot_be_are_refused(last: date) -> None:
    with pytest.raises(Invalid):
        NewLeave(LeaveKind.ANNUAL, date(2026, 11, 24), last)


async def test_leave_is_taken_back_until_it_is_over(people: Cast) -> None:
    shen = people.accounts["shen"]
    leave = await add(people.staff["chen"], DAYS, by=shen)
    with clock.held(NOW.replace(day=28)), pytest.raises(Refused, match="leave_is_over"):
        await cancel(leave, by=shen)
    with clock.held(NOW):
        await cancel(leave, by=shen)
        with pytest.raises(Stale):
            await cancel(leave, by=shen)
    assert not await Leave.exists()
    assert await AuditEntry.filter(action="leave.cancel", row_key="s-chen").count() == 1
