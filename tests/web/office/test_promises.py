"""What an elder is promised is added, changed and ended on the pages; what the import refuses is refused here too."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from tortoise.models import Model

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.care.models import CarePlan, CareTask, ServiceType
from eldercare.care.plans import runs
from eldercare.daycare.models import Attendance
from eldercare.exchange.importing import import_book
from eldercare.meals.models import MealSubscription
from eldercare.people.models import Elder
from tests.cast import Cast
from tests.eldercare.exchange.books import Cell, book
from tests.promises import SINCE, promises
from tests.web.browser import Browser
from tests.web.conftest import Visit

FILE = "/elders/e-zhou"
PROMISES = FILE + "/promises"
TODAY = clock.today()
TASK = {
    **{"service": "wash", "minutes": "45", "weekdays": ["0", "2"], "times_a_week": "", "when": "window"},
    **{"window_start": "08:00", "window_end": "10:30", "preferred_start": "09:00", "starts_on": str(TODAY)},
}
MEAL = {
    **{"meal": "dinner", "serving": "delivered", "eats_at": "f-dong-care", "weekdays": ["5", "6"]},
    **{"starts_on": str(TODAY), "diet": "low_salt", "texture": "soft"},
    **{"shown_diet": "regular", "shown_texture": "normal"},
}
SEAT = {
    **{"zone_kind": "f-dong-care day_care", "weekdays": ["1"], "starts": "09:00", "ends": "16:00"},
    **{"starts_on": str(TODAY)},
}
NEW: dict[str, dict[str, Any]] = {"tasks": TASK, "meals": MEAL, "seats": SEAT}
WHICH = {"tasks": {"service": "wash"}, "meals": {"meal": "lunch"}, "seats": {"zone_kind": "day_care"}}
THERE = {
    "tasks": {**TASK, "starts_on": "", "version": "1"},
    "meals": {**MEAL, "starts_on": str(SINCE), "version": "1"},
    "seats": {**SEAT, "starts_on": str(SINCE), "version": "1"},
}
"""The same for those that are there, which have begun."""
MODELS: dict[str, type[Model]] = {"tasks": CareTask, "meals": MealSubscription, "seats": Attendance}


async def coordinator(signed_in: Visit) -> Browser:
    browser = await signed_in("shen")
    await browser.get(FILE)
    return browser


async def test_the_file_leads_to_every_promise(signed_in: Visit, people: Cast) -> None:
    await promises(people)
    task, meal, seat = await CareTask.get(key="t-zhou-bath"), await MealSubscription.get(), await Attendance.get()
    text = (await (await signed_in("shen")).get(FILE)).text
    links = [f"tasks/{task.id}", f"meals/{meal.id}", f"seats/{seat.id}", "tasks/new", "meals/new", "seats/new"]
    assert [link for link in links if f'href="{PROMISES}/{link}"' not in text] == []
    assert "/promises/" not in (await (await signed_in("manager")).get(FILE)).text


@pytest.mark.parametrize(
    ("service", "meal", "first", "last", "days"),
    [
        ("evening_care", "lunch", "16:15", "18:45", "012345"),
        ("bathing_two", "lunch", "08:30", "15:00", "012345"),
        ("meal_assistance", "lunch", "11:15", "12:30", "0123456"),
        ("meal_assistance", "dinner", "16:45", "18:00", "0123456"),
    ],
)
async def test_a_new_task_begins_when_its_service_usually_does(
    signed_in: Visit, people: Cast, service: str, meal: str, first: str, last: str, days: str
) -> None:
    await promises(people)
    await MealSubscription.all().update(meal=meal)
    text = (await (await coordinator(signed_in)).get(f"{PROMISES}/tasks/new?service={service}")).text
    assert re.search(rf'name="window_start"[^>]* value="{first}"', text)
    assert re.search(rf'name="window_end"[^>]* value="{last}"', text)
    assert "".join(re.findall(r'name="weekdays" value="(.)" checked', text)) == days


async def test_a_service_is_chosen_first_and_says_what_it_takes(signed_in: Visit) -> None:
    browser = await coordinator(signed_in)
    text = (await browser.get(f"{PROMISES}/tasks/new?language=en")).text
    assert f'href="{PROMISES}/tasks/new?service=bath"' in text
    assert 'name="minutes"' not in text
    await ServiceType.filter(key="wash").update(at_home=False, zone_kind="bathing")
    assert "service=wash" not in (await browser.get(f"{PROMISES}/tasks/new")).text, "no plan of visits has it"
    text = (await browser.get(f"{PROMISES}/tasks/new?service=bath")).text
    assert "30 to 90 min · two carers · needs the skill Daily care" in text
    assert 'name="minutes" type="number" value="45"' in text
    assert (await browser.get(f"{PROMISES}/tasks/new?service=flying")).status_code == 404


async def test_a_first_task_brings_the_plan_with_it(signed_in: Visit, people: Cast) -> None:
    browser = await coordinator(signed_in)
    answer = await browser.post(f"{PROMISES}/tasks/new", TASK)
    assert answer.headers["location"] == FILE + "?done=promise"
    task = await CareTask.get().prefetch_related("plan", "service")
    assert (task.plan.elder_id, task.plan.starts_on) == (people.elders["zhou"].id, TODAY)
    assert (task.service.key, task.minutes, task.weekdays, task.times_a_week) == ("wash", 45, 0b0000101, None)
    assert (task.window_start, task.window_end, task.preferred_start, task.fixed_start) == (480, 630, 540, None)
    told = await AuditEntry.filter(row_key="e-zhou", facility_id=people.facilities["dong-care"].id).order_by("id")
    assert [(entry.action, entry.actor) for entry in told] == [
        ("care_plan.add", "name-shen"),
        ("task.add", "name-shen"),
    ]


async def test_a_second_task_goes_to_the_same_plan_at_a_minute_with_a_reason(signed_in: Visit, people: Cast) -> None:
    await promises(people)
    browser = await coordinator(signed_in)
    fixed = {"when": "fixed", "fixed_start": "11:20", "fixed_reason": "insulin", "after_task": "t-zhou-wash"}
    gaps = {"gap_shortest": "10", "gap_longest": "60", "times_a_week": "2", "note": "knock twice"}
    assert (await browser.post(f"{PROMISES}/tasks/new", {**TASK, **fixed, **gaps})).status_code == 303
    task = await CareTask.get(note="knock twice").prefetch_related("plan", "after_task")
    assert (task.plan.key, task.fixed_start, task.fixed_reason, task.times_a_week) == ("c-zhou", 680, "insulin", 2)
    assert task.window_start <= 680 <= task.window_end
    assert task.after_task is not None
    assert (task.after_task.key, task.gap_shortest, task.gap_longest) == ("t-zhou-wash", 10, 60)
    assert await CarePlan.filter(elder=people.elders["zhou"]).count() == 1


@pytest.mark.parametrize(
    ("kind", "typed", "field", "reason"),
    [
        ("tasks", {"minutes": "20"}, "minutes", "20 is not between 30 and 90."),
        ("tasks", {"minutes": "much"}, "minutes", "A whole number from 1 to 480"),
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


async def test_meals_are_added_and_what_she_may_eat_with_them(signed_in: Visit, people: Cast) -> None:
    browser = await coordinator(signed_in)
    await browser.post(f"{PROMISES}/meals/new", {**MEAL, "serving": "eat_in"})
    meal = await MealSubscription.get()
    assert (meal.meal, meal.serving, meal.weekdays) == ("dinner", "eat_in", 0b1100000)
    assert meal.eats_at_id == people.facilities["dong-care"].id
    zhou = await Elder.get(key="e-zhou")
    assert (zhou.diet, zhou.texture, zhou.version) == ("low_salt", "soft", 2)
    told = await AuditEntry.filter(row_key="e-zhou").order_by("id")
    assert {entry.action for entry in told} == {"meal.add", "elder.edit"}


async def test_what_she_may_eat_by_now_stays_where_only_the_days_of_a_meal_change(
    signed_in: Visit, people: Cast
) -> None:
    """The form was opened before somebody else had all her food puréed."""
    await promises(people)
    path, browser = f"{PROMISES}/meals/{await _first('meals')}", await coordinator(signed_in)
    text = (await browser.get(path)).text
    assert 'name="shown_diet" value="regular"' in text
    assert 'name="shown_texture" value="normal"' in text
    await Elder.filter(key="e-zhou").update(diet="low_sugar", texture="pureed", version=2)
    seen = {**MEAL, "diet": "regular", "texture": "normal", "meal": "lunch", "starts_on": "2026-01-01"}
    assert (await browser.post(path, {**seen, "version": "1"})).status_code == 303
    assert (await MealSubscription.get(key="m-zhou")).weekdays == 0b1100000
    zhou = await Elder.get(key="e-zhou")
    assert (zhou.diet, zhou.texture, zhou.version) == ("low_sugar", "pureed", 2)
    assert (await browser.post(f"{PROMISES}/meals/new", {**seen, "meal": "dinner"})).status_code == 303
    assert (await Elder.get(key="e-zhou")).texture == "pureed"


@pytest.mark.parametrize("which", ["new", "m-zhou"])
async def test_what_she_may_eat_is_not_written_over_what_nobody_saw(signed_in: Visit, people: Cast, which: str) -> None:
    await promises(people)
    path = f"{PROMISES}/meals/{which if which == 'new' else await _first('meals')}"
    browser = await coordinator(signed_in)
    await Elder.filter(key="e-zhou").update(diet="low_sugar", texture="pureed", version=2)
    typed = {**MEAL, "version": "" if which == "new" else "1", "starts_on": "2026-01-01"}
    answer = await browser.post(path + "?language=en", typed)
    assert answer.status_code == 409
    assert "Stored in the meantime: Puréed." in answer.text
    assert 'name="shown_texture" value="pureed"' in answer.text
    assert '<option value="soft" selected>' in answer.text, "what was typed is still there"
    assert (await Elder.get(key="e-zhou")).texture == "pureed"
    assert not await MealSubscription.filter(meal="dinner").exists()
    again = {**typed, "shown_diet": "low_sugar", "shown_texture": "pureed"}
    assert (await browser.post(path, again)).status_code == 303
    assert (await Elder.get(key="e-zhou")).texture == "soft"


async def test_the_same_meal_again_is_another_promise(signed_in: Visit) -> None:
    """A key made of who, what and how would be the first one's."""
    browser = await coordinator(signed_in)
    for days in ("5", "6"):
        assert (await browser.post(f"{PROMISES}/meals/new", {**MEAL, "weekdays": [days]})).status_code == 303
    assert {meal.weekdays for meal in await MealSubscription.all()} == {0b0100000, 0b1000000}


