"""Rows typed on a page: they come in through the gate of the workbook, so that what one refuses the other refuses too.

await enter([Entry("meal_subscription", {"elder": "e-zhou", "meal": "lunch", ...}, action="meal.add")], by=account)
"""

import uuid
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from tortoise.exceptions import IntegrityError

from eldercare.audit import trail
from eldercare.auth.models import Account
from eldercare.db import write
from eldercare.errors import Fault, Invalid, NotFound, Refused, Stale
from eldercare.exchange.book import Column, Row, Table
from eldercare.exchange.changes import Change, Changes, changes
from eldercare.exchange.duplicates import UNDECIDED, Duplicate
from eldercare.exchange.kinds import Choice, Day, Decimal, Key, Phone, Ref, Text, Value, Weekdays, Whole
from eldercare.exchange.noted import About, note_rows, place_of
from eldercare.exchange.reach import in_turn_with, reach_of
from eldercare.exchange.read import Reading
from eldercare.exchange.readings import Bad
from eldercare.exchange.references import MADE, made_key
from eldercare.exchange.sheets import BY_NOUN
from eldercare.exchange.stored import StoredRow, keys_taken
from eldercare.exchange.storing import Ids, bump, store

READ_AGAIN = (Choice, Day, Decimal, Key, Phone, Text, Whole)
"""Kinds whose values are read as they would be from a cell; the others a page gives as they are stored."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A row to be: without `key` a new one, else what changes of one that is there."""

    noun: str
    values: Mapping[str, Value]
    """As the workbook has them; where another row is referred to that comes in with it, that entry."""
    action: str
    """Of the trail."""
    key: str = ""
    version: int | None = None
    """That was read; None where another row of the same entry keeps count."""
    about: "tuple[str, str] | Entry | None" = None
    """Under whose noun and key the trail keeps it: its own by default, or that of an entry it comes in with."""
    prefix: str = ""
    """What the page puts before the names of its fields."""
    gone: bool = False
    """Take the row away instead."""
    once: bool = False
    """A new row that is there already is refused, where another would be changed by it."""
    first: Callable[[int], Awaitable[None]] | None = None
    """What is done with the row, by its id, before it is taken away; in the same transaction."""

    @property
    def table(self) -> Table:
        return BY_NOUN[self.noun]

    @property
    def owner(self) -> tuple[str, str]:
        """Noun and key of whose it is; of what comes in with it the key is not known yet."""
        return self.about if isinstance(self.about, tuple) else (self.noun, self.key)


class LookAlikes(Invalid):
    """She may be there already; decide with `apart`, or change the other row instead. The faults are what else is."""

    def __init__(self, faults: list[Fault], pairs: Sequence[Duplicate]) -> None:
        super().__init__(faults)
        self.pairs = pairs


async def enter(
    entries: Sequence[Entry], *, by: Account, apart: bool = False, unread: Collection[str] = ()
) -> list[str]:
    """Store all of them or nothing, each with its entry in the trail; their keys.

    `unread` are the fields, as the page names them, in which it could read nothing: with any nothing is stored, and
    Invalid brings what is wrong with the others, so that whoever typed mends all in one round.
    Invalid with every fault by the name of its field, LookAlikes for an elder who may be somebody already there unless
    `apart`, Stale when somebody else was quicker, NotFound for a row out of reach.
    """
    reach = reach_of(by)
    try:
        async with write():
            await in_turn_with([entry.owner for entry in entries])
            reading = Reading()
            rows = await _rows(entries, reading, unread)
            merge = {row.key: row.key for row in reading.rows} if apart else {}
            found = await changes(reading, reach.path, reach.whole_district, merge)
            _within_reach(found, rows)
            _refuse_again(found, reading, rows)
            _refuse(found, reading, rows, apart=apart, whole=not unread)
            await _fresh(found, rows)
            ids = await store(found, lambda *_: None)
            await note_rows(by, found, ids, _about(rows))
            for entry in entries:
                if entry.gone:
                    await _take_away(entry, rows, found, ids, by)
    except IntegrityError as error:
        raise Refused("import_conflict") from error
    return [row.key for row in rows.values()]


async def alike(entry: Entry, *, by: Account) -> list[Duplicate]:
    """Who within reach a new elder may be; nothing is stored."""
    reach, reading = reach_of(by), Reading()
    await _rows([entry], reading)
    return (await changes(reading, reach.path, reach.whole_district, {})).duplicates


async def _rows(entries: Sequence[Entry], reading: Reading, unread: Collection[str] = ()) -> dict[Entry, Row]:
    """As a workbook would have brought them; new ones with a key that nobody has."""
    rows: dict[Entry, Row] = {}
    for number, entry in enumerate(entries, 1):
        table, row = entry.table, Row("", number, entry.table, gone=entry.gone)
        for column in table.columns:
            if entry.prefix + column.field in unread:
                row.bad.add(column.field)
            elif column.field != "key" and (column.field in entry.values or not (entry.key or entry.gone)):
                _take(column, entry.values.get(column.field), row, rows, reading)
        row.key = await _key(entry, row, reading)
        if table.keyed and row.key:
            row.values["key"] = row.key
        if entry.gone:
            row.bad.update(column.field for column in table.columns if column.field not in table.identity)
        rows[entry] = row
    reading.rows = list(rows.values())
    return rows


