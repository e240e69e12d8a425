"""What a week may hold at most, by the contract and the rule table in force."""

import pytest

from eldercare.catalogues import seed_catalogues
from eldercare.hierarchy.subtree import units
from eldercare.people.models import Contract
from eldercare.planning.week.load import load_week
from eldercare.planning.week.people import people_of
from eldercare.rulebook.rules import rules_on
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
