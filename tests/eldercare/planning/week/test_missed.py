"""Somebody falls ill while the week runs: what she did is done, what nobody can do any more is open, none vanishes."""

from datetime import datetime, timedelta

import pytest

from eldercare import clock
from eldercare.care.models import CareTask, Hold
from eldercare.meals.models import KitchenDiet, MealSubscription
from eldercare.people.models import Elder
from eldercare.planning.drafts import standing
from eldercare.planning.models import Draft
from eldercare.planning.week.conflicts import conflicts_of
from eldercare.planning.week.models import DraftMeal, DraftShift, DraftVisit
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.week.running import (
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    again,
    at,
    falls_ill,
    left_open,
    running,
    told,
)


@pytest.fixture
async def people(sqlite: str) -> Cast:
    return await running(sqlite)


async def test_what_she_finished_before_she_left_is_done(people: Cast) -> None:
    first = await told(people)
    await falls_ill(people.staff["chen"], WEDNESDAY)
    draft = await again(people, at(WEDNESDAY, 9, 30))
    assert await _visits_of_wednesday(draft) == await _visits_of_wednesday(first)
    assert not await DraftShift.filter(draft_id=draft.id, staff=people.staff["chen"], day=WEDNESDAY).exists()
    assert tuple(draft.coverage["visits"]) == tuple(first.coverage["visits"]) == (9, 9)
    with clock.held(at(WEDNESDAY, 9, 40)):
        assert (await publish(people.facilities["dong"], MONDAY, who="terminal"))[0].number == 2


async def test_planned_twice_on_that_day_it_is_still_done(people: Cast) -> None:
    """By then her visits stand in the plan without a shift of hers; also when she turns out to be well."""
    first = await told(people)
    leave = await falls_ill(people.staff["chen"], WEDNESDAY)
    await again(people, at(WEDNESDAY, 9, 30))
    with clock.held(at(WEDNESDAY, 9, 40)):
        await publish(people.facilities["dong"], MONDAY, who="terminal")
    for moment in (at(WEDNESDAY, 10), at(WEDNESDAY, 11)):
        draft = await again(people, moment)
        assert await _visits_of_wednesday(draft) == await _visits_of_wednesday(first)
        assert tuple(draft.coverage["visits"]) == (9, 9)
        await leave.delete()


async def test_a_visit_whose_window_has_passed_stays_listed(people: Cast) -> None:
    await CareTask.filter(key="t-zhou-wash").update(window_end=505)
    first = await told(people)
    hers = await DraftVisit.get(draft_id=first.id, key="t-zhou-wash@2")
    await falls_ill(people.staff["chen"], WEDNESDAY)
    draft = await again(people, at(WEDNESDAY, 0, hers.ends - 5))
    assert await left_open(draft, "visit") == [("t-zhou-wash@2", "staff_available")]
    assert tuple(draft.coverage["visits"]) == (8, 9)


async def test_a_visit_whose_window_lasts_is_planned_again(people: Cast) -> None:
    """From now on, by somebody else."""
    await told(people)
    hers = await DraftVisit.get(key="t-lin-wash@2")
    await falls_ill(people.staff["chen"], WEDNESDAY)
    draft = await again(people, at(WEDNESDAY, 0, hers.ends - 5))
    now = await DraftVisit.filter(draft_id=draft.id, key__startswith="t-lin-wash@", day__gte=WEDNESDAY)
    assert now
    assert all(visit.staff_id != people.staff["chen"].id or visit.day > WEDNESDAY for visit in now)
    assert draft.coverage["visits"][1] == 9


async def test_a_standing_shift_that_nobody_can_begin_any_more_stays_listed(people: Cast) -> None:
    first = await told(people)
    await falls_ill(people.staff["mei"], WEDNESDAY)
    draft = await again(people, at(WEDNESDAY, 9))
    assert await left_open(draft, "shift") == [("d-mei@2#1", "staff_available")]
    assert tuple(first.coverage["shifts"]) == (19, 19)
    assert tuple(draft.coverage["shifts"]) == (18, 19)


async def test_a_shift_that_was_over_before_she_fell_ill_was_worked(people: Cast) -> None:
    """Also late at night, when half an hour more is tomorrow."""
    first = await told(people)
    await falls_ill(people.staff["mei"], WEDNESDAY)
    for moment in (at(WEDNESDAY, 17, 30), at(WEDNESDAY, 23, 40)):
        draft = await again(people, moment)
        assert draft.coverage["shifts"] == first.coverage["shifts"]
        with clock.held(moment):
            assert not await conflicts_of(await standing(people.facilities["dong"], MONDAY))


