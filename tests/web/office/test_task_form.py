"""A task of a care plan as the page asks for it: its service, its minutes, what it comes after."""

import re
from datetime import timedelta
from typing import Any

import pytest

from eldercare.audit.models import AuditEntry
from eldercare.care.models import CarePlan, CareTask, ServiceType
from eldercare.exchange.importing import import_book
from eldercare.meals.models import MealSubscription
from tests.cast import Cast
from tests.eldercare.exchange.books import Cell, book
from tests.promises import promises
from tests.web.conftest import Visit
from tests.web.office.promised import (
    FILE,
    PROMISES,
    TASK,
    THERE,
    TODAY,
    coordinator,
    first,
    told,
)


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
    assert 'name="minutes" type="text" value="45"' in text
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


async def test_a_minute_inside_the_window_leaves_the_window_alone(signed_in: Visit, people: Cast) -> None:
    await promises(people)
    path = f"{PROMISES}/tasks/{await first('tasks')}"
    browser = await coordinator(signed_in)
    fixed = {**THERE["tasks"], "when": "fixed", "fixed_reason": "x"}
    await browser.post(path, {**fixed, "fixed_start": "09:00"})
    task = await CareTask.get(id=await first("tasks"))
    assert (task.window_start, task.fixed_start, task.window_end) == (480, 540, 630)
    await browser.post(path, {**fixed, "version": "2", "fixed_start": "14:00", "window_start": "soon"})
    task = await CareTask.get(id=task.id)
    assert (task.window_start, task.fixed_start, task.window_end) == (780, 840, 900)


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
    assert "Bathing (Mon, Wed, 08:00–10:30) comes, in the end, after this task itself" in answer.text
    assert (await CareTask.get(id=wash.id)).after_task_id is None


async def test_tasks_of_one_service_are_told_apart_where_another_comes_after_them(
    signed_in: Visit, people: Cast
) -> None:
    """By days, by times, by minutes, and by their own first and last days."""
    await promises(people)
    wash = await CareTask.get(key="t-zhou-wash").values()
    del wash["id"]
    others: list[dict[str, Any]] = [
        {"weekdays": 0b1100000},
        {"minutes": 50},
        {"fixed_start": 480, "fixed_reason": "x"},
        {"ends_on": TODAY},
    ]
    for number, other in enumerate(others):
        await CareTask.create(**{**wash, "key": f"t-{number}", **other})
    page = f"{PROMISES}/tasks/{(await CareTask.get(key='t-zhou-bath')).id}?language="
    browser = await coordinator(signed_in)
    english = options((await browser.get(page + "en")).text)
    assert len(set(english.values())) == len(english) == 5
    assert english["t-0"] == "Help with washing (Sat, Sun, 07:30–10:00, 45 min)"
    chinese = options((await browser.get(page + "zh_Hans")).text)
    assert len(set(chinese.values())) == 5
    assert chinese["t-0"] == "协助洗漱（周六、周日，07:30–10:00，45分钟）"


def options(text: str) -> dict[str, str]:
    """The tasks that it may come after, by key."""
    listed = re.search(r'<select[^>]* name="after_task".*?</select>', text, re.DOTALL)
    assert listed is not None
    return dict(re.findall(r'<option value="(t-[^"]+)"[^>]*>([^<]+)<', listed[0]))


async def test_what_is_given_at_the_centre_is_no_task(signed_in: Visit, people: Cast) -> None:
    """But one that was stored before can still be changed and ended."""
    await promises(people)
    await ServiceType.filter(key="wash").update(at_home=False, zone_kind="bathing")
    browser = await coordinator(signed_in)
    assert (await browser.get(f"{PROMISES}/tasks/new?service=wash")).status_code == 404
    answer = await browser.post(f"{PROMISES}/tasks/new?language=en", TASK)
    assert answer.status_code == 422
    assert "is given at the centre, so no visit would bring it." in answer.text
    path = f"{PROMISES}/tasks/{await first('tasks')}"
    assert (await browser.post(path, {**THERE["tasks"], "minutes": "50"})).status_code == 303
    assert (await browser.post(path + "/end", {"last_day": str(TODAY), "version": "2"})).status_code == 303


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
    assert f"Help with washing (Mon to Fri, 07:30–10:00), which it comes after, ends on {told(over)}." in answer.text
    chinese = (await browser.post(path + "?language=zh_Hans", follows)).text
    assert "协助洗漱（周一至周五，07:30–10:00）在" in chinese
    assert "最晚也在那天结束" in chinese, "that day itself is allowed"
    await CareTask.filter(id=bath.id).update(ends_on=over, after_task_id=wash.id, gap_longest=60)
    assert f'value="{wash.key}" selected' in (await browser.get(path)).text
    answer = await browser.post(path, {**follows, "ends_on": str(TODAY)})
    assert (answer.status_code, 'id="ends_on-wrong"' in answer.text) == (422, True)
    assert (await browser.post(path, {**follows, "ends_on": str(TODAY), "after_task": ""})).status_code == 303


async def test_what_goes_on_without_the_task_it_follows_is_ended_or_followed_up(signed_in: Visit, people: Cast) -> None:
    """As it can have been stored before that was refused."""
    await promises(people)
    wash, bath = await CareTask.get(key="t-zhou-wash"), await CareTask.get(key="t-zhou-bath")
    await CareTask.filter(id=wash.id).update(ends_on=TODAY + timedelta(5))
    await CareTask.filter(id=bath.id).update(after_task_id=wash.id, gap_longest=60)
    browser = await coordinator(signed_in)
    for number, (task, last, status) in enumerate(
        ((bath, 30, 303), (bath, 31, 422), (wash, 4, 422), (wash, 20, 303), (bath, 20, 303)), 1
    ):
        version = str((await CarePlan.get(key="c-zhou")).version)
        typed = {"last_day": str(TODAY + timedelta(last)), "version": version}
        assert (await browser.post(f"{PROMISES}/tasks/{task.id}/end", typed)).status_code == status, number


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
        assert "Bathing (Mon to Fri, 09:00–15:00) comes after this task" in answer.text
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
