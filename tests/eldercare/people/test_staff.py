"""Finding staff and correcting what is known of one."""

import dataclasses
from datetime import date, timedelta

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.errors import Invalid, Stale
from eldercare.people.models import Contract, Staff, StaffSkill, TravelMode
from eldercare.people.staff import StaffFacts, edit, running_out, search, warned_until
from eldercare.rulebook.models import RuleValue
from eldercare.rulebook.seed import seed_rules
from tests.cast import Cast


def _facts(people: Cast) -> StaffFacts:
    return StaffFacts(
        phone="139",
        contract=Contract.PART_TIME,
        weekly_minutes=1200,
        travel_mode=TravelMode.BUS,
        languages=["cmn"],
        facility_id=people.facilities["dong-care"].id,
    )


async def _keys(**wanted: object) -> list[str]:
    return [member.key for member in await search(Staff.all(), **wanted)]  # type: ignore[arg-type]


async def test_words_jobs_and_places_narrow_the_list(people: Cast) -> None:
    await Staff.filter(key="s-li").update(job="nurse")
    assert await _keys() == ["s-chen", "s-li", "s-wu"]
    assert await _keys(text="志强") == ["s-wu"]
    assert await _keys(job="nurse") == ["s-li"]
    assert await _keys(below=people.facilities["dong"]) == ["s-chen", "s-li"]


async def test_those_who_left_are_shown_when_asked_for(people: Cast) -> None:
    await Staff.filter(key="s-chen").update(employed_to=date(2024, 6, 1))
    assert "s-chen" not in await _keys()
    assert "s-chen" in await _keys(left=True)


async def test_a_certificate_that_runs_out_is_found_in_time(people: Cast) -> None:
    today = clock.today()
    for key, days in (("chen", 30), ("li", 31)):
        await StaffSkill.create(
            staff=people.staff[key], skill=people.skills["care"], valid_until=today + timedelta(days=days)
        )
    await seed_rules()
    warned = await warned_until(today)
    assert warned == today + timedelta(days=30)
    assert await _keys(expiring_by=warned) == ["s-chen"]


async def test_without_a_rule_nothing_is_near_its_end(people: Cast) -> None:
    await RuleValue.filter(key="certificate_warning").delete()
    assert await warned_until(clock.today()) == clock.today()


def test_the_first_certificate_to_end_comes_first() -> None:
    days = [date(2026, 12, 2), None, date(2026, 12, 1), date(2027, 1, 1)]
    skills = [StaffSkill(valid_until=day) for day in days]
    assert [one.valid_until for one in running_out(skills, date(2026, 12, 31))] == [days[2], days[0]]


async def test_an_edit_is_stored_and_is_found_at_the_new_place(people: Cast) -> None:
    chen = people.staff["chen"]
    await edit(chen, _facts(people), version=1, by=people.accounts["shen"])
    stored = await Staff.get(id=chen.id)
    assert (stored.contract, stored.weekly_minutes, stored.travel_mode, stored.version) == ("part_time", 1200, "bus", 2)
    entry = await AuditEntry.get(action="staff.edit")
    assert entry.facility_id == people.facilities["dong-care"].id
    assert (entry.before["weekly_minutes"], entry.after["weekly_minutes"]) == (2400, 1200)


async def test_who_read_an_older_version_does_not_overwrite(people: Cast) -> None:
    chen, shen = people.staff["chen"], people.accounts["shen"]
    await edit(chen, _facts(people), version=1, by=shen)
    with pytest.raises(Stale):
        await edit(chen, _facts(people), version=1, by=shen)


@pytest.mark.parametrize("minutes", [0, 168 * 60 + 1])
async def test_a_week_has_its_hours(people: Cast, minutes: int) -> None:
    with pytest.raises(Invalid):
        dataclasses.replace(_facts(people), weekly_minutes=minutes)
