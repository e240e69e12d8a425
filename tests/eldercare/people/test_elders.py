"""Finding elders and correcting what is known of one."""

import dataclasses
from datetime import date

import pytest

from eldercare.audit.models import AuditEntry
from eldercare.errors import Invalid, Stale
from eldercare.people.elders import FIELDS, ElderFacts, age, edit, search
from eldercare.people.models import Diet, Elder, LivingSituation, Texture
from tests.cast import Cast

FACTS = ElderFacts(
    phone="0731-1",
    estate="柳堤小区",
    building="3",
    unit="2",
    room="201",
    floor=2,
    has_lift=True,
    latitude=27.9,
    longitude=113.1,
    ability_level=3,
    living_situation=LivingSituation.ALONE,
    diet=Diet.LOW_SALT,
    texture=Texture.SOFT,
    languages=["hsn"],
    risks=["fall"],
    access_notes="",
    health_notes="a secret",
)


async def _keys(**wanted: object) -> list[str]:
    return [elder.key for elder in await search(Elder.all(), **wanted)]  # type: ignore[arg-type]


async def test_words_places_and_gaps_narrow_the_list(people: Cast) -> None:
    await Elder.filter(key="e-lin").update(latitude=None, longitude=None)
    assert await _keys() == ["e-lin", "e-sun", "e-zhou"]
    assert await _keys(text="桂英") == ["e-zhou"]
    assert await _keys(text="SUN") == ["e-sun"]
    assert await _keys(below=people.facilities["dong-care"]) == ["e-lin", "e-zhou"]
    assert await _keys(ability=4) == ["e-sun"]
    assert await _keys(unlocated=True) == ["e-lin"]


async def test_those_who_left_are_shown_when_asked_for(people: Cast) -> None:
    await Elder.filter(key="e-zhou").update(ended_on=date(2020, 1, 1))
    assert "e-zhou" not in await _keys()
    assert "e-zhou" in await _keys(left=True)


async def test_an_edit_is_stored_and_leaves_a_trail_without_health(people: Cast) -> None:
    zhou = people.elders["zhou"]
    await edit(zhou, FACTS, version=1, by=people.accounts["shen"])
    stored = await Elder.get(id=zhou.id)
    assert {name: getattr(stored, name) for name in FIELDS} == dataclasses.asdict(FACTS)
    assert stored.version == 2
    entry = await AuditEntry.get(action="elder.edit")
    assert (entry.row_key, entry.account_id) == ("e-zhou", people.accounts["shen"].id)
    assert (entry.before["diet"], entry.after["diet"]) == ("regular", "low_salt")
    assert (entry.before["health_notes"], entry.after["health_notes"]) == ("***", "***")
    assert "building" not in entry.after


async def test_who_read_an_older_version_does_not_overwrite(people: Cast) -> None:
    zhou, shen = people.elders["zhou"], people.accounts["shen"]
    await edit(zhou, FACTS, version=1, by=shen)
    with pytest.raises(Stale):
        await edit(zhou, dataclasses.replace(FACTS, phone="0731-2"), version=1, by=shen)
    assert (await Elder.get(id=zhou.id)).phone == "0731-1"
    assert await AuditEntry.filter(action="elder.edit").count() == 1


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"estate": " "}, "estate_needed", "estate"),
        ({"floor": 121}, "floor_unknown", "floor"),
        ({"ability_level": 5}, "ability_unknown", "ability_level"),
        ({"longitude": None}, "coordinates_both", "longitude"),
        ({"latitude": None}, "coordinates_both", "latitude"),
        ({"latitude": 90.5}, "degrees_out_of_range", "latitude"),
        ({"longitude": -181.0}, "degrees_out_of_range", "longitude"),
    ],
)
def test_facts_that_cannot_be_are_refused(wrong: dict[str, object], code: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        dataclasses.replace(FACTS, **wrong)  # type: ignore[arg-type]
    assert [(fault.code, fault.field) for fault in refused.value.faults] == [(code, field)]


def test_an_address_not_on_the_map_is_fine() -> None:
    assert dataclasses.replace(FACTS, latitude=None, longitude=None).latitude is None


def test_age_counts_full_years() -> None:
    elder = Elder(birth_date=date(1942, 5, 6))
    assert (age(elder, date(2026, 5, 5)), age(elder, date(2026, 5, 6))) == (83, 84)
