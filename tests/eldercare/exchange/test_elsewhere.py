"""A workbook of the district brought in by one centre: its own rows come in, those of others stay as they are."""

from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from eldercare.auth.models import Account
from eldercare.exchange.exporting import export_book
from eldercare.exchange.importing import Count, import_book
from eldercare.people.models import Elder, Leave, Staff, StaffSkill
from tests.cast import Cast, cast
from tests.eldercare.exchange.books import Cell, Lines, book


@pytest.fixture
async def people(database: str) -> Cast:
    made = await cast(database)
    for name in ("chen", "wu"):
        await StaffSkill.create(staff=made.staff[name], skill=made.skills["care"], valid_until=date(2028, 1, 1))
    return made


async def shen() -> Account:
    return await Account.get(login="shen").prefetch_related("facility", "staff", "relative")


async def exported(path: Path) -> dict[str, Lines]:
    """The district's workbook as the terminal writes it, to be changed and brought in."""
    await export_book(path)
    found: dict[str, Lines] = {}
    opened = CalamineWorkbook.from_path(path)
    for name in opened.sheet_names:
        headers, _, *lines = opened.get_sheet_by_name(name).to_python()
        found[name] = [{str(h): cell for h, cell in zip(headers, line, strict=True) if cell != ""} for line in lines]
    return found


def line_of(sheets: dict[str, Lines], sheet: str, header: str, key: str) -> dict[str, Cell]:
    return next(line for line in sheets[sheet] if line[header] == key)


async def test_the_districts_export_comes_in_where_one_centre_brings_it(people: Cast, tmp_path: Path) -> None:
    await export_book(tmp_path / "district.xlsx")
    report = await import_book(tmp_path / "district.xlsx", actor=await shen())
    assert report.stored
    assert {name: count for name, count in report.counts.items() if count.created or count.updated} == {}
    assert report.counts["老人"] == Count(unchanged=2)
    assert [len(report.elsewhere[name]) for name in ("功能区", "厨房", "出餐批次", "员工", "老人", "家属")] == [1] * 6
    assert not report.elsewhere.keys() & {"区域", "机构"}


async def test_her_own_changes_come_in_and_those_of_others_do_not(people: Cast, tmp_path: Path) -> None:
    sheets = await exported(tmp_path / "district.xlsx")
    line_of(sheets, "老人", "老人编号", "e-zhou")["能力等级"] = 4
    line_of(sheets, "老人", "老人编号", "e-sun")["能力等级"] = 0
    line_of(sheets, "员工技能", "员工", "s-wu")["证书编号"] = "X-1"
    before = await Elder.get(key="e-sun").values()
    report = await import_book(book(sheets), actor=await shen())
    assert report.stored
    assert report.counts["老人"] == Count(updated=1, unchanged=1)
    assert (await Elder.get(key="e-zhou")).ability_level == 4
    assert await Elder.get(key="e-sun").values() == before
    assert (await StaffSkill.get(staff__key="s-wu")).certificate == ""
    row = 3 + [line["员工"] for line in sheets["员工技能"]].index("s-wu")
    assert report.elsewhere["员工技能"] == (row,)


async def test_what_would_be_new_for_others_is_refused_by_row_and_field(people: Cast, tmp_path: Path) -> None:
    sheets = await exported(tmp_path / "district.xlsx")
    sheets["请假"] = [
        {"请假编号": "new", "员工": "s-wu", "种类": "年假", "第一天": "2026-12-07", "最后一天": "2026-12-08"}
    ]
    sheets["员工技能"].append({"员工": "s-xu-nobody", "技能": "care", "证书有效期至": "2028-01-01"})
    sheets["员工意愿"].append({"老人": "e-lin", "员工": "s-wu", "意愿": "偏好"})
    report = await import_book(book(sheets), actor=await shen())
    told = {(fault.sheet, fault.row, fault.field, fault.code) for fault in report.faults}
    assert told == {
        ("请假", 3, "员工", "outside_scope"),
        ("员工技能", 2 + len(sheets["员工技能"]), "员工", "unknown_reference"),
        ("员工意愿", 2 + len(sheets["员工意愿"]), "员工", "outside_scope"),
    }
    assert not await Leave.exists(key="new")


async def test_nobody_is_drawn_into_the_centre(people: Cast, tmp_path: Path) -> None:
    sheets = await exported(tmp_path / "district.xlsx")
    line_of(sheets, "员工", "员工编号", "s-wu")["机构"] = "f-dong"
    report = await import_book(book(sheets), actor=await shen())
    assert [(fault.sheet, fault.field, fault.code) for fault in report.faults] == [("员工", "员工编号", "key_taken")]
    assert (await Staff.get(key="s-wu").prefetch_related("facility")).facility.key == "f-xi"


async def test_a_changed_row_of_a_place_above_is_told_by_its_field(people: Cast, tmp_path: Path) -> None:
    sheets = await exported(tmp_path / "district.xlsx")
    line_of(sheets, "机构", "机构编号", "f-house")["电话"] = "0731-5550009"
    report = await import_book(book(sheets), actor=await shen())
    told = [(fault.sheet, fault.row, fault.field, fault.code, fault.facts["key"]) for fault in report.faults]
    assert told == [("机构", 3, "电话", "not_yours", "f-house")]


async def test_without_their_owner_in_the_workbook_they_are_unknown(people: Cast, tmp_path: Path) -> None:
    sheets = await exported(tmp_path / "district.xlsx")
    only = {"员工技能": sheets["员工技能"]}
    report = await import_book(book(only), actor=await shen())
    assert [(fault.code, fault.facts["found"]) for fault in report.faults] == [("unknown_reference", "s-wu")]
