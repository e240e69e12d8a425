"""Addresses without coordinates, or with those of another: who sees them, and putting them where neighbours are."""

import re

import pytest

from eldercare.audit.models import AuditEntry
from eldercare.people.models import Elder
from tests.cast import Cast
from tests.web.conftest import Visit


async def test_neighbours_open_addresses_are_not_shown(signed_in: Visit) -> None:
    await Elder.filter(key="e-sun").update(latitude=None, longitude=None)
    assert "孙德茂" not in (await (await signed_in("shen")).get("/exchange/unlocated")).text
    assert "孙德茂" in (await (await signed_in("xu")).get("/exchange/unlocated")).text


async def _off_the_map(*keys: str) -> None:
    await Elder.filter(key__in=keys).update(latitude=None, longitude=None)


async def test_one_address_goes_where_its_building_is(signed_in: Visit, people: Cast) -> None:
    await _off_the_map("e-zhou")
    lin = people.elders["lin"]
    await Elder.filter(key="e-lin").update(estate="柳堤小区", building="3号楼")
    browser = await signed_in("shen")
    told = await browser.get("/elders/e-zhou?language=en")
    assert "Put it at the same building (1 door on the map)" in told.text
    version = re.search(r'spot">.*?name="version" value="(\d+)"', told.text, re.DOTALL)
    assert version
    done = await browser.post("/elders/e-zhou/spot", {"version": version[1]})
    assert (done.status_code, done.headers["location"]) == (303, "/elders/e-zhou?done=spot")
    zhou = await Elder.get(key="e-zhou")
    assert (zhou.latitude, zhou.longitude) == pytest.approx((lin.latitude, lin.longitude))
    assert "The address is on the map." in (await browser.get("/elders/e-zhou?done=spot")).text
    assert (await AuditEntry.get(action="elder.locate")).row_key == "e-zhou"


async def test_whoever_changed_her_meanwhile_is_not_overwritten(signed_in: Visit) -> None:
    await _off_the_map("e-zhou")
    browser = await signed_in("shen")
    await browser.get("/elders/e-zhou?language=en")
    assert (await browser.post("/elders/e-zhou/spot", {"version": "7"})).status_code == 409
    assert (await Elder.get(key="e-zhou")).latitude is None


async def test_those_ticked_go_on_the_map_together_or_none(signed_in: Visit) -> None:
    await _off_the_map("e-zhou", "e-lin")
    browser = await signed_in("shen")
    told = await browser.get("/exchange/unlocated?language=en")
    values = re.findall(r'name="elder" value="([^"]+)"', told.text)
    assert values == ["e-lin@1", "e-zhou@1"]
    refused = await browser.post("/exchange/unlocated", {"elder": ["e-lin@1", "e-zhou@7"]})
    assert refused.status_code == 422
    assert not await Elder.exists(key="e-lin", latitude__not_isnull=True)
    done = await browser.post("/exchange/unlocated", {"elder": values})
    assert done.headers["location"] == "/exchange/unlocated?done=2"
    assert "2 addresses are on the map." in (await browser.get(done.headers["location"])).text
    assert not await Elder.exists(key__in=["e-zhou", "e-lin"], latitude=None)


async def test_nobody_ticked_is_told(signed_in: Visit) -> None:
    await _off_the_map("e-zhou")
    browser = await signed_in("shen")
    await browser.get("/exchange/unlocated?language=en")
    answer = await browser.post("/exchange/unlocated", {})
    assert answer.status_code == 422
    assert "Nobody is ticked." in answer.text


async def test_another_centres_elder_is_not_put_anywhere(signed_in: Visit) -> None:
    await _off_the_map("e-sun")
    browser = await signed_in("shen")
    await browser.get("/exchange/unlocated")
    assert (await browser.post("/exchange/unlocated", {"elder": "e-sun@1"})).status_code == 404
    assert (await Elder.get(key="e-sun")).latitude is None


async def test_coordinates_too_far_from_her_centre_are_told_with_her_name(signed_in: Visit, people: Cast) -> None:
    await _off_the_map("e-zhou")
    await Elder.filter(key="e-lin").update(estate="柳堤小区", latitude=31.2, longitude=121.4)
    browser = await signed_in("shen")
    await browser.get("/exchange/unlocated?language=en")
    answer = await browser.post("/exchange/unlocated", {"elder": "e-zhou@1"})
    assert answer.status_code == 422
    assert f"{people.elders['zhou'].name}: These coordinates lie" in answer.text


async def _moved(*keys: str) -> None:
    """Their coordinates are of the house before."""
    await Elder.filter(key__in=keys).update(located_for=["r-dong-1", "柳堤小区", "3"])


async def test_who_has_the_coordinates_of_another_house_is_listed_apart(signed_in: Visit) -> None:
    await _moved("e-zhou", "e-sun")
    await _off_the_map("e-lin")
    browser = await signed_in("shen")
    front = (await browser.get("/exchange?language=en")).text
    assert "1 elder has the coordinates of another address." in front
    told = (await browser.get("/exchange/unlocated")).text
    open_doors, _, behind = told.partition("Addresses with the coordinates of another")
    assert ("林" in open_doors, "周桂英" in open_doors) == (True, False)
    assert ("周桂英" in behind, "柳堤小区, building 3" in behind, "孙德茂" in told) == (True, True, False)


async def test_one_who_moved_goes_where_her_new_neighbours_are(signed_in: Visit, people: Cast) -> None:
    """Not where she is herself by mistake."""
    lin = people.elders["lin"]
    home = {"estate": "柳堤小区", "building": "7"}
    await Elder.filter(key="e-lin").update(**home)
    await Elder.filter(key="e-zhou").update(**home, latitude=27.95)
    await _moved("e-zhou")
    browser = await signed_in("shen")
    assert "Put it at the same building (1 door on the map)" in (await browser.get("/elders/e-zhou?language=en")).text
    done = await browser.post("/elders/e-zhou/spot", {"version": "1"})
    assert done.headers["location"] == "/elders/e-zhou?done=spot"
    zhou = await Elder.get(key="e-zhou")
    assert (zhou.latitude, zhou.longitude) == pytest.approx((lin.latitude, lin.longitude))
    assert zhou.located_for is None


async def test_coordinates_that_are_right_are_kept(signed_in: Visit, people: Cast) -> None:
    await _moved("e-zhou", "e-lin")
    browser = await signed_in("shen")
    told = (await browser.get("/exchange/unlocated?language=en")).text
    values = re.findall(r'name="elder" value="([^"]+)"', told)
    done = await browser.post("/exchange/unlocated", {"elder": values[:1], "kept": "1"})
    assert done.headers["location"] == "/exchange/unlocated?kept=1"
    assert "The coordinates of one address stay as they are." in (await browser.get(done.headers["location"])).text
    done = await browser.post("/elders/e-zhou/spot", {"version": "1", "kept": "1"})
    assert done.headers["location"] == "/elders/e-zhou?done=kept"
    zhou, before = await Elder.get(key="e-zhou"), people.elders["zhou"]
    assert (zhou.latitude, zhou.longitude, zhou.located_for) == (before.latitude, before.longitude, None)
    assert not await Elder.exists(located_for__not_isnull=True)
    assert await AuditEntry.filter(action="elder.locate").count() == 2
