"""The rows that a workbook changes, cell by cell, and which of these cells somebody set here after it was written.

A workbook is taken out, filled in for days and brought in again; whatever others stored meanwhile it would put back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from eldercare.audit import trail
from eldercare.audit.models import AuditEntry
from eldercare.auth.models import Account
from eldercare.exchange.book import Values
from eldercare.exchange.changes import Change, Changes
from eldercare.exchange.noted import WHICH
from eldercare.exchange.sheets import BOOK
from eldercare.exchange.stored import noun_of

BATCH = 500
BY_WORKBOOK = "workbook."
"""How actions of the trail begin that an import does."""


@dataclass(frozen=True, slots=True)
class Newer:
    """Who stored it, and when."""

    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class RewrittenCell:
    """One cell as it is on record, empty where nothing is, and as the workbook has it; `newer` when that is older."""

    header: str
    before: str
    after: str
    newer: Newer | None = None


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A row that changes, or (`taken_out`) one that is new since somebody took it out after the workbook was written.

    `name` is whose row it is: an elder's, somebody's of the staff, or its own; `merged` when she came as somebody new,
    who is told by her name on record.
    """

    sheet: str
    row: int
    key: str
    name: str
    cells: tuple[RewrittenCell, ...] = ()
    taken_out: Newer | None = None
    merged: bool = False

    @property
    def is_newer(self) -> bool:
        """Whether something of it is put back."""
        return bool(self.taken_out or any(cell.newer for cell in self.cells))


Trail = Mapping[tuple[str, str], list[AuditEntry]]
"""By noun and key of the row or of whose it is, newest first."""


async def rewritten(found: Changes, written: datetime | None, by: Account | str) -> tuple[Rewritten, ...]:
    """In the order of the workbook. `written` is when the workbook was made; None where it does not say."""
    every = [change for rows in found.by_noun.values() for change in rows]
    owners = {id(change): list(_owners(change, found)) for change in every}
    since = await _since(written, {key for mine in owners.values() for _, key in mine}, by) if written else {}
    rows = [_row(change, owners[id(change)], found, since) for change in every]
    order = {sheet.name: place for place, sheet in enumerate(BOOK)}
    told = [row for row in rows if row.cells or row.taken_out]
    return tuple(sorted(told, key=lambda row: (order[row.sheet], row.row)))


def _owners(change: Change, found: Changes) -> Iterator[tuple[str, str]]:
    """Noun and key of the row and of all that it belongs to, as far as one file shows them: task, plan, elder."""
    table = change.row.table
    yield table.noun, change.row.key
    values: Values | None = change.values
    for step in table.scope.split("__")[:-2]:
        key = str((values or {}).get(step))
        yield noun_of(step), key
        values = found.known[noun_of(step)].get(key)


async def _since(written: datetime, keys: Iterable[str], by: Account | str) -> Trail:
    """What was stored since, but not by her own imports: whoever mends a workbook brings it more than once."""
    wanted, since = sorted(keys), defaultdict[tuple[str, str], list[AuditEntry]](list)
    own = by.id if isinstance(by, Account) else None
    for start in range(0, len(wanted), BATCH):
        rows = AuditEntry.filter(at__gt=written, row_key__in=wanted[start : start + BATCH]).order_by("-id")
        for entry in await rows:
            if not (entry.action.startswith(BY_WORKBOOK) and entry.account_id == own):
                since[entry.noun, entry.row_key].append(entry)
    return since


def _row(change: Change, owners: list[tuple[str, str]], found: Changes, since: Trail) -> Rewritten:
    row, entries = change.row, [entry for owner in owners for entry in since.get(owner, ())]
    cells = () if change.old is None else tuple(_cells(change, change.old.values, entries))
    taken_out = _taken_out(change, entries) if change.old is None else None
    name = str(change.old.values["name"]) if row.merged and change.old else _name(owners, found)
    return Rewritten(row.sheet, row.number, row.called, name, cells, taken_out, row.merged)


def _name(owners: list[tuple[str, str]], found: Changes) -> str:
    """Of the last of them that has one."""
    names = (found.known[noun].get(key, {}).get("name") for noun, key in reversed(owners))
    return next((str(name) for name in names if name), "")


def _cells(change: Change, old: Values, entries: list[AuditEntry]) -> Iterator[RewrittenCell]:
    table = change.row.table
    for name, value in change.differing.items():
        column = table.column(name)
        if column.header:
            newer = next((entry for entry in entries if _set(entry, change, name, old)), None)
            yield RewrittenCell(column.header, column.text(old.get(name)), column.text(value), _who(newer))


def _set(entry: AuditEntry, change: Change, name: str, old: Values) -> bool:
    """Whether the entry tells that the field became what is on record, and of this row rather than of one beside it."""
    noun = change.row.table.noun
    tells = trail.plain({one: old.get(one) for one in (name, *WHICH.get(noun, ()))})
    return name in entry.after and all(entry.after.get(one, value) == value for one, value in tells.items())


def _taken_out(change: Change, entries: list[AuditEntry]) -> Newer | None:
    table = change.row.table
    identity = ("key",) if table.keyed else table.identity
    tells = trail.plain({name: change.values.get(name) for name in identity})
    gone = (entry for entry in entries if not entry.after and tells.items() <= entry.before.items())
    return _who(next(gone, None))


def _who(entry: AuditEntry | None) -> Newer | None:
    return Newer(entry.at, entry.actor) if entry else None
