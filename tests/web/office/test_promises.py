"""What an elder is promised is added, changed and ended on the pages; what the import refuses is refused here too."""

import json
import re
from datetime import date, timedelta
from html import unescape

import pytest

from eldercare.audit.models import AuditEntry
from eldercare.care.models import CarePlan, CareTask
from eldercare.daycare.models import Attendance
from eldercare.meals.models import MealSubscription
from eldercare.rulebook.models import RuleValue
from eldercare.shifts.catalogue import seed_shift_types
from tests.cast import Cast
from tests.promises import SINCE, promises
from tests.web.conftest import Visit
from tests.web.office.promised import (
    FILE,
    MEAL,
    MODELS,
    NEW,
    PROMISES,
    SEAT,
    TASK,
    THERE,
    TODAY,
    WHICH,
    coordinator,
    first,
    told,
)


async def test_the_file_leads_to_every_promise(signed_in: Visit, people: Cast) -> None:
    await promises(people)
    task, meal, seat = await CareTask.get(key="t-zhou-bath"), await MealSubscription.get(), await Attendance.get()
    text = (await (await signed_in("shen")).get(FILE)).text
    links = [f"tasks/{task.id}", f"meals/{meal.id}", f"seats/{seat.id}", "tasks/new", "meals/new", "seats/new"]
    assert [link for link in links if f'href="{PROMISES}/{link}"' not in text] == []
    assert "/promises/" not in (await (await signed_in("manager")).get(FILE)).text


@pytest.mark.parametrize(
    ("kind", "typed", "field", "reason"),
    [
        ("tasks", {"minutes": "20"}, "minutes", "A whole number from 30 to 90, please."),
        ("tasks", {"minutes": "much"}, "minutes", "A whole number from 30 to 90"),
        ("tasks", {"weekdays": []}, "weekdays", "This must be filled in."),
        ("tasks", {"times_a_week": "3"}, "times_a_week", "3 times a week do not fit into 2 days"),
        ("tasks", {"window_end": "07:00"}, "window_end", "The latest start is before the earliest."),
        ("tasks", {"when": "fixed", "fixed_start": "11:20", "fixed_reason": ""}, "fixed_reason", "reason"),
        ("tasks", {"when": "fixed", "fixed_reason": "x"}, "fixed_start", "Please fill this in."),
        ("tasks", {"ends_on": "2020-01-01"}, "ends_on", "The end is before the start."),
        ("tasks", {"starts_on": "soon"}, "starts_on", "A date such as"),
        ("meals", {"meal": "tea"}, "meal", "Please choose one of the options."),
        ("meals", {"weekdays": []}, "weekdays", "This must be filled in."),
        ("meals", {"serving": "eat_in", "eats_at": ""}, "eats_at", "Write where the meal is eaten."),
        ("meals", {"starts_on": ""}, "starts_on", "Please fill this in."),
        ("meals", {"ends_on": "2020-01-01"}, "ends_on", "The end is before the start."),
        ("meals", {"serving": "eat_in", "eats_at": "f-xi"}, "eats_at", "f-xi does not belong to your centre"),
        ("seats", {"zone_kind": "f-dong bathing"}, "zone_kind", "has no zone of this kind"),
        ("seats", {"ends": "08:00"}, "ends", "The end is before the start."),
        ("seats", {"weekdays": []}, "weekdays", "This must be filled in."),
    ],
)
async def test_a_fault_stands_beside_its_field(
    signed_in: Visit, kind: str, typed: dict[str, str], field: str, reason: str
) -> None:
    browser = await coordinator(signed_in)
    answer = await browser.post(f"{PROMISES}/{kind}/new?language=en", {**NEW[kind], **typed})
    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text
    assert reason in answer.text
    assert not await CareTask.exists()
    assert not await MealSubscription.exists()
    assert not await Attendance.exists()
    assert not await AuditEntry.filter(action__endswith=".add").exists()


@pytest.mark.parametrize("kind", NEW)
async def test_a_form_that_is_sent_twice_promises_once(signed_in: Visit, people: Cast, kind: str) -> None:
    await promises(people)
    browser = await coordinator(signed_in)
    before = await MODELS[kind].all().count()
    assert (await browser.post(f"{PROMISES}/{kind}/new", NEW[kind])).status_code == 303
    answer = await browser.post(f"{PROMISES}/{kind}/new?language=en", NEW[kind])
    assert (answer.status_code, await MODELS[kind].all().count()) == (422, before + 1)
    assert "Just the same stands here already." in answer.text


