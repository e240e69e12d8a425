"""Holds: added once, ended, withdrawn before they begin."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.care.holds import NewHold, add, end, in_force, withdraw
from eldercare.care.models import Hold, HoldKind
from eldercare.errors import Invalid, Refused, Stale
from tests.cast import Cast

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
OPEN = NewHold(HoldKind.HOSPITAL, date(2026, 11, 20))


def _days(first: int, last: int | None) -> NewHold:
    return NewHold(HoldKind.AWAY, date(2026, 11, first), None if last is None else date(2026, 11, last))


async def test_a_hold_without_an_end_lasts(people: Cast) -> None:
    hold = await add(people.elders["zhou"], OPEN, by=people.accounts["shen"])
    assert in_force([hold], date(2026, 11, 19)) is None
    assert in_force([hold], date(2027, 11, 19)) is hold
    assert (await AuditEntry.get(action="hold.add")).row_key == "e-zhou"


@pytest.mark.parametrize(
    ("first", "last", "fits"), [(10, 19, True), (10, 20, False), (10, None, False), (25, 26, False)]
)
async def test_one_hold_at_a_time(people: Cast, first: int, last: int | None, fits: bool) -> None:
    zhou, shen = people.elders["zhou"], people.accounts["shen"]
    await add(zhou, OPEN, by=shen)
    if fits:
        await add(zhou, _days(first, last), by=shen)
    else:
        with pytest.raises(Invalid):
            await add(zhou, _days(first, last), by=shen)
    assert await Hold.all().count() == 1 + fits


async def test_of_two_who_hold_the_same_days_at_once_one_is_refused(people: Cast) -> None:
    zhou, shen = people.elders["zhou"], people.accounts["shen"]
    twice = [add(zhou, days, by=shen) for days in (OPEN, _days(21, 24), _days(22, 25), _days(23, None))]
    answers = await asyncio.gather(*twice, return_exceptions=True)
    assert [type(answer) for answer in answers].count(Invalid) == 3
    assert await Hold.all().count() == 1


async def test_a_hold_ends_on_the_day_given(people: Cast) -> None:
    zhou, shen = people.elders["zhou"], people.accounts["shen"]
    hold = await add(zhou, OPEN, by=shen)
    with pytest.raises(Refused, match="ends_before_it_begins"):
        await end(hold, date(2026, 11, 19), by=shen)
    await end(hold, date(2026, 11, 22), by=shen)
    assert (await Hold.get(id=hold.id)).last_day == date(2026, 11, 22)
    with pytest.raises(Stale):
        await end(hold, date(2026, 11, 23), by=shen)
    entry = await AuditEntry.get(action="hold.end")
    assert (entry.before["last_day"], entry.after["last_day"]) == (None, "2026-11-22")


async def test_only_a_hold_that_has_not_begun_is_withdrawn(people: Cast) -> None:
    zhou, shen = people.elders["zhou"], people.accounts["shen"]
    begun, to_come = await add(zhou, _days(20, 22), by=shen), await add(zhou, _days(23, 24), by=shen)
    with clock.held(NOW):
        with pytest.raises(Refused, match="hold_has_begun"):
            await withdraw(begun, by=shen)
        await withdraw(to_come, by=shen)
    assert [hold.id for hold in await Hold.all()] == [begun.id]


def test_the_last_day_comes_after_the_first() -> None:
    with pytest.raises(Invalid):
        _days(20, 19)
