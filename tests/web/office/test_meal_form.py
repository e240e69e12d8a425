"""Meals as the page asks for them, and what an elder may eat with them."""

from datetime import timedelta

import pytest

from eldercare.audit.models import AuditEntry
from eldercare.meals.models import MealSubscription
from eldercare.people.models import Elder
from tests.cast import Cast
from tests.promises import promises
from tests.web.conftest import Visit
from tests.web.office.promised import MEAL, PROMISES, TODAY, coordinator, first, told


async def test_meals_are_added_and_what_she_may_eat_with_them(signed_in: Visit, people: Cast) -> None:
    browser = await coordinator(signed_in)
    await browser.post(f"{PROMISES}/meals/new", {**MEAL, "serving": "eat_in"})
    meal = await MealSubscription.get()
    assert (meal.meal, meal.serving, meal.weekdays) == ("dinner", "eat_in", 0b1100000)
    assert meal.eats_at_id == people.facilities["dong-care"].id
    zhou = await Elder.get(key="e-zhou")
    assert (zhou.diet, zhou.texture, zhou.version) == ("low_salt", "soft", 2)
    told = await AuditEntry.filter(row_key="e-zhou").order_by("id")
    assert {entry.action for entry in told} == {"meal.add", "elder.edit"}


async def test_what_she_may_eat_by_now_stays_where_only_the_days_of_a_meal_change(
    signed_in: Visit, people: Cast
) -> None:
    """The form was opened before somebody else had all her food puréed."""
    await promises(people)
    path, browser = f"{PROMISES}/meals/{await first('meals')}", await coordinator(signed_in)
    text = (await browser.get(path)).text
    assert 'name="shown_diet" value="regular"' in text
    assert 'name="shown_texture" value="normal"' in text
    await Elder.filter(key="e-zhou").update(diet="low_sugar", texture="pureed", version=2)
    seen = {**MEAL, "diet": "regular", "texture": "normal", "meal": "lunch", "starts_on": "2026-01-01"}
    assert (await browser.post(path, {**seen, "version": "1"})).status_code == 303
    assert (await MealSubscription.get(key="m-zhou")).weekdays == 0b1100000
    zhou = await Elder.get(key="e-zhou")
    assert (zhou.diet, zhou.texture, zhou.version) == ("low_sugar", "pureed", 2)
    assert (await browser.post(f"{PROMISES}/meals/new", {**seen, "meal": "dinner"})).status_code == 303
    assert (await Elder.get(key="e-zhou")).texture == "pureed"


@pytest.mark.parametrize("which", ["new", "m-zhou"])
async def test_what_she_may_eat_is_not_written_over_what_nobody_saw(signed_in: Visit, people: Cast, which: str) -> None:
    await promises(people)
    path = f"{PROMISES}/meals/{which if which == 'new' else await first('meals')}"
    browser = await coordinator(signed_in)
    await Elder.filter(key="e-zhou").update(diet="low_sugar", texture="pureed", version=2)
    typed = {**MEAL, "version": "" if which == "new" else "1", "starts_on": "2026-01-01"}
    answer = await browser.post(path + "?language=en", typed)
    assert answer.status_code == 409
    assert "Stored in the meantime: Puréed." in answer.text
    assert 'name="shown_texture" value="pureed"' in answer.text
    assert '<option value="soft" selected>' in answer.text, "what was typed is still there"
    assert (await Elder.get(key="e-zhou")).texture == "pureed"
    assert not await MealSubscription.filter(meal="dinner").exists()
    again = {**typed, "shown_diet": "low_sugar", "shown_texture": "pureed"}
    assert (await browser.post(path, again)).status_code == 303
    assert (await Elder.get(key="e-zhou")).texture == "soft"


async def test_the_same_meal_again_is_another_promise(signed_in: Visit) -> None:
    """A key made of who, what and how would be the first one's."""
    browser = await coordinator(signed_in)
    for days in ("5", "6"):
        assert (await browser.post(f"{PROMISES}/meals/new", {**MEAL, "weekdays": [days]})).status_code == 303
    assert {meal.weekdays for meal in await MealSubscription.all()} == {0b0100000, 0b1000000}


async def test_no_meal_is_promised_twice_on_one_day(signed_in: Visit) -> None:
    """However it is served, and also where the days of one that is there are changed."""
    browser = await coordinator(signed_in)
    for days in ("5", "6"):
        assert (await browser.post(f"{PROMISES}/meals/new", {**MEAL, "weekdays": [days]})).status_code == 303
    both = {**MEAL, "serving": "eat_in", "weekdays": ["4", "5"]}
    answer = await browser.post(f"{PROMISES}/meals/new?language=en", both)
    assert (answer.status_code, 'id="weekdays-wrong"' in answer.text) == (422, True)
    saturday = TODAY + timedelta((5 - TODAY.weekday()) % 7)
    assert f"on the same days already, first on {told(saturday)}." in answer.text
    sunday = await MealSubscription.get(weekdays=1 << 6)
    moved = await browser.post(f"{PROMISES}/meals/{sunday.id}", {**MEAL, "weekdays": ["5"], "version": "1"})
    assert moved.status_code == 422
    assert (await browser.post(f"{PROMISES}/meals/new", {**both, "weekdays": ["4"]})).status_code == 303
    assert await MealSubscription.all().count() == 3