async def test_no_meal_is_promised_twice_on_one_day(signed_in: Visit) -> None:
    """However it is served, and also where the days of one that is there are changed."""
    browser = await coordinator(signed_in)
    for days in ("5", "6"):
        assert (await browser.post(f"{PROMISES}/meals/new", {**MEAL, "weekdays": [days]})).status_code == 303
    both = {**MEAL, "serving": "eat_in", "weekdays": ["4", "5"]}
    answer = await browser.post(f"{PROMISES}/meals/new?language=en", both)
    assert (answer.status_code, 'id="weekdays-wrong"' in answer.text) == (422, True)
    saturday = TODAY + timedelta((5 - TODAY.weekday()) % 7)
    assert f"on the same days already, first on {saturday}." in answer.text
    sunday = await MealSubscription.get(weekdays=1 << 6)
    moved = await browser.post(f"{PROMISES}/meals/{sunday.id}", {**MEAL, "weekdays": ["5"], "version": "1"})
    assert moved.status_code == 422
    assert (await browser.post(f"{PROMISES}/meals/new", {**both, "weekdays": ["4"]})).status_code == 303
    assert await MealSubscription.all().count() == 3


@pytest.mark.parametrize("kind", NEW)
async def test_a_form_that_is_sent_twice_promises_once(signed_in: Visit, people: Cast, kind: str) -> None:
    await promises(people)
    browser = await coordinator(signed_in)
    before = await MODELS[kind].all().count()
    assert (await browser.post(f"{PROMISES}/{kind}/new", NEW[kind])).status_code == 303
    answer = await browser.post(f"{PROMISES}/{kind}/new?language=en", NEW[kind])
    assert (answer.status_code, await MODELS[kind].all().count()) == (422, before + 1)
    assert "Just the same stands here already." in answer.text


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


