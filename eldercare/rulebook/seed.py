"""A new database gets the rule table and the calendar it starts from; what somebody changed since stays."""

from collections.abc import Iterable

from eldercare.rulebook.holidays import holidays_of
from eldercare.rulebook.models import Holiday, RuleValue
from eldercare.rulebook.thresholds import THRESHOLDS, Threshold


async def seed_rules() -> int:
    """Add a row for each threshold that has none for everybody; how many were added."""
    present = {row.key for row in await RuleValue.filter(facility_id=None)}
    rows = [_row(threshold) for threshold in THRESHOLDS if threshold.key not in present]
    await RuleValue.bulk_create(rows)
    return len(rows)


async def seed_holidays(years: Iterable[int]) -> int:
    """Add the special days of each year that has none yet; how many were added."""
    present = {row.day.year for row in await Holiday.all()}
    rows = [
        Holiday(day=day.day, kind=day.kind.value, name=day.name, name_en=day.name_en, provisional=day.provisional)
        for year in years
        if year not in present
        for day in holidays_of(year)
    ]
    await Holiday.bulk_create(rows)
    return len(rows)


def _row(threshold: Threshold) -> RuleValue:
    return RuleValue(
        key=threshold.key,
        value=threshold.value,
        unit=threshold.unit.value,
        legal_basis=threshold.legal_basis,
        verified=threshold.verified,
        valid_from=threshold.valid_from,
        tightened_by=threshold.tightened_by.value if threshold.tightened_by else None,
    )
