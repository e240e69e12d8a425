"""What a week may hold at most, by the contract and the rule table in force."""

from datetime import timedelta

import pytest

from eldercare.catalogues import seed_catalogues
from eldercare.hierarchy.subtree import units
from eldercare.people.models import Contract, Leave, LeaveKind
from eldercare.planning.week.load import load_week
from eldercare.planning.week.people import people_of
from eldercare.rulebook.rules import rules_on
from solver.rostering.eligibility import staff_available
from solver.rostering.problem import ShiftType
from tests.cast import MONDAY, cast


@pytest.mark.parametrize(
    ("contract", "agreed", "most"),
    [
        (Contract.FULL_TIME, 2400, 2640),
        (Contract.PART_TIME, 1200, 1200),
        (Contract.PART_TIME, 2400, 1440),
        (Contract.REHIRED, 2400, 2400),
        (Contract.VOLUNTEER, 2400, 720),
    ],
)
async def test_the_week_of_a_contract_ends_at_its_own_ceiling(
    sqlite: str, contract: Contract, agreed: int, most: int
) -> None:
    people = await cast(sqlite)
    await seed_catalogues()
    chen = people.staff["chen"]
    chen.contract, chen.weekly_minutes = contract.value, agreed
    await chen.save()
    rows = await load_week(await units(people.facilities["dong"]), MONDAY, await rules_on(MONDAY))
    found = {person.employee.key: person for unit in rows.units for person in people_of(rows, unit)}
    assert found["s-chen"].employee.max_week_minutes == most
    assert found["s-chen"].low_risk_only == (contract is Contract.VOLUNTEER)


async def test_the_morning_of_a_day_of_leave_is_free_although_a_night_may_end_in_one(sqlite: str) -> None:
    people = await cast(sqlite)
    await seed_catalogues()
    wednesday = MONDAY + timedelta(days=2)
    await Leave.create(
        key="l", staff=people.staff["chen"], kind=LeaveKind.SICK.value, first_day=wednesday, last_day=wednesday
    )
    rows = await load_week(await units(people.facilities["dong"]), MONDAY, await rules_on(MONDAY))
    found = {person.employee.key: person.employee for unit in rows.units for person in people_of(rows, unit)}
    half = ShiftType("half", 450, 690, 240, frozenset({"caregiver"}))
    free = [staff_available(found["s-chen"], half, day) for day in range(7)]
    assert free == [day != 2 for day in range(7)]
    night = ShiftType("night", 1320, 1860, 480, frozenset({"caregiver"}))
    assert [staff_available(found["s-chen"], night, day) for day in range(7)] == [day not in (1, 2) for day in range(7)]


@pytest.mark.parametrize("why", ["leave", "left"])
async def test_a_night_of_sunday_needs_monday_too(sqlite: str, why: str) -> None:
    people = await cast(sqlite)
    await seed_catalogues()
    chen, next_monday = people.staff["chen"], MONDAY + timedelta(days=7)
    if why == "leave":
        await Leave.create(key="l", staff=chen, kind=LeaveKind.SICK.value, first_day=next_monday, last_day=next_monday)
    else:
        chen.employed_to = next_monday - timedelta(days=1)
        await chen.save()
    rows = await load_week(await units(people.facilities["dong"]), MONDAY, await rules_on(MONDAY))
    found = {person.employee.key: person.employee for unit in rows.units for person in people_of(rows, unit)}
    night = ShiftType("night", 1320, 1860, 480, frozenset({"caregiver"}))
    assert [staff_available(found["s-chen"], night, day) for day in range(7)] == [day != 6 for day in range(7)]
