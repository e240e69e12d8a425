"""CarePlan → VisitNeed: what a week asks for, with holds and ends taken out."""

from datetime import timedelta

from eldercare.care.calendar import Absence
from eldercare.care.demand import VisitNeed, circled_needs, visit_needs
from eldercare.care.models import CareTask
from tests.cast import MONDAY, Cast, cast
from tests.promises import promises


async def needs(people: Cast, absences: dict[int, list[Absence]] | None = None) -> dict[str, VisitNeed]:
    tasks = await CareTask.all().prefetch_related("plan__elder", "service").order_by("key")
    return {need.task.key: need for need in visit_needs(tasks, MONDAY, absences or {})}


async def test_fixed_days_and_days_of_the_planners_choice(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    found = await needs(people)
    assert (found["t-zhou-wash"].days, found["t-zhou-wash"].times) == ((0, 1, 2, 3, 4), 5)
    assert (found["t-lin-wash"].days, found["t-lin-wash"].times) == ((0, 1, 2, 3, 4), 3)


async def test_a_hold_takes_days_and_its_share_of_the_times(sqlite: str) -> None:
    """Two of five days are left, so three times a week become two."""
    people = await cast(sqlite)
    await promises(people)
    away = Absence(MONDAY, MONDAY + timedelta(2))
    found = await needs(people, {people.elders["lin"].id: [away]})
    assert (found["t-lin-wash"].days, found["t-lin-wash"].times) == ((3, 4), 2)
    assert found["t-zhou-wash"].times == 5


async def test_nothing_is_needed_by_somebody_who_has_left(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    people.elders["zhou"].ended_on = MONDAY - timedelta(1)
    await people.elders["zhou"].save()
    assert set(await needs(people)) == {"t-lin-wash", "t-sun-wash"}


async def test_a_task_has_days_of_its_own(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    task = CareTask.filter(key="t-zhou-wash")
    await task.update(starts_on=MONDAY + timedelta(1), ends_on=MONDAY + timedelta(2))
    assert (await needs(people))["t-zhou-wash"].days == (1, 2)
    await task.update(starts_on=None, ends_on=MONDAY - timedelta(1))
    assert "t-zhou-wash" not in await needs(people)


async def test_a_chain_holds_only_while_both_links_are_there(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    bath = await CareTask.get(key="t-zhou-bath")
    bath.after_task = await CareTask.get(key="t-zhou-wash")
    await bath.save()
    assert (await needs(people))["t-zhou-bath"].after == "t-zhou-wash"
    await CareTask.filter(key="t-zhou-wash").update(weekdays=0b1000000)
    plan = await bath.plan
    plan.ends_on = MONDAY + timedelta(5)
    await plan.save()
    assert (await needs(people))["t-zhou-bath"].after is None


async def test_what_comes_after_each_other_in_a_circle_is_no_need_but_told_apart(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    bath, wash = await CareTask.get(key="t-zhou-bath"), await CareTask.get(key="t-zhou-wash")
    await CareTask.filter(id=bath.id).update(after_task_id=wash.id)
    assert await _circles() == []
    await CareTask.filter(id=wash.id).update(after_task_id=bath.id)
    assert set(await needs(people)) == {"t-lin-wash", "t-sun-wash"}
    assert await _circles() == [["t-zhou-bath", "t-zhou-wash"]]
    await CareTask.filter(id=bath.id).update(ends_on=MONDAY - timedelta(1))
    assert "t-zhou-wash" in await needs(people), "the other one is over, and nothing to wait for"


async def _circles() -> list[list[str]]:
    tasks = await CareTask.all().prefetch_related("plan__elder", "service").order_by("key")
    return [[need.task.key for need in circle] for circle in circled_needs(tasks, MONDAY, {})]
