"""From rows to changes: what is new, what differs, what stays, and every fault that can be known before storing."""

import asyncio
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from eldercare.errors import FactValue
from eldercare.exchange import between, checks, followers, newly, shortened, tree
from eldercare.exchange.amiss import Known
from eldercare.exchange.book import Row, Table, Values
from eldercare.exchange.duplicates import NOUN as ELDER
from eldercare.exchange.duplicates import Duplicate, settle
from eldercare.exchange.elsewhere import Elsewhere
from eldercare.exchange.faults import Faults
from eldercare.exchange.kinds import Ref, Value
from eldercare.exchange.located import located_for
from eldercare.exchange.read import Reading
from eldercare.exchange.recognized import recognize
from eldercare.exchange.references import Directory, give_keys, refer
from eldercare.exchange.sheets import TABLES
from eldercare.exchange.stored import READABLE, Stored, StoredRow, keys_taken, stored
from eldercare.exchange.streets import street_of, upwards

PLACES = {"meal_subscription": "eats_at", "attendance": "facility"}
"""Where a promise sends somebody."""
DAYS = {"starts_on", "ends_on", "plan"}
"""When a plan or a task of it runs."""


@dataclass(slots=True)
class Change:
    """One row to be written: new without `old`, else the fields that differ."""

    row: Row
    values: Values
    """The whole row as it will be."""
    old: StoredRow | None = None
    differing: Values = field(default_factory=dict)


@dataclass(slots=True)
class Changes:
    """All that an import would do."""

    stored: Stored
    elsewhere: Elsewhere
    known: dict[str, dict[str, Values]] = field(default_factory=dict)
    """Every row there will be, by noun and key."""
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    by_noun: dict[str, list[Change]] = field(default_factory=lambda: defaultdict(list))
    duplicates: list[Duplicate] = field(default_factory=list)


async def changes(reading: Reading, scope: str, whole_district: bool, merge: Mapping[str, str]) -> Changes:
    """What the rows would change within the facility path `scope`; faults are added to those of the reading."""
    nouns = {row.table.noun for row in reading.rows}
    found = Changes(await stored(nouns, scope), Elsewhere(scope))
    await _name_rows(found, reading, merge)
    await asyncio.to_thread(_work_out, found, reading)
    await _keep_within(found, scope, whole_district, reading)
    return found


async def _name_rows(found: Changes, reading: Reading, merge: Mapping[str, str]) -> None:
    """Keys for all rows and for all they refer to, table by table: what is referred to comes first."""
    directory = Directory.of(found.stored)
    written: dict[str, list[Row]] = defaultdict(list)
    for row in reading.rows:
        written[row.table.noun].append(row)
    for table in TABLES:
        rows = written[table.noun]
        if rows:  # a form writes one row of one table
            rows = await asyncio.to_thread(_with_keys, table, rows, found.stored, directory, reading.faults)
        if table.noun == "facility":
            found.elsewhere.locate(rows, found.stored)
        found.rows[table.noun] = await found.elsewhere.set_aside(table, rows, found.stored)
        if table.noun == ELDER:
            found.duplicates = settle(found.rows[ELDER], found.stored, merge, directory, reading.faults)
        for row in rows:
            directory.enter(table.noun, row.key, row.values)
        refer(rows, directory, reading.faults, own=True)


def _with_keys(table: Table, rows: list[Row], stored: Stored, directory: Directory, faults: Faults) -> list[Row]:
    for row in rows:
        if row.beside is not None:
            row.values["plan"] = row.beside.key
    refer(rows, directory, faults, own=False)
    kept = give_keys(table, rows, directory, faults)
    recognize(table, kept, stored, directory, faults)
    return kept


def _work_out(found: Changes, reading: Reading) -> None:
    """All that takes no database: some seconds for a whole district, so beside the loop that serves others."""
    _complete(found)
    before = defaultdict(dict, found.stored.values())
    for table in TABLES:
        rows = found.rows[table.noun]
        if rows:
            if table.noun in tree.RANKS:
                tree.check(table, rows, found.known[table.noun], reading.faults)
            checks.check(rows, found.known, reading.faults)
            between.check(table.noun, rows, found.known, before, reading.faults)
            _compare(found, table)
            fresh = {change.row.key: _fresh(change) for change in found.by_noun[table.noun]}
            for row in rows:
                newly.check(table.noun, row, fresh.get(row.key, {}), found.known, before, reading.faults)
    _check_plans(found, before, reading.faults)


def _check_plans(found: Changes, before: Known, faults: Faults) -> None:
    """Care plans and their tasks beside each other: what one changes leaves the others as they should be."""
    changed = found.by_noun["care_task"]
    gone = {row.key: row for row in found.rows["care_task"] if row.gone}
    plans = {
        change.row.key: change.row for change in found.by_noun["care_plan"] if not DAYS.isdisjoint(change.differing)
    }
    tasks = {change.row.key: change.row for change in changed} | gone
    followers.check(followers.Moved(tasks, dict(_following(changed)), plans), found.known, before, faults)
    moved = {change.row.key for change in changed if not DAYS.isdisjoint(_fresh(change))}
    shortened.check(list(plans.values()), moved | gone.keys(), found.known, before, faults)


