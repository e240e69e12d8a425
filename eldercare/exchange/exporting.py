"""Writing the tables into a workbook of the same form that is read: what comes out can go in again."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from eldercare import clock
from eldercare.audit import trail
from eldercare.auth.models import Account
from eldercare.db import write
from eldercare.exchange.book import Sheet, Table, Values
from eldercare.exchange.kinds import Ref
from eldercare.exchange.readings import Cell
from eldercare.exchange.sheets import BOOK, TABLES
from eldercare.exchange.stored import StoredRow, rows_of
from eldercare.exchange.writing import Book
from eldercare.hierarchy.models import Facility
from eldercare.rulebook.rules import known_on
from eldercare.rulebook.thresholds import STANDARD

OnProgress = Callable[[str, int, int], None]
FIRST_ROW = 2
"""Counted from 0: below the headers and the hints."""
Found = dict[str, dict[str, StoredRow]]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How many rows went to each sheet."""

    rows: dict[str, int] = field(default_factory=dict)


async def export_book(
    path: Path,
    unit: Facility | None = None,
    *,
    actor: Account | str = trail.TERMINAL,
    on_progress: OnProgress = lambda phase, done, of: None,
) -> ExportReport:
    """Write the workbook of one facility and all below it, or of everything.

    The trail keeps who took it out. A unit's workbook also has the facilities above it and those its rows refer to, and
    the regions of all of these, so that it can be taken into an empty database.
    """
    found: Found = {}
    for done, table in enumerate(TABLES):
        found[table.noun] = await rows_of(table, unit.path if unit else "")
        on_progress("export", done, len(TABLES) + 1)
    if unit:
        _keep_own(found, unit)
    rules = {**STANDARD, **await known_on(clock.today(), unit)}
    report = await asyncio.to_thread(write_book, path, found, rules)
    async with write():
        await trail.record(actor, "workbook.export", "workbook", "", after={"rows": report.rows}, facility=unit)
    on_progress("export", len(TABLES) + 1, len(TABLES) + 1)
    return report


def write_book(path: Path, found: Found, rules: Mapping[str, int] = STANDARD) -> ExportReport:
    """The workbook of these rows; its hints tell these thresholds."""
    counts = {sheet.name: 0 for sheet in BOOK}
    with Book(path, rules) as book:
        for sheet in BOOK:
            written = book.sheet(sheet.name, sheet.columns)
            for number, cells in enumerate(_lines(sheet, found), FIRST_ROW):
                counts[sheet.name] += 1
                for place, cell in enumerate(cells):
                    book.write(written, number, place, cell)
    return ExportReport(counts)


def _lines(sheet: Sheet, found: Found) -> Iterator[list[Cell | None]]:
    first, *others = sheet.tables
    if not others:
        yield from (_cells(first, row.values) for row in _in_order(found[first.noun]))
        return
    below: dict[str, list[StoredRow]] = defaultdict(list)
    for row in _in_order(found[others[0].noun]):
        below[str(row.values["plan"])].append(row)
    for plan in _in_order(found[first.noun]):
        own = _cells(first, plan.values)
        yield from ([*own, *_cells(others[0], task.values)] for task in below[plan.key])
        if not below[plan.key]:
            yield own


def _in_order(rows: Mapping[str, StoredRow]) -> list[StoredRow]:
    """By path where there is one, else by key: the same rows make the same workbook, whenever they were stored."""
    return sorted(rows.values(), key=lambda row: (row.path, row.key))


def _cells(table: Table, values: Values) -> list[Cell | None]:
    return [column.kind.write(values[column.field]) for column in table.columns if column.header]


def _keep_own(found: Found, unit: Facility) -> None:
    """Of what everybody may read, only what the unit's own rows need."""
    found["staff_bond"] = {k: row for k, row in found["staff_bond"].items() if row.values["staff"] in found["staff"]}
    facilities, regions = found["facility"], found["region"]
    wanted = {key for key, row in facilities.items() if row.path.startswith(unit.path)}
    wanted |= _referred(found, "facility")
    found["facility"] = _with_those_above(facilities, wanted)
    own_street = str(facilities[unit.key].values["region"])
    under = {key for key, row in regions.items() if row.path.startswith(regions[own_street].path)}
    found["region"] = _with_those_above(regions, under | _referred(found, "region"))


def _referred(found: Found, noun: str) -> set[str]:
    """What the rows of other tables point to."""
    pointing = [(table, column) for table in TABLES for column in table.columns if isinstance(column.kind, Ref)]
    return {
        str(row.values[column.field])
        for table, column in pointing
        if column.kind.noun == noun and table.noun != noun  # type: ignore[attr-defined]  # picked above
        for row in found[table.noun].values()
        if row.values[column.field] is not None
    }


def _with_those_above(rows: dict[str, StoredRow], wanted: set[str]) -> dict[str, StoredRow]:
    needed = {above for key in wanted for above in rows[key].path.split("/") if above}
    return {key: row for key, row in rows.items() if key in needed}
