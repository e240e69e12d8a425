"""The facility tree, and one place."""

from eldercare.hierarchy.models import StaffRatio
from eldercare.meals.models import Vehicle
from tests.cast import Cast
from tests.web.conftest import Visit


async def test_the_tree_counts_a_place_with_everything_below(signed_in: Visit) -> None:
    text = (await (await signed_in("manager")).get("/facilities?language=en")).text
    assert "Demonstration institution <b>1</b>" in text
    assert "Street centre <b>2</b>" in text
    assert "3 elders" in text
    assert "20 seats" in text
    assert "Xiling Centre" in text


async def test_a_coordinator_sees_her_subtree_only(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    text = (await browser.get("/facilities?language=en")).text
    assert "2 elders" in text
    assert "Xiling" not in text
    assert "Yunshan House" not in text
    assert (await browser.get("/facilities/f-house")).status_code == 404
    assert "f-house" not in (await browser.get("/facilities/f-dong")).text


async def test_a_place_shows_rooms_kitchens_and_vehicles(signed_in: Visit, people: Cast) -> None:
    await StaffRatio.create(zone=people.zones["dong-care"], ability_level=2, guests_per_staff=7)
    await Vehicle.create(key="v-1", facility=people.facilities["dong"], name="one", mode="ebike", meal_boxes=12)
    browser = await signed_in("auditor")
    care = (await browser.get("/facilities/f-dong-care?language=en")).text
    assert "Mon to Fri 08:00–17:00" in care
    assert "level 2: 7" in care
    assert "Yunshan District" in care
    assert "/elders?facility=" not in care
    centre = (await browser.get("/facilities/f-dong?language=en")).text
    assert "80 portions" in centre
    assert "cooked at 10:30, leaves at 10:50" in centre
    assert "12 meal boxes" in centre
