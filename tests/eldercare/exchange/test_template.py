"""The empty workbook: it can be taken in as it is, and offers the words that may be chosen."""

import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from eldercare.errors import Refused
from eldercare.exchange.book import CATALOGUES, GUIDE
from eldercare.exchange.read import read_book
from eldercare.exchange.sheets import BOOK
from eldercare.exchange.template import write_template
from eldercare.shifts.catalogue import SHIFT_TYPES


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
    assert "独居,与配偶同住,与子女同住,入住机构" in elders
    assert 'ySplit="2"' in elders


def test_the_catalogues_are_listed(template: Path) -> None:
    head, first, *_ = CalamineWorkbook.from_path(str(template)).get_sheet_by_name(CATALOGUES).to_python()
    told = dict(zip(head, first, strict=True))
    assert list(head[:4]) == ["技能", "技能编号", "需证书", "服务"]
    assert [told[name] for name in ("技能", "技能编号", "需证书")] == ["基础照护", "basic_care", "否"]
    assert [told[name] for name in ("服务", "服务编号", "所需技能", "人数")] == [
        *("协助进食", "meal_assistance", "养老护理", "1")
    ]
    assert [told[name] for name in ("班次", "开始", "结束", "休息分钟")] == ["早班", "07:00", "15:30", "30"]


def test_a_night_ends_on_the_next_day_and_choices_come_from_the_column_of_names(template: Path) -> None:
    head, *rows = CalamineWorkbook.from_path(str(template)).get_sheet_by_name(CATALOGUES).to_python()
    night = next(row for row in rows if row[head.index("班次编号")] == "house_night")
    assert night[head.index("结束")] == "次日 07:00"
    with zipfile.ZipFile(template) as archive:
        demand = archive.read(f"xl/worksheets/sheet{2 + [sheet.name for sheet in BOOK].index('岗位需求')}.xml").decode()
    assert f"$I$2:$I${1 + len(SHIFT_TYPES)}" in demand
    assert head.index("班次") == "ABCDEFGHI".index("I")


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="book_unwritable"):
        write_template(tmp_path / "nowhere" / "template.xlsx")
