"""Holds: in force, ended, withdrawn before they begin."""

from datetime import UTC, date, datetime

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.care.holds import end, in_force, withdraw
from eldercare.care.models import Hold
from eldercare.errors import Refused, Stale
from tests.cast import Cast

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)


async def _held(people: Cast, first: int, last: int | None = None) -> Hold:
    days = date(2026, 11, first), None if last is None else date(2026, 11, last)
    return await Hold.create(elder=people.elders["zhou"], kind="away", first_day=days[0], last_day=days[1])


async def test_a_hold_without_an_end_lasts(people: Cast) -> None:
    hold = await _held(people, 20)
    assert in_force([hold], date(2026, 11, 19)) is None
    assert in_force([hold], date(2027, 11, 19)) is hold


async def test_a_hold_ends_on_the_day_given(people: Cast) -> None:
    shen, hold = people.accounts["shen"], await _held(people, 20)
    with pytest.raises(Refused, match="ends_before_it_begins"):
        await end(hold, date(2026, 11, 19), by=shen)
    await end(hold, date(2026, 11, 22), by=shen)
    assert (await Hold.get(id=hold.id)).last_day == date(2026, 11, 22)
    with pytest.raises(Stale):
        await end(hold, date(2026, 11, 23), by=shen)
    entry = await AuditEntry.get(action="hold.end")
    assert (entry.before["last_day"], entry.after["last_day"]) == (None, "2026-11-22")


async def test_only_a_hold_that_has_not_begun_is_withdrawn(people: Cast) -> None:
    shen, begun, to_come = people.accounts["shen"], await _held(people, 20, 22), await _held(people, 23, 24)
    with clock.held(NOW):
        with pytest.raises(Refused, match="hold_has_begun"):
            await withdraw(begun, by=shen)
        await withdraw(to_come, by=shen)
    assert [hold.id for hold in await Hold.all()] == [begun.id]
