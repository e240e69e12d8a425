"""Every portion is counted once, under its wave, diet, texture and destination."""

from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError

from eldercare.meals.counts import counts_of
from eldercare.meals.models import Meal, MealKind
from eldercare.people.models import Diet, Texture
from tests.cast import MONDAY, Cast
from tests.eldercare.meals.served import guest, portion
from tests.eldercare.planning.drafted import Plan
from tests.eldercare.visits.told import told

LUNCH = MealKind.LUNCH


async def test_sums_go_both_ways_and_waves_add_up(people: Cast) -> None:
    publication = await told(people)  # with one regular lunch of Zhou's
    await portion(people, publication, await guest(people, "a", "low_salt", "soft"))
    await portion(people, publication, await guest(people, "b", "low_salt"), wave=2)
    counts = await counts_of(people.kitchens["dong"], MONDAY, LUNCH)
    assert [(wave.wave, wave.total) for wave in counts.waves] == [(1, 2), (2, 1)]
    assert counts.total == sum(counts.of(diet, texture) for diet in Diet for texture in Texture) == 3
    assert (counts.of(Diet.LOW_SALT), counts.of(Diet.LOW_SALT, Texture.SOFT), counts.of(texture=Texture.SOFT)) == (
        2,
        1,
        1,
    )
    assert counts.diets == (Diet.REGULAR, Diet.LOW_SALT)
    assert counts.textures == (Texture.NORMAL, Texture.SOFT)
    assert [one.id for one in counts.publications] == [publication.id]


async def test_a_wave_knows_its_pot_and_one_that_is_gone_is_still_counted(people: Cast) -> None:
    publication = await told(people)
    await portion(people, publication, await guest(people, "a"), wave=7)
    first, seventh = (await counts_of(people.kitchens["dong"], MONDAY, LUNCH)).waves
    assert (first.cooked_at, first.leaves_at, first.room) == (630, 650, 80)
    assert (seventh.cooked_at, seventh.room, seventh.total) == (None, None, 1)


async def test_doors_and_each_canteen_are_told_apart(people: Cast) -> None:
    publication = await told(people)
    for name, place in (("a", "dong-station"), ("b", "dong-care"), ("c", "dong-station")):
        await portion(people, publication, await guest(people, name), eats_at=place)
    (wave,) = (await counts_of(people.kitchens["dong"], MONDAY, LUNCH)).waves
    places = [(one.canteen.key if one.canteen else "", one.total) for one in wave.destinations]
    assert places == [("", 1), ("f-dong-care", 1), ("f-dong-station", 2)]
    assert (wave.delivered, wave.eaten_in) == (1, 3)


@pytest.mark.parametrize(("serving", "place"), [("delivered", "dong-care"), ("eat_in", None)])
async def test_a_meal_is_brought_home_or_eaten_somewhere(people: Cast, serving: str, place: str | None) -> None:
    publication = await told(people)
    with pytest.raises(IntegrityError):
        await Meal.create(
            publication=publication,
            elder=people.elders["lin"],
            day=MONDAY,
            meal="lunch",
            wave=1,
            serving=serving,
            eats_at=people.facilities[place] if place else None,
            kitchen=people.kitchens["dong"],
        )


async def test_only_this_kitchen_this_day_this_meal_in_force(people: Cast) -> None:
    await told(people)
    other_days = await counts_of(people.kitchens["dong"], MONDAY + timedelta(days=1), LUNCH)
    other_meals = await counts_of(people.kitchens["dong"], MONDAY, MealKind.DINNER)
    other_kitchens = await counts_of(people.kitchens["xi"], MONDAY, LUNCH)
    assert [one.total for one in (other_days, other_meals, other_kitchens)] == [0, 0, 0]
    second = await told(people, Plan(input_hash="b" * 64), number=2)
    counts = await counts_of(people.kitchens["dong"], MONDAY, LUNCH)
    assert (counts.total, [one.id for one in counts.publications]) == (await Meal.all().count(), [second.id])