async def test_a_second_seat_at_the_same_hours_is_refused_with_the_first(signed_in: Visit, people: Cast) -> None:
    """Zhou sits in the day room on Monday and Wednesday from one to four."""
    await promises(people)
    browser = await coordinator(signed_in)
    typed = {**SEAT, "weekdays": ["0", "1"], "starts": "15:00", "ends": "17:00", "starts_on": "2026-11-23"}
    answer = await browser.post(f"{PROMISES}/seats/new?language=en", typed)
    assert answer.status_code == 422
    assert 'id="weekdays-wrong"' in answer.text
    first_day = told(date(2026, 11, 23))
    assert f"a seat at those hours already, first on {first_day}: 13:00–16:00, Liudi Day Care." in answer.text
    assert (await browser.post(f"{PROMISES}/seats/new", {**typed, "starts": "16:00"})).status_code == 303


async def test_each_is_changed_and_its_form_shows_what_is_stored(signed_in: Visit, people: Cast) -> None:
    await promises(people)
    task, meal, seat = await CareTask.get(key="t-zhou-bath"), await MealSubscription.get(), await Attendance.get()
    browser = await coordinator(signed_in)
    text = (await browser.get(f"{PROMISES}/tasks/{task.id}?language=en")).text
    assert 'name="window_end" type="time" value="15:00"' in text
    assert '<option value="1" selected>' in text
    typed = {**THERE["tasks"], "service": "bath", "minutes": "50"}
    assert (await browser.post(f"{PROMISES}/tasks/{task.id}", typed)).status_code == 303
    assert (await CareTask.get(id=task.id)).minutes == 50
    assert (await CareTask.get(id=task.id)).key == "t-zhou-bath"
    assert 'value="delivered" checked' in (await browser.get(f"{PROMISES}/meals/{meal.id}")).text
    await browser.post(f"{PROMISES}/meals/{meal.id}", THERE["meals"])
    assert (await MealSubscription.get(id=meal.id)).meal == "dinner"
    assert '<option value="f-dong-care day_care" selected>' in (await browser.get(f"{PROMISES}/seats/{seat.id}")).text
    await browser.post(f"{PROMISES}/seats/{seat.id}", {**THERE["seats"], "ends": "00:00"})
    assert (await Attendance.get(id=seat.id)).ends == 1440


@pytest.mark.parametrize("kind", ["tasks", "meals", "seats"])
async def test_what_she_never_touched_stays_as_it_was_stored_meanwhile(
    signed_in: Visit, people: Cast, kind: str
) -> None:
    await promises(people)
    path, browser = f"{PROMISES}/{kind}/{await first(kind)}", await coordinator(signed_in)
    assert (await browser.post(path, {**THERE[kind], "ends_on": ""})).status_code == 303
    shown = _shown((await browser.get(path + "?language=en")).text)
    sent = {**THERE[kind], "version": "2", "shown": shown, "ends_on": ""}
    assert (await browser.post(path, {**sent, "ends_on": "2030-02-03"})).status_code == 303
    answer = await browser.post(path, {**sent, "weekdays": ["3"]})
    assert answer.status_code == 409
    assert "Stored in the meantime and taken over here: 3 February 2030." in answer.text
    assert 'name="ends_on" type="date" value="2030-02-03"' in answer.text
    assert 'name="weekdays" value="3" checked' in answer.text
    assert json.loads(_shown(answer.text))["ends_on"] == "2030-02-03"


def _shown(page: str) -> str:
    return unescape(re.findall(r'name="shown" value="([^"]*)"', page)[0])


