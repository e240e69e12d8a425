"""Care plans as an elder's file shows them."""

from datetime import date

from eldercare.care.models import CarePlan, CareTask
from eldercare.care.plans import plans_of, times_a_week
from tests.cast import Cast
from tests.promises import SINCE, promises

TODAY = date(2026, 11, 22)


async def test_the_plan_in_force_comes_first_with_its_tasks_in_the_order_of_the_day(people: Cast) -> None:
    await promises(people)
    zhou = people.elders["zhou"]
    await CarePlan.create(key="c-next", elder=zhou, starts_on=date(2027, 1, 1))
    found = await plans_of(zhou, TODAY)
    assert [(one.plan.key, one.in_force) for one in found] == [("c-zhou", True), ("c-next", False)]
    assert [task.service.key for task in found[0].tasks] == ["wash", "bath"]
    assert [task.service.skill.key for task in found[0].tasks if task.service.skill] == ["care", "care"]
    assert await plans_of(zhou, SINCE.replace(year=2025)) != found


async def test_minutes_a_week_count_every_carer(people: Cast) -> None:
    await promises(people)
    (plan,) = await plans_of(people.elders["zhou"], TODAY)
    assert plan.weekly_minutes == 5 * 45 + 2 * 60


async def test_a_task_that_is_over_is_not_told_and_one_to_come_takes_no_time_yet(people: Cast) -> None:
    await promises(people)
    await CareTask.filter(key="t-zhou-wash").update(ends_on=date(2026, 11, 21))
    await CareTask.filter(key="t-zhou-bath").update(starts_on=date(2026, 12, 1))
    (plan,) = await plans_of(people.elders["zhou"], TODAY)
    assert [task.key for task in plan.tasks] == ["t-zhou-bath"]
    assert plan.weekly_minutes == 0


def test_times_a_week_are_those_promised_or_one_a_day() -> None:
    assert times_a_week(CareTask(weekdays=0b0010101, times_a_week=None)) == 3
    assert times_a_week(CareTask(weekdays=0b0010101, times_a_week=2)) == 2
