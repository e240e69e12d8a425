"""Somebody falls ill while the week runs: what she did is done, what nobody can do any more is open, none vanishes."""

import pytest

from eldercare import clock
from eldercare.care.models import CareTask, Hold
from eldercare.meals.models import KitchenDiet, MealSubscription
from eldercare.people.models import Elder
from eldercare.planning.drafts import standing
from eldercare.planning.models import Draft
from eldercare.planning.week.conflicts import conflicts_of
from eldercare.planning.week.models import DraftShift, DraftVisit
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.week.running import TUESDAY, WEDNESDAY, again, at, falls_ill, left_open, running, told


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
