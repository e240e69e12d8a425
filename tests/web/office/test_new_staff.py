"""Adding a member of staff; what she can do and when she can work."""

import re
from datetime import date
from typing import Any

import pytest

from eldercare.audit.models import AuditEntry
from eldercare.people.models import Availability, Skill, Staff, StaffSkill
from eldercare.people.staff import MOST_TIMES
from tests.cast import Cast
from tests.web.conftest import Visit

NEW = "/staff/new"
SKILLS = "/staff/s-chen/skills"
TYPED = {
    **{"name": "何秀兰", "gender": "female", "job": "nurse", "employed_from": "2026-12-01", "facility": "f-dong"},
    **{"contract": "part_time", "weekly_hours": "22.5", "travel_mode": "bus", "phone": "0731-5550123"},
    **{"languages": ["hsn"], "skills": ["care"], "care-valid_until": "2028-05-01", "care-certificate": "C-7"},
    **{"days-0": ["0", "2"], "from-0": "08:00", "until-0": "12:30", "days-1": ["5"], "from-1": "14:00"},
    **{"until-1": "00:00"},
}


async def test_she_is_stored_with_skills_and_times(signed_in: Visit, people: Cast) -> None:
    browser = await signed_in("shen")
    assert f'href="{NEW}"' in (await browser.get("/staff")).text
    await browser.get(NEW)
    answer = await browser.post(NEW, TYPED)
    stored = await Staff.get(name="何秀兰").prefetch_related("skills__skill", "availability")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/staff/{stored.key}?done=add")
    assert (stored.job, stored.weekly_minutes, stored.facility_id) == ("nurse", 1350, people.facilities["dong"].id)
    assert [(held.skill.key, held.certificate, held.valid_until) for held in stored.skills] == [
        ("care", "C-7", date(2028, 5, 1))
    ]
    assert sorted((one.weekdays, one.starts, one.ends) for one in stored.availability) == [
        (0b0000101, 480, 750),
        (0b0100000, 840, 1440),
    ]
    entries = await AuditEntry.filter(row_key=stored.key).order_by("id").values_list("action", "noun", "actor")
    assert entries == [("staff.add", "staff", "name-shen"), ("skill.add", "staff", "name-shen")]
    text = (await browser.get(answer.headers["location"] + "&language=en")).text
    assert 'Mon, Wed · <span class="nowrap">08:00–12:30</span>' in text
    assert "certificate C-7" in text


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("weekly_hours", "169", "a week has 168"),
        ("name", "", "Please fill this in."),
        ("name", "何秀兰\n" * 20, "At most 60 characters, please."),
        ("job", "king", "Please choose one of the options."),
        ("phone", "12", "is not a telephone number"),
        ("care-valid_until", "", "needs a certificate. Write until when it is valid."),
        ("employed_to", "2026-01-01", "The end is before the start."),
        ("until-0", "07:00", "The end is before the start."),
        ("days-0", "", "This must be filled in."),
        ("from-1", "", "Please fill this in."),
    ],
)
async def test_a_fault_stands_beside_its_field(signed_in: Visit, field: str, typed: str, reason: str) -> None:
    browser = await signed_in("shen")
    await browser.get(NEW)
    answer = await browser.post(NEW + "?language=en", {**TYPED, field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text
    assert reason in answer.text
    assert 'value="C-7"' in answer.text
    assert not await Staff.filter(name="何秀兰").exists()


async def test_who_has_the_same_name_is_looked_at_first(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    await browser.get(NEW)
    held = await browser.post(NEW + "?language=en", {**TYPED, "name": "陈春燕"})
    assert held.status_code == 422
    assert 'href="/staff/s-chen"' in held.text
    assert 'name="apart"' in held.text
    assert await Staff.filter(name="陈春燕").count() == 1
    assert (await browser.post(NEW, {**TYPED, "name": "陈春燕", "apart": "1"})).status_code == 303
    assert await Staff.filter(name="陈春燕").count() == 2
    assert (await browser.post(NEW, {**TYPED, "name": "吴志强"})).status_code == 303, "out of reach, so not shown"


async def test_nobody_is_put_beside_ones_own_centre(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    await browser.get(NEW)
    assert (await browser.post(NEW, {**TYPED, "facility": "f-xi"})).status_code == 404


async def test_what_she_can_do_and_when_is_changed(signed_in: Visit, people: Cast) -> None:
    chen = people.staff["chen"]
    cooking = await Skill.create(key="cooking", name="烹饪", name_en="Cooking")
    await StaffSkill.create(staff=chen, skill=people.skills["care"], certificate="C-1", valid_until=date(2027, 1, 1))
    await Availability.create(staff=chen, weekdays=0b0011111, starts=480, ends=1440)
    browser = await signed_in("shen")
    assert SKILLS in (await browser.get("/staff/s-chen")).text
    text = (await browser.get(SKILLS)).text
    assert 'value="C-1"' in text
    assert 'name="until-0" type="time" value="00:00"' in text
    typed = {"version": "1", "skills": ["cooking"], "days-0": ["6"], "from-0": "09:00", "until-0": "10:00"}
    assert (await browser.post(SKILLS, typed)).headers["location"] == "/staff/s-chen?done=skills"
    assert [held.skill_id for held in await StaffSkill.filter(staff=chen)] == [cooking.id]
    times = await Availability.filter(staff=chen)
    assert [(one.weekdays, one.starts, one.ends) for one in times] == [(0b1000000, 540, 600)]
    assert (await Staff.get(key="s-chen")).version > 1
    told = {entry.action for entry in await AuditEntry.filter(row_key="s-chen")}
    assert told == {"staff.edit", "skill.add", "skill.drop"}
    assert (await browser.post(SKILLS, typed)).status_code == 409


async def test_what_was_typed_stays_beside_what_somebody_else_stored(signed_in: Visit, people: Cast) -> None:
    chen = people.staff["chen"]
    await Skill.create(key="cooking", name="烹饪", name_en="Cooking")
    await StaffSkill.create(staff=chen, skill=people.skills["care"], certificate="C-1", valid_until=date(2027, 2, 1))
    await Availability.create(staff=chen, weekdays=0b0011111, starts=480, ends=1440)
    await Staff.filter(key="s-chen").update(version=3)
    browser = await signed_in("shen")
    await browser.get(SKILLS)
    sent = {
        **{"version": "1", "skills": ["care", "cooking"], "care-valid_until": "2027-01-01", "care-certificate": "C-2"},
        **{"days-0": ["6"], "from-0": "09:00", "until-0": "10:00"},
    }
    answer = await browser.post(SKILLS + "?language=en", sent)
    text = answer.text
    assert answer.status_code == 409
    assert "Somebody else changed this in the meantime." in text
    told = dict(re.findall(r'id="([\w-]+)-wrong".*?Stored in the meantime: (.*?)\. Sending again', text))
    assert told == {
        **{"skills": "Daily care", "times": "Mon to Fri 08:00–24:00"},
        **{"care-certificate": "C-1", "care-valid_until": "1 February 2027"},
    }
    assert 'name="version" value="3"' in text
    assert 'value="cooking" checked' in text, "what was typed is still there"
    assert 'value="C-2"' in text
    assert 'name="days-0" value="6" checked' in text
    assert 'name="days-0" value="0" checked' not in text
    assert (await browser.post(SKILLS, {**sent, "version": "3"})).status_code == 303
    assert {held.certificate for held in await StaffSkill.filter(staff=chen)} == {"C-2", ""}


async def test_no_time_that_is_stored_is_lost_by_saving(signed_in: Visit, people: Cast) -> None:
    """More of them may have come with a workbook than a page usually shows."""
    times = [Availability(staff=people.staff["chen"], weekdays=1 << n % 7, starts=n, ends=n + 600) for n in range(20)]
    await Availability.bulk_create(times)
    browser = await signed_in("shen")
    text = (await browser.get(SKILLS)).text
    assert (text.count('name="from-'), 'name="from-21"' in text, 'name="from-22"' in text) == (22, True, False)
    sent: dict[str, Any] = {"version": "1"}
    for number, starts in re.findall(r'name="from-(\d+)" type="time" value="([\d:]+)"', text):
        until = re.search(rf'name="until-{number}" type="time" value="([\d:]+)"', text)
        days = re.findall(rf'name="days-{number}" value="(\d)" checked', text)
        sent |= {f"from-{number}": starts, f"until-{number}": until[1] if until else "", f"days-{number}": days}
    assert (await browser.post(SKILLS, sent)).status_code == 303
    assert await Availability.filter(staff=people.staff["chen"]).count() == len(times)


async def test_there_is_an_end_to_the_times_of_one_person(signed_in: Visit, people: Cast) -> None:
    """The same as in the workbook; a number that no form shows takes no room either."""
    browser = await signed_in("shen")
    await browser.get(SKILLS)
    sent: dict[str, Any] = {"version": "1"}
    for number in range(MOST_TIMES + 1):
        at = f"{number // 60:02d}:{number % 60:02d}"
        sent |= {f"days-{number}": ["0"], f"from-{number}": at, f"until-{number}": "12:00"}
    answer = await browser.post(SKILLS + "?language=en", sent)
    assert (answer.status_code, f"at most {MOST_TIMES} times" in answer.text) == (422, True)
    assert answer.text.count('name="from-') == MOST_TIMES + 3
    del sent["days-0"], sent["from-0"], sent["until-0"]
    assert (await browser.post(SKILLS, {**sent, "from-99999999": "08:00"})).status_code == 303
    assert await Availability.filter(staff=people.staff["chen"]).count() == MOST_TIMES
    answer = await browser.post(SKILLS, {"version": "2", "days-950": ["5"], "from-950": "08:00", "until-950": ""})
    assert (answer.status_code, answer.text.count('name="from-')) == (422, 3)


async def test_nothing_changed_by_two_at_once_is_lost(signed_in: Visit, people: Cast) -> None:
    """The times are as they were, so that only the version tells that somebody else was there."""
    await Staff.filter(key="s-chen").update(version=3)
    browser = await signed_in("shen")
    await browser.get(SKILLS)
    sent = {"skills": ["care"], "care-valid_until": "2029-01-01"}
    assert (await browser.post(SKILLS, {**sent, "version": "2"})).status_code == 409
    assert (await browser.post(SKILLS, {**sent, "version": "3"})).status_code == 303
    assert (await browser.post(SKILLS, {**sent, "version": "3"})).status_code == 409


async def test_the_manager_reads_and_does_not_add(signed_in: Visit) -> None:
    browser = await signed_in("manager")
    assert NEW not in (await browser.get("/staff")).text
    assert (await browser.get(NEW)).status_code == 403
    assert (await browser.get(SKILLS)).status_code == 403


async def test_all_faults_are_told_in_one_round(signed_in: Visit) -> None:
    """Also beside the question whether she is another one of that name."""
    browser = await signed_in("shen")
    await browser.get(NEW)
    wrong = {"weekly_hours": "many", "phone": "abc☎", "employed_to": "1999-01-01"}
    for name in ("陈春燕", "陈冬"):
        answer = await browser.post(NEW + "?language=en", {**TYPED, **wrong, "name": name})
        assert set(re.findall(r'id="(\w+)-wrong"', answer.text)) == set(wrong)
        assert ('name="apart"' in answer.text) == (name == "陈春燕")
        assert "Please correct the marked fields" in answer.text