async def test_a_minute_inside_the_window_leaves_the_window_alone(signed_in: Visit, people: Cast) -> None:
    await promises(people)
    path = f"{PROMISES}/tasks/{await _first('tasks')}"
    browser = await coordinator(signed_in)
    fixed = {**THERE["tasks"], "when": "fixed", "fixed_reason": "x"}
    await browser.post(path, {**fixed, "fixed_start": "09:00"})
    task = await CareTask.get(id=await _first("tasks"))
    assert (task.window_start, task.fixed_start, task.window_end) == (480, 540, 630)
    await browser.post(path, {**fixed, "version": "2", "fixed_start": "14:00", "window_start": "soon"})
    task = await CareTask.get(id=task.id)
    assert (task.window_start, task.fixed_start, task.window_end) == (780, 840, 900)


@pytest.mark.parametrize("kind", ["tasks", "meals", "seats"])
async def test_whoever_was_quicker_is_not_overwritten(signed_in: Visit, people: Cast, kind: str) -> None:
    await promises(people)
    path, browser = f"{PROMISES}/{kind}/{await _first(kind)}", await coordinator(signed_in)
    assert (await browser.post(path, THERE[kind])).status_code == 303
    answer = await browser.post(path + "?language=en", {**THERE[kind], "weekdays": ["3"]})
    assert answer.status_code == 409
    assert "Somebody else changed this in the meantime." in answer.text
    assert 'name="version" value="2"' in answer.text
    stored = {"tasks": "Mon, Wed", "meals": "Sat, Sun", "seats": "Tue"}[kind]
    assert f"Stored in the meantime: {stored}. Sending again replaces it." in answer.text
    assert answer.text.count("Stored in the meantime") == 1, "only of what differs"
    assert 'name="weekdays" value="3" checked' in answer.text, "what was typed is still there"
    assert 'name="weekdays" value="1" checked' not in answer.text
    assert (await browser.post(path + "/end", {"last_day": str(TODAY), "version": "1"})).status_code == 409


