"""The kitchen's counts and its round sheets, as they are read over a stove."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from eldercare import clock
from eldercare.care.models import Hold
from eldercare.meals.models import Kitchen, Meal
from eldercare.notify.models import OutboxMessage
from eldercare.people.models import Elder, Leave, Staff
from tests.cast import Cast
from tests.eldercare.meals.served import guest, portion
from tests.eldercare.visits.told import brought, told
from tests.web.conftest import Visit

LUNCH = "?date=2026-11-23&meal=lunch&language=en"
MONDAY_AT_EIGHT = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
MONDAY_AT_THREE = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def _rows(text: str) -> list[list[str]]:
    """Every row of the page's tables, as its cells' texts."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", text, re.DOTALL)
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        ]
        for row in rows
    ]


async def test_portions_by_wave_diet_and_texture_with_sums(signed_in: Visit, people: Cast) -> None:
    publication = await told(people)
    soft, station = await guest(people, "a", "low_salt", "soft"), await guest(people, "b")
    await portion(people, publication, soft)
    await portion(people, publication, station, eats_at="dong-station", wave=2)
    text = (await (await signed_in("kitchen")).get("/kitchen" + LUNCH)).text
    rows = _rows(text)
    for row in (
        ["Diet", "Normal texture", "Soft", "In all"],
        ["Low salt", "–", "1", "1"],
        ["Wave 1 in all", "1", "1", "2"],
        ["Wave 2 in all", "1", "–", "1"],
        ["In all", "2", "1", "3"],
        ["2", "Liudi Station (eat in)", "1", "Regular 1"],
    ):
        assert row in rows
    assert "2 of at most 80 portions" in text
    assert "Counted from the plan of Dongxi Centre, version 1" in text


async def test_round_sheets_in_the_order_of_the_doors(signed_in: Visit, people: Cast) -> None:
    publication = await told(people)
    await brought(people, publication, "lin", "li", stop=2)
    await brought(people, publication, "zhou", "li", stop=1)
    browser = await signed_in("kitchen")
    text = (await browser.get("/kitchen/rounds?date=2026-11-23&meal=dinner&language=en")).text
    assert [row[:3] for row in _rows(text)] == [
        ["Stop", "Arrives", "For"],
        ["1", "17:20", "周桂英"],
        ["2", "17:30", "林福生"],
    ]
    assert "李玉梅" in text
    assert "sets out at 17:10" in text
    assert "access-" not in text
    assert "Nobody carries these yet" in (await browser.get("/kitchen/rounds" + LUNCH)).text


async def test_of_many_rounds_the_next_is_open_and_any_with_something_amiss(signed_in: Visit, people: Cast) -> None:
    publication = await told(people)
    for trip in range(1, 5):
        people.elders["guest"] = await guest(people, f"guest-{trip}")
        meal = await brought(people, publication, "guest", "li")
        await Meal.filter(id=meal.id).update(trip=trip, arrives=(16 + trip) * 60)
    browser, page = await signed_in("kitchen"), "/kitchen/rounds?date=2026-11-23&meal=dinner&language=en"
    with clock.held(MONDAY_AT_THREE):
        assert _open((await browser.get(page)).text) == [True, False, False, False]
        assert _open((await browser.get(page + "&open=all")).text) == [True] * 4
    with clock.held(MONDAY_AT_THREE + timedelta(hours=2)):
        assert _open((await browser.get(page)).text) == [False, True, False, False]
        await Hold.create(elder=people.elders["guest"], kind="hospital", first_day=date(2026, 11, 23))
        assert _open((await browser.get(page)).text) == [False, True, False, True]


def _open(text: str) -> list[bool]:
    """Of each round's sheet, whether it is shown."""
    return [bool(found) for found in re.findall('class="card fold sheet"( open)?>', text)]


