"""What is open for want of room says where the room is, by name."""

from collections.abc import Awaitable, Callable

import pytest

from eldercare.hierarchy.models import Zone
from eldercare.meals.models import KitchenWave
from eldercare.planning.lacking import lacking
from eldercare.planning.models import Draft
from eldercare.planning.week.models import NotPlanned
from tests.cast import Cast
from tests.eldercare.planning.week.running import told
from tests.eldercare.planning.week.test_crowded import _both_eat_and_sit, _more_staff, _one_seat, _portions


async def _planned(people: Cast, change: Callable[[Cast], Awaitable[object]]) -> Draft:
    await change(people)
    return await told(people)


async def test_a_full_kitchen_and_the_wave_that_would_do(sqlite: str) -> None:
    people = await _both_eat_and_sit(sqlite)
    draft = await _planned(people, _portions)
    leaves = (await KitchenWave.get(kitchen=people.kitchens["dong"])).leaves_at
    left = await NotPlanned.filter(draft_id=draft.id, kind="meal").order_by("day")
    place = people.kitchens["dong"].facility_id
    assert {need.facts["limit_place"] for need in left} == {people.facilities["dong"].name}
    assert people.facilities["dong"].id == place
    assert {(need.facts["more_leaves"], need.facts["more_kitchen_portions"]) for need in left} == {(leaves, 1)}
    (lack,) = lacking(left)
    assert (lack.rule, lack.place, lack.what) == ("kitchen_portions", people.facilities["dong"].name, "lunch")
    assert [lack.on(need.day) for need in left if need.day] == [1] * 7


@pytest.mark.parametrize(("change", "rule"), [(_one_seat, "zone_seats"), (_more_staff, "staff_ratio")])
async def test_a_full_room(sqlite: str, change: Callable[[Cast], Awaitable[object]], rule: str) -> None:
    people = await _both_eat_and_sit(sqlite)
    draft = await _planned(people, change)
    left = await NotPlanned.filter(draft_id=draft.id, kind="seat")
    assert {need.rule for need in left} == {rule}
    name = (await Zone.get(key=people.zones["dong-care"].key).prefetch_related("facility")).facility.name
    assert {(need.facts["more_place"], need.facts["zone"]) for need in left} == {(name, "day_care")}
    assert all(need.facts[f"more_{rule}"] for need in left)