def _fresh(change: Change) -> Values:
    """What is new or differs."""
    return change.differing if change.old else change.values


def _following(changed: Iterable[Change]) -> Iterator[tuple[str, str]]:
    """The tasks that newly follow another one, or go on for longer or shorter; each with the field that says so."""
    for change in changed:
        name = "ends_on" if change.old and "ends_on" in change.differing else "after_task"
        if name in _fresh(change):
            yield change.row.key, name


def _complete(found: Changes) -> None:
    """Every row there will be: a stored one with what the workbook says, a new one with what it leaves out."""
    found.known = defaultdict(dict)
    found.known.update(found.stored.values())
    for table in TABLES:
        for row in found.rows[table.noun]:
            old = found.stored.get(table.noun, row.key)
            found.known[table.noun][row.key] = {**(old.values if old else table.defaults()), **row.values}


def _compare(found: Changes, table: Table) -> None:
    for row in found.rows[table.noun]:
        old, values = found.stored.get(table.noun, row.key), found.known[table.noun][row.key]
        if old is None:
            found.by_noun[table.noun].append(Change(row, values))
            continue
        follows = _following_from(table, row, old, values, found)
        values |= follows
        told = {**row.values, **follows}
        differing = {name: value for name, value in told.items() if not _same(old.values.get(name), value)}
        if differing:
            found.by_noun[table.noun].append(Change(row, values, old, differing))


def _following_from(table: Table, row: Row, old: StoredRow, values: Values, found: Changes) -> Values:
    """What nobody says and the change brings with it."""
    if table.noun != ELDER or "located_for" in row.values:
        return {}
    return {"located_for": located_for(old.values, values, found.known["region"])}


def _same(old: Value, new: Value) -> bool:
    if isinstance(old, float) and isinstance(new, float | int):
        return math.isclose(old, new, abs_tol=1e-7, rel_tol=0)
    return old == new


async def _keep_within(found: Changes, scope: str, whole_district: bool, reading: Reading) -> None:
    """Faults for what the person may not change: rows above or beside her facility, keys that others use."""
    if not scope:
        return
    paths = tree.paths("facility", found.known["facility"])
    for table in TABLES:
        made = [change for change in found.by_noun[table.noun] if change.old is None and table.keyed]
        unseen = [] if table.noun in READABLE else [change.row.key for change in made]
        taken = await keys_taken(table, unseen)
        for change in found.by_noun[table.noun]:
            code = "key_taken" if change.old is None and change.row.key in taken else None
            code = code or _outside(change, scope, whole_district, paths)
            if code and not change.row.nameless:
                told = table.columns[0] if change.old is None else table.column(next(iter(change.differing)))
                facts: dict[str, FactValue] = {"key": change.row.called}
                reading.faults.add(code, told.header, change.row.sheet, change.row.number, facts)
            _choose_within(change, found, scope, paths, reading)
            if change.old and change.old.path == scope and not whole_district:
                _stay_in_street(change, found, reading)


def _outside(change: Change, scope: str, whole_district: bool, paths: Mapping[str, str]) -> str | None:
    noun, inside = change.row.table.noun, True
    if noun == "region":
        inside = whole_district
    elif noun == "facility":
        old = change.old.path if change.old else scope
        inside = old.startswith(scope) and paths.get(change.row.key, "").startswith(scope)
    elif change.row.table.scope == "facility__path" and "facility" not in change.row.bad:
        inside = paths.get(str(change.values.get("facility")), "").startswith(scope)
    if inside:
        return None
    return "not_yours" if change.old and noun in READABLE else "outside_scope"


def _choose_within(change: Change, found: Changes, scope: str, paths: Mapping[str, str], reading: Reading) -> None:
    """Whom a row newly points to, and where an elder is newly sent to eat or sit, the person answers for too."""
    row, place = change.row, PLACES.get(change.row.table.noun)
    for name, value in _fresh(change).items():
        column = row.table.column(name)
        if value is None or name in row.bad or not isinstance(column.kind, Ref):
            continue
        beyond = name == place and not paths.get(str(value), "").startswith(scope)
        if beyond or found.elsewhere.holds(column.kind.noun, value):
            header = column.header or row.table.columns[0].header
            reading.faults.add("outside_scope", header, row.sheet, row.number, {"key": str(value)})


def _stay_in_street(change: Change, found: Changes, reading: Reading) -> None:
    """Her own facility does not move to another street: whom she answers for would be others."""
    row, old, regions = change.row, change.old, found.known["region"]
    region, street = change.differing.get("region"), street_of(old.values, regions) if old else None
    if region is not None and street not in upwards(str(region), regions):
        header = row.table.column("region").header
        reading.faults.add("outside_scope", header, row.sheet, row.number, {"key": str(region)})
