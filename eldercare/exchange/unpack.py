"""Opening a workbook where it can do no harm: run as a process of its own, with little memory and little time.

    python -m eldercare.exchange.unpack < job > cells

The job is a msgpack map of the file's bytes, the sheets wanted and the limits; the answer a map of `cells` (sheet →
rows, from its first row; the sheets as the workbook has them), `merged` (sheet → ranges: first row and column, last row
and column, from 0), the names of `others` and when it was `written`, or of `refused` (a code) with `facts`. Imports
nothing of the product, so it starts at once.
"""

import html
import io
import re
import resource
import sys
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

PLAIN = {str, float, int, bool}
CHUNK = 1 << 16
MERGED = 500
"""So many merged ranges of a sheet are told."""
NAMED, NAME = 5, 31
"""So many sheets are named, each to the length that a spreadsheet allows."""
LOCAL_HEADER = 30
DEFLATED, STORED = 8, 0
ERROR_CELL = re.compile(rb'<(?:\w+:)?c\b[^<>]{0,200}\bt="e"[^<>]{0,200}>')
CELL_NAME = re.compile(rb'\br="([A-Z]{1,3}[0-9]{1,7})"')
NEVER_CALCULATED = re.compile(
    rb"<(?:\w+:)?c\b([^<>]{0,200})>\s*+<(?:\w+:)?f\b(?:[^<>]{0,200}/>|[^<>]{0,200}>[^<]{0,9000}</(?:\w+:)?f>)\s*+"
    rb"(?:<(?:\w+:)?v\s*+/>|<(?:\w+:)?v>\s*+</(?:\w+:)?v>)?+\s*+</(?:\w+:)?c>"
)
"""A formula without a value; one whose value is an empty text has `t="str"`. Spaces are never given back (`*+`): many
are looked at once, as few are."""
TEXT = re.compile(rb'\bt="str"')
SHEETS = "xl/worksheets/"
LISTED_IN, LEADING_IN = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
LISTED = re.compile(rb"<(?:\w+:)?sheet\b[^>]{0,300}>")
LEADING = re.compile(rb"<(?:\w+:)?Relationship\b[^>]{0,300}>")
WRITTEN_IN = "docProps/core.xml"
WRITTEN = re.compile(rb"<dcterms:created[^>]{0,200}>\s*([0-9TZ:.+-]{1,40})\s*</dcterms:created>")
KEPT_BACK = 10_000
"""Bytes that are looked at once more with the next piece: no formula is longer."""


class Unfit(Exception):
    """The workbook is refused; `code` and `facts` as in a `Refused`."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Job(msgspec.Struct):
    """What the process is asked."""

    data: bytes
    sheets: list[str]
    unpacked_bytes: int
    rows: int
    columns: int
    memory: int
    seconds: int


def main() -> None:
    """Read a job, answer it."""
    job = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Job)
    resource.setrlimit(resource.RLIMIT_AS, (job.memory, job.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (job.seconds, job.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        inflate(job.data, job.unpacked_bytes)
        book = CalamineWorkbook.from_filelike(io.BytesIO(job.data))
        rows, merged = cells(book, job)
        answer: dict[str, Any] = {"cells": rows, "merged": merged, "others": others(book, job)}
        answer["written"] = written(job.data)
    except Unfit as unfit:
        facts = unfit.facts
        if str(facts.get("sheet", "")).startswith(SHEETS):
            facts = {**facts, "sheet": sheet_name(job.data, str(facts["sheet"]))}
        answer = {"refused": unfit.code, "facts": facts}
    except (CalamineError, MemoryError, ValueError):
        answer = {"refused": "book_damaged", "facts": {}}
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


def inflate(data: bytes, most: int) -> None:
    """Unpack every member to nowhere, counting: `Unfit` with more than `most`, or a formula without a value."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
    left = most
    for member in members:
        packed = _packed(data, member)
        left -= _size(packed, left, member.filename) if member.compress_type == DEFLATED else len(packed)
        if left < 0:
            raise Unfit("book_bomb")


def cells(book: CalamineWorkbook, job: Job) -> tuple[dict[str, list[list[Any]]], dict[str, list[list[int]]]]:
    """The rows of the wanted sheets that the workbook has, and their merged ranges; `Unfit` when it has no such sheet.

    The sheets are opened one after the other: each takes a lot of memory while it is open.
    """
    found: dict[str, list[list[Any]]] = {}
    merged: dict[str, list[list[int]]] = {}
    for name in book.sheet_names:
        plain = name.strip()
        if plain in job.sheets and plain not in found:
            sheet = book.get_sheet_by_name(name)
            found[plain] = _rows(sheet, plain, job)
            merged[plain] = [[*first, *last] for first, last in (sheet.merged_cell_ranges or [])[:MERGED]]
    if not found:
        there = [name.strip()[:NAME] for name in book.sheet_names]
        raise Unfit("book_no_sheets", found="、".join(there[:NAMED]), known="、".join(job.sheets))
    return found, merged


