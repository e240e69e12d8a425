"""Rooms as the solver reads them: how many guests one member of staff may look after."""

import pytest

from eldercare.catalogues import seed_catalogues
from eldercare.hierarchy.models import StaffRatio, Zone, ZoneKind
from eldercare.planning.week.places import zone_of
from eldercare.planning.week.taken import Taken
from eldercare.rulebook.rules import rules_on
from tests.cast import MONDAY, cast


async def ratio(key: str) -> dict[int, int]:
    row = await Zone.get(key=key).prefetch_related("facility", "hours", "ratios")
    return dict(zone_of(row, Taken({}, {}), await rules_on(MONDAY)).ratio)


@pytest.mark.parametrize(("stated", "held"), [(4, 4), (60, 6)])
async def test_a_zone_may_be_stricter_than_the_rule_table_never_looser(sqlite: str, stated: int, held: int) -> None:
    people = await cast(sqlite)
    await seed_catalogues()
    await StaffRatio.create(zone=people.zones["dong-care"], ability_level=3, guests_per_staff=stated)
    assert (await ratio("z-dong-care"))[3] == held


async def test_a_day_care_room_answers_for_levels_it_says_nothing_about(sqlite: str) -> None:
    await cast(sqlite)
    await seed_catalogues()
    assert await ratio("z-dong-care") == {0: 20, 1: 15, 2: 10, 3: 6, 4: 4}


async def test_another_room_has_staff_only_where_it_states_a_ratio(sqlite: str) -> None:
    people = await cast(sqlite)
    await seed_catalogues()
    hall = await Zone.create(
        key="z-hall", facility=people.facilities["dong"], kind=ZoneKind.CULTURE.value, name="文化厅", seats=9
    )
    assert await ratio("z-hall") == {}
    await StaffRatio.create(zone=hall, ability_level=2, guests_per_staff=8)
    assert await ratio("z-hall") == {2: 8}