@pytest.mark.parametrize("kind", ["tasks", "meals", "seats"])
async def test_whoever_was_quicker_is_not_overwritten(signed_in: Visit, people: Cast, kind: str) -> None:
    await promises(people)
    path, browser = f"{PROMISES}/{kind}/{await first(kind)}", await coordinator(signed_in)
    assert (await browser.post(path, {**THERE[kind], "ends_on": "2030-02-03"})).status_code == 303
    answer = await browser.post(path + "?language=en", {**THERE[kind], "weekdays": ["3"], "ends_on": ""})
    assert answer.status_code == 409
    assert "Somebody else changed this in the meantime." in answer.text
    assert 'name="version" value="2"' in answer.text
    stored = {"tasks": "Mon, Wed", "meals": "Sat, Sun", "seats": "Tue"}[kind]
    for words in (stored, "3 February 2030"):
        assert f"Stored in the meantime: {words}. Sending again replaces it." in answer.text
    assert answer.text.count("Stored in the meantime") == 2, "only of what differs"
    assert 'name="weekdays" value="3" checked' in answer.text, "what was typed is still there"
    assert 'name="weekdays" value="1" checked' not in answer.text
    assert (await browser.post(path + "/end", {"last_day": str(TODAY), "version": "1"})).status_code == 409


@pytest.mark.parametrize("kind", ["tasks", "meals", "seats"])
async def test_each_ends_with_a_day(signed_in: Visit, people: Cast, kind: str) -> None:
    await promises(people)
    path, browser = f"{PROMISES}/{kind}/{await first(kind)}", await coordinator(signed_in)
    if kind == "tasks":
        await CareTask.filter(key__contains="zhou").update(starts_on=date(2026, 2, 1))
    early = await browser.post(path + "/end?language=en", {"last_day": "2025-01-01", "version": "1"})
    assert (early.status_code, 'id="last_day-wrong"' in early.text) == (422, True)
    last = TODAY + timedelta(3)
    answer = await browser.post(path + "/end", {"last_day": str(last), "version": "1"})
    assert answer.headers["location"] == FILE + "?done=promise_end"
    assert await MODELS[kind].filter(id=await first(kind), ends_on=last).exists()
    entry = await AuditEntry.get(action__endswith=".end", row_key="e-zhou")
    assert (entry.before.pop("ends_on"), entry.after.pop("ends_on")) == (None, str(last))
    assert entry.before == entry.after == WHICH[kind], "which of her promises it is"


@pytest.mark.parametrize("kind", ["tasks", "meals", "seats"])
async def test_what_has_not_begun_is_taken_out_and_what_has_is_not(signed_in: Visit, people: Cast, kind: str) -> None:
    await promises(people)
    browser, begun = await coordinator(signed_in), await first(kind)
    await browser.post(f"{PROMISES}/{kind}/new", {**NEW[kind], "starts_on": "2099-01-01"})
    later = await MODELS[kind].filter(starts_on=date(2099, 1, 1)).values_list("id", flat=True)
    version = "2" if kind == "tasks" else "1"
    refused = await browser.post(f"{PROMISES}/{kind}/{begun}/end", {"gone": "1", "version": version})
    assert refused.status_code == 422
    answer = await browser.post(f"{PROMISES}/{kind}/{later[0]}/end", {"gone": "1", "version": version})
    assert answer.headers["location"] == FILE + "?done=promise_gone"
    assert await MODELS[kind].filter(id=begun).exists()
    assert not await MODELS[kind].filter(starts_on=date(2099, 1, 1)).exists()
    assert await AuditEntry.filter(action__endswith=".drop", row_key="e-zhou").count() == 1


@pytest.mark.parametrize("kind", NEW)
async def test_what_has_begun_keeps_its_first_day(signed_in: Visit, people: Cast, kind: str) -> None:
    """Else it could be moved to some day to come, and be taken out then."""
    await promises(people)
    path, browser = f"{PROMISES}/{kind}/{await first(kind)}", await coordinator(signed_in)
    assert 'readonly="True"' in (await browser.get(path)).text
    early = await browser.post(path, {**NEW[kind], "starts_on": "2025-01-01", "version": "1"})
    assert (early.status_code, 'id="starts_on-wrong"' in early.text) == (422, True)
    for moved in ("2099-01-01", str(SINCE + timedelta(1)), str(TODAY)):
        answer = await browser.post(path + "?language=en", {**NEW[kind], "starts_on": moved, "version": "1"})
        assert (answer.status_code, 'id="starts_on-wrong"' in answer.text) == (422, True)
        assert "It has begun, so its first day stays." in answer.text
    assert (await browser.post(path, THERE[kind])).status_code == 303


