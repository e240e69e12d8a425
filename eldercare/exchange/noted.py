"""The trail of rows that came in: one entry for each that was made or changed, for an import one for the whole too."""

from collections.abc import Callable, Mapping

from eldercare import clock
from eldercare.audit import trail
from eldercare.audit.models import AuditEntry
from eldercare.auth.models import Account
from eldercare.exchange.book import Values
from eldercare.exchange.changes import Change, Changes
from eldercare.exchange.stored import StoredRow, noun_of
from eldercare.exchange.storing import batches

Ids = Mapping[str, Mapping[str, int]]
WHICH = {"care_task": ("service",), "meal_subscription": ("meal",), "attendance": ("zone_kind",)}
"""What tells the promises to one elder apart."""
About = tuple[str, str, str]
"""Action, noun and key of an entry."""


async def note_import(who: Account | str, changes: Changes, ids: Ids) -> None:
    """Write the entries; call it inside the transaction of the import."""
    found = [change for rows in changes.by_noun.values() for change in rows]
    made = sum(change.old is None for change in found)
    await trail.record(who, "workbook.import", "workbook", "", after={"created": made, "updated": len(found) - made})
    await note_rows(who, changes, ids, _from_a_workbook)


async def note_rows(who: Account | str, changes: Changes, ids: Ids, about: Callable[[Change], About]) -> None:
    """An entry for each row, called what `about` says."""
    found = [change for rows in changes.by_noun.values() for change in rows]
    for some in batches(found):
        await AuditEntry.bulk_create(
            [_entry(who, change, about(change), place_of(change, changes, ids)) for change in some]
        )


def _from_a_workbook(change: Change) -> About:
    action = "workbook.add" if change.old is None else "workbook.change"
    return action, change.row.table.noun, change.row.key


def _entry(who: Account | str, change: Change, about: About, facility_id: int | None) -> AuditEntry:
    old = change.old
    before, after = _told(old, change) if old else ({}, change.values)
    action, noun, key = about
    return AuditEntry(
        at=clock.now(),
        account_id=who.id if isinstance(who, Account) else None,
        actor=who.display_name if isinstance(who, Account) else who,
        action=action,
        noun=noun,
        row_key=key[:80],
        facility_id=facility_id,
        before=trail.plain(before),
        after=trail.plain(after),
    )


def _told(old: StoredRow, change: Change) -> tuple[dict[str, object], dict[str, object]]:
    """What differs, and which of an elder's promises it is."""
    before, after = trail.diff(old.values, {**old.values, **change.differing})
    which = {name: old.values.get(name) for name in WHICH.get(change.row.table.noun, ()) if name not in before}
    return {**which, **before}, {**which, **after}


def place_of(change: Change, changes: Changes, ids: Ids) -> int | None:
    """The facility that answers for the row: the way that the table's `scope` goes."""
    if change.row.table.noun == "facility":
        return ids["facility"].get(change.row.key)
    values: Values | None = change.values
    for name in change.row.table.scope.split("__")[:-2]:
        values = changes.known[noun_of(name)].get(str((values or {}).get(name)))
    return ids["facility"].get(str((values or {}).get("facility")))