async def test_an_empty_day_says_why(signed_in: Visit, people: Cast) -> None:
    browser = await signed_in("kitchen")
    assert "No portions" in (await browser.get("/kitchen" + LUNCH)).text
    assert "No rounds" in (await browser.get("/kitchen/rounds" + LUNCH)).text
    await Kitchen.all().delete()
    for path in ("/kitchen", "/kitchen/rounds"):
        assert "There is no kitchen here yet" in (await browser.get(path + LUNCH)).text


async def test_after_lunch_dinner_is_shown(signed_in: Visit) -> None:
    for moment, meal in ((MONDAY_AT_EIGHT, "Lunch"), (MONDAY_AT_THREE, "Dinner")):
        with clock.held(moment):
            text = (await (await signed_in("kitchen")).get("/kitchen?language=en")).text
        assert re.search(rf'aria-current="true">{meal}</a>', text)


async def test_a_manager_chooses_among_kitchens_and_a_cook_has_her_own(signed_in: Visit) -> None:
    manager, cook = await signed_in("manager"), await signed_in("kitchen")
    text = (await manager.get("/kitchen?kitchen=k-xi&language=en")).text
    assert '<option value="k-xi" selected>Xiling Kitchen</option>' in text
    text = (await cook.get("/kitchen?language=en")).text
    assert "Dongxi Kitchen" in text
    assert "<select" not in text
    assert (await cook.get("/kitchen?kitchen=k-xi")).status_code == 404


async def test_the_kitchen_says_that_it_has_seen_a_new_plan(signed_in: Visit, people: Cast) -> None:
    await told(people)
    with clock.held(MONDAY_AT_EIGHT):
        browser = await signed_in("kitchen")
        assert "Since you last looked" in (await browser.get("/kitchen?language=en")).text
        message = await OutboxMessage.get(kitchen_id=people.kitchens["dong"].id)
        await browser.post("/kitchen/seen", {"message": str(message.id)})
        assert "Since you last looked" not in (await browser.get("/kitchen?language=en")).text


async def test_a_round_sheet_says_whom_to_call_at_the_door(signed_in: Visit, people: Cast) -> None:
    publication = await told(people)
    await brought(people, publication, "zhou", "li")
    await Elder.filter(id=people.elders["zhou"].id).update(phone="190 0000 0009")
    text = (await (await signed_in("kitchen")).get("/kitchen/rounds?date=2026-11-23&meal=dinner&language=en")).text
    assert 'href="tel:19000000009"' in text
    assert "190 0000 0009" in text


async def test_a_kitchen_reads_what_has_changed_in_its_pots(signed_in: Visit, people: Cast) -> None:
    publication = await told(people)
    pot = {"day": "2026-11-23", "meal": "lunch", "wave": 2, "diet": "low_salt", "texture": "soft"}
    await OutboxMessage.create(
        created_at=clock.now(),
        publication=publication,
        kitchen=people.kitchens["dong"],
        kind="plan.changed",
        facts={
            "week": "2026-11-23",
            "number": 2,
            "portions": [{**pot, "before": 12, "after": 11}],
            "rounds": ["2026-11-23", "2026-11-24"],
        },
    )
    text = (await (await signed_in("kitchen")).get("/kitchen" + LUNCH)).text
    shown = " ".join(re.sub(r"<[^>]+>", "", text).split())
    assert "Mon 23 Nov Lunch · wave 2 Low salt · Soft: 12 → 11" in shown
    assert "Other rounds or names on Mon 23 Nov, Tue 24 Nov: print the lists again." in shown


