"""Who reaches what."""

from collections.abc import Callable
from typing import Any

import pytest
from tortoise.queryset import QuerySet

from eldercare.auth import scope, sessions
from eldercare.auth.models import Account
from eldercare.errors import NotFound
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Relative
from tests.cast import Cast

ELDERS: dict[str, set[str]] = {
    "shen": {"e-zhou", "e-lin"},
    "xu": {"e-sun"},
    "chen": set(),
    "daughter": {"e-zhou"},
    "son": {"e-sun"},
    "kitchen": set(),
    "manager": {"e-zhou", "e-lin", "e-sun"},
    "auditor": {"e-zhou", "e-lin", "e-sun"},
}
STAFF: dict[str, set[str]] = {
    "shen": {"s-chen", "s-li"},
    "xu": {"s-wu"},
    "chen": {"s-chen"},
    "daughter": set(),
    "kitchen": set(),
    "manager": {"s-chen", "s-li", "s-wu"},
}
FACILITIES: dict[str, set[str]] = {
    "shen": {"f-dong", "f-dong-care", "f-dong-station"},
    "xu": {"f-xi", "f-xi-care"},
    "kitchen": {"f-dong", "f-dong-care", "f-dong-station"},
    "chen": set(),
    "daughter": set(),
}
KITCHENS: dict[str, set[str]] = {
    "shen": {"k-dong"},
    "xu": {"k-xi"},
    "kitchen": {"k-dong"},
    "kitchen-xi": {"k-xi"},
    "chen": set(),
    "son": set(),
}


async def reach(people: Cast, login: str, rows_of: Callable[[Account], QuerySet[Any]]) -> set[str]:
    """The keys of what somebody reaches."""
    return {row.key for row in await rows_of(await as_signed_in(people, login))}


async def as_signed_in(people: Cast, login: str) -> Account:
    token, _session = await sessions.start(people.accounts[login])
    session = await sessions.find(token)
    assert session is not None
    return session.account


async def test_elders(people: Cast) -> None:
    assert {login: await reach(people, login, scope.elders_of) for login in ELDERS} == ELDERS


async def test_staff(people: Cast) -> None:
    assert {login: await reach(people, login, scope.staff_of) for login in STAFF} == STAFF


async def test_facilities(people: Cast) -> None:
    assert {login: await reach(people, login, scope.facilities_of) for login in FACILITIES} == FACILITIES


async def test_kitchens(people: Cast) -> None:
    assert {login: await reach(people, login, scope.kitchens_of) for login in KITCHENS} == KITCHENS


async def test_a_row_outside_and_a_row_that_is_not_are_the_same(people: Cast) -> None:
    shen = await as_signed_in(people, "shen")
    assert (await scope.one(scope.elders_of(shen), "e-zhou")).name == "周桂英"
    for key in ("e-sun", "e-nobody", "", "e-%"):
        with pytest.raises(NotFound, match="not_found"):
            await scope.one(scope.elders_of(shen), key)


async def test_a_relative_sees_nothing_once_the_elder_no_longer_agrees(people: Cast) -> None:
    daughter = await as_signed_in(people, "daughter")
    await Relative.filter(key="p-daughter").update(sees_schedule=False)
    assert await scope.elders_of(daughter).count() == 0


async def test_a_key_that_begins_alike_is_not_below(people: Cast) -> None:
    """`f-dong/` is no prefix of `f-dong2/`, and `_` and `%` in a path are letters."""
    dong = people.facilities["dong"]
    for key in ("f-dong2", "f_dong", "f%"):
        await dong.clone(pk=None).update_from_dict({"key": key, "path": f"f-house/{key}/"}).save(force_create=True)
    shen = await as_signed_in(people, "shen")
    assert {facility.key for facility in await scope.facilities_of(shen)} == FACILITIES["shen"]


@pytest.mark.parametrize("key", ["F-DONG", "f_dong", "f%", "f-dong2", "%"])
async def test_a_sibling_whose_key_looks_alike_stays_a_sibling(people: Cast, key: str) -> None:
    house, region = people.facilities["house"], people.regions["dong"]
    sibling = await Facility.create(
        key=key,
        parent=house,
        region=region,
        tier="street_center",
        path=f"{house.path}{key}/",
        name=key,
        latitude=region.latitude,
        longitude=region.longitude,
    )
    shen, hers = (
        people.accounts["shen"],
        await Account.create(login="hers", password_hash="", role="coordinator", display_name="hers", facility=sibling),
    )
    assert not await scope.facilities_of(shen).filter(id=sibling.id).exists()
    assert [place.key for place in await scope.facilities_of(hers)] == [key]
    assert not await scope.elders_of(hers).exists()