@pytest.mark.parametrize("kind", ["tasks", "meals", "seats"])
async def test_each_ends_with_a_day(signed_in: Visit, people: Cast, kind: str) -> None:
    await promises(people)
    path, browser = f"{PROMISES}/{kind}/{await _first(kind)}", await coordinator(signed_in)
    if kind == "tasks":
        await CareTask.filter(key__contains="zhou").update(starts_on=date(2026, 2, 1))
    early = await browser.post(path + "/end?language=en", {"last_day": "2025-01-01", "version": "1"})
    assert (early.status_code, 'id="last_day-wrong"' in early.text) == (422, True)
    last = TODAY + timedelta(3)
    answer = await browser.post(path + "/end", {"last_day": str(last), "version": "1"})
    assert answer.headers["location"] == FILE + "?done=promise_end"
    assert await MODELS[kind].filter(id=await _first(kind), ends_on=last).exists()
    entry = await AuditEntry.get(action__endswith=".end", row_key="e-zhou")
    assert (entry.before.pop("ends_on"), entry.after.pop("ends_on")) == (None, str(last))
    assert entry.before == entry.after == WHICH[kind], "which of her promises it is"


@pytest.mark.parametrize("kind", ["tasks", "meals", "seats"])
async def test_what_has_not_begun_is_taken_out_and_what_has_is_not(signed_in: Visit, people: Cast, kind: str) -> None:
    await promises(people)
    browser, begun = await coordinator(signed_in), await _first(kind)
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
    path, browser = f"{PROMISES}/{kind}/{await _first(kind)}", await coordinator(signed_in)
    assert 'readonly="True"' in (await browser.get(path)).text
    for moved in ("2099-01-01", "2025-01-01", str(TODAY)):
        answer = await browser.post(path + "?language=en", {**NEW[kind], "starts_on": moved, "version": "1"})
        assert (answer.status_code, 'id="starts_on-wrong"' in answer.text) == (422, True)
        assert "It has begun, so its first day stays." in answer.text
    assert (await browser.post(path, THERE[kind])).status_code == 303


