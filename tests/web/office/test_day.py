"""The day of visits, as blocks and as a list."""

import re
from datetime import UTC, date, datetime

from eldercare import clock
from eldercare.care.models import CareTask, Hold
from eldercare.people.models import Leave, Staff, StaffBond
from eldercare.planning.models import Draft
from eldercare.shifts.models import ShiftType
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted, wanted
from tests.web.conftest import Visit

THE_DAY_BEFORE = datetime(2026, 11, 22, 4, tzinfo=UTC)
DAY = "/day?date=2026-11-23&language=en"


async def test_a_visit_lies_at_its_minutes_and_stands_in_the_list(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    text = (await (await signed_in("shen")).get(DAY)).text
    assert "h8 m0 to-h8 to-m45" in text
    assert "08:00–08:45" in text
    assert "Ms 周" in text
    assert "周桂英" in text
    assert "h7 m50 to-h8 to-m0" in text  # the way


async def test_a_visit_of_two_names_the_other(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    text = (await (await signed_in("shen")).get(DAY)).text
    assert "together with 李玉梅" in text
    assert "together with 陈春燕" in text


async def test_a_way_that_does_not_fit_is_said_in_words(signed_in: Visit, people: Cast) -> None:
    visits = [("t-wash@0", "zhou", "chen", 0, 480), ("t-wash2@0", "lin", "chen", 0, 480 + 45 + 2)]
    await drafted(people, Plan(visits=visits))
    text = (await (await signed_in("shen")).get(DAY)).text
    assert "The way is 8 minutes too long." in text
    assert "8 min too little" in text


async def test_what_nobody_goes_to_stands_on_top(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    browser = await signed_in("shen")
    assert "Unassigned" not in (await browser.get(DAY)).text
    assert "Unassigned" in (await browser.get(DAY.replace("23", "25"))).text


async def test_a_carer_on_duty_without_visits_is_free(signed_in: Visit, people: Cast) -> None:
    await drafted(people, Plan(visits=[]))
    assert "free all day" in (await (await signed_in("shen")).get(DAY)).text


async def test_the_break_stands_between_the_visits_it_lies_between(signed_in: Visit, people: Cast) -> None:
    """Half past ten to eleven; a visit at eight, one at half past twelve."""
    visits = [("t-wash@0", "zhou", "chen", 0, 480), ("t-wash2@0", "lin", "chen", 0, 750)]
    await drafted(people, Plan(shifts=[("chen", 0, "early")], visits=visits))
    listed = (await (await signed_in("shen")).get(DAY)).text.partition('id="list-title"')[2]
    assert listed.count("10:30–11:00") == 1
    assert listed.index("08:00–08:45") < listed.index("10:30–11:00") < listed.index("12:30–13:15")


async def test_the_break_stands_before_the_first_or_after_the_last_visit(signed_in: Visit, people: Cast) -> None:
    browser = await signed_in("shen")
    for number, (starts, visit, first) in enumerate([(750, "12:30–13:15", True), (480, "08:00–08:45", False)], 1):
        visits = [("t-wash@0", "zhou", "chen", 0, starts)]
        await drafted(people, Plan(shifts=[("chen", 0, "early")], visits=visits), number=number)
        listed = (await browser.get(DAY)).text.partition('id="list-title"')[2]
        assert listed.count("10:30–11:00") == 1
        assert (listed.index("10:30–11:00") < listed.index(visit)) == first
        await Draft.all().update(current=False)


async def test_who_works_at_a_place_stands_there_with_her_break(signed_in: Visit, people: Cast) -> None:
    await Staff.filter(key="s-chen").update(job="cook")
    await drafted(people, Plan(shifts=[("chen", 0, "kitchen_day")], visits=[], open_visits=[]))
    text = (await (await signed_in("shen")).get(DAY)).text
    places = text.partition("At the places")[2]
    assert "陈春燕" in places
    assert "13:00–14:00" in places
    assert "Nobody is on duty." not in text


async def test_a_day_off_for_all_says_so(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    assert "Nobody is on duty." in (await (await signed_in("shen")).get(DAY.replace("23", "27"))).text


async def test_a_day_that_is_not_planned_says_so(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    assert "The week of this day is not planned yet." in (await browser.get(DAY)).text
    wrong = await browser.get("/day?date=yesterday&language=en")
    assert wrong.status_code == 422
    assert "A date such as" in wrong.text


async def test_a_visit_that_she_may_not_make_any_more_is_marked_with_the_reason(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    with clock.held(THE_DAY_BEFORE):
        browser = await signed_in("shen")
        assert "unfit" not in (await browser.get(DAY)).text.replace("swatch unfit", "")
        await StaffBond.create(elder=people.elders["zhou"], staff=people.staff["chen"], kind="excluded")
        text = (await browser.get(DAY)).text
    assert "</b>" in text
    assert "visit whose carer cannot make it any more" in text
    assert text.count("is not to come to 周桂英") == 3, "under the pointer, read aloud, and in the list"
    assert text.count(" unfit") == 2, "one visit and the legend"


async def test_a_visit_that_is_promised_otherwise_paused_or_new_is_marked(signed_in: Visit, people: Cast) -> None:
    with clock.held(THE_DAY_BEFORE):
        await drafted(people)
        await CareTask.filter(key="t-wash").update(minutes=30)
        await Hold.create(elder=people.elders["lin"], kind="hospital", first_day=MONDAY)
        await CareTask.filter(key="t-wash").update(weekdays=0b0000111)
        browser = await signed_in("shen")
        text = (await browser.get(DAY)).text
        assert text.count("another length by now</span>") == 2
        assert text.count("pauses or is served no more</span>") == 4
        tuesday = (await browser.get(DAY.replace("2026-11-23", "2026-11-24"))).text
    assert "Unassigned" not in text
    assert "Unassigned" in tuesday


async def test_a_carer_who_is_not_there_is_marked_on_her_day(signed_in: Visit, people: Cast) -> None:
    await drafted(people, Plan(open_visits=[]))
    with clock.held(THE_DAY_BEFORE):
        browser = await signed_in("shen")
        assert "every visit has its carer" in (await browser.get(DAY)).text
        await Leave.create(key="l", staff=people.staff["chen"], kind="sick", first_day=MONDAY, last_day=MONDAY)
        text = (await browser.get(DAY)).text
    assert "visits whose carers cannot make them any more" in text
    assert "every visit has its carer" not in text
    assert text.count("is on leave") == 2, "in the timeline and in the list"


async def test_of_many_carers_who_has_something_amiss_comes_first_and_open(signed_in: Visit, people: Cast) -> None:
    """Five have a shift, one of them is on leave; the others are folded to a line each until all are opened."""
    for key in ("a", "b"):
        await Staff.create(
            key=f"s-{key}",
            name=f"工{key}",
            gender="female",
            job="caregiver",
            facility=people.facilities["dong"],
            contract="full_time",
            weekly_minutes=2400,
            employed_from=date(2020, 1, 1),
        )
        people.staff[key] = await Staff.get(key=f"s-{key}")
    shifts = [(who, 0, "early") for who in ("chen", "li", "a", "b")]
    await drafted(people, Plan(shifts=shifts, visits=[("t-wash@0", "zhou", "chen", 0, 480)], open_visits=[]))
    with clock.held(THE_DAY_BEFORE):
        browser = await signed_in("shen")
        assert _folds((await browser.get(DAY)).text)[1].count(True) == 0
        await Leave.create(key="l", staff=people.staff["li"], kind="sick", first_day=MONDAY, last_day=MONDAY)
        names, opened = _folds((await browser.get(DAY)).text)
        assert (names[0], opened) == ("李玉梅", [True, False, False, False])
        text = (await browser.get(DAY + "&open=all")).text
    assert _folds(text) == (names, [True] * 4)
    assert "Fold them" in text


def _folds(text: str) -> tuple[list[str], list[bool]]:
    """Who is listed, in order, and whether what she does stands open."""
    found = re.findall(r'<details class="card fold"( open)?>\s*<summary><b>(\w+)</b>', text)
    return [name for _, name in found], [bool(opened) for opened, _ in found]


async def test_a_shift_with_other_hours_by_now_is_marked_on_its_route(signed_in: Visit, people: Cast) -> None:
    await wanted(people, "early", 1)
    await wanted(people, "late", 1)
    await drafted(people, Plan(shifts=[("chen", 0, "early"), ("li", 0, "late")]))
    with clock.held(THE_DAY_BEFORE):
        browser = await signed_in("shen")
        assert "other hours by now" not in (await browser.get(DAY)).text
        for kind in await ShiftType.filter(key__in=["early", "late"]):
            await ShiftType.filter(id=kind.id).update(ends=kind.ends + 30)
        text = (await browser.get(DAY)).text
    assert text.count("other hours by now") == 4  # two carers, as blocks and as a list


async def test_a_shift_with_other_hours_by_now_is_marked_at_its_place(signed_in: Visit, people: Cast) -> None:
    await wanted(people, "early", 1)
    await drafted(people, Plan(shifts=[("chen", 0, "early")], visits=[]))
    with clock.held(THE_DAY_BEFORE):
        browser = await signed_in("shen")
        await ShiftType.filter(key="early").update(ends=960)
        place = (await browser.get(DAY)).text.partition('id="places-title"')[2]
    assert place.count("other hours by now") == 1
