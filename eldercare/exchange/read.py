"""From a file to typed rows: refused outright, or every row with what is wrong with it."""

import asyncio
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import msgspec

from eldercare.clock import DATES
from eldercare.errors import Refused
from eldercare.exchange import guard
from eldercare.exchange.book import BESIDE, NEEDED, Column, Row, Sheet
from eldercare.exchange.faults import Faults
from eldercare.exchange.layout import Layout, Range, lay_out
from eldercare.exchange.readings import Bad, Cell, text_of
from eldercare.exchange.sheets import BOOK

AT_ONCE = asyncio.Semaphore(2)
"""Whoever reads a workbook holds it, for as long as its rows are at hand: they take a gigabyte, and so may the process
that unpacks them."""
SURE = 3
"""Cells that nothing can be read from and a row is taken for hints of somebody's own."""


@dataclass(slots=True)
class Reading:
    """What a workbook says, before anybody asked whether it makes sense."""

    rows: list[Row] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    ignored: list[str] = field(default_factory=list)
    """What is not of the format: sheets, and columns as `sheet!header`."""
    sheets: list[str] = field(default_factory=list)
    """Those that were read, in the order of the workbook."""
    written: datetime | None = None
    """When the workbook was first made, where it says so."""


class Unpacked(msgspec.Struct):
    """The cells of the known sheets, their merged ranges, the names of the others, when the workbook was made."""

    cells: dict[str, list[list[Any]]]
    merged: dict[str, list[list[int]]]
    others: list[str]
    written: str


async def read_book(source: Path | bytes, limits: guard.Limits = guard.LIMITS) -> Reading:
    """The rows of the workbook; Refused when it cannot be opened, or has none of the sheets."""
    data = await asyncio.to_thread(load, source, limits)
    guard.inspect(data, limits)
    found = await unpacked(data, limits)
    reading = await asyncio.to_thread(typed, found.cells, found.merged)
    reading.ignored[:0] = [name for name in found.others if name not in BESIDE]
    reading.written = _moment(found.written)
    return reading


def _moment(written: str) -> datetime | None:
    """In UTC, which is meant where it names no zone; None for what is no moment of our time."""
    try:
        moment = datetime.fromisoformat(written)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year in DATES else None


def load(source: Path | bytes, limits: guard.Limits) -> bytes:
    """The bytes of the file, never many more than may be."""
    if isinstance(source, bytes):
        return source
    try:
        with source.open("rb") as file:
            return file.read(limits.file_bytes + 1)
    except OSError as error:
        raise Refused("book_unreadable", path=str(source)) from error


async def unpacked(data: bytes, limits: guard.Limits) -> Unpacked:
    """What another process read; Refused when that is killed, runs late or refuses."""
    output = await _asked(_job(data, limits), limits.seconds)
    answer = msgspec.msgpack.decode(output)
    if "refused" in answer:
        raise Refused(answer["refused"], **answer["facts"])
    return msgspec.convert(answer, Unpacked)


async def _asked(job: bytes, seconds: float) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "eldercare.exchange.unpack"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(job), seconds)
    except TimeoutError as error:
        raise Refused("book_too_slow", seconds=int(seconds)) from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise Refused("book_damaged")
    return output


def _job(data: bytes, limits: guard.Limits) -> bytes:
    sheets = [sheet.name for sheet in BOOK]
    return msgspec.msgpack.encode(
        {**asdict(limits), "data": data, "sheets": sheets, "seconds": int(limits.seconds) + 1}
    )


def typed(found: Mapping[str, list[list[Any]]], merged: Mapping[str, list[list[int]]] | None = None) -> Reading:
    """The cells as values of the tables; what cannot be read becomes a fault."""
    reading = Reading(sheets=list(found))
    for sheet in BOOK:
        if sheet.name in found:
            _read_sheet(sheet, found[sheet.name], (merged or {}).get(sheet.name, []), reading)
    return reading


