"""Meals of a running day: each kitchen and wave by itself, and who is out with what has left."""

import json

import pytest

from eldercare.meals.models import KitchenWave, MealSubscription
from eldercare.people.models import Elder, Staff
from eldercare.planning.models import Draft, RunDocument
from eldercare.planning.week.models import DraftMeal
from eldercare.shifts.models import ShiftDemand
from solver.week.document import plain
from tests.cast import Cast
from tests.eldercare.planning.stranger import breaches
from tests.eldercare.planning.week.running import WEDNESDAY, again, at, falls_ill, left_open, running, told
from tests.promises import EVERY_DAY, SINCE


@pytest.fixture
async def people(sqlite: str) -> Cast:
    return await running(sqlite)


async def test_a_meal_that_was_handed_over_stays_with_who_brought_it(people: Cast) -> None:
    first = await told(people)
    meal = await _meal(people, first, "zhou")
    await falls_ill(await Staff.get(id=meal.carrier_id), WEDNESDAY)
    draft = await again(people, at(WEDNESDAY, 0, (meal.arrives or 0) + 2))
    assert _ride(await _meal(people, draft, "zhou")) == _ride(meal)
    assert tuple(draft.coverage["meals"]) == (7, 7)


async def test_a_meal_whose_carrier_has_gone_is_open_when_nothing_leaves_any_more(people: Cast) -> None:
    first = await told(people)
    meal = await _meal(people, first, "zhou")
    await falls_ill(await Staff.get(id=meal.carrier_id), WEDNESDAY)
    draft = await again(people, at(WEDNESDAY, 11))
    assert await left_open(draft, "meal") == [("m-zhou@2", "staff_available")]
    assert tuple(draft.coverage["meals"]) == (6, 7)


async def test_a_meal_whose_carrier_has_gone_leaves_with_the_next_wave(people: Cast) -> None:
    await ShiftDemand.filter(key="d-ke").update(people=2)
    await _second_wave(people, 710)
    first = await told(people)
    meal = await _meal(people, first, "zhou")
    assert meal.wave == 1
    await falls_ill(await Staff.get(id=meal.carrier_id), WEDNESDAY)
    draft = await again(people, at(WEDNESDAY, 11))
    now = await _meal(people, draft, "zhou")
    assert now.wave == 2
    assert now.carrier_id in {people.staff["ke"].id, people.staff["lu"].id} - {meal.carrier_id}
    assert (now.arrives or 0) > 710


async def test_another_kitchen_and_other_days_of_a_wave_stop_nobodys_lunch(people: Cast) -> None:
    """Lin asks for lunch that morning. A wave of the west has left; one of the east runs on Mondays only."""
    await KitchenWave.filter(kitchen=people.kitchens["xi"]).update(cooked_at=400, leaves_at=480)
    await KitchenWave.create(
        kitchen=people.kitchens["dong"],
        meal="lunch",
        wave=2,
        weekdays=0b0000001,
        portions=9,
        cooked_at=400,
        leaves_at=480,
    )
    await told(people)
    await _asks(people, "lin")
    draft = await again(people, at(WEDNESDAY, 9))
    assert (await _meal(people, draft, "lin")).wave == 1


async def test_a_wave_that_has_left_stays_and_the_next_one_is_planned_once_its_carrier_is_back(people: Cast) -> None:
    await _second_wave(people, 700)
    first = await told(people)
    meal = await _meal(people, first, "zhou")
    assert meal.wave == 1
    await _asks(people, "lin")
    draft = await again(people, at(WEDNESDAY, 11))
    assert _ride(await _meal(people, draft, "zhou")) == _ride(meal)
    now = await _meal(people, draft, "lin")
    assert now.wave == 2
    assert now.carrier_id == meal.carrier_id
    assert (meal.trip, now.trip) == (1, 2)


async def test_two_rounds_of_one_number_are_found_by_a_stranger(people: Cast) -> None:
    """One carrier has left with the first wave; her next round is counted as her first again."""
    await _second_wave(people, 700)
    await told(people)
    await _asks(people, "lin")
    draft = await again(people, at(WEDNESDAY, 11))
    document = json.loads(plain((await RunDocument.get(run_id=draft.run_id)).document))
    (today,) = (one for one in document["solution"]["rounds"] if one["day"] == 2)
    assert [one["trip"] for one in today["rounds"]] == [2]
    today["rounds"][0]["trip"] = 1
    assert ("no_overlap_with_travel", today["rounds"][0]["carrier"]) in breaches(document)


async def test_a_meal_from_the_kitchen_of_a_centre_that_is_not_planned_again_does_not_vanish(people: Cast) -> None:
    """That kitchen's wave is still to leave, the own one has left."""
    await KitchenWave.filter(kitchen=people.kitchens["xi"]).update(cooked_at=690, leaves_at=720)
    first = await told(people)
    await DraftMeal.filter(draft_id=first.id, day=WEDNESDAY).update(kitchen_id=people.kitchens["xi"].id)
    draft = await again(people, at(WEDNESDAY, 11))
    assert [key for key, _ in await left_open(draft, "meal")] == ["m-zhou@2"]
    assert tuple(draft.coverage["meals"]) == (6, 7)


async def test_portions_on_their_way_are_taken_for_who_is_planned_beside(people: Cast) -> None:
    """The west has published nothing, so that its whole week is planned, from the only kitchen and its only portion."""
    await KitchenWave.filter(kitchen=people.kitchens["xi"]).delete()
    await KitchenWave.filter(kitchen=people.kitchens["dong"]).update(portions=1)
    first = await told(people)
    meal = await _meal(people, first, "zhou")
    beside = people.elders["zhou"]
    await Elder.filter(key="e-sun").update(latitude=beside.latitude, longitude=beside.longitude)
    await _asks(people, "sun")
    draft = await again(people, at(WEDNESDAY, 11), people.facilities["house"])
    assert _ride(await _meal(people, draft, "zhou")) == _ride(meal)
    assert await DraftMeal.filter(draft__run_id=draft.run_id, day=WEDNESDAY).count() == 1


async def _second_wave(people: Cast, leaves: int) -> None:
    await KitchenWave.create(
        kitchen=people.kitchens["dong"],
        meal="lunch",
        wave=2,
        weekdays=EVERY_DAY,
        portions=80,
        cooked_at=leaves - 20,
        leaves_at=leaves,
    )


async def _asks(people: Cast, elder: str) -> None:
    await MealSubscription.create(
        key=f"m-{elder}",
        elder=people.elders[elder],
        meal="lunch",
        weekdays=EVERY_DAY,
        serving="delivered",
        starts_on=SINCE,
    )


async def _meal(people: Cast, draft: Draft, elder: str) -> DraftMeal:
    return await DraftMeal.get(draft_id=draft.id, elder=people.elders[elder], day=WEDNESDAY)


def _ride(meal: DraftMeal) -> tuple[object, ...]:
    return meal.wave, meal.kitchen_id, meal.carrier_id, meal.vehicle_id, meal.trip, meal.stop, meal.arrives