@pytest.mark.parametrize("kind", NEW)
async def test_what_has_not_begun_is_moved(signed_in: Visit, people: Cast, kind: str) -> None:
    await promises(people)
    later, sooner = TODAY + timedelta(9), TODAY + timedelta(1)
    await MODELS[kind].filter(key__contains="zhou").update(starts_on=later)
    path, browser = f"{PROMISES}/{kind}/{await _first(kind)}", await coordinator(signed_in)
    assert 'readonly="True"' not in (await browser.get(path)).text
    assert (await browser.post(path, {**NEW[kind], "starts_on": str(sooner), "version": "1"})).status_code == 303
    assert await MODELS[kind].filter(id=await _first(kind), starts_on=sooner).exists()


@pytest.mark.parametrize("kind", NEW)
async def test_a_last_day_is_moved_to_yesterday_at_the_earliest(signed_in: Visit, people: Cast, kind: str) -> None:
    await promises(people)
    path, browser = f"{PROMISES}/{kind}/{await _first(kind)}", await coordinator(signed_in)
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


async def _first(kind: str) -> int:
    """The id of Zhou's oldest promise of a kind."""
    found = await MODELS[kind].filter(key__contains="zhou").order_by("id").values_list("id", flat=True)
    return int(str(found[0]))


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


async def test_no_task_comes_after_one_that_comes_after_it(signed_in: Visit, people: Cast) -> None:
    await promises(people)
    wash, bath = await CareTask.get(key="t-zhou-wash"), await CareTask.get(key="t-zhou-bath")
    browser = await coordinator(signed_in)
    follows = {**THERE["tasks"], "service": "bath", "after_task": wash.key, "gap_longest": "60"}
    assert (await browser.post(f"{PROMISES}/tasks/{bath.id}", follows)).status_code == 303
    assert f'value="{wash.key}"' in (await browser.get(f"{PROMISES}/tasks/{bath.id}")).text
    assert f'value="{bath.key}"' in (await browser.get(f"{PROMISES}/tasks/new?service=bath")).text
    assert f'value="{bath.key}"' not in (await browser.get(f"{PROMISES}/tasks/{wash.id}")).text
    circle = {**THERE["tasks"], "after_task": bath.key, "gap_longest": "60", "version": "2"}
    answer = await browser.post(f"{PROMISES}/tasks/{wash.id}?language=en", circle)
    assert (answer.status_code, 'id="after_task-wrong"' in answer.text) == (422, True)
    assert "t-zhou-bath comes, in the end, after this task itself" in answer.text
    assert (await CareTask.get(id=wash.id)).after_task_id is None


async def test_what_is_given_at_the_centre_is_no_task(signed_in: Visit, people: Cast) -> None:
    """But one that was stored before can still be changed and ended."""
    await promises(people)
    await ServiceType.filter(key="wash").update(at_home=False, zone_kind="bathing")
    browser = await coordinator(signed_in)
    assert (await browser.get(f"{PROMISES}/tasks/new?service=wash")).status_code == 404
    answer = await browser.post(f"{PROMISES}/tasks/new?language=en", TASK)
    assert answer.status_code == 422
    assert "is given at the centre, so no visit would bring it." in answer.text
    path = f"{PROMISES}/tasks/{await _first('tasks')}"
    assert (await browser.post(path, {**THERE["tasks"], "minutes": "50"})).status_code == 303
    assert (await browser.post(path + "/end", {"last_day": str(TODAY), "version": "2"})).status_code == 303


