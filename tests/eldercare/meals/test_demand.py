"""Subscriptions → portions: one meal of a kind a day, eating in goes before delivery."""

from datetime import timedelta

from eldercare.care.calendar import Absence
from eldercare.meals.demand import MealNeed, meal_needs
from eldercare.meals.models import MealSubscription
from tests.cast import MONDAY, Cast, cast
from tests.promises import SINCE, promises


async def needs(people: Cast, absences: dict[int, list[Absence]] | None = None) -> list[MealNeed]:
    rows = await MealSubscription.all().prefetch_related("elder", "eats_at")
    return meal_needs(rows, MONDAY, absences or {})


async def test_a_portion_for_every_day(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    assert [need.day for need in await needs(people)] == list(range(7))


async def test_on_a_day_at_the_canteen_nothing_is_brought_home(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    await MealSubscription.create(
        key="m-canteen",
        elder=people.elders["zhou"],
        meal="lunch",
        weekdays=0b0000101,
        serving="eat_in",
        eats_at=people.facilities["dong-care"],
        starts_on=SINCE,
    )
    found = await needs(people)
    assert len(found) == 7
    assert {need.day for need in found if need.eats_at == "f-dong-care"} == {0, 2}


async def test_nobody_cooks_for_somebody_in_hospital(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    away = Absence(MONDAY + timedelta(1), None)
    assert [need.day for need in await needs(people, {people.elders["zhou"].id: [away]})] == [0]
