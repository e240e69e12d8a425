"""Staff: the list, one file, correcting it, and leave."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.people.models import Availability, Leave, Staff, StaffSkill
from eldercare.rulebook.seed import seed_rules
from eldercare.shifts.models import ShiftType
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted, wanted
from tests.web.conftest import Visit

FILE = "/staff/s-chen"
EDIT = FILE + "/edit"
SUNDAY = datetime(2026, 11, 22, 4, tzinfo=UTC)
"""The day before the week of the story."""
TYPED = {
    "version": "1",
    "name": "陈春燕",
    "gender": "female",
    "job": "caregiver",
    "employed_from": "2024-01-01",
    "phone": "0731-9",
    "contract": "part_time",
    "weekly_hours": "22.5",
    "travel_mode": "bus",
    "facility": "f-dong-care",
    "languages": "hsn",
}


async def test_the_list_is_narrowed_by_the_address(signed_in: Visit, people: Cast) -> None:
    await seed_rules()
    await StaffSkill.create(
        staff=people.staff["chen"], skill=people.skills["care"], valid_until=clock.today() + timedelta(days=20)
    )
    browser = await signed_in("shen")
    for query, shown in (
        ("q=春燕", True),
        ("job=caregiver", True),
        ("job=cook", False),
        ("facility=f-dong", True),
        ("facility=f-dong-care", False),
        ("expiring=1", True),
    ):
        assert ("陈春燕" in (await browser.get(f"/staff?{query}")).text) == shown, query
    text = (await browser.get("/staff?expiring=1")).text
    assert "李玉梅" not in text
    assert 'class="tag warn"' in text


async def test_the_file_shows_hours_skills_and_when_she_can_work(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    chen = people.staff["chen"]
    await StaffSkill.filter(staff=chen).update(certificate="C-1", valid_until=MONDAY)
    await Availability.create(staff=chen, weekdays=0b0011111, starts=480, ends=1080)
    text = (await (await signed_in("shen")).get(FILE + "?language=en&week=2026-W48")).text
    assert "<b>8/40</b>" in text
    assert "Early</b>" in text
    assert "certificate C-1" in text
    assert 'Mon to Fri · <span class="nowrap">08:00–18:00</span>' in text


async def test_her_week_shows_when_she_pauses(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    assert (await (await signed_in("shen")).get(f"{FILE}?week=2026-W48&language=en")).text.count("10:30–11:00") == 1


async def test_a_shift_with_other_hours_by_now_is_marked_in_her_week(signed_in: Visit, people: Cast) -> None:
    await wanted(people, "early", 1)
    await drafted(people, Plan(shifts=[("chen", 0, "early"), ("chen", 1, "early")], visits=[]))
    with clock.held(SUNDAY):
        browser = await signed_in("shen")
        assert "other hours by now" not in (await browser.get(f"{FILE}?week=2026-W48&language=en")).text
        await ShiftType.filter(key="early").update(ends=960)
        assert (await browser.get(f"{FILE}?week=2026-W48&language=en")).text.count("other hours by now") == 2


async def test_what_is_typed_is_stored(signed_in: Visit, people: Cast) -> None:
    browser = await signed_in("shen")
    await browser.get(EDIT)
    answer = await browser.post(EDIT, TYPED)
    assert (answer.status_code, answer.headers["location"]) == (303, FILE + "?done=edit")
    stored = await Staff.get(key="s-chen")
    assert (stored.weekly_minutes, stored.contract, stored.languages) == (1350, "part_time", ["hsn"])
    assert stored.facility_id == people.facilities["dong-care"].id


async def test_hours_that_nobody_touched_stay_to_the_minute(signed_in: Visit) -> None:
    await Staff.filter(key="s-chen").update(weekly_minutes=2000)
    browser = await signed_in("shen")
    shown = re.search(r'name="weekly_hours" type="text" value="([^"]*)"', (await browser.get(EDIT)).text)
    assert shown
    assert (await browser.post(EDIT, {**TYPED, "weekly_hours": shown[1]})).status_code == 303
    assert (await Staff.get(key="s-chen")).weekly_minutes == 2000


async def test_who_she_is_and_her_last_day_are_corrected_with_a_trail(signed_in: Visit, people: Cast) -> None:
    with clock.held(SUNDAY):
        await drafted(people)
        browser = await signed_in("shen")
        assert 'value="陈春燕"' in (await browser.get(EDIT)).text
        typed = {"name": "陈春艳", "gender": "male", "job": "nurse", "employed_to": "2026-11-22", "facility": "f-dong"}
        assert (await browser.post(EDIT, {**TYPED, **typed})).status_code == 303
        stored = await Staff.get(key="s-chen")
        assert (stored.name, stored.gender, stored.job, stored.version) == ("陈春艳", "male", "nurse", 2)
        entry = await AuditEntry.get(action="staff.edit")
        assert (entry.noun, entry.row_key, entry.facility_id) == ("staff", "s-chen", people.facilities["dong"].id)
        assert (entry.before["employed_to"], entry.after["employed_to"]) == (None, "2026-11-22")
        text = (await browser.get(FILE + "?language=en")).text
        assert "Employed until 22 November 2026." in text
        assert "One day of work stands in plans and published weeks after it." in text
        assert 'href="/week?week=2026-W48&amp;centre=f-dong"' in text
        await browser.post(EDIT, {**TYPED, "employed_to": "2026-11-23", "version": "2"})
        assert "One day of work stands" not in (await browser.get(FILE + "?language=en")).text


async def test_nobody_is_moved_out_of_reach(signed_in: Visit, people: Cast) -> None:
    browser = await signed_in("shen")
    await browser.get(EDIT)
    assert (await browser.post(EDIT, {**TYPED, "facility": "f-xi"})).status_code == 404
    assert (await Staff.get(key="s-chen")).facility_id == people.facilities["dong"].id


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("weekly_hours", "much", "Hours as a number"),
        ("weekly_hours", "169", "a week has 168"),
        ("weekly_hours", "", "Please fill this in."),
        ("employed_to", "2023-12-31", "The end is before the start."),
        ("employed_from", "", "Please fill this in."),
        ("job", "king", "Please choose one of the options."),
        ("contract", "forever", "Please choose one of the options."),
        ("phone", "0" * 21, "At most 20 characters"),
        ("phone", "abc不是电话", "is not a telephone number"),
    ],
)
async def test_a_fault_stands_beside_its_field(signed_in: Visit, field: str, typed: str, reason: str) -> None:
    browser = await signed_in("shen")
    await browser.get(EDIT)
    answer = await browser.post(EDIT + "?language=en", {**TYPED, field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text
    assert reason in answer.text
    assert (await Staff.get(key="s-chen")).version == 1


async def test_two_at_once_both_see_what_the_other_stored(signed_in: Visit) -> None:
    left = {"employed_to": date(2030, 2, 3), "languages": ["hsn", "cmn"]}
    await Staff.filter(key="s-chen").update(version=2, weekly_minutes=600, **left)
    browser = await signed_in("shen")
    await browser.get(EDIT)
    typed = {**TYPED, "facility": "f-dong-station", "languages": ["cmn", "hsn"]}
    answer = await browser.post(EDIT + "?language=en", typed)
    assert answer.status_code == 409
    told = dict(re.findall(r'id="(\w+)-wrong".*?Stored in the meantime: (.*?)\. Sending again', answer.text))
    assert {name: told[name] for name in ("weekly_hours", "facility", "employed_to")} == {
        "weekly_hours": "10",
        "facility": "Dongxi Centre",
        "employed_to": "3 February 2030",
    }
    assert "languages" not in told, "their order is nobody's change"
    assert 'name="version" value="2"' in answer.text


async def test_leave_is_granted_shows_what_it_hits_and_is_cancelled(signed_in: Visit, people: Cast) -> None:
    with clock.held(SUNDAY):
        await drafted(people)
        browser = await signed_in("shen")
        await browser.get(FILE)
        days = {"kind": "annual", "first_day": "2026-11-23", "last_day": "2099-01-01"}
        assert (await browser.post(FILE + "/leave?language=en", days)).status_code == 422
        days["last_day"] = "2027-06-01"
        assert (await browser.post(FILE + "/leave", days)).headers["location"] == FILE + "?done=leave"
        assert "one shift falls into it" in (await browser.get(FILE + "?language=en")).text
        again = await browser.post(FILE + "/leave?language=en", {**days, "note": "typed"})
        assert "granted already: 23 Nov to 1 June 2027." in again.text
        assert 'value="typed"' in again.text
        leave = await Leave.get()
        assert (await browser.post(f"/staff/s-li/leave/{leave.id}/cancel")).status_code == 404
        assert (await browser.post(f"{FILE}/leave/{leave.id}/cancel")).headers["location"] == FILE + "?done=cancel"
        assert not await Leave.exists()


async def test_days_that_go_on_from_a_leave_make_it_longer(signed_in: Visit, people: Cast) -> None:
    days = {"kind": "sick", "first_day": "2026-11-23", "last_day": "2026-11-23", "note": "fever"}
    with clock.held(SUNDAY):
        browser = await signed_in("shen")
        await browser.post(FILE + "/leave", days)
        first = await Leave.get()
    with clock.held(SUNDAY + timedelta(days=1, hours=6)):
        browser = await signed_in("shen")
        answer = await browser.post(FILE + "/leave", {**days, "last_day": "2026-11-25", "note": ""})
        assert answer.headers["location"] == FILE + "?done=leave"
    leave = await Leave.get()
    assert (leave.id, str(leave.last_day), leave.note) == (first.id, "2026-11-25", "fever")
    assert leave.entered_at == first.entered_at


async def test_all_that_is_wrong_with_a_leave_is_told_at_once_and_nothing_typed_is_lost(
    signed_in: Visit, people: Cast
) -> None:
    await Staff.filter(key="s-chen").update(employed_to=date(2026, 12, 31))
    with clock.held(SUNDAY):
        browser = await signed_in("shen")
        typed = {"kind": "", "first_day": "2027-01-05", "last_day": "2027-01-04", "note": "typed"}
        answer = await browser.post(FILE + "/leave?language=en", typed)
    assert answer.status_code == 422
    for told in ("Please fill this in.", "This person works here until 31 Dec", "The end is before the start."):
        assert told in answer.text
    assert all(f'value="{value}"' in answer.text for value in ("2027-01-05", "2027-01-04", "typed"))
    assert not await Leave.exists()


async def test_leave_of_long_ago_is_granted_only_to_who_says_its_first_day_again(
    signed_in: Visit, people: Cast
) -> None:
    """The Sunday is 22 November 2026: a year typed wrong, and a week that was forgotten."""
    with clock.held(SUNDAY):
        browser = await signed_in("shen")
        days = {"kind": "annual", "first_day": "2025-11-23", "last_day": "2025-11-25"}
        for again in ({}, {"long_ago": "2025-11-24"}):
            answer = await browser.post(FILE + "/leave?language=en", {**days, **again})
            assert answer.status_code == 422
            assert (
                "First day 23 November 2025, last day 25 November 2025, and today is 22 November 2026." in answer.text
            )
            assert 'name="long_ago" value="2025-11-23" aria' in answer.text
        assert not await Leave.exists()
        assert (await browser.post(FILE + "/leave", {**days, "long_ago": "2025-11-23"})).status_code == 303
        recent = {"kind": "sick", "first_day": "2026-11-09", "last_day": "2026-11-13"}
        assert (await browser.post(FILE + "/leave", recent)).status_code == 303
    assert await Leave.all().count() == 2


async def test_what_a_shortened_certificate_forbids_her_is_counted_by_week(signed_in: Visit, people: Cast) -> None:
    """And stands on the chip of its day."""
    said = "2 visits and shifts ahead cannot be hers any more, by what stands here."
    with clock.held(SUNDAY):
        await drafted(people)
        browser = await signed_in("shen")
        assert said not in (await browser.get(FILE + "?language=en")).text
        await StaffSkill.filter(staff=people.staff["chen"]).update(valid_until=SUNDAY.date())
        text = (await browser.get(FILE + "?week=2026-W48&language=en")).text
    assert said in text
    assert 'href="/week?week=2026-W48&amp;centre=f-dong"' in text
    assert "2 visits: certificate ended" in text


async def test_the_manager_reads_and_does_not_change(signed_in: Visit) -> None:
    browser = await signed_in("manager")
    text = (await browser.get(FILE)).text
    assert EDIT not in text
    assert "/leave" not in text
