"""Walking the trees: a district of two streets with a day-care centre and a station."""

import pytest

from eldercare.errors import NotFound
from eldercare.hierarchy import facilities, zones
from eldercare.hierarchy.models import Facility, OpeningHours, Region, StaffRatio, Tier, Zone, ZoneKind
from eldercare.hierarchy.subtree import (
    ancestors,
    ancestors_of_region,
    facilities_below,
    facilities_of_unit,
    regions_below,
    unit_of,
    units,
)

CHAIN = {"house": None, "east": "house", "east-day": "east", "east-stop": "east-day", "eastern": "house"}
TIERS = {
    "house": Tier.INSTITUTION,
    "east": Tier.STREET_CENTER,
    "eastern": Tier.STREET_CENTER,
    "east-day": Tier.DAY_CARE,
    "east-stop": Tier.STATION,
}


@pytest.fixture
async def places(database: str) -> dict[str, Facility]:
    district = await Region.create(key="d", level="district", path="d/", name="区", latitude=27.9, longitude=113.1)
    await Region.create(
        key="d-s", level="street", parent=district, path="d/d-s/", name="街道", latitude=27.9, longitude=113.1
    )
    made: dict[str, Facility] = {}
    for key, parent in CHAIN.items():
        above = made[parent] if parent else None
        made[key] = await Facility.create(
            key=key,
            parent=above,
            region=district,
            tier=TIERS[key].value,
            path=f"{above.path if above else ''}{key}/",
            name=key,
            latitude=27.9,
            longitude=113.1,
        )
    return made


async def test_below_and_above(places: dict[str, Facility]) -> None:
    assert [place.key for place in await facilities_below(places["east"])] == ["east", "east-day", "east-stop"]
    assert [place.key for place in await ancestors(places["east-stop"])] == ["house", "east", "east-day"]
    district, street = await Region.get(key="d"), await Region.get(key="d-s")
    assert [region.key for region in await regions_below(district)] == ["d", "d-s"]
    assert [region.key for region in await ancestors_of_region(street)] == ["d"]


async def test_the_institution_plans_its_own_house_and_a_centre_its_subtree(places: dict[str, Facility]) -> None:
    assert [unit.key for unit in await units()] == ["house", "east", "eastern"]
    assert [unit.key for unit in await units(places["east"])] == ["east"]
    assert [place.key for place in await facilities_of_unit(places["house"])] == ["house"]
    assert len(await facilities_of_unit(places["east"])) == 3
    assert (await unit_of(places["east-stop"])).key == "east"
    assert (await unit_of(places["house"])).key == "house"


async def test_a_place_outside_every_unit_is_not_found(database: str) -> None:
    with pytest.raises(NotFound):
        await unit_of(Facility(key="lost", path="lost/"))


async def test_the_tree_of_a_page(places: dict[str, Facility]) -> None:
    zone = await Zone.create(key="z", facility=places["east-day"], kind="day_care", name="日托", seats=12)
    await OpeningHours.create(zone=zone, weekday=0, opens=480, closes=1020)
    await StaffRatio.create(zone=zone, ability_level=1, guests_per_staff=12)
    (top,) = await facilities.tree(Facility.all())
    assert [branch.facility.key for branch in top.walk()] == ["house", "east", "east-day", "east-stop", "eastern"]
    assert (top.seats, top.all_seats, top.all_staff, top.all_elders) == (0, 12, 0, 0)
    assert await facilities.tiers(Facility.all()) == {
        Tier.INSTITUTION: 1,
        Tier.STREET_CENTER: 2,
        Tier.DAY_CARE: 1,
        Tier.STATION: 1,
    }


async def test_a_coordinator_sees_her_branch_alone(places: dict[str, Facility]) -> None:
    (top,) = await facilities.tree(facilities_below(places["east"]))
    assert [branch.facility.key for branch in top.walk()] == ["east", "east-day", "east-stop"]


async def test_the_rooms_of_a_place(places: dict[str, Facility]) -> None:
    zone = await Zone.create(key="z", facility=places["east-day"], kind="day_care", name="日托", seats=12)
    await Zone.create(key="y", facility=places["east-day"], kind="meals", name="助餐", seats=20)
    await OpeningHours.create(zone=zone, weekday=1, opens=480, closes=1020)
    await StaffRatio.create(zone=zone, ability_level=3, guests_per_staff=5)
    plain, room = await zones.rooms_of(places["east-day"])
    assert (plain.zone.key, plain.hours, plain.guests_per_staff) == ("y", (), {})
    assert room.guests_per_staff == {3: 5}
    assert [(span.weekday, span.opens, span.closes) for span in room.hours] == [(1, 480, 1020)]
    assert [found.zone.key for found in await zones.rooms(Zone.all(), ZoneKind.MEALS)] == ["y"]
