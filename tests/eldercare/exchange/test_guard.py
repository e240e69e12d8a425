"""Files that must not be opened: each is refused by name, none is unpacked, none hurts the process that asked."""

import io
import random
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from eldercare.errors import Refused
from eldercare.exchange.guard import LIMITS, MEGABYTE
from eldercare.exchange.read import Reading, read_book
from tests.eldercare.exchange.books import DISTRICT, book, repacked

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SHEET = "xl/worksheets/sheet1.xml"


async def outcome(data: bytes) -> Reading | str:
    """What was read, or the code of the refusal."""
    try:
        return await read_book(data)
    except Refused as refused:
        return refused.code


def zipped(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def stuffed(megabytes: int) -> bytes:
    file = io.BytesIO(book())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/a.xml", "w") as member:
        for _ in range(megabytes):
            member.write(b" " * MEGABYTE)
    return file.getvalue()


def lying(megabytes: int) -> bytes:
    """A bomb whose directory and headers say that the stuffed member is 10 bytes long."""
    data = stuffed(megabytes)
    real, false = struct.pack("<I", megabytes * MEGABYTE), struct.pack("<I", 10)
    assert real in data
    return data.replace(real, false)


def encrypted_member() -> bytes:
    data = bytearray(book())
    start = data.index(b"PK\x01\x02")
    data[start + 8] |= 1
    return bytes(data)


def many_members() -> bytes:
    return repacked(book(), **{f"extra{number}.xml": b"x" for number in range(LIMITS.members)})


def many_rows(rows: int) -> bytes:
    file = io.BytesIO()
    written = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = written.add_worksheet("家属")
    for row in range(rows):
        sheet.write_number(row, 0, row)
    written.close()
    return file.getvalue()


def far_cell() -> bytes:
    """Two cells, a thousand million apart: a dense table of it would not fit any memory."""
    xml = b"""<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
    <sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>
    </worksheet>"""
    return repacked(book(), **{SHEET.replace("/", "__"): xml})


def broken_xml() -> bytes:
    return repacked(book(), **{SHEET.replace("/", "__"): b"<worksheet><sheetData><row><c r='"})


def laughing() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]><sst><si><t>&l9;</t></si></sst>'
    return repacked(book(), **{"xl__sharedStrings.xml": xml.encode()})


def macros() -> bytes:
    return repacked(book(), **{"xl__vbaProject.bin": b"x"})


def formula(value: str, cell: str = "") -> bytes:
    """A workbook of two relatives, one of whom has a name that a formula makes."""
    file = io.BytesIO()
    written = xlsxwriter.Workbook(file)
    sheet = written.add_worksheet("家属")
    for place, header in enumerate(("老人", "姓名", "关系")):
        sheet.write_string(0, place, header)
    sheet.write_formula(4, 1, '=CONCATENATE("' + "陈" * 200 + '";A5)', None, 0)
    written.close()
    with zipfile.ZipFile(io.BytesIO(file.getvalue())) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>0</v>" in xml
    xml = xml.replace('<c r="B5"', f'<c r="B5"{cell}').replace("<v>0</v>", value)
    return repacked(file.getvalue(), **{"xl__worksheets__sheet1.xml": xml.encode()})


def cell_error() -> bytes:
    file = io.BytesIO()
    written = xlsxwriter.Workbook(file)
    sheet = written.add_worksheet("家属")
    sheet.write_formula(4, 1, "=1/0", None, "#DIV/0!")
    written.close()
    return file.getvalue()


def stored_by_other_method() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return file.getvalue()


FILES = {
    "empty": (b"", "book_not_xlsx"),
    "text": ("姓名,电话\n周桂英,1\n".encode("gbk"), "book_not_xlsx"),
    "csv with a mark": ("\ufeff姓名,电话\n".encode(), "book_not_xlsx"),
    "utf-16": ("姓名\t电话\n".encode("utf-16"), "book_not_xlsx"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "book_not_xlsx"),
    "old xls": (OLE + bytes(2000), "book_old_format"),
    "password": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), "book_encrypted"),
    "zip, not a workbook": (zipped(("readme.txt", b"hello")), "book_not_xlsx"),
    "letters of a zip only": (b"PK\x03\x04" + bytes(500), "book_damaged"),
    "too large": (b"PK" + bytes(LIMITS.file_bytes), "book_too_large"),
}


