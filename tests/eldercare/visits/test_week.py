"""A carer's week at a glance."""

from eldercare.people.models import Leave, Staff
from eldercare.visits.week import work_week
from tests.cast import MONDAY, Cast
from tests.eldercare.visits.told import TUESDAY, brought, told


async def test_each_day_has_its_shift_its_doors_and_its_minutes(people: Cast) -> None:
    publication = await told(people)
    await brought(people, publication, "zhou", "chen")
    await Leave.create(key="l", staff=people.staff["chen"], kind="annual", first_day=TUESDAY, last_day=TUESDAY)
    week = await work_week(await Staff.get(key="s-chen").prefetch_related("facility"), MONDAY)
    monday, tuesday, *rest = week.days
    assert monday.shift is not None
    assert (monday.visits, monday.boxes, monday.minutes) == (2, 1, 480)
    assert tuesday.leave is not None
    assert week.minutes == 480
    assert week.announced
    assert all((day.shift, day.visits, day.boxes) == (None, 0, 0) for day in rest)


async def test_another_carers_week_is_another(people: Cast) -> None:
    await told(people)
    week = await work_week(await Staff.get(key="s-wu").prefetch_related("facility"), MONDAY)
    assert (week.minutes, week.announced) == (0, False)