@pytest.mark.parametrize(
    ("begins", "ends", "first", "same"),
    [
        (-9, None, 2, True),
        (-9, 2, 2, True),
        (-9, 2, 30, False),
        (30, None, 0, False),
        (30, None, 30, True),
        (30, None, None, True),
    ],
)
async def test_a_task_goes_to_the_plan_of_its_first_day(
    signed_in: Visit, people: Cast, begins: int, ends: int | None, first: int | None, same: bool
) -> None:
    """Else to a plan that begins with it: in one that ends before or begins later it would not be planned."""
    starts = TODAY + timedelta(begins)
    ending = None if ends is None else TODAY + timedelta(ends)
    await CarePlan.create(key="c-zhou", elder=people.elders["zhou"], starts_on=starts, ends_on=ending)
    browser = await coordinator(signed_in)
    day = None if first is None else TODAY + timedelta(first)
    assert (await browser.post(f"{PROMISES}/tasks/new", {**TASK, "starts_on": str(day or "")})).status_code == 303
    task = await CareTask.get().prefetch_related("plan")
    assert (task.plan.key == "c-zhou") == same
    other = starts - timedelta(1) if day and day < starts else None
    assert runs(task) == (day or starts, ending if same else other)


async def test_a_plan_that_begins_before_another_ends_the_day_before_it(signed_in: Visit, people: Cast) -> None:
    """So that there is one plan on each day; a task that goes on is entered in both."""
    for number, starts in enumerate((TODAY + timedelta(60), TODAY + timedelta(30), TODAY - timedelta(90))):
        ends = TODAY - timedelta(80) if starts < TODAY else None
        await CarePlan.create(key=f"c-{number}", elder=people.elders["zhou"], starts_on=starts, ends_on=ends)
    browser, last = await coordinator(signed_in), TODAY + timedelta(29)
    answer = await browser.post(f"{PROMISES}/tasks/new?language=en", {**TASK, "ends_on": str(last + timedelta(1))})
    assert (answer.status_code, 'id="ends_on-wrong"' in answer.text) == (422, True)
    assert f"The care plan ends on {last}" in answer.text
    assert (await browser.post(f"{PROMISES}/tasks/new", TASK)).status_code == 303
    plan = (await CareTask.get().prefetch_related("plan")).plan
    assert (plan.starts_on, plan.ends_on) == (TODAY, last)


async def test_what_has_ended_is_not_offered_to_come_after(signed_in: Visit, people: Cast) -> None:
    """And who follows already is not prolonged beyond it."""
    await promises(people)
    wash, bath = await CareTask.get(key="t-zhou-wash"), await CareTask.get(key="t-zhou-bath")
    over = TODAY - timedelta(3)
    await CareTask.filter(id=wash.id).update(ends_on=over)
    browser, path = await coordinator(signed_in), f"{PROMISES}/tasks/{bath.id}"
    assert f'value="{wash.key}"' not in (await browser.get(path)).text
    follows = {**THERE["tasks"], "service": "bath", "after_task": wash.key, "gap_longest": "60"}
    answer = await browser.post(path + "?language=en", follows)
    assert (answer.status_code, 'id="after_task-wrong"' in answer.text) == (422, True)
    assert f"协助洗漱 (t-zhou-wash), which it comes after, ends on {over}." in answer.text
    await CareTask.filter(id=bath.id).update(ends_on=over, after_task_id=wash.id, gap_longest=60)
    assert f'value="{wash.key}" selected' in (await browser.get(path)).text
    answer = await browser.post(path, {**follows, "ends_on": str(TODAY)})
    assert (answer.status_code, 'id="ends_on-wrong"' in answer.text) == (422, True)
    assert (await browser.post(path, {**follows, "ends_on": str(TODAY), "after_task": ""})).status_code == 303


async def test_a_task_is_not_moved_out_of_its_plan(signed_in: Visit, people: Cast) -> None:
    await promises(people)
    await CarePlan.filter(key="c-zhou").update(ends_on=TODAY + timedelta(9))
    await CareTask.filter(key__contains="zhou").update(starts_on=TODAY + timedelta(8))
    browser, path = await coordinator(signed_in), f"{PROMISES}/tasks/{await _first('tasks')}"
    typed = {**TASK, "starts_on": str(TODAY + timedelta(10)), "version": "1"}
    answer = await browser.post(path + "?language=en", typed)
    assert (answer.status_code, 'id="starts_on-wrong"' in answer.text) == (422, True)
    answer = await browser.post(path + "/end", {"last_day": str(TODAY + timedelta(10)), "version": "1"})
    assert (answer.status_code, 'id="last_day-wrong"' in answer.text) == (422, True)
    assert (await browser.post(path, {**typed, "starts_on": str(TODAY + timedelta(9))})).status_code == 303