@pytest.mark.parametrize("kind", NEW)
async def test_what_was_typed_by_mistake_today_is_moved_or_taken_back_today(
    signed_in: Visit, people: Cast, kind: str
) -> None:
    """With the first day that the form proposes; by tomorrow it is in the books."""
    await promises(people)
    browser, model = await coordinator(signed_in), MODELS[kind]
    for takes_back in (False, True):
        before = set(await model.all().values_list("id", flat=True))
        await browser.post(f"{PROMISES}/{kind}/new", NEW[kind])
        (made,) = set(await model.all().values_list("id", flat=True)) - before
        path, stored = f"{PROMISES}/{kind}/{made}", await model.get(id=made)
        version = str((await CarePlan.get(key="c-zhou")).version if kind == "tasks" else stored.version)  # type: ignore[attr-defined]
        assert 'readonly="True"' not in (await browser.get(path)).text
        if takes_back:
            answer = await browser.post(path + "/end", {"gone": "1", "version": version})
            assert answer.headers["location"] == FILE + "?done=promise_gone"
            assert not await model.filter(id=made).exists()
        else:
            later = {**NEW[kind], "starts_on": str(TODAY + timedelta(7)), "version": version}
            assert (await browser.post(path, later)).status_code == 303
            assert await model.filter(id=made, starts_on=TODAY + timedelta(7)).exists()
            await model.filter(id=made).update(ends_on=TODAY + timedelta(7))


@pytest.mark.parametrize("kind", NEW)
async def test_what_has_not_begun_is_moved(signed_in: Visit, people: Cast, kind: str) -> None:
    await promises(people)
    later, sooner = TODAY + timedelta(9), TODAY + timedelta(1)
    await MODELS[kind].filter(key__contains="zhou").update(starts_on=later)
    path, browser = f"{PROMISES}/{kind}/{await first(kind)}", await coordinator(signed_in)
    assert 'readonly="True"' not in (await browser.get(path)).text
    assert (await browser.post(path, {**NEW[kind], "starts_on": str(sooner), "version": "1"})).status_code == 303
    assert await MODELS[kind].filter(id=await first(kind), starts_on=sooner).exists()


@pytest.mark.parametrize("kind", NEW)
async def test_a_last_day_is_moved_to_yesterday_at_the_earliest(signed_in: Visit, people: Cast, kind: str) -> None:
    await promises(people)
    path, browser = f"{PROMISES}/{kind}/{await first(kind)}", await coordinator(signed_in)
    yesterday, before = TODAY - timedelta(1), TODAY - timedelta(2)
    typed = THERE[kind]
    for answer, field in (
        (await browser.post(path + "?language=en", {**typed, "ends_on": str(before)}), "ends_on"),
        (await browser.post(path + "/end?language=en", {"last_day": str(before), "version": "1"}), "last_day"),
    ):
        assert (answer.status_code, f'id="{field}-wrong"' in answer.text) == (422, True)
        assert "The last day can be yesterday or later." in answer.text
    assert (await browser.post(path + "/end", {"last_day": str(yesterday), "version": "1"})).status_code == 303
    await MODELS[kind].filter(key__contains="zhou").update(ends_on=before)
    again = {**typed, "ends_on": str(before), "version": "2"}
    assert (await browser.post(path, again)).status_code == 303, "one that is over already stays as it is"


async def test_nothing_of_others_is_reached(signed_in: Visit, people: Cast) -> None:
    await promises(people)
    browser = await coordinator(signed_in)
    theirs = await CareTask.get(key="t-sun-wash")
    lins = await CareTask.get(key="t-lin-wash")
    for path in (
        *(f"/elders/e-sun/promises/tasks/{theirs.id}", f"{PROMISES}/tasks/{theirs.id}", f"{PROMISES}/tasks/{lins.id}"),
        *("/elders/e-sun/promises/meals/new", f"{PROMISES}/gifts/new", f"{PROMISES}/meals/{theirs.id + 1000}"),
    ):
        assert (await browser.get(path)).status_code == 404, path
    answer = await browser.post(f"{PROMISES}/meals/new?language=en", {**MEAL, "serving": "eat_in", "eats_at": "f-no"})
    assert answer.status_code == 422
    follows = {**TASK, "after_task": "t-sun-wash", "gap_longest": "9"}
    assert (await browser.post(f"{PROMISES}/tasks/new", follows)).status_code == 422


