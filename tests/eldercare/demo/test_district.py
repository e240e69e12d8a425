"""An invented district: the published shape, the same one every time, and nobody real in it."""

import hashlib
import re
import subprocess
import sys
from dataclasses import fields
from datetime import date, timedelta
from functools import cache

import pytest

from eldercare.demo.district import District, counts, district
from eldercare.demo.published import published
from eldercare.demo.scale import SIZES, Scale
from eldercare.demo.write import links, tables
from eldercare.hierarchy.models import ZoneKind
from eldercare.people.models import LivingSituation

MONDAY = date(2026, 11, 16)
SEEDS = (0, 7)


@cache
def made(scale: Scale, seed: int = 0, shortage: bool = False) -> District:
    return district(SIZES[scale], seed, MONDAY, shortage)


def digest(one: District) -> str:
    return hashlib.sha256(repr(one).encode()).hexdigest()


def test_tiny_has_all_four_tiers() -> None:
    found = counts([made(Scale.TINY)])
    assert found.facilities["institution"] == found.facilities["street_center"] == 1
    assert found.facilities["day_care"] == 3
    assert found.facilities["station"] > 0
    assert (found.grids, found.elders, found.staff) == (12, 60, 14)


def test_a_street_has_its_six_hundred_elders() -> None:
    found = counts([made(Scale.STREET)])
    assert (found.facilities["street_center"], found.elders) == (1, 600)
    assert 55 <= found.staff <= 75


def test_the_district_has_its_published_shape() -> None:
    found = counts([made(Scale.DISTRICT)])
    assert found.facilities["institution"] == 1
    assert found.facilities["street_center"] == 5
    assert found.facilities["day_care"] == 45
    assert (found.grids, found.elders, found.seats) == (232, 3000, 600)
    assert 300 <= found.staff <= 350
    assert 8500 <= found.visits_a_week <= 9500
    assert 11500 <= found.meals_a_week <= 12500


def test_the_published_names_stand_in_it() -> None:
    regions = {region.name for region in made(Scale.DISTRICT).places.regions}
    for street in published().streets:
        assert {street.name, *street.named_communities} <= regions
    assert set(published().other_communities) <= regions
    estates = {elder.estate for elder in made(Scale.DISTRICT).elders.elders}
    assert len(estates & set(published().other_estates)) >= 5


def test_the_first_street_centre_has_every_kind_of_zone() -> None:
    one = made(Scale.DISTRICT)
    first = one.places.streets[0].center
    assert {zone.kind for zone in one.zones.zones if zone.facility == first} == set(ZoneKind)


@pytest.mark.parametrize("scale", [Scale.TINY, Scale.STREET])
def test_the_same_seed_makes_the_same_district(scale: Scale) -> None:
    again = district(SIZES[scale], 7, MONDAY)
    assert digest(again) == digest(made(scale, 7))
    assert digest(again) != digest(made(scale, 0))


def test_not_even_the_order_of_hashes_matters() -> None:
    """Another process with another hash seed makes the same district."""
    script = (
        "import hashlib; from datetime import date; from eldercare.demo.district import district;"
        "from eldercare.demo.scale import SIZES, Scale;"
        "print(hashlib.sha256(repr(district(SIZES[Scale.TINY], 7, date(2026, 11, 16))).encode()).hexdigest())"
    )
    for hash_seed in ("1", "2"):
        ran = subprocess.run(  # noqa: S603  # our own interpreter
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": hash_seed},
        )
        assert ran.stdout.strip() == digest(made(Scale.TINY, 7))


def test_another_week_changes_nothing_but_dates() -> None:
    later = district(SIZES[Scale.TINY], 0, MONDAY + timedelta(days=7))
    assert _without_dates(later) == _without_dates(made(Scale.TINY))
    assert digest(later) != digest(made(Scale.TINY))


def _without_dates(one: District) -> list[str]:
    return [re.sub(r"datetime\.date\(\d+, \d+, \d+\)", "", repr(noun)) for _, nouns in tables(one) for noun in nouns]


