"""Units whose meals come from each other's kitchens: planned, put on the boards and published together."""

from datetime import date

import pytest

from eldercare import clock
from eldercare.errors import Refused
from eldercare.meals.models import KitchenWave, Meal, Vehicle
from eldercare.people.models import Staff
from eldercare.planning.drafts import discard, standing
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.conflicts import conflicts_of
from eldercare.planning.week.linked import planned_together
from eldercare.planning.week.now import plan_now
from eldercare.planning.week.publish import publish
from eldercare.shifts.models import ShiftDemand, ShiftType
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.week.running import WEDNESDAY, again, at, falls_ill, left_open, running
from tests.promises import EVERY_DAY, SINCE

THE_DAY_BEFORE = at(MONDAY, -12)


async def _the_west_cooks(database: str) -> Cast:
    """The kitchen of the east is shut; the west has carriers, one a day, and a vehicle."""
    people = await running(database)
    await KitchenWave.filter(kitchen=people.kitchens["dong"]).delete()
    west = people.facilities["xi"]
    for key in ("qi", "ru"):
        people.staff[key] = await Staff.create(
            key=f"s-{key}",
            name=f"name-{key}",
            gender="female",
            facility=west,
            job="carrier",
            contract="full_time",
            weekly_minutes=2400,
            employed_from=SINCE,
        )
    shift = await ShiftType.get(key="carrier")
    await ShiftDemand.create(key="d-west", facility=west, shift_type=shift, job="carrier", weekdays=EVERY_DAY, people=1)
    await Vehicle.create(key="v-xi", facility=west, name="电动车", mode="ebike", meal_boxes=30)
    return people


async def _planned(people: Cast, place: str = "house") -> None:
    with clock.held(THE_DAY_BEFORE):
        await plan_now(people.facilities[place], MONDAY, memory_mb=1024)


async def _published(people: Cast, place: str = "dong") -> list[str]:
    """Who is published with the place, it first."""
    with clock.held(THE_DAY_BEFORE):
        published = await publish(people.facilities[place], MONDAY, who="terminal")
    return [(await one.unit).key for one in published]


async def _waits(people: Cast, place: str) -> bool:
    return (await standing(people.facilities[place], MONDAY)).unpublished is not None


async def _carrier_on(day: date) -> Staff:
    meal = await Meal.get(day=day, publication__replaced_at=None)
    return await Staff.get(id=meal.carrier_id)


@pytest.mark.parametrize("place", ["dong", "xi"])
async def test_plans_that_hold_only_together_are_published_together(database: str, place: str) -> None:
    people = await _the_west_cooks(database)
    await _planned(people)
    if place == "xi":  # what the west says holds without the east, as long as nobody was told of meals from it
        assert await _published(people, "xi") == ["f-xi"]
    assert await _published(people, "dong") == ["f-dong", "f-xi"][: 1 if place == "xi" else 2]
    assert not await _waits(people, "dong")
    assert not await _waits(people, "xi")
    assert {meal.kitchen_id for meal in await Meal.all()} == {people.kitchens["xi"].id}


async def test_who_cooks_for_oneself_is_published_alone(database: str) -> None:
    people = await running(database)
    await _planned(people)
    assert await _published(people) == ["f-dong"]
    assert await _waits(people, "xi")
    assert await planned_together([people.facilities["dong"]], MONDAY) == [people.facilities["dong"]]


@pytest.mark.parametrize("place", ["dong", "xi"])
async def test_a_run_for_one_plans_the_other_too(database: str, place: str) -> None:
    people = await _the_west_cooks(database)
    await _planned(people)
    await _published(people)
    await falls_ill(people.staff["wu"], WEDNESDAY)
    await falls_ill(people.staff["chen"], WEDNESDAY)
    await again(people, at(MONDAY, 14), people.facilities[place])
    assert await _waits(people, "dong")
    assert await _waits(people, "xi")
    with clock.held(at(MONDAY, 14, 5)):
        await publish(people.facilities[place], MONDAY, who="terminal")
    assert await Publication.filter(number=2, replaced_at=None).count() == 2


async def test_a_carrier_of_the_other_who_is_ill_lets_meals_fall(database: str) -> None:
    people = await _the_west_cooks(database)
    await _planned(people)
    await _published(people)
    carrier = await _carrier_on(WEDNESDAY)
    await falls_ill(carrier, WEDNESDAY)
    with clock.held(at(MONDAY, 14)):
        conflicts = await conflicts_of(await standing(people.facilities["dong"], MONDAY))
    assert [(one.staff, one.day, one.why) for one in conflicts.absent] == [(carrier, WEDNESDAY, "on_leave")]
    assert (conflicts.meals, conflicts.heads, conflicts.refuses) == (1, 0, True)
    draft = await again(people, at(MONDAY, 14))
    assert await left_open(draft, "meal") == []
    with clock.held(at(MONDAY, 14, 5)):
        await publish(people.facilities["dong"], MONDAY, who="terminal")
        assert not await conflicts_of(await standing(people.facilities["dong"], MONDAY))
    assert await _carrier_on(WEDNESDAY) != carrier


async def test_one_plan_thrown_away_leaves_nothing_to_publish(database: str) -> None:
    people = await _the_west_cooks(database)
    await _planned(people)
    west = people.facilities["xi"]
    with clock.held(THE_DAY_BEFORE):
        theirs = await Draft.get(unit=west, current=True)
        await discard(west, MONDAY, by=people.accounts["manager"], draft_id=theirs.id)
        with pytest.raises(Refused) as refused:
            await publish(people.facilities["dong"], MONDAY, who="terminal")
    assert (refused.value.code, refused.value.facts["others"]) == ("draft_linked", west.name)
    assert not await Publication.all().exists()
    await _planned(people)
    assert await _published(people) == ["f-dong", "f-xi"]


async def test_who_cooks_again_is_published_with_whom_she_was_told_to_get_it_from(database: str) -> None:
    people = await _the_west_cooks(database)
    await _planned(people)
    await _published(people)
    west = (await KitchenWave.filter(kitchen=people.kitchens["xi"]).order_by("id"))[0]
    await KitchenWave.create(
        kitchen=people.kitchens["dong"],
        **{name: getattr(west, name) for name in ("meal", "wave", "portions", "cooked_at", "leaves_at", "weekdays")},
    )
    await KitchenWave.filter(kitchen=people.kitchens["xi"]).delete()
    with clock.held(at(MONDAY, -10)):
        await plan_now(people.facilities["xi"], MONDAY, memory_mb=1024)
        await publish(people.facilities["dong"], MONDAY, who="terminal")
        assert await planned_together([people.facilities["dong"]], MONDAY) == [people.facilities["dong"]]
    assert {meal.kitchen_id for meal in await Meal.all()} == {people.kitchens["dong"].id}
