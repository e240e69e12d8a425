"""Where the neighbours of an address live."""

import pytest

from eldercare.auth.models import Account
from eldercare.auth.scope import elders_of
from eldercare.people.models import Elder
from eldercare.people.neighbours import Near, Neighbours, neighbours_of
from tests.cast import Cast, cast

HERE = (27.88, 113.13)


@pytest.fixture
async def people(database: str) -> Cast:
    """Everybody's door is in one estate of the community, and on no map yet."""
    people = await cast(database)
    grid = people.elders["zhou"].region_id
    await Elder.all().update(estate="柳堤小区", building="3", latitude=None, longitude=None, region_id=grid)
    return people


async def near(key: str) -> Neighbours:
    elder = await Elder.get(key=key).prefetch_related("region")
    return (await neighbours_of([elder], Elder.all()))[elder.id]


async def put(key: str, building: str, latitude: float = HERE[0], longitude: float = HERE[1]) -> None:
    await Elder.filter(key=key).update(building=building, latitude=latitude, longitude=longitude)


@pytest.mark.parametrize("written", ["3", "3栋", "3号楼", "３幢", " 3# ", "3座", "3 号楼", "3#楼", "03"])
async def test_a_building_is_known_however_it_is_written(people: Cast, written: str) -> None:
    await put("e-lin", written)
    assert await near("e-zhou") == Neighbours(Near.BUILDING, HERE, 1, 0)


async def test_another_building_of_the_estate_is_only_near(people: Cast) -> None:
    await put("e-lin", "13")
    await put("e-sun", "4", latitude=27.882)
    found = await near("e-zhou")
    assert (found.near, found.doors) == (Near.ESTATE, 2)
    assert found.spot == pytest.approx((27.881, 113.13))
    assert found.within == 112


async def test_who_has_the_coordinates_of_another_house_is_no_neighbour(people: Cast) -> None:
    await put("e-lin", "3")
    await Elder.filter(key="e-lin").update(located_for=["r-dong-1", "柳堤小区", "9"])
    assert (await near("e-zhou")).near is Near.PLACE


async def test_without_a_building_the_estate_counts(people: Cast) -> None:
    await Elder.filter(key="e-zhou").update(building="")
    await put("e-lin", "")
    found = await near("e-zhou")
    assert found.near is Near.ESTATE


async def test_doors_beyond_the_askers_reach_are_not_told(people: Cast) -> None:
    await put("e-sun", "3")
    elder = await Elder.get(key="e-zhou").prefetch_related("region")
    for login, found in (("manager", Near.BUILDING), ("shen", Near.PLACE)):
        account = await Account.get(login=login).prefetch_related("facility")
        assert (await neighbours_of([elder], elders_of(account)))[elder.id].near is found


async def test_an_estate_of_that_name_elsewhere_is_another_one(people: Cast) -> None:
    await put("e-lin", "3")
    other = people.regions["xi-1-1"]
    await Elder.filter(key="e-lin").update(region_id=other.id)
    assert (await near("e-zhou")).near is Near.PLACE


async def test_else_the_station_in_her_grid_stands_for_it(people: Cast) -> None:
    station = people.facilities["dong-station"]
    found = await near("e-zhou")
    assert (found.near, found.spot) == (Near.PLACE, (station.latitude, station.longitude))
    assert found.place is not None
    assert found.place.key == station.key
    await station.filter(id=station.id).update(region_id=people.regions["xi-1-1"].id)
    grid = people.regions["dong-1-1"]
    assert await near("e-zhou") == Neighbours(Near.GRID, (grid.latitude, grid.longitude), 0, 0)
