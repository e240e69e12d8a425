"""Leave: granted once, taken back while it is not over."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.errors import Invalid, Refused, Stale
from eldercare.exchange.entry import Entry, enter
from eldercare.exchange.kinds import Value
from eldercare.people.leave import cancel
from eldercare.people.models import Leave, Staff
from tests.cast import Cast

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
DAYS = (date(2026, 11, 24), date(2026, 11, 26))


async def grant(people: Cast, who: str, days: tuple[date | None, date | None] = DAYS) -> Leave:
    values = {"staff": f"s-{who}", "kind": "sick", "first_day": days[0], "last_day": days[1]}
    new = Entry("leave", values, "leave.add", about=("staff", f"s-{who}"))
    (key,) = await enter([new], by=people.accounts["shen"])
    return await Leave.get(key=key).prefetch_related("staff")


async def faults(people: Cast, *days: date) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        await grant(people, "chen", (days[0], days[-1]))
    return [(fault.field, fault.code) for fault in refused.value.faults]


async def test_leave_is_granted_with_a_trail(people: Cast) -> None:
    leave = await grant(people, "chen")
    assert (leave.first_day, leave.last_day, leave.kind) == (*DAYS, "sick")
    entry = await AuditEntry.get(action="leave.add")
    assert (entry.noun, entry.row_key, entry.after["first_day"]) == ("staff", "s-chen", "2026-11-24")
    assert entry.facility_id == people.staff["chen"].facility_id


@pytest.mark.parametrize(("first", "last", "fits"), [(20, 23, True), (27, 30, True), (20, 24, False), (25, 25, False)])
async def test_the_same_day_is_granted_once(people: Cast, first: int, last: int, fits: bool) -> None:
    await grant(people, "chen")
    more = (date(2026, 11, first), date(2026, 11, last))
    await grant(people, "li", more)
    if fits:
        await grant(people, "chen", more)
    else:
        assert await faults(people, *more) == [("first_day", "leave_there")]
    assert await Leave.all().count() == 2 + fits


async def test_of_two_who_grant_the_same_days_at_once_one_is_refused(people: Cast) -> None:
    answers = await asyncio.gather(*(grant(people, "chen") for _ in range(4)), return_exceptions=True)
    assert [type(answer) for answer in answers].count(Invalid) == 3
    assert await Leave.all().count() == 1


async def test_days_that_cannot_be_are_refused(people: Cast) -> None:
    assert await faults(people, DAYS[1], DAYS[0]) == [("last_day", "end_before_start")]
    assert await faults(people, DAYS[0], date(2027, 11, 25)) == [("last_day", "leave_too_long")]
    await grant(people, "chen", (DAYS[0], date(2027, 11, 24)))


async def test_leave_is_from_work(people: Cast) -> None:
    """Some of its days lie within the employment; both ends may reach beyond."""
    await Staff.filter(key="s-chen").update(employed_from=DAYS[0], employed_to=DAYS[1])
    assert await faults(people, date(2026, 11, 27)) == [("first_day", "leave_after_work")]
    assert await faults(people, date(2026, 11, 23)) == [("last_day", "leave_before_work")]
    await grant(people, "chen", (date(2026, 11, 23), date(2026, 11, 27)))


async def test_leave_keeps_when_it_was_entered(people: Cast) -> None:
    with clock.held(NOW):
        leave = await grant(people, "chen")
    assert leave.entered_at == NOW


@pytest.mark.parametrize(
    ("day", "changed", "anew"),
    [
        (23, {"last_day": date(2026, 11, 27)}, True),
        (23, {"first_day": date(2026, 11, 23)}, True),
        (23, {"last_day": date(2026, 11, 25)}, False),
        (23, {"note": "by telephone"}, False),
        (25, {"last_day": date(2026, 11, 27)}, False),
    ],
    ids=["longer", "earlier", "shorter", "same days", "longer once begun"],
)
async def test_leave_that_gets_more_days_before_it_begins_is_entered_anew(
    people: Cast, day: int, changed: dict[str, Value], anew: bool
) -> None:
    with clock.held(NOW):
        leave = await grant(people, "chen")
    with clock.held(NOW.replace(day=day)):
        await enter([Entry("leave", changed, "leave.add", key=leave.key)], by=people.accounts["shen"])
        await leave.refresh_from_db()
    assert leave.entered_at == (NOW.replace(day=day) if anew else NOW)
    assert all(getattr(leave, name) == value for name, value in changed.items())


TUESDAY, WEDNESDAY, THURSDAY = (datetime(2026, 11, day, 4, tzinfo=UTC) for day in (24, 25, 26))


@pytest.mark.parametrize(
    ("who", "back", "days", "kept"),
    [
        ("chen", TUESDAY, DAYS, True),
        ("chen", TUESDAY, (DAYS[0], date(2026, 11, 25)), True),
        ("chen", TUESDAY, (DAYS[0], date(2026, 11, 27)), False),
        ("chen", NOW, DAYS, False),
        ("li", TUESDAY, DAYS, False),
    ],
    ids=["same days", "fewer", "more", "taken back before it began", "somebody else"],
)
async def test_leave_granted_again_for_days_taken_back_once_begun_keeps_its_moment(
    people: Cast, who: str, back: datetime, days: tuple[date, date], kept: bool
) -> None:
    with clock.held(NOW):
        leave = await grant(people, "chen")
    with clock.held(back):
        await cancel(leave, by=people.accounts["shen"])
    with clock.held(WEDNESDAY):
        assert (await grant(people, who, days)).entered_at == (NOW if kept else WEDNESDAY)


async def test_of_leave_granted_again_and_again_the_first_moment_counts(people: Cast) -> None:
    for moment in (NOW, TUESDAY, WEDNESDAY):
        with clock.held(moment):
            leave = await grant(people, "chen")
            assert leave.entered_at == NOW
        with clock.held(max(moment, TUESDAY)):
            await cancel(leave, by=people.accounts["shen"])


async def test_leave_is_taken_back_until_it_is_over(people: Cast) -> None:
    shen = people.accounts["shen"]
    leave = await grant(people, "chen")
    with clock.held(NOW.replace(day=28)), pytest.raises(Refused, match="leave_is_over"):
        await cancel(leave, by=shen)
    with clock.held(NOW):
        await cancel(leave, by=shen)
        with pytest.raises(Stale):
            await cancel(leave, by=shen)
    assert not await Leave.exists()
    assert await AuditEntry.filter(action="leave.cancel", row_key="s-chen").count() == 1