async def _key(entry: Entry, row: Row, reading: Reading) -> str:
    """As the import makes it, a fresh one where somebody has that; empty while it cannot be made."""
    table = entry.table
    if entry.key or row.bad.intersection(table.identity):
        return entry.key
    made = made_key(table, row.values)
    if not table.keyed or not await keys_taken(table, [made]) or (entry.once and await _is_same(table, made, row)):
        return made
    if await _runs_already(table, made, row):
        reading.faults.add("same_again", table.column("weekdays").header, row.sheet, row.number)
    return f"{table.prefix}-{uuid.uuid4().hex[:MADE]}"


async def _is_same(table: Table, key: str, row: Row) -> bool:
    """Whether whoever has the key still goes by what it was made of."""
    old = await table.model.get(key=key)
    plain = (name for name in table.identity if not isinstance(table.column(name).kind, Ref))
    return all(getattr(old, name) == row.values.get(name) for name in plain)


async def _runs_already(table: Table, key: str, row: Row) -> bool:
    """Whether just this was promised already and has no end: a form that is sent twice promises once."""
    plain = {column.field for column in table.columns if not isinstance(column.kind, Ref)} - {"key"}
    if not plain >= {"weekdays", "ends_on"}:
        return False
    old = await table.model.get(key=key)
    return all(getattr(old, name) == row.values.get(name) for name in plain if hasattr(old, name))


def _take(column: Column, value: object, row: Row, rows: Mapping[Entry, Row], reading: Reading) -> None:
    """One field: read as a cell would be where a cell holds the same."""
    if isinstance(value, Entry):
        value = rows[value].key
        if not value:
            row.bad.add(column.field)
            return
    empty = value is None or value == "" or (isinstance(column.kind, Weekdays) and not value)
    row.values[column.field] = column.default if empty else value
    try:
        if empty and column.required:
            raise Bad("required")
        if not empty and isinstance(column.kind, READ_AGAIN):
            row.values[column.field] = column.kind.read(value)  # type: ignore[arg-type]  # a cell holds these as they are
    except Bad as bad:
        row.bad.add(column.field)
        reading.faults.add(bad.code, column.header, row.sheet, row.number, bad.facts)


def _within_reach(found: Changes, rows: Mapping[Entry, Row]) -> None:
    """Every row that is said to be there is there."""
    for entry, row in rows.items():
        if (entry.key or entry.gone) and found.stored.get(entry.noun, row.key) is None:
            raise NotFound("not_found")


def _refuse_again(found: Changes, reading: Reading, rows: Mapping[Entry, Row]) -> None:
    """What is to be new is not there already."""
    for entry, row in rows.items():
        if entry.once and found.stored.get(entry.noun, row.key) is not None:
            told = entry.table.column(entry.table.identity[-1])
            dated = any(isinstance(column.kind, Day) for column in entry.table.columns)
            reading.faults.add("same_again" if dated else "there_already", told.header, row.sheet, row.number)


def _refuse(found: Changes, reading: Reading, rows: Mapping[Entry, Row], *, apart: bool, whole: bool) -> None:
    """What stands against it, each fault by the name that its field has on the page."""
    by_number = {row.number: (entry, row) for entry, row in rows.items()}
    faults = []
    for fault in reading.faults.kept:
        entry, row = by_number[fault.row]
        field = next((one.field for one in row.table.columns if one.header and one.header == fault.field), "")
        if fault.code != UNDECIDED:
            faults.append(Fault(fault.code, entry.prefix + field, facts=fault.facts))
    if found.duplicates and not apart:
        raise LookAlikes(faults, found.duplicates)
    if faults or not whole:
        raise Invalid(faults)


async def _fresh(found: Changes, rows: Mapping[Entry, Row]) -> None:
    """Every row is as it was read; one that is only counted on is held until all is stored."""
    changed = {id(change.row) for changes in found.by_noun.values() for change in changes}
    for entry, row in rows.items():
        old = found.stored.get(entry.noun, row.key)
        if old is None or entry.version is None:
            continue
        counted = entry.table.model.filter(id=old.id, version=entry.version)
        unchanged = id(row) not in changed and not entry.gone
        if old.version != entry.version or (unchanged and not await counted.update(version=entry.version)):
            raise Stale("stale")


def _about(rows: Mapping[Entry, Row]) -> Callable[[Change], About]:
    entries = {id(row): entry for entry, row in rows.items()}

    def about(change: Change) -> About:
        entry = entries[id(change.row)]
        return (entry.action, *_whose(entry, rows))

    return about


def _whose(entry: Entry, rows: Mapping[Entry, Row]) -> tuple[str, str]:
    match entry.about:
        case None:
            return entry.noun, rows[entry].key
        case Entry():
            return entry.about.noun, rows[entry.about].key
        case _:
            return entry.about


async def _take_away(entry: Entry, rows: Mapping[Entry, Row], found: Changes, ids: Ids, by: Account) -> None:
    row = rows[entry]
    old = found.stored.get(entry.noun, row.key)
    assert old is not None  # noqa: S101  # _fresh has seen to it
    if entry.first is not None:
        await entry.first(old.id)
    await _deleted(entry.table, old)
    if entry.table.bumps:
        await bump(entry.table, [old.values], found, ids)
    noun, key = _whose(entry, rows)
    place = place_of(Change(row, old.values, old), found, ids)
    await trail.record(by, entry.action, noun, key, before=old.values, facility=place)


async def _deleted(table: Table, old: StoredRow) -> None:
    query = table.model.filter(id=old.id)
    if table.versioned:
        query = query.filter(version=old.version)
    if not await query.delete():
        raise Stale("stale")