async def test_nobody_is_sent_to_sit_at_a_centre_out_of_reach(signed_in: Visit, people: Cast) -> None:
    """But who sits there already may come on other days."""
    await promises(people)
    browser = await coordinator(signed_in)
    theirs = {**THERE["seats"], "zone_kind": "f-xi-care day_care"}
    answer = await browser.post(f"{PROMISES}/seats/new?language=en", theirs)
    assert answer.status_code == 422
    assert "f-xi-care does not belong to your centre" in answer.text
    await Attendance.filter(key="a-zhou").update(facility=people.facilities["xi-care"])
    path = f"{PROMISES}/seats/{await first('seats')}"
    assert (await browser.post(path, theirs)).status_code == 303
    assert (await Attendance.get(key="a-zhou")).weekdays == 0b10


@pytest.mark.parametrize(
    ("kind", "typed", "fields"),
    [
        ("tasks", {"minutes": "much", "window_end": "07:00", "weekdays": []}, {"minutes", "window_end", "weekdays"}),
        ("meals", {"starts_on": "soon", "serving": "eat_in", "eats_at": ""}, {"starts_on", "eats_at"}),
        ("seats", {"zone_kind": "", "ends": "08:00", "starts_on": ""}, {"zone_kind", "ends", "starts_on"}),
    ],
)
async def test_all_faults_are_told_in_one_round(
    signed_in: Visit, kind: str, typed: dict[str, str], fields: set[str]
) -> None:
    browser = await coordinator(signed_in)
    text = (await browser.post(f"{PROMISES}/{kind}/new?language=en", {**NEW[kind], **typed})).text
    assert set(re.findall(r'id="(\w+)-wrong"', text)) == fields
    assert "Please correct the marked fields" in text
    assert not await AuditEntry.filter(action__endswith=".add").exists()


async def test_who_is_made_to_sit_elsewhere_while_a_task_is_due_is_told_at_once(signed_in: Visit, people: Cast) -> None:
    await promises(people)
    browser, said = await coordinator(signed_in), "These tasks stay open on the days named"
    assert said not in (await browser.get(FILE + "?language=en")).text
    for day, times in (("1", {"starts": "07:00", "ends": "16:00"}), ("0", {"starts": "09:00", "ends": "13:00"})):
        answer = await browser.post(f"{PROMISES}/seats/new", {**SEAT, "weekdays": [day], **times})
        text = (await browser.get(answer.headers["location"] + "&language=en")).text
        assert said in text
        assert "<b>Help with washing</b> (Mon to Fri, 07:30–10:00)" in text
        assert "away Tue" in text
        assert "away Mon" not in text, "she can be washed before nine"
    assert said not in (await (await signed_in("manager")).get(FILE + "?language=en")).text


async def test_a_task_at_one_minute_tells_how_sharp_it_is(signed_in: Visit, people: Cast) -> None:
    await RuleValue.filter(key="fixed_visit_leeway").update(value=7)
    browser = await coordinator(signed_in)
    text = (await browser.get(f"{PROMISES}/tasks/new?service=wash&language=en")).text
    assert "The plan may begin it up to 7 minutes earlier or later." in text
    await browser.post(f"{PROMISES}/tasks/new", {**TASK, "when": "fixed", "fixed_start": "09:00", "fixed_reason": "x"})
    assert "at 09:00 (x), planned between 08:53 and 09:07" in (await browser.get(FILE + "?language=en")).text


async def test_hours_at_which_nobody_is_on_the_way_are_told_beside_the_task(signed_in: Visit, people: Cast) -> None:
    """The last shift for visits ends at eight in the evening: from a quarter to, half an hour is too long."""
    await seed_shift_types()
    browser = await coordinator(signed_in)
    for earliest, latest, marked in (("22:00", "23:30", True), ("19:45", "20:30", True), ("19:30", "23:30", False)):
        hours = {"window_start": earliest, "window_end": latest, "preferred_start": "", "minutes": "30"}
        answer = await browser.post(f"{PROMISES}/tasks/new?language=en", {**NEW["tasks"], **hours})
        assert answer.status_code == 303
        assert ("Nobody can come at these hours" in (await browser.get(FILE + "?language=en")).text) is marked
        await CareTask.all().delete()
