"""The rule table: what is in force on a day, for everybody and for a place that is stricter."""

from datetime import date

import pytest

from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility, Region, Tier
from eldercare.rulebook.models import RuleValue
from eldercare.rulebook.rules import KEYS, rows_on, rules_on
from eldercare.rulebook.seed import seed_rules
from eldercare.rulebook.thresholds import HIGHER_IS_STRICTER, THRESHOLDS

DAY = date(2026, 11, 23)


async def place(key: str, parent: Facility | None = None) -> Facility:
    region, _ = await Region.get_or_create(
        key="d", defaults={"level": "district", "path": "d/", "name": "区", "latitude": 27.9, "longitude": 113.1}
    )
    return await Facility.create(
        key=key,
        parent=parent,
        region=region,
        tier="street_center" if parent else "institution",
        path=f"{parent.path if parent else ''}{key}/",
        name=key,
        latitude=27.9,
        longitude=113.1,
    )


async def stricter(key: str, value: int, facility: Facility | None = None, since: date = DAY) -> None:
    await RuleValue.create(
        key=key, value=value, unit="minutes", legal_basis="测试", valid_from=since, facility=facility
    )


def test_a_threshold_for_every_field_and_no_other() -> None:
    assert sorted(threshold.key for threshold in THRESHOLDS) == sorted(KEYS)
    assert set(KEYS) >= HIGHER_IS_STRICTER


async def test_the_law_as_seeded(database: str) -> None:
    assert await seed_rules() == len(THRESHOLDS)
    rules = await rules_on(DAY)
    assert (rules.daily_hours, rules.weekly_hours, rules.weekly_hours_average) == (480, 2400, 2640)
    assert (rules.daily_overtime, rules.monthly_overtime, rules.weekly_rest_days) == (180, 2160, 1)
    assert (rules.box_ride_time, rules.pot_to_plate, rules.heat_stop) == (45, 120, 40)
    assert rules.place_distance(Tier.STATION) < rules.place_distance(Tier.INSTITUTION)
    assert rules.guests_per_staff(1) > rules.guests_per_staff(3)


async def test_every_row_says_on_what_it_rests(sqlite: str) -> None:
    await seed_rules()
    rows = await rows_on(DAY)
    assert all(row.legal_basis for row in rows)
    assert {row.legal_basis for row in rows if row.key == "monthly_overtime"} == {"中华人民共和国劳动法 第四十一条"}


async def test_seeding_again_keeps_what_was_changed(sqlite: str) -> None:
    await seed_rules()
    await RuleValue.filter(key="consecutive_days").update(value=5)
    assert await seed_rules() == 0
    assert (await rules_on(DAY)).consecutive_days == 5


async def test_the_strictest_of_the_path_counts(database: str) -> None:
    await seed_rules()
    house = await place("house")
    center, other = await place("center", house), await place("other", house)
    await stricter("rest_between_shifts", 720, house)
    await stricter("pot_to_plate", 90, center)
    await stricter("box_ride_time", 60, center)
    at_center, at_other, anywhere = await rules_on(DAY, center), await rules_on(DAY, other), await rules_on(DAY)
    assert (at_center.rest_between_shifts, at_center.pot_to_plate, at_center.box_ride_time) == (720, 90, 45)
    assert (at_other.rest_between_shifts, at_other.pot_to_plate) == (720, 120)
    assert (anywhere.rest_between_shifts, anywhere.pot_to_plate) == (660, 120)


async def test_a_row_counts_from_its_first_to_its_last_day(sqlite: str) -> None:
    await seed_rules()
    await stricter("consecutive_days", 5, since=date(2026, 12, 1))
    await RuleValue.filter(key="consecutive_days", value=5).update(valid_to=date(2026, 12, 31))
    values = [
        (await rules_on(day)).consecutive_days for day in (date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert values == [6, 5, 6]


async def test_a_day_before_a_rule_is_refused_by_name(sqlite: str) -> None:
    await seed_rules()
    with pytest.raises(Refused, match="rule_missing"):
        await rules_on(date(1990, 1, 1))


async def test_the_way_to_a_door(sqlite: str) -> None:
    await seed_rules()
    rules = await rules_on(DAY)
    assert [rules.access_minutes(floor, False) for floor in (1, 2, 7)] == [0, 1, 3]
    assert rules.access_minutes(18, True) == 2
    assert rules.access_minutes(2, True) == 1
