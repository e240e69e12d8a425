"""An elder who moves while her coordinates stay: her file says so until somebody gives those of the new address."""

import pytest

from eldercare.hierarchy.models import Region
from eldercare.people.models import Elder
from tests.web.browser import Browser
from tests.web.conftest import Visit
from tests.web.office.test_elders import EDIT, FILE, TYPED


@pytest.mark.parametrize(
    ("typed", "behind"),
    [
        ({"building": "99"}, True),
        ({"estate": "新村"}, True),
        ({"building": "99", "longitude": "113.17"}, False),
        ({"building": "99", "latitude": "", "longitude": ""}, False),
        ({"building": "3号楼"}, False),
        ({"room": "202", "phone": ""}, False),
    ],
)
async def test_coordinates_of_the_old_address_are_told_until_they_are_given(
    signed_in: Visit, typed: dict[str, str], behind: bool
) -> None:
    browser, sent = await _moves(signed_in, typed)
    told = "The coordinates still are those of the old address (柳堤小区, building 3): carers and meals are sent there."
    assert (told in (await browser.get(FILE + "?language=en")).text) == behind
    await browser.post(EDIT, {**sent, "version": "2", "risks": []})
    assert (told in (await browser.get(FILE)).text) == behind
    await browser.post(EDIT, {**sent, "version": "3", "latitude": "27.8", "longitude": "113.15"})
    assert (await Elder.get(key="e-zhou")).located_for is None
    assert told not in (await browser.get(FILE)).text


async def test_another_community_is_another_house_and_another_grid_of_hers_is_not(signed_in: Visit) -> None:
    above = await Region.get(key="r-dong-1")
    next_to_it = await _region("r-dong-2", "community", await Region.get(id=above.parent_id))
    await _region("r-dong-1-2", "grid", above)
    await _region("r-dong-2-1", "grid", next_to_it)
    browser, sent = await _moves(signed_in, {"region": "r-dong-1-2"})
    assert (await Elder.get(key="e-zhou")).located_for is None
    await browser.post(EDIT, {**sent, "version": "2", "region": "r-dong-2-1"})
    assert (await Elder.get(key="e-zhou")).located_for == ["r-dong-1", "柳堤小区", "3"]


async def _region(key: str, level: str, above: Region) -> Region:
    path = f"{above.path}{key}/"
    return await Region.create(key=key, level=level, parent=above, path=path, name=key, latitude=27.9, longitude=113.2)


async def test_who_moves_back_has_her_own_coordinates(signed_in: Visit) -> None:
    browser, sent = await _moves(signed_in, {"building": "99"})
    await browser.post(EDIT, {**sent, "version": "2", "building": "98"})
    assert (await Elder.get(key="e-zhou")).located_for == ["r-dong-1", "柳堤小区", "3"]
    await browser.post(EDIT, {**sent, "version": "3", "building": "3"})
    assert (await Elder.get(key="e-zhou")).located_for is None


async def _moves(signed_in: Visit, typed: dict[str, str]) -> tuple[Browser, dict[str, str | list[str]]]:
    home = {"estate": "柳堤小区", "building": "3", "latitude": 27.9, "longitude": 113.16}
    await Elder.filter(key="e-zhou").update(**home, version=1)
    browser = await signed_in("shen")
    await browser.get(FILE)
    sent = {**TYPED, **{name: str(value) for name, value in home.items()}, **typed}
    answer = await browser.post(EDIT, sent)
    assert answer.headers["location"] == f"{FILE}?done=edit"
    return browser, sent
