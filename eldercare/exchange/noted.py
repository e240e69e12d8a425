"""The trail of an import: one entry for the whole, and one for each row that it made or changed."""

from collections.abc import Mapping

from eldercare import clock
from eldercare.audit import trail
from eldercare.audit.models import AuditEntry
from eldercare.auth.models import Account
from eldercare.exchange.book import Values
from eldercare.exchange.changes import Change, Changes

BATCH = 500


async def note(who: Account | str, changes: Changes, ids: Mapping[str, Mapping[str, int]]) -> None:
    """Write the entries; call it inside the transaction of the import."""
    found = [change for rows in changes.by_noun.values() for change in rows]
    made = sum(change.old is None for change in found)
    await trail.record(who, "workbook.import", "workbook", "", after={"created": made, "updated": len(found) - made})
    entries = [_entry(who, change, _place(change, changes, ids)) for change in found]
    await AuditEntry.bulk_create(entries, batch_size=BATCH)


def _entry(who: Account | str, change: Change, facility_id: int | None) -> AuditEntry:
    old = change.old
    before, after = trail.diff(old.values, {**old.values, **change.differing}) if old else ({}, change.values)
    noun = change.row.table.noun
    return AuditEntry(
        at=clock.now(),
        account_id=who.id if isinstance(who, Account) else None,
        actor=who.display_name if isinstance(who, Account) else who,
        action="workbook.add" if old is None else "workbook.change",
        noun=noun,
        row_key=change.row.key[:80],
        facility_id=facility_id,
        before=trail.plain(before),
        after=trail.plain(after),
    )


def _place(change: Change, changes: Changes, ids: Mapping[str, Mapping[str, int]]) -> int | None:
    """The facility that answers for the row: the way that the table's `scope` goes."""
    if change.row.table.noun == "facility":
        return ids["facility"].get(change.row.key)
    values: Values | None = change.values
    for name in change.row.table.scope.split("__")[:-2]:
        values = changes.known[_noun(name)].get(str((values or {}).get(name)))
    return ids["facility"].get(str((values or {}).get("facility")))


def _noun(field: str) -> str:
    return "care_plan" if field == "plan" else field