def others(book: CalamineWorkbook, job: Job) -> list[str]:
    """The sheets that are not wanted, or that bear a wanted name once more."""
    left, found = list(job.sheets), []
    for name in (name.strip() for name in book.sheet_names):
        if name in left:
            left.remove(name)
        else:
            found.append(name[:NAME])
    return found


def sheet_name(data: bytes, member: str) -> str:
    """What people call the sheet that a member holds; the member itself where the workbook does not say."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed = archive.read(LISTED_IN)
        leading = archive.read(LEADING_IN) if LEADING_IN in archive.namelist() else b""
    file = member.removeprefix("xl/").encode()
    leads = {_attribute(tag, b"Id") for tag in LEADING.findall(leading) if _attribute(tag, b"Target").endswith(file)}
    names = (_attribute(tag, b"name") for tag in LISTED.findall(listed) if _attribute(tag, b"id") in leads)
    return html.unescape(next(names, member.encode()).decode("utf-8", "replace"))[:NAME]


def _attribute(tag: bytes, name: bytes) -> bytes:
    found = re.search(rb"[\s:]" + name + rb'="([^"]{0,300})"', tag)
    return found[1] if found else b""


def written(data: bytes) -> str:
    """When the workbook was first made, as it says itself; spreadsheets keep that through every saving."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if WRITTEN_IN not in archive.namelist():
            return ""
        found = WRITTEN.search(archive.read(WRITTEN_IN))
    return found[1].decode() if found else ""


def _rows(sheet: CalamineSheet, name: str, job: Job) -> list[list[Any]]:
    last_row, last_column = sheet.end or (0, 0)
    if last_row >= job.rows + 2:
        raise Unfit("book_too_many_rows", sheet=name, rows=job.rows)
    if last_column >= job.columns:
        raise Unfit("book_too_many_columns", sheet=name, columns=job.columns)
    return [
        [cell if type(cell) in PLAIN else _plain(cell) for cell in row]
        for row in sheet.to_python(skip_empty_area=False)
    ]


def _plain(cell: object) -> object:
    """A cell as msgpack knows it: days and times become a mark and text."""
    match cell:
        case datetime():
            return ["datetime", cell.isoformat()]
        case date():
            return ["date", cell.isoformat()]
        case time():
            return ["time", cell.isoformat()]
        case timedelta():
            return ["length", cell.total_seconds()]
        case _:
            return str(cell)


def _packed(data: bytes, member: zipfile.ZipInfo) -> bytes:
    """The packed bytes of a member; its local header says for itself how long its name is."""
    start = member.header_offset
    if member.compress_type not in (DEFLATED, STORED) or data[start : start + 4] != b"PK\x03\x04":
        raise Unfit("book_damaged")
    header = data[start : start + LOCAL_HEADER]
    after = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    first = start + LOCAL_HEADER + after
    return data[first : first + member.compress_size]


def _size(packed: bytes, most: int, name: str) -> int:
    """How many bytes `packed` really holds; stops at one more than `most`."""
    inflater, size, last = zlib.decompressobj(-15), 0, b""
    searched = name.startswith(SHEETS)
    try:
        while packed and not inflater.eof and size <= most:
            piece = inflater.decompress(packed, CHUNK)
            packed = inflater.unconsumed_tail
            size += len(piece)
            if searched:
                _refuse_errors(last + piece, name)
                last = (last + piece)[-KEPT_BACK:]
            if not piece:
                break
    except zlib.error as error:
        raise Unfit("book_damaged") from error
    return size


def _refuse_errors(xml: bytes, member: str) -> None:
    """A formula that failed or was never calculated reads as an empty cell, which would pass for one left empty."""
    for tag in ERROR_CELL.findall(xml):
        raise Unfit("book_cell_error", cell=_named(tag), sheet=member)
    for tag in NEVER_CALCULATED.findall(xml):
        if not TEXT.search(tag):
            raise Unfit("book_cell_not_calculated", cell=_named(tag), sheet=member)


def _named(tag: bytes) -> str:
    name = CELL_NAME.search(tag)
    return name[1].decode() if name else "?"


if __name__ == "__main__":
    main()