async def test_boxes_are_told_by_where_they_go(signed_in: Visit, people: Cast) -> None:
    publication = await told(people)
    own = next(key for key, one in people.facilities.items() if one.id == people.kitchens["dong"].facility_id)
    guests = [("a", "dong-station", "li"), ("b", "dong-station", None), ("c", None, "li"), ("d", own, None)]
    for key, place, carrier in guests:
        carried: dict[str, Any] = {"stop": 1, "arrives": 690, "trip": 1}
        more = {"carrier": people.staff[carrier], **carried} if carrier else {}
        await portion(people, publication, await guest(people, key), eats_at=place, **more)
    browser = await signed_in("kitchen")
    text = (await browser.get("/kitchen" + LUNCH)).text
    assert "The rounds take 3 boxes: 2 to the doors and 1 to one canteen." in text, "one door is in the cast's plan"
    assert "One portion is eaten here." in text
    assert "One portion for a canteen has no carrier." in text
    text = (await browser.get("/kitchen/rounds" + LUNCH)).text
    assert "3 boxes to bring round." in text
    assert "2 go to doors, 1 to one canteen." in text


async def test_counts_tell_who_pauses_and_who_cannot_carry(signed_in: Visit, people: Cast) -> None:
    publication = await told(people)
    li = people.staff["li"]
    eats_here = await guest(people, "a", "low_salt", "soft")
    await portion(people, publication, eats_here, eats_at="dong-station")
    await portion(people, publication, await guest(people, "b"), carrier=li, stop=1, arrives=690, trip=1)
    browser = await signed_in("kitchen")
    assert "plan and publish the week again" not in (await browser.get("/kitchen" + LUNCH)).text
    monday = date(2026, 11, 23)
    await Hold.create(elder=eats_here, kind="hospital", first_day=monday)
    text = (await browser.get("/kitchen" + LUNCH)).text
    assert "One elder of these counts pauses: one portion too many." in text
    assert "客a · Low salt, Soft · wave 1 · Liudi Station" in text
    assert "Not there on this day" not in text
    await Leave.create(key="l", staff=li, kind="sick", first_day=monday, last_day=monday)
    assert f"Not there on this day to carry: {li.name}." in (await browser.get("/kitchen" + LUNCH)).text
    await Hold.all().update(first_day=date(2026, 11, 24))
    await Leave.all().update(first_day=date(2026, 11, 24), last_day=date(2026, 11, 24))
    assert "plan and publish the week again" not in (await browser.get("/kitchen" + LUNCH)).text


async def test_a_round_sheet_marks_who_is_not_there_and_who_pauses(signed_in: Visit, people: Cast) -> None:
    publication = await told(people)
    await brought(people, publication, "lin", "li", stop=2)
    await brought(people, publication, "zhou", "li", stop=1)
    browser, page = await signed_in("kitchen"), "/kitchen/rounds?date=2026-11-23&meal=dinner&language=en"
    assert "plan and publish the week again" not in (await browser.get(page)).text
    monday = date(2026, 11, 23)
    await Leave.create(key="l", staff=people.staff["li"], kind="sick", first_day=monday, last_day=monday)
    await Hold.create(elder=people.elders["zhou"], kind="hospital", first_day=monday)
    text = (await browser.get(page)).text
    assert text.count("is not there on this day") == 1
    assert text.count("pauses: do not bring") == 1
    assert "plan and publish the week again" in text
    await Hold.all().update(first_day=date(2026, 11, 24))
    await Leave.all().update(first_day=date(2026, 11, 24), last_day=date(2026, 11, 24))
    assert "plan and publish the week again" not in (await browser.get(page)).text


async def test_counts_tell_who_is_served_no_more_and_a_carrier_who_left(signed_in: Visit, people: Cast) -> None:
    publication = await told(people)
    await brought(people, publication, "zhou", "li")
    zhou, li = people.elders["zhou"], people.staff["li"]
    address = "/kitchen?date=2026-11-23&meal=dinner&language=en"
    with clock.held(MONDAY_AT_EIGHT):
        browser = await signed_in("kitchen")
        before = (await browser.get(address)).text
        assert zhou.name not in before
        await Elder.filter(id=zhou.id).update(ended_on=date(2026, 11, 20))
        await Staff.filter(id=li.id).update(employed_to=date(2026, 11, 20))
        after = (await browser.get(address)).text
    assert zhou.name in after
    assert li.name in after