@pytest.mark.parametrize("now", [at(WEDNESDAY, 9, 40), at(WEDNESDAY, 12), at(THURSDAY, 9)])
async def test_what_fell_to_a_sick_call_is_never_made_though_its_time_has_passed(people: Cast, now: datetime) -> None:
    """Chen calls at twenty past eight: Lin was washed before, Zhou was not, who has to be by ten; Li comes at half past
    eleven."""
    first = await told(people)
    wash = await DraftVisit.get(draft_id=first.id, key="t-zhou-wash@2")
    assert (wash.staff_id, wash.starts) == (people.staff["chen"].id, 8 * 60 + 20)
    await falls_ill(people.staff["chen"], WEDNESDAY, entered=at(WEDNESDAY, 8, 20))
    dong = people.facilities["dong"]
    with clock.held(now):
        fallen = await conflicts_of(await standing(dong, MONDAY))
        assert (fallen.shifts, fallen.visits, fallen.fallen("visits", 9)) == (1, 1, 1)
    draft = await again(people, now)
    assert [row[:2] for row in await _visits_of_wednesday(draft)] == [("t-lin-wash@2", people.staff["chen"].id)]
    assert await left_open(draft, "visit") == [("t-zhou-wash@2", "staff_available")]
    assert not await DraftShift.filter(draft_id=draft.id, staff=people.staff["chen"], day=WEDNESDAY).exists()
    with clock.held(now + timedelta(minutes=5)):
        assert (await publish(dong, MONDAY, who="terminal"))[0].number == 2
        assert not await conflicts_of(await standing(dong, MONDAY))
    later = await again(people, at(THURSDAY, 14))
    assert await left_open(later, "visit") == [("t-zhou-wash@2", "staff_available")]
    assert [row[:2] for row in await _visits_of_wednesday(later)] == [("t-lin-wash@2", people.staff["chen"].id)]


async def test_what_fell_and_may_come_on_another_day_is_planned_again(people: Cast) -> None:
    """Lin is washed on three days of five; of Wednesday nothing is left."""
    await told(people)
    await falls_ill(people.staff["chen"], WEDNESDAY, entered=at(TUESDAY, 20))
    draft = await again(people, at(THURSDAY, 6))
    assert await left_open(draft, "visit") == [("t-zhou-wash@2", "staff_available")]
    washed = await DraftVisit.filter(draft_id=draft.id, key__startswith="t-lin-wash@").values_list("day", flat=True)
    assert sorted(washed) == [MONDAY, THURSDAY, THURSDAY + timedelta(days=1)]


async def test_leave_that_is_taken_back_leaves_what_she_did_with_her(people: Cast) -> None:
    first = await told(people)
    leave = await falls_ill(people.staff["chen"], WEDNESDAY, entered=at(WEDNESDAY, 8, 20))
    await leave.delete()
    draft = await again(people, at(WEDNESDAY, 12))
    assert await _visits_of_wednesday(draft) == await _visits_of_wednesday(first)
    assert await left_open(draft, "visit") == []


@pytest.mark.parametrize(("entered", "open_shifts"), [(at(WEDNESDAY, 12), 1), (at(WEDNESDAY, 17, 30), 0)])
async def test_a_post_that_she_left_early_is_open_on_the_days_after(
    people: Cast, entered: datetime, open_shifts: int
) -> None:
    """Mei was wanted until five."""
    await told(people)
    await falls_ill(people.staff["mei"], WEDNESDAY, entered=entered)
    with clock.held(at(THURSDAY, 9)):
        assert (await conflicts_of(await standing(people.facilities["dong"], MONDAY))).heads == open_shifts
    draft = await again(people, at(THURSDAY, 9))
    assert await left_open(draft, "shift") == [("d-mei@2#1", "staff_available")][:open_shifts]


async def test_a_meal_that_she_did_not_bring_is_open_on_the_days_after(people: Cast) -> None:
    first = await told(people)
    lunch = await DraftMeal.get(draft_id=first.id, day=WEDNESDAY)
    lu = people.staff["lu"]
    assert (lunch.carrier_id, lunch.arrives) == (lu.id, 11 * 60 + 23)
    await falls_ill(lu, WEDNESDAY, entered=at(WEDNESDAY, 11))
    with clock.held(at(THURSDAY, 9)):
        assert (await conflicts_of(await standing(people.facilities["dong"], MONDAY))).meals == 1
    draft = await again(people, at(THURSDAY, 9))
    assert await left_open(draft, "meal") == [("m-zhou@2", "staff_available")]


async def _visits_of_wednesday(draft: Draft) -> list[tuple[object, ...]]:
    rows = DraftVisit.filter(draft_id=draft.id, day=WEDNESDAY).order_by("key")
    return [tuple(row) for row in await rows.values_list("key", "staff_id", "starts", "ends", "stop", "travel_minutes")]


@pytest.mark.parametrize("gone", ["ended", "on hold"])
async def test_what_is_promised_no_longer_is_not_missed(people: Cast, gone: str) -> None:
    """Nobody cooks her diet, so that her meals were open from the start."""
    await KitchenDiet.filter(diet="low_sugar").delete()
    await Elder.filter(key="e-zhou").update(diet="low_sugar")
    await told(people)
    if gone == "ended":
        await MealSubscription.filter(key="m-zhou").update(ends_on=TUESDAY)
    else:
        await Hold.create(elder=people.elders["zhou"], kind="hospital", first_day=WEDNESDAY)
    draft = await again(people, at(WEDNESDAY, 14))
    assert not [key for key, _ in await left_open(draft, "meal") if key >= "m-zhou@2"]
