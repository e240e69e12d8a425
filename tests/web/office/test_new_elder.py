"""Adding an elder: stored with her trail, refused as an import would refuse her, held up while she may be there."""

import re
from datetime import date, timedelta

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.exchange.importing import import_book
from eldercare.people.models import Elder
from tests.cast import Cast
from tests.eldercare.exchange.books import book
from tests.web.conftest import Visit

NEW = "/elders/new"
TYPED = {
    **{"name": "何秀兰", "gender": "female", "birth_date": "1940-02-03", "facility": "f-dong-care"},
    **{"region": "r-dong-1-1", "phone": "0731-5550123", "estate": "柳堤小区", "building": "9", "floor": "3"},
    **{"ability_level": "2", "living_situation": "alone", "diet": "low_salt", "texture": "soft"},
    **{"languages": ["hsn"], "risks": ["fall"], "latitude": "27.9", "longitude": "113.2", "has_lift": "1"},
}
SAME_WOMAN = {**TYPED, "name": "周桂英", "birth_date": "1942-05-06", "floor": "7", "phone": ""}


async def test_the_list_leads_to_the_form_and_the_form_to_the_file(signed_in: Visit, people: Cast) -> None:
    browser = await signed_in("shen")
    assert f'href="{NEW}"' in (await browser.get("/elders")).text
    text = (await browser.get(NEW)).text
    assert "r-dong-1-1" in text
    assert "r-xi-1-1" not in text
    answer = await browser.post(NEW, TYPED)
    stored = await Elder.get(name="何秀兰")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/elders/{stored.key}?done=add")
    assert (stored.birth_date, stored.facility_id) == (date(1940, 2, 3), people.facilities["dong-care"].id)
    assert (stored.region_id, stored.diet, stored.risks) == (people.regions["dong-1-1"].id, "low_salt", ["fall"])
    entry = await AuditEntry.get(action="elder.add")
    assert (entry.noun, entry.row_key, entry.actor) == ("elder", stored.key, "name-shen")
    assert entry.facility_id == people.facilities["dong-care"].id
    assert "何秀兰" in (await browser.get(answer.headers["location"])).text


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("birth_date", str(clock.today() + timedelta(days=400)), "has not come yet. Check the year."),
        ("birth_date", "yesterday", "A date such as"),
        ("phone", "12", "is not a telephone number"),
        ("name", "", "Please fill this in."),
        ("gender", "", "Please fill this in."),
        ("region", "", "Please fill this in."),
        ("region", "r-dong", "is not a grid"),
        ("region", "r-xi-1-1", "is not in the street of"),
        ("latitude", "", "Latitude and longitude go together"),
    ],
)
async def test_a_fault_stands_beside_its_field(signed_in: Visit, field: str, typed: str, reason: str) -> None:
    browser = await signed_in("shen")
    await browser.get(NEW)
    answer = await browser.post(NEW + "?language=en", {**TYPED, field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text
    assert reason in answer.text
    assert not await Elder.filter(estate="柳堤小区", building="9").exists()


async def test_nobody_is_put_beside_ones_own_centre(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    await browser.get(NEW)
    assert (await browser.post(NEW, {**TYPED, "facility": "f-xi"})).status_code == 404
    assert not await Elder.filter(name="何秀兰").exists()


async def test_who_may_be_there_already_is_decided_first(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    await browser.get(NEW)
    held = await browser.post(NEW + "?language=en", SAME_WOMAN)
    assert held.status_code == 422
    assert "周桂英 (e-zhou): same name and date of birth." in held.text
    assert 'value="e-zhou"' in held.text
    assert await Elder.filter(name="周桂英").count() == 1


async def test_what_a_plan_rests_on_is_asked_and_not_preset(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    text = (await browser.get(NEW + "?language=en")).text
    for field in ("ability_level", "living_situation"):
        select = text[text.index(f'<select id="{field}"') :]
        select = select[: select.index("</select>")]
        assert "required" in select
        assert '<option value="">please choose</option>' in select
        assert " selected" not in select
        answer = await browser.post(NEW + "?language=en", {**TYPED, field: ""})
        assert (answer.status_code, f'id="{field}-wrong"' in answer.text) == (422, True)
    assert "please choose" not in (await browser.get("/elders/e-zhou/edit")).text


ON_RECORD = {
    **{"phone": "0731-5550177", "ability_level": 4, "living_situation": "with_children", "texture": "pureed"},
    **{"floor": 6, "has_lift": True, "languages": ["hsn"], "risks": ["wander"], "version": 5},
}


async def test_the_same_person_is_shown_her_file_with_what_was_typed(signed_in: Visit) -> None:
    """Nothing that nobody typed goes over what is on record, and nothing is stored before she saves."""
    await Elder.filter(key="e-zhou").update(**ON_RECORD)
    browser = await signed_in("shen")
    await browser.get(NEW)
    usual = {"floor": "1", "diet": "regular", "texture": "normal", "has_lift": "", "phone": ""}
    asked = {"ability_level": "3", "living_situation": "with_children", "languages": ["yue"], "risks": []}
    typed = {**SAME_WOMAN, **usual, **asked, "building": "12", "facility": "f-dong-station", "who": "e-zhou"}
    answer = await browser.post(NEW + "?language=en", typed)
    text = answer.text
    assert answer.status_code == 200
    assert 'action="/elders/e-zhou/edit"' in text
    assert "Nothing is stored yet." in text
    shown = {"version": "5", "floor": "1", "phone": "0731-5550177", "building": "12", "unit": "", "room": ""}
    values = dict(re.findall(r'<input [^>]*?name="(\w+)"[^>]*? value="([^"]*)"', text))
    assert {name: values[name] for name in shown} == shown
    assert not re.search(r'name="has_lift" value="1" checked', text)
    chosen = re.findall(r'<option value="(\w+)" selected', text)
    assert chosen == ["female", "3", "with_children", "regular", "pureed"]
    assert set(re.findall(r'name="(?:languages|risks)" value="(\w+)" checked', text)) == {"hsn", "yue", "wander"}
    assert "On record: 3. Saving replaces it." in text, "the building"
    told = set(re.findall(r'id="(\w+)-wrong"', text))
    address = {"building", "unit", "room", "floor", "has_lift", "latitude", "longitude"}
    assert told == {"ability_level", "languages", "facility"} | address
    assert "On record: Liudi Day Care. Saving replaces it." in text
    stored = await Elder.get(key="e-zhou")
    assert (stored.building, stored.version) == ("3", 5)
    assert not await AuditEntry.filter(action__startswith="elder.").exists()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ({"building": "99"}, ("99", "", "", "1", "", "")),
        ({"building": "99", "latitude": "27.8", "longitude": "113.2"}, ("99", "", "", "1", "27.8", "113.2")),
        ({"floor": "4"}, ("", "", "", "4", "", "")),
        ({}, ("3", "2", "201", "6", "27.9", "113.16")),
        ({"room": "201"}, ("3", "2", "201", "6", "27.9", "113.16")),
    ],
)
async def test_an_address_is_as_typed_or_as_on_record(
    signed_in: Visit, typed: dict[str, str], shown: tuple[str, ...]
) -> None:
    home = {"building": "3", "unit": "2", "room": "201", "latitude": 27.9, "longitude": 113.16, "floor": 6}
    await Elder.filter(key="e-zhou").update(**home)
    browser = await signed_in("shen")
    await browser.get(NEW)
    nothing = {**dict.fromkeys(home, ""), "has_lift": "", "floor": "1", "who": "e-zhou"}
    text = (await browser.post(NEW, {**SAME_WOMAN, **nothing, **typed})).text
    values = dict(re.findall(r'<input [^>]*?name="(\w+)"[^>]*? value="([^"]*)"', text))
    assert tuple(values[name] for name in ("building", "unit", "room", "floor", "latitude", "longitude")) == shown


@pytest.mark.parametrize("who", ["e-lin", "e-sun", "e-nobody"])
async def test_only_one_of_those_shown_is_the_same_person(signed_in: Visit, who: str) -> None:
    browser = await signed_in("shen")
    await browser.get(NEW)
    answer = await browser.post(NEW + "?language=en", {**SAME_WOMAN, "who": who})
    assert answer.status_code == 422
    assert "not like that person" in answer.text
    assert 'value="e-zhou"' in answer.text, "those she is like are still shown"
    answer = await browser.post(NEW, {**TYPED, "who": who})
    assert answer.status_code == 422
    assert not await Elder.filter(name="何秀兰").exists()
    assert await Elder.filter(name="周桂英").count() == 1


async def test_somebody_else_is_added_beside(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    await browser.get(NEW)
    assert (await browser.post(NEW, {**SAME_WOMAN, "who": "apart"})).status_code == 303
    assert await Elder.filter(name="周桂英").count() == 2
    assert (await browser.post(NEW, {**SAME_WOMAN, "who": "apart"})).status_code == 303
    assert await Elder.filter(name="周桂英").count() == 3


async def test_a_workbook_without_keys_finds_who_was_added_on_the_page(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    await browser.get(NEW)
    await browser.post(NEW, TYPED)
    line = {
        **{"姓名": "何秀兰", "性别": "女", "出生日期": "1940-02-03", "负责机构": "f-dong-care", "网格": "r-dong-1-1"},
        **{"小区": "柳堤小区", "能力等级": 3, "居住状况": "独居"},
    }
    report = await import_book(book({"老人": [line]}))
    assert (report.faults, report.counts["老人"].updated) == ((), 1)
    assert (await Elder.get(name="何秀兰")).ability_level == 3


async def test_the_manager_reads_and_does_not_add(signed_in: Visit) -> None:
    browser = await signed_in("manager")
    assert NEW not in (await browser.get("/elders")).text
    assert (await browser.get(NEW)).status_code == 403


async def test_all_faults_are_told_in_one_round(signed_in: Visit) -> None:
    """Also beside the question who she is."""
    browser = await signed_in("shen")
    await browser.get(NEW)
    wrong = {"floor": "three", "phone": "abc☎", "birth_date": "2199-01-01", "latitude": "10"}
    text = (await browser.post(NEW + "?language=en", {**TYPED, **wrong})).text
    assert set(re.findall(r'id="(\w+)-wrong"', text)) == set(wrong)
    text = (await browser.post(NEW + "?language=en", {**SAME_WOMAN, "floor": "three", "latitude": "10"})).text
    assert set(re.findall(r'id="(\w+)-wrong"', text)) == {"floor", "latitude"}
    assert 'value="e-zhou"' in text
    assert not await AuditEntry.filter(action__startswith="elder.").exists()