@pytest.mark.parametrize("scale", [Scale.TINY, Scale.DISTRICT])
def test_keys_are_unique_and_every_link_leads_somewhere(scale: Scale, sqlite: str) -> None:
    one = made(scale)
    keys: dict[object, set[str]] = {}
    for model, nouns in tables(one):
        named = [noun.key for noun in nouns if hasattr(noun, "key")]
        assert len(set(named)) == len(named), model
        keys[model] = set(named)
    for model, nouns in tables(one):
        for name, other in links(model).items():
            if other in keys:
                wanted = {getattr(noun, name) for noun in nouns if any(f.name == name for f in fields(noun))}
                assert wanted - {None} <= keys[other], (model, name)


@pytest.mark.parametrize("scale", [Scale.TINY, Scale.DISTRICT])
def test_phone_numbers_are_invented_and_nobody_shares_one(scale: Scale) -> None:
    one = made(scale)
    numbers = [elder.phone for elder in one.elders.elders]
    numbers += [relative.phone for relative in one.elders.relatives]
    numbers += [member.phone for member in one.team.staff]
    assert all(re.fullmatch(r"190 000\d \d{4}", number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_a_handful_of_elders_is_not_on_the_map_and_none_in_tiny() -> None:
    def lost(scale: Scale) -> int:
        return sum(elder.latitude is None for elder in made(scale).elders.elders)

    assert lost(Scale.TINY) == 0
    assert 1 <= lost(Scale.DISTRICT) <= 0.005 * 3000


@pytest.mark.parametrize("seed", SEEDS)
def test_elders_are_believable(seed: int) -> None:
    one = made(Scale.DISTRICT, seed)
    ages = [(MONDAY - elder.birth_date).days / 365.25 for elder in one.elders.elders]
    assert min(ages) >= 65
    assert max(ages) < 101
    by_level = {level: [elder for elder in one.elders.elders if elder.ability_level == level] for level in range(5)}
    assert all(by_level.values())
    years = [sum((MONDAY - elder.birth_date).days for elder in group) / len(group) for group in by_level.values()]
    assert years == sorted(years)
    alone = [elder for elder in by_level[4] if elder.living_situation == LivingSituation.ALONE]
    assert not alone
    assert all(elder.floor <= 7 or elder.has_lift for elder in one.elders.elders)


def test_neighbours_share_the_place_of_their_building() -> None:
    homes = [elder for homes in made(Scale.DISTRICT).elders.homes.values() for elder in homes if elder.latitude]
    buildings = {(elder.region.rpartition("-g")[0], elder.estate, elder.building) for elder in homes}
    places = {(elder.latitude, elder.longitude) for elder in homes}
    assert len(places) <= len(buildings) < len(homes) / 5


def test_every_role_can_sign_in_and_every_centre_has_its_coordinator() -> None:
    logins = {account.login: account for account in made(Scale.DISTRICT).accounts}
    assert {"district_manager", "coordinator", "coordinator5", "caregiver", "carrier", "kitchen", "family"} <= set(
        logins
    )
    staff = {member.key: member for member in made(Scale.DISTRICT).team.staff}
    assert [staff[logins[name].staff or ""].job for name in ("caregiver", "carrier")] == ["caregiver", "carrier"]
    assert all(account.is_demo for account in logins.values())
    centers = [street.center for street in made(Scale.DISTRICT).places.streets]
    assert [logins[f"coordinator{n if n > 1 else ''}"].facility for n in range(1, 6)] == centers


def test_the_family_sees_somebody_with_a_full_week() -> None:
    one = made(Scale.TINY)
    relative = next(account.relative for account in one.accounts if account.relative)
    elder = relative.rpartition("-r")[0]
    assert sum(task.times for task in one.plans.tasks if task.plan == f"{elder}-plan") >= 5
    assert any(meal.elder == elder for meal in one.meals)


def test_a_city_is_twenty_districts_with_keys_of_their_own() -> None:
    size = SIZES[Scale.CITY]
    assert (size.districts, size.elders) == (20, 3000)
    first, second = (district(size, 0, MONDAY, number=number) for number in (1, 2))
    assert not {elder.key for elder in first.elders.elders} & {elder.key for elder in second.elders.elders}
    assert not {account.login for account in first.accounts} & {account.login for account in second.accounts}
    assert not {elder.phone for elder in first.elders.elders} & {elder.phone for elder in second.elders.elders}
