"""The empty workbook: it can be taken in as it is, and offers the words that may be chosen."""

import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from eldercare.errors import Refused
from eldercare.exchange.read import read_book
from eldercare.exchange.sheets import BOOK
from eldercare.exchange.template import CATALOGUES, GUIDE, write_template


@pytest.fixture
def template(tmp_path: Path) -> Path:
    write_template(tmp_path / "template.xlsx")
    return tmp_path / "template.xlsx"


async def test_the_template_is_a_workbook_without_rows(template: Path) -> None:
    reading = await read_book(template)
    assert (reading.rows, reading.faults.count, reading.ignored) == ([], 0, [])


def test_headers_stand_first_and_hints_below(template: Path) -> None:
    book = CalamineWorkbook.from_path(str(template))
    assert book.sheet_names == [GUIDE, *(sheet.name for sheet in BOOK), CATALOGUES]
    for sheet in BOOK:
        headers, hints = book.get_sheet_by_name(sheet.name).to_python()
        assert headers == [column.header for column in sheet.columns]
        assert hints == [column.hint for column in sheet.columns]


def test_words_are_offered_and_headers_stay_in_sight(template: Path) -> None:
    with zipfile.ZipFile(template) as archive:
        elders = archive.read(f"xl/worksheets/sheet{2 + [sheet.name for sheet in BOOK].index('老人')}.xml").decode()
    assert '<dataValidation type="list"' in elders
    assert "独居,与配偶同住,与子女同住,机构住养" in elders
    assert 'ySplit="2"' in elders


def test_the_catalogues_are_listed(template: Path) -> None:
    head, first, *_ = CalamineWorkbook.from_path(str(template)).get_sheet_by_name(CATALOGUES).to_python()
    assert head == ["技能", "技能编号", "服务", "服务编号", "班次", "班次编号"]
    assert first == ["基础照护", "basic_care", "协助进食", "meal_assistance", "早班", "early"]


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="book_unwritable"):
        write_template(tmp_path / "nowhere" / "template.xlsx")
