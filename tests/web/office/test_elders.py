"""Elders: the list, one file, correcting it, and holds."""

import re
from datetime import UTC, date, datetime

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.hierarchy.models import Region
from eldercare.people.models import Elder, StaffBond
from tests.cast import Cast
from tests.eldercare.planning.drafted import drafted
from tests.promises import promises
from tests.web.conftest import Visit

FILE = "/elders/e-zhou"
EDIT = FILE + "/edit"
SUNDAY = datetime(2026, 11, 22, 4, tzinfo=UTC)
"""The day before the week of the story."""
TYPED: dict[str, str | list[str]] = {
    "version": "1",
    "name": "周桂英",
    "gender": "female",
    "birth_date": "1942-05-06",
    "facility": "f-dong-care",
    "region": "r-dong-1-1",
    "phone": "0731-9",
    "estate": "柳堤小区",
    "floor": "5",
    "latitude": "27.9",
    "longitude": "113.2",
    "ability_level": "2",
    "living_situation": "with_spouse",
    "diet": "low_salt",
    "texture": "soft",
    "languages": ["hsn", "cmn"],
    "risks": "fall",
    "health_notes": "new",
}


async def test_the_list_is_narrowed_by_the_address(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    for query, shown in (
        ("q=桂英", True),
        ("q=e-zhou", True),
        ("q=nobody", False),
        ("ability=3", True),
        ("ability=0", False),
        ("facility=f-dong-care", True),
        ("facility=f-dong-station", False),
        ("unlocated=1", False),
    ):
        assert ("周桂英" in (await browser.get(f"/elders?{query}")).text) == shown, query
    assert (await browser.get("/elders?facility=f-xi")).status_code == 404


async def test_what_a_chinese_keyboard_types_wide_is_saved_plain(signed_in: Visit) -> None:
    wide = {"phone": "０７３１－９", "floor": "１２", "latitude": "２７．９", "birth_date": "１９４２－０５－０６"}
    browser = await signed_in("shen")
    await browser.get(EDIT)
    answer = await browser.post(EDIT, {**TYPED, **wide})
    assert answer.status_code == 303
    zhou = await Elder.get(key="e-zhou")
    assert (zhou.phone, zhou.floor, zhou.latitude, zhou.birth_date) == ("0731-9", 12, 27.9, date(1942, 5, 6))


async def test_able_elders_have_a_level_too(signed_in: Visit) -> None:
    await Elder.filter(key="e-zhou").update(ability_level=0)
    text = (await (await signed_in("shen")).get("/elders?language=en&q=e-zhou")).text
    assert 'level-0">Level 0 – able<' in text


async def test_the_file_tells_the_promises_in_words(signed_in: Visit, people: Cast) -> None:
    await promises(people)
    text = (await (await signed_in("shen")).get(FILE + "?language=en")).text
    assert "Mon to Fri, begins between 07:30 and 10:00, 45 min, needs the skill Daily care." in text
    assert "once a week (Mon to Fri), begins between 09:00 and 15:00, 1 h, two carers, needs the skill" in text
    assert "every day · brought to the door" in text
    assert 'Mon, Wed · <span class="nowrap">13:00–16:00</span> · Liudi Day Care' in text
    assert "周小兰" in text


async def test_the_week_shows_what_is_drafted_and_what_is_open(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    text = (await (await signed_in("shen")).get(FILE + "?language=en&week=2026-W48")).text
    assert "nobody has been told" in text
    assert '<b><span class="nowrap">08:00–08:45</span></b> Help with washing' in text
    assert "陈春燕" in text
    assert "Dongxi Kitchen" in text
    assert "not planned</b> Help with washing" in text


@pytest.mark.parametrize(("login", "shown"), [("shen", True), ("manager", False)])
async def test_only_the_centre_learns_that_a_reason_is_on_record(
    signed_in: Visit, people: Cast, login: str, shown: bool
) -> None:
    await StaffBond.create(
        elder=people.elders["zhou"], staff=people.staff["li"], kind="excluded", private_reason="a quarrel"
    )
    text = (await (await signed_in(login)).get(FILE + "?language=en")).text
    assert "Excluded" in text
    assert "a quarrel" not in text
    assert ("private reason recorded" in text) == shown


async def test_the_manager_reads_and_does_not_change(signed_in: Visit) -> None:
    browser = await signed_in("manager")
    assert EDIT not in (await browser.get(FILE)).text
    assert (await browser.get(EDIT)).status_code == 403


async def test_what_is_typed_is_stored(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    await browser.get(EDIT)
    answer = await browser.post(EDIT, TYPED)
    assert (answer.status_code, answer.headers["location"]) == (303, FILE + "?done=edit")
    stored = await Elder.get(key="e-zhou")
    assert (stored.floor, stored.has_lift, stored.latitude, stored.diet) == (5, False, 27.9, "low_salt")
    assert (stored.languages, stored.risks, stored.health_notes) == (["cmn", "hsn"], ["fall"], "new")
    assert "Plans made from now on use it" in (await browser.get(answer.headers["location"] + "&language=en")).text


async def test_a_risk_in_own_words_is_kept(signed_in: Visit) -> None:
    await Elder.filter(key="e-zhou").update(risks=["fall", "轮椅"])
    browser = await signed_in("shen")
    assert 'value="轮椅" checked' in (await browser.get(EDIT)).text
    await browser.post(EDIT, {**TYPED, "risks": ["轮椅", "made up"]})
    assert (await Elder.get(key="e-zhou")).risks == ["轮椅"]


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("latitude", "north", "Degrees as a decimal number"),
        ("latitude", "91", "91 is not between -90 and 90."),
        ("longitude", "", "Latitude and longitude go together"),
        ("birth_date", "2999-01-01", "A date such as"),
        ("name", " ", "Please fill this in."),
        ("region", "r-dong", "is not a grid"),
        ("region", "r-xi-1-1", "is not in the street of"),
        ("ended_on", "soon", "A date such as"),
        ("floor", "200", "A whole number from -3 to 120"),
        ("estate", " ", "Please fill this in."),
        ("phone", "abc不是电话", "is not a telephone number"),
        ("diet", "cake", "Please choose one of the options."),
        ("access_notes", "x" * 301, "At most 300 characters"),
    ],
)
async def test_a_fault_stands_beside_its_field_and_nothing_is_lost(
    signed_in: Visit, field: str, typed: str, reason: str
) -> None:
    browser = await signed_in("shen")
    await browser.get(EDIT)
    answer = await browser.post(EDIT + "?language=en", {**TYPED, field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text
    assert reason in answer.text
    assert f'value="{TYPED["phone"] if field != "phone" else typed}"' in answer.text
    assert (await Elder.get(key="e-zhou")).version == 1


async def test_two_at_once_both_see_what_the_other_stored(signed_in: Visit) -> None:
    await Elder.filter(key="e-zhou").update(version=2, floor=4, diet="halal", languages=["hsn", "cmn"])
    browser = await signed_in("shen")
    await browser.get(EDIT)
    answer = await browser.post(EDIT + "?language=en", TYPED)
    assert answer.status_code == 409
    assert "Stored in the meantime: 4. Sending again replaces it." in answer.text
    assert "Stored in the meantime: Halal. Sending again replaces it." in answer.text
    assert 'id="phone-wrong"' in answer.text
    assert 'name="version" value="2"' in answer.text
    assert (await browser.post(EDIT, {**TYPED, "version": "2"})).status_code == 303
    assert (await Elder.get(key="e-zhou")).floor == 5


async def test_what_somebody_else_stored_is_told_by_name_and_day(signed_in: Visit, people: Cast) -> None:
    above = people.regions["dong-1"]
    grid = await Region.create(
        key="r-dong-1-2",
        level="grid",
        path=above.path + "r-dong-1-2/",
        parent=above,
        name="柳堤二网格",
        name_en="Liudi Grid 2",
        latitude=27.9,
        longitude=113.2,
    )
    elsewhere = {"facility": people.facilities["dong"], "region": grid}
    await Elder.filter(key="e-zhou").update(version=2, birth_date=date(1943, 1, 2), **elsewhere)
    browser = await signed_in("shen")
    await browser.get(EDIT)
    text = (await browser.post(EDIT + "?language=en", {**TYPED, "ended_on": "2030-01-01"})).text
    told = dict(re.findall(r'id="(\w+)-wrong".*?Stored in the meantime: (.*?)\. Sending again', text))
    names = {name: told[name] for name in ("facility", "region", "birth_date", "ended_on")}
    assert names == {
        **{"facility": "Dongxi Centre", "region": "Liudi Community · Liudi Grid 2", "birth_date": "2 January 1943"},
        "ended_on": "nothing",
    }


async def test_the_order_in_which_risks_are_stored_is_nobodys_change(signed_in: Visit) -> None:
    held = {"risks": ["wandering", "fall"], "languages": ["hsn", "cmn"]}
    await Elder.filter(key="e-zhou").update(**held)
    browser = await signed_in("shen")
    text = (await browser.get(EDIT)).text
    shown = {name: re.findall(rf'name="{name}" value="(\w+)" checked', text) for name in held}
    assert shown == {"risks": ["fall", "wandering"], "languages": ["cmn", "hsn"]}
    assert (await browser.post(EDIT, {**TYPED, **shown})).status_code == 303
    stored = await Elder.get(key="e-zhou")
    assert (stored.risks, stored.languages) == (held["risks"], held["languages"])
    (entry,) = await AuditEntry.filter(action="elder.edit")
    assert not {"risks", "languages"} & entry.after.keys()
    text = (await browser.post(EDIT, {**TYPED, **shown})).text
    assert 'id="risks-wrong"' not in text
    assert 'id="languages-wrong"' not in text
    assert (await browser.post(EDIT, {**TYPED, **shown, "risks": ["fall", "scald"], "version": "2"})).status_code == 303
    assert (await Elder.get(key="e-zhou")).risks == ["fall", "scald"]


async def test_who_she_is_and_who_serves_her_is_corrected_with_a_trail(signed_in: Visit, people: Cast) -> None:
    browser = await signed_in("shen")
    text = (await browser.get(EDIT)).text
    assert 'value="1942-05-06"' in text
    assert '<option value="r-dong-1-1" selected>' in text
    assert '<option value="f-dong-care" selected>' in text
    typed = {"name": "周桂瑛", "gender": "male", "birth_date": "1941-05-06", "facility": "f-dong-station"}
    assert (await browser.post(EDIT, {**TYPED, **typed})).status_code == 303
    stored = await Elder.get(key="e-zhou")
    assert (stored.name, stored.gender, stored.birth_date) == ("周桂瑛", "male", date(1941, 5, 6))
    assert (stored.facility_id, stored.version) == (people.facilities["dong-station"].id, 2)
    entry = await AuditEntry.get(action="elder.edit")
    assert (entry.row_key, entry.facility_id) == ("e-zhou", stored.facility_id)
    assert (entry.before["name"], entry.after["name"]) == ("周桂英", "周桂瑛")
    assert entry.after["health_notes"] == "***"
    assert "ended_on" not in entry.after
    assert (await browser.post(EDIT, {**TYPED, "facility": "f-xi", "version": "2"})).status_code == 404


async def test_who_is_served_no_more_has_what_is_left_told(signed_in: Visit, people: Cast) -> None:
    with clock.held(SUNDAY):
        await drafted(people)
        browser = await signed_in("shen")
        await browser.get(EDIT)
        assert (await browser.post(EDIT, {**TYPED, "ended_on": "2026-11-22"})).status_code == 303
        assert (await Elder.get(key="e-zhou")).ended_on == date(2026, 11, 22)
        text = (await browser.get(FILE + "?language=en")).text
        assert "Last day of service: 22 November 2026." in text
        assert "2 visits, meals and seats stand in plans and published weeks after it." in text
        assert 'href="/week?week=2026-W48&amp;centre=f-dong"' in text
        board = (await browser.get("/week?week=2026-W48&language=en")).text
        assert "2 visits, meals and seats fall on days when their elders pause or are served no more." in board
        await browser.post(EDIT, {**TYPED, "ended_on": "", "version": "2"})
        assert (await Elder.get(key="e-zhou")).ended_on is None
        assert "Last day of service" not in (await browser.get(FILE + "?language=en")).text


async def test_coordinates_far_from_who_serves_her_are_refused(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    await browser.get(FILE)
    answer = await browser.post(EDIT + "?language=en", {**TYPED, "latitude": "10.0", "longitude": "10.0"})
    assert (answer.status_code, 'id="latitude-wrong"' in answer.text) == (422, True)
    assert "km from Liudi Day Care, and nobody is served over more than 20 km." in answer.text