async def test_nobody_is_sent_to_sit_at_a_centre_out_of_reach(signed_in: Visit, people: Cast) -> None:
    """But who sits there already may come on other days."""
    await promises(people)
    browser = await coordinator(signed_in)
    theirs = {**THERE["seats"], "zone_kind": "f-xi-care day_care"}
    answer = await browser.post(f"{PROMISES}/seats/new?language=en", theirs)
    assert answer.status_code == 422
    assert "f-xi-care does not belong to your centre" in answer.text
    await Attendance.filter(key="a-zhou").update(facility=people.facilities["xi-care"])
    path = f"{PROMISES}/seats/{await _first('seats')}"
    assert (await browser.post(path, theirs)).status_code == 303
    assert (await Attendance.get(key="a-zhou")).weekdays == 0b10


async def test_a_task_that_another_follows_is_neither_taken_out_nor_ended_before_it(
    signed_in: Visit, people: Cast
) -> None:
    await promises(people)
    wash, bath = await CareTask.get(key="t-zhou-wash"), await CareTask.get(key="t-zhou-bath")
    later = TODAY + timedelta(5)
    await CareTask.all().update(starts_on=later)
    await CareTask.filter(id=bath.id).update(after_task_id=wash.id, gap_longest=30)
    browser, path = await coordinator(signed_in), f"{PROMISES}/tasks/{wash.id}"
    for typed in ({"gone": "1"}, {"last_day": str(later)}):
        answer = await browser.post(path + "/end?language=en", {**typed, "version": "1"})
        assert (answer.status_code, 'id="last_day-wrong"' in answer.text) == (422, True)
        assert "助浴 (t-zhou-bath) comes after this task" in answer.text
    assert (await CareTask.get(id=bath.id)).after_task_id == wash.id
    ended = await browser.post(f"{PROMISES}/tasks/{bath.id}/end", {"last_day": str(later), "version": "1"})
    assert ended.status_code == 303
    assert (await browser.post(path + "/end", {"last_day": str(later), "version": "2"})).status_code == 303
    dropped = await browser.post(f"{PROMISES}/tasks/{bath.id}/end", {"gone": "1", "version": "3"})
    assert dropped.headers["location"] == FILE + "?done=promise_gone"
    assert (await browser.post(path + "/end", {"gone": "1", "version": "4"})).status_code == 303
    assert not await CareTask.filter(id=wash.id).exists()


async def test_the_longest_gap_of_a_workbook_is_that_of_the_page(signed_in: Visit, people: Cast) -> None:
    await promises(people)
    wash, bath = await CareTask.get(key="t-zhou-wash"), await CareTask.get(key="t-zhou-bath")
    browser, path = await coordinator(signed_in), f"{PROMISES}/tasks/{bath.id}"
    typed = {**THERE["tasks"], "service": "bath", "after_task": wash.key, "gap_longest": "1440"}
    answer = await browser.post(path, {**typed, "gap_longest": "1441"})
    assert (answer.status_code, 'id="gap_longest-wrong"' in answer.text) == (422, True)
    assert (await browser.post(path, typed)).status_code == 303
    assert (await CareTask.get(id=bath.id)).gap_longest == 1440
    line: dict[str, Cell] = {
        **{"计划编号": "c-zhou", "老人": "e-zhou", "计划开始": "2026-01-01", "任务编号": bath.key, "服务": "bath"},
        **{"分钟": 60, "星期": "一", "最早开始": "09:00", "最晚开始": "15:00", "接在任务之后": wash.key},
    }
    for gap, codes in ((1440, []), (1441, ["out_of_range"])):
        report = await import_book(book({"照护计划": [{**line, "最长间隔分钟": gap}]}), dry_run=True)
        assert [fault.code for fault in report.faults] == codes
