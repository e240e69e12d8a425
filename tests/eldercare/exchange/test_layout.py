"""Workbooks as people lay them out: titles above the headers, names merged over several rows."""

import pytest

from eldercare.exchange.importing import Count, import_book
from eldercare.exchange.layout import HEADERS_WITHIN
from eldercare.exchange.read import read_book
from eldercare.people.models import Elder
from tests.cast import Cast, cast
from tests.eldercare.exchange.books import Cell, Lines, laid_out

QIAN: dict[str, Cell] = {
    **{"老人编号": "n1", "姓名": "钱多", "性别": "男", "出生日期": "1950-01-01", "负责机构": "f-dong-care"},
    **{"网格": "r-dong-1-1", "小区": "柳堤小区", "能力等级": 1, "居住状况": "独居"},
}
WU: dict[str, Cell] = {**QIAN, "老人编号": "n2", "姓名": "吴少"}
LEAVE: Lines = [
    {"员工": "s-chen", "种类": "年假", "第一天": "2026-12-01", "最后一天": "2026-12-02"},
    {"种类": "事假", "第一天": "2026-12-08", "最后一天": "2026-12-08"},
    {"种类": "有事", "第一天": "2026-12-15", "最后一天": "2026-12-15"},
]


@pytest.fixture
async def people(database: str) -> Cast:
    return await cast(database)


@pytest.mark.parametrize("hints", [True, False])
@pytest.mark.parametrize("titles", [["东溪中心老人名册"], ["东溪中心", "老人名册", "", "2026年11月"]])
async def test_titles_above_the_headers_are_passed_over(people: Cast, titles: list[str], hints: bool) -> None:
    report = await import_book(laid_out([QIAN, WU], titles=titles, merged=["A1:F1"], hints=hints))
    assert (report.faults, report.ignored) == ((), ())
    assert report.counts == {"老人": Count(created=2)}
    assert await Elder.exists(key="n2")


async def test_faults_below_a_title_are_told_by_their_own_row(people: Cast) -> None:
    report = await import_book(laid_out([QIAN, {**WU, "能力等级": "好"}], titles=["老人名册"]))
    assert [(fault.code, fault.row, fault.field) for fault in report.faults] == [("not_number", 5, "能力等级")]


async def test_headers_too_far_down_are_missing(people: Cast) -> None:
    report = await import_book(laid_out([QIAN], titles=["一"] * HEADERS_WITHIN))
    assert {(fault.code, fault.row, fault.facts["rows"]) for fault in report.faults} == {
        ("missing_column", 1, HEADERS_WITHIN)
    }


async def test_headers_in_two_rows_are_read_where_they_are_merged() -> None:
    """Above some columns a group, the others merged down over both rows."""
    reading = await read_book(laid_out([QIAN], titles=["老人编号"], merged=["A1:A2"]))
    assert [row.values["key"] for row in reading.rows] == ["n1"]


async def test_a_name_merged_over_several_rows_is_told_by_its_range(people: Cast) -> None:
    data = laid_out(LEAVE, merged=["B3:B5"], sheet="请假")
    report = await import_book(data)
    told = [(fault.code, fault.row, fault.field, fault.facts.get("cells")) for fault in report.faults]
    assert told == [("merged_cells", 3, "员工", "B3:B5"), ("not_allowed", 5, "种类", None)]
    assert not report.stored


async def test_a_title_between_the_data_is_told_once(people: Cast) -> None:
    report = await import_book(laid_out([QIAN, {"老人编号": "二、西区"}, WU], merged=["A4:H4"]))
    told = [(fault.code, fault.row, fault.field, fault.facts["cells"]) for fault in report.faults]
    assert told == [("merged_cells", 4, "老人编号", "A4:H4")]


async def test_what_is_merged_beside_the_data_is_nobodys_concern(people: Cast) -> None:
    assert (await import_book(laid_out([QIAN, WU], merged=["AC3:AD9"]))).stored