@pytest.mark.parametrize(("data", "code"), FILES.values(), ids=list(FILES))
async def test_what_is_no_workbook_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        await read_book(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: stuffed(512), "book_bomb"),
        (lambda: lying(200), "book_bomb"),
        (encrypted_member, "book_encrypted"),
        (many_members, "book_bomb"),
        (lambda: many_rows(LIMITS.rows + 3), "book_too_many_rows"),
        (far_cell, "book_damaged"),
        (broken_xml, "book_damaged"),
        (macros, "book_has_macros"),
        (cell_error, "book_cell_error"),
        (lambda: formula("<v></v>"), "book_cell_not_calculated"),
        (lambda: formula("<v />"), "book_cell_not_calculated"),
        (lambda: formula(""), "book_cell_not_calculated"),
        (stored_by_other_method, "book_damaged"),
        (lambda: book({"别的": [{"甲": 1}]}), "book_no_sheets"),
        (lambda: repacked(book(), **{"xl__workbook.xml": b""}), "book_damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_bad_workbook_is_refused(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(Refused) as refused:
        await read_book(make())
    assert refused.value.code == code


async def test_a_foreign_workbook_is_told_its_sheets_and_those_it_should_have() -> None:
    with pytest.raises(Refused) as refused:
        await read_book(book({"别的": [{"甲": 1}], "又一个": [{"甲": 1}]}))
    assert refused.value.facts["found"] == "别的、又一个"
    assert "老人、家属" in str(refused.value.facts["known"])


async def test_entities_are_not_multiplied() -> None:
    found = await outcome(laughing())
    assert found == "book_damaged" or isinstance(found, Reading)
    if isinstance(found, Reading):
        assert all(len(str(value)) < 1000 for row in found.rows for value in row.values.values())


async def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="book_unreadable"):
        await read_book(tmp_path / "none.xlsx")


async def test_the_process_that_reads_is_stopped_when_late() -> None:
    with pytest.raises(Refused, match="book_too_slow"):
        await read_book(book(), replace(LIMITS, seconds=0.001))


async def test_as_many_rows_as_allowed_are_read() -> None:
    reading = await read_book(many_rows(LIMITS.rows))
    assert reading.faults.count
    assert not reading.rows


@pytest.mark.parametrize("seed", range(12))
async def test_a_mutilated_workbook_is_refused_or_read(seed: int) -> None:
    """Cut short, overwritten, swapped: never anything but a refusal or a reading."""
    chance = random.Random(seed)
    data = bytearray(book())
    match seed % 3:
        case 0:
            del data[chance.randrange(len(data)) :]
        case 1:
            for _ in range(chance.randrange(1, 200)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        case _:
            middle = chance.randrange(len(data))
            data = data[middle:] + data[:middle]
    found = await outcome(bytes(data))
    if isinstance(found, Reading):
        assert {row.sheet for row in found.rows} <= set(DISTRICT)
    else:
        assert found.startswith("book_")


async def test_every_member_cut_short_is_refused_or_read() -> None:
    """The packed bytes of each member, spoilt one member at a time."""
    with zipfile.ZipFile(io.BytesIO(book())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name in ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", SHEET, "xl/_rels/workbook.xml.rels"):
        spoilt = zipped(
            *((member, text[: len(text) // 2] if member == name else text) for member, text in members.items())
        )
        assert isinstance(found := await outcome(spoilt), Reading) or found in ("book_damaged", "book_no_sheets")


async def test_the_cell_is_named_whose_formula_was_never_calculated() -> None:
    with pytest.raises(Refused) as refused:
        await read_book(formula("<v/>"))
    assert refused.value.facts == {"cell": "B5", "sheet": "家属"}


async def test_spaces_between_the_tags_of_a_cell_are_looked_at_once() -> None:
    """Tried in every way they could be shared out, these would take longer than reading may."""
    with zipfile.ZipFile(io.BytesIO(book())) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    spaces = bytes(b" \n\t\r"[number * number % 61 % 4] for number in range(64_000))
    many = xml.replace(b"</sheetData>", (b"<c><f/>" + spaces) * 12 + b"</sheetData>")
    found = await outcome(repacked(book(), **{"xl__worksheets__sheet1.xml": many}))
    assert found == "book_damaged" or isinstance(found, Reading)


async def test_a_formula_that_was_calculated_is_read_as_its_value() -> None:
    """Also where it came to nothing."""
    (row,) = (await read_book(formula("<v>陈小兰</v>", ' t="str"'))).rows
    assert (row.number, row.values["name"]) == (5, "陈小兰")
    assert not (await read_book(formula("<v></v>", ' t="str"'))).rows
