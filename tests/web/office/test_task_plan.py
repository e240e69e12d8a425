"""Which care plan a task goes to that is added or changed on the page."""

from datetime import timedelta

import pytest
from babel.dates import format_date

from eldercare.care.models import CarePlan, CareTask
from eldercare.care.plans import runs
from tests.cast import Cast
from tests.promises import SINCE, promises
from tests.web.conftest import Visit
from tests.web.office.promised import FILE, PROMISES, TASK, THERE, TODAY, coordinator, first, told


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
    assert f"The care plan ends on {told(last)}" in answer.text
    assert (await browser.post(f"{PROMISES}/tasks/new", TASK)).status_code == 303
    plan = (await CareTask.get().prefetch_related("plan")).plan
    assert (plan.starts_on, plan.ends_on) == (TODAY, last)


@pytest.mark.parametrize(
    ("days", "shown"),
    [([(-90, -60), (-50, -5)], [1]), ([(-90, -60), (-50, 5), (6, None)], [1, 2]), ([(3, None)], [0]), ([], [])],
)
async def test_the_file_shows_plans_that_are_not_over_else_the_last(
    signed_in: Visit, people: Cast, days: list[tuple[int, int | None]], shown: list[int]
) -> None:
    for number, (begins, ends) in enumerate(days):
        ends_on = None if ends is None else TODAY + timedelta(ends)
        starts_on = TODAY + timedelta(begins)
        await CarePlan.create(key=f"c-{number}", elder=people.elders["zhou"], starts_on=starts_on, ends_on=ends_on)
    text = (await (await coordinator(signed_in)).get(f"{FILE}?language=en")).text
    assert [number for number in range(len(days)) if f"c-{number} ·" in text] == shown
    assert ("There is no care plan." in text) == (not days)


async def test_who_adds_a_task_without_an_end_reads_that_its_plan_has_one(signed_in: Visit, people: Cast) -> None:
    await CarePlan.create(key="c-next", elder=people.elders["zhou"], starts_on=TODAY + timedelta(30))
    browser, last = await coordinator(signed_in), TODAY + timedelta(29)
    said = "ends with its care plan"
    answer = await browser.post(f"{PROMISES}/tasks/new", TASK)
    assert answer.headers["location"] == f"{FILE}?done=promise&until={last}"
    text = (await browser.get(answer.headers["location"] + "&language=en")).text
    assert f"It {said} on {format_date(last, 'd MMMM y', locale='en')}" in text
    for own in (last, last - timedelta(1)):
        answer = await browser.post(f"{PROMISES}/tasks/new", {**TASK, "service": "bath", "ends_on": str(own)})
        assert answer.headers["location"] == FILE + "?done=promise"
        assert said not in (await browser.get(answer.headers["location"] + "&language=en")).text
    assert said not in (await browser.get(FILE + "?done=promise&until=soon&language=en")).text


@pytest.mark.parametrize("follows", [False, True])
async def test_no_second_plan_is_begun_on_a_day_of_one_that_is_over(
    signed_in: Visit, people: Cast, follows: bool
) -> None:
    zhou, over = people.elders["zhou"], TODAY - timedelta(5)
    await CarePlan.create(key="c-over", elder=zhou, starts_on=TODAY - timedelta(90), ends_on=over)
    if follows:
        await CarePlan.create(key="c-now", elder=zhou, starts_on=over + timedelta(1))
    browser = await coordinator(signed_in)
    for day in (over, TODAY - timedelta(20)):
        answer = await browser.post(f"{PROMISES}/tasks/new?language=en", {**TASK, "starts_on": str(day)})
        assert (answer.status_code, 'id="starts_on-wrong"' in answer.text) == (422, True)
        assert f"to {told(over)}, and on each day there is one." in answer.text
    assert (
        await browser.post(f"{PROMISES}/tasks/new", {**TASK, "starts_on": str(over + timedelta(1))})
    ).status_code == 303
    assert await CarePlan.all().count() == 2


async def test_a_task_is_not_moved_out_of_its_plan(signed_in: Visit, people: Cast) -> None:
    await promises(people)
    await CarePlan.filter(key="c-zhou").update(ends_on=TODAY + timedelta(9))
    await CareTask.filter(key__contains="zhou").update(starts_on=TODAY + timedelta(8))
    browser, path = await coordinator(signed_in), f"{PROMISES}/tasks/{await first('tasks')}"
    typed = {**TASK, "starts_on": str(TODAY + timedelta(10)), "version": "1"}
    answer = await browser.post(path + "?language=en", typed)
    assert (answer.status_code, 'id="starts_on-wrong"' in answer.text) == (422, True)
    answer = await browser.post(path + "/end", {"last_day": str(TODAY + timedelta(10)), "version": "1"})
    assert (answer.status_code, 'id="last_day-wrong"' in answer.text) == (422, True)
    assert (await browser.post(path, {**typed, "starts_on": str(TODAY + timedelta(9))})).status_code == 303


async def test_a_task_whose_first_day_lies_before_its_plan_is_ended_and_mended(signed_in: Visit, people: Cast) -> None:
    """It begins when its plan does, whatever its own first day says."""
    await promises(people)
    browser, path = await coordinator(signed_in), f"{PROMISES}/tasks/{await first('tasks')}"
    stray, last = str(SINCE - timedelta(10)), str(TODAY + timedelta(30))
    typed = {**THERE["tasks"], "starts_on": stray}
    for number, change in enumerate(
        ({"ends_on": last}, {"starts_on": str(SINCE)}, {"starts_on": ""}, {"starts_on": str(SINCE - timedelta(5))}), 1
    ):
        await CareTask.filter(id=await first("tasks")).update(starts_on=SINCE - timedelta(10))
        assert (await browser.post(path, {**typed, **change, "version": str(number)})).status_code == 303, change
    await CareTask.filter(id=await first("tasks")).update(starts_on=SINCE - timedelta(10))
    assert (await browser.post(path + "/end", {"last_day": str(TODAY), "version": "5"})).status_code == 303
    answer = await browser.post(path + "?language=en", {**typed, "starts_on": str(TODAY), "version": "6"})
    assert (answer.status_code, "It has begun, so its first day stays." in answer.text) == (422, True)


async def test_a_plan_begins_long_ago_only_for_who_says_that_day_again(signed_in: Visit) -> None:
    browser, back = await coordinator(signed_in), TODAY - timedelta(15)
    said = format_date(back, "d MMMM y", locale="en"), format_date(TODAY, "d MMMM y", locale="en")
    for again in ("", str(back - timedelta(1))):
        answer = await browser.post(
            f"{PROMISES}/tasks/new?language=en", {**TASK, "starts_on": str(back), "began_on": again}
        )
        assert (answer.status_code, 'id="began_on-wrong"' in answer.text) == (422, True)
        assert f"would begin on {said[0]}, and today is {said[1]}" in answer.text
        assert f'name="began_on" value="{back}" aria' in answer.text
    assert not await CarePlan.exists()
    await browser.post(f"{PROMISES}/tasks/new", {**TASK, "starts_on": str(back), "began_on": str(back)})
    assert (await CarePlan.get()).starts_on == back


async def test_a_plan_of_the_last_days_begins_without_a_word(signed_in: Visit) -> None:
    browser = await coordinator(signed_in)
    answer = await browser.post(f"{PROMISES}/tasks/new", {**TASK, "starts_on": str(TODAY - timedelta(7))})
    assert answer.status_code == 303
    assert "began_on" not in (await browser.get(f"{PROMISES}/tasks/new?service=wash")).text
