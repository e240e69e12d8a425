"""When a meal that comes at another minute is another promise."""

import pytest

from eldercare import clock
from eldercare.meals.models import KitchenWave, Meal, MealKind, MealSubscription
from eldercare.notify.models import OutboxMessage
from eldercare.notify.told import ToldChange, ToldRound, told
from eldercare.planning.models import Draft
from eldercare.planning.week.models import DraftMeal
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.planning.drafted import drafted
from tests.eldercare.planning.week.running import at


@pytest.fixture
async def people(sqlite: str) -> Cast:
    return await cast(sqlite)


@pytest.mark.parametrize(("minutes", "told_home"), [(15, False), (16, True), (-16, True)])
async def test_a_family_is_told_of_a_meal_that_comes_at_another_time_and_carriers_of_whose_it_is(
    people: Cast, minutes: int, told_home: bool
) -> None:
    unit, carrier, other = people.facilities["dong"], people.staff["li"], people.staff["chen"]
    await drafted(people)
    await DraftMeal.all().update(carrier_id=carrier.id, trip=1, stop=1, arrives=700)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    await drafted(people, number=2)
    await DraftMeal.filter(draft__current=True).update(carrier_id=other.id, trip=1, stop=1, arrives=700 + minutes)
    await publish(unit, MONDAY, who="terminal")
    messages = await OutboxMessage.filter(publication__number=2, kitchen_id=None)
    changes = {(one.staff_id or 0, one.relative_id or 0) for one in messages}
    assert {(carrier.id, 0), (other.id, 0)} <= changes
    assert any(relative for _, relative in changes) is told_home
    by_carrier = {one.message.staff_id: one.carried for one in await told(messages) if one.message.staff_id}
    assert by_carrier[carrier.id] == (ToldRound(MONDAY, MealKind.LUNCH, 1, before=1, after=0, others=(other,)),)
    assert by_carrier[other.id] == (ToldRound(MONDAY, MealKind.LUNCH, 1, before=0, after=1, others=(carrier,)),)


async def test_small_steps_of_a_meal_are_told_once_they_are_a_big_one(people: Cast) -> None:
    """Of 11:40, 11:50, 12:00 and 12:10 the third is the first that is more than a quarter of an hour from what the
    family knows; until then it reads the time that it was told."""
    unit, zhou = people.facilities["dong"], people.elders["zhou"]
    expected, heard = [], []
    for number, arrives in enumerate((700, 710, 720, 730), 1):
        await Draft.all().update(current=False)
        await drafted(people, number=number)
        await DraftMeal.filter(draft__current=True).update(
            carrier_id=people.staff["li"].id, trip=1, stop=1, arrives=arrives
        )
        await publish(unit, MONDAY, who="terminal")
        expected.append((await Meal.get(elder=zhou)).about)
        messages = await OutboxMessage.filter(publication__number=number, relative_id__isnull=False)
        heard.append(
            [(one.before and one.before.arrives, one.after and one.after.arrives) for one in await _meals(messages)]
        )
    assert expected == [700, 700, 720, 720]
    assert heard[1:] == [[], [(700, 720)], []]


@pytest.mark.parametrize(("minutes", "told_of_it"), [(15, False), (16, True), (-16, True)])
@pytest.mark.parametrize("moves", ["the boxes", "to another wave", "the wave itself"])
async def test_a_meal_that_is_eaten_somewhere_is_told_like_one_that_comes_home(
    people: Cast, moves: str, minutes: int, told_of_it: bool
) -> None:
    """Boxes come to a day-care centre, or a kitchen's own guests have theirs at another time."""
    unit, brought = people.facilities["dong"], moves == "the boxes"
    first = await KitchenWave.get(kitchen=people.kitchens["dong"])
    at_other = {"cooked_at": first.cooked_at + minutes, "leaves_at": first.leaves_at + minutes}
    await KitchenWave.create(
        kitchen=people.kitchens["dong"], meal="lunch", wave=2, weekdays=127, portions=80, **at_other
    )
    place = people.facilities["dong-care" if brought else "dong"].id
    for number, later in ((1, 0), (2, minutes)):
        with clock.held(at(MONDAY, -12)):
            await Draft.all().update(current=False)
            await drafted(people, number=number)
            await MealSubscription.all().update(serving="eat_in", eats_at_id=place)
            ride = {"carrier_id": people.staff["li"].id, "trip": 1, "stop": 1, "arrives": 700 + later}
            wave = number if moves == "to another wave" else 1
            await DraftMeal.filter(draft__current=True).update(
                serving="eat_in", eats_at_id=place, wave=wave, **(ride if brought else {})
            )
            await publish(unit, MONDAY, who="terminal")
        if moves == "the wave itself" and number == 1:
            await KitchenWave.filter(id=first.id).update(**at_other)
    began = 700 if brought else first.leaves_at
    messages = await OutboxMessage.filter(publication__number=2, relative_id__isnull=False)
    heard = [(one.before and one.before.arrives, one.after and one.after.arrives) for one in await _meals(messages)]
    assert heard == ([(began, began + minutes)] if told_of_it else [])
    assert (await Meal.get()).about == (began + minutes if told_of_it else began)


async def test_a_meal_that_was_served_did_not_move_with_its_wave(people: Cast) -> None:
    """On Monday evening lunches are set to leave an hour later from now on."""
    unit = people.facilities["dong"]
    for number, moment in ((1, at(MONDAY, -12)), (2, at(MONDAY, 20))):
        with clock.held(moment):
            await Draft.all().update(current=False)
            await drafted(people, number=number)
            await MealSubscription.all().update(serving="eat_in", eats_at_id=unit.id)
            await DraftMeal.filter(draft__current=True).update(serving="eat_in", eats_at_id=unit.id)
            await publish(unit, MONDAY, who="terminal")
        await KitchenWave.all().update(leaves_at=650 + 60)
    assert not await _meals(await OutboxMessage.filter(publication__number=2))
    assert (await Meal.get()).about == 650


async def _meals(messages: list[OutboxMessage]) -> list[ToldChange]:
    return [change for one in await told(messages) for change in one.changes if change.kind == "meals"]