def _read_sheet(sheet: Sheet, lines: list[list[Any]], merged: list[list[int]], reading: Reading) -> None:
    layout = lay_out(sheet, lines, merged, reading.faults, reading.ignored)
    if layout is None:
        return
    told: set[Range] = set()
    first = True
    for number, line in enumerate(lines[layout.header_row + 1 :], layout.header_row + 2):
        cells = {column: cell for (_, column), cell in zip(layout.columns, _picked(line, layout.columns), strict=True)}
        if all(cell is None for cell in cells.values()):
            continue
        if first and not _data(cells, sheet, number, reading.faults):
            first = False
            continue
        first = False
        empty = _merged(layout, number, sheet, told, reading.faults)
        if empty is not None:
            reading.rows.extend(_rows(sheet, number, cells, empty, reading.faults))


def _data(cells: Mapping[Column, Cell | None], sheet: Sheet, number: int, faults: Faults) -> bool:
    """Whether the first row below the headers is one of data: not the hints, and a fault where nobody can tell."""
    if _hints(cells):
        return False
    if not _may_be_data(cells):
        faults.add("row_of_neither", "", sheet.name, number, {"hint": NEEDED[False]})
        return False
    return True


def _merged(layout: Layout, number: int, sheet: Sheet, told: set[Range], faults: Faults) -> set[Column] | None:
    """The columns of a row that are empty since they are merged with those above; None for a row that is a title."""
    empty: set[Column] = set()
    title = False
    for one, columns in layout.merged_in(number - 1):
        if one not in told:
            faults.add("merged_cells", columns[0].header, sheet.name, number, {"cells": one.name})
            told.add(one)
        title = title or one.wide
        empty.update(columns if one.top < number - 1 else ())
    return None if title else empty


def _picked(line: list[Any], columns: list[tuple[int, Column]]) -> Iterator[Cell | None]:
    for place, _ in columns:
        cell = _cell(line[place]) if place < len(line) else None
        yield None if cell is None or (isinstance(cell, str) and not text_of(cell)) else cell


def _hints(cells: Mapping[Column, Cell | None]) -> bool:
    """Whether a cell begins as those of the template do, whatever somebody wrote behind it."""
    return any(isinstance(cell, str) and text_of(cell).startswith(tuple(NEEDED)) for cell in cells.values())


def _may_be_data(cells: Mapping[Column, Cell | None]) -> bool:
    """Not where of all the cells that can be told from sentences there is none that can be read."""
    checked = [_readable(column, cell) for column, cell in cells.items() if column.checked and cell is not None]
    return len(checked) < SURE or any(checked)


def _readable(column: Column, cell: Cell) -> bool:
    try:
        column.kind.read(cell)
    except Bad:
        return False
    return True


def _rows(
    sheet: Sheet, number: int, cells: Mapping[Column, Cell | None], empty: Collection[Column], faults: Faults
) -> Iterator[Row]:
    """The row of each table of the sheet; of the columns in `empty` it is known that they should not be so."""
    beside: Row | None = None
    for table in sheet.tables:
        own = [column for column in table.columns if column in cells]
        if beside and all(cells[column] is None for column in own):
            continue
        row = Row(sheet.name, number, table, beside=beside)
        for column in own:
            if column in empty:
                row.bad.add(column.field)
            else:
                _read_cell(row, column, cells[column], faults)
        beside = row
        yield row


def _read_cell(row: Row, column: Column, cell: Cell | None, faults: Faults) -> None:
    if cell is None and not column.required:
        row.values[column.field] = column.default
        row.empty.add(column.field)
        return
    try:
        if cell is None:
            raise Bad("required")
        row.values[column.field] = column.kind.read(cell)
    except Bad as bad:
        row.bad.add(column.field)
        faults.add(bad.code, column.header, row.sheet, row.number, bad.facts)


def _cell(cell: Any) -> Cell | None:
    """A cell as the other process sent it."""
    if not isinstance(cell, list):
        plain: Cell | None = cell
        return plain
    mark, value = cell
    match mark:
        case "datetime":
            return datetime.fromisoformat(value)
        case "date":
            return date.fromisoformat(value)
        case "time":
            return time.fromisoformat(value)
        case _:
            return timedelta(seconds=value)
