"""What goes in comes out: import, export, import again."""

import shutil
from pathlib import Path

import pytest

from eldercare import db
from eldercare.audit.models import AuditEntry
from eldercare.care.catalogue import seed_catalogue
from eldercare.care.models import CarePlan, CareTask
from eldercare.exchange.exporting import export_book
from eldercare.exchange.importing import Count, import_book
from eldercare.exchange.read import read_book
from eldercare.exchange.sheets import BOOK
from eldercare.hierarchy.models import Facility, OpeningHours, Region, Zone
from eldercare.people.models import Elder, Staff
from eldercare.shifts.catalogue import seed_shift_types
from tests.cast import cast
from tests.eldercare.exchange.books import DISTRICT, book, district, with_cell


@pytest.fixture
async def catalogued(database: str) -> str:
    await seed_catalogue()
    await seed_shift_types()
    return database


async def contents(path: Path) -> list[tuple[str, int, dict[str, object]]]:
    return [(row.table.noun, row.number, row.values) for row in (await read_book(path)).rows]


async def test_a_district_is_loaded_from_one_workbook(catalogued: str) -> None:
    report = await import_book(book())
    assert not report.faults
    assert report.counts == {name: Count(created=len(lines)) for name, lines in DISTRICT.items()}
    assert [sheet.name for sheet in BOOK] == list(report.counts)
    station = await Facility.get(key="care")
    assert station.path == "house/dong/care/"
    assert (await Region.get(key="g")).path == "d/s/c/g/"
    assert await OpeningHours.filter(zone__key="hall").count() == 9
    assert (await Staff.get(key="chen")).phone == "13900000001"
    assert (await Staff.get(key="li")).languages == []
    second = await CareTask.get(key="t2").prefetch_related("after_task", "plan")
    assert second.after_task is not None
    assert (second.after_task.key, second.plan.key, second.fixed_start) == ("t1", "p", 570)
    assert await CarePlan.filter(key="p2").count() == 1


async def test_the_export_taken_in_again_changes_nothing(catalogued: str, tmp_path: Path) -> None:
    await import_book(book())
    written = await export_book(tmp_path / "district.xlsx")
    assert written.rows == {name: len(lines) for name, lines in DISTRICT.items()}
    report = await import_book(tmp_path / "district.xlsx")
    assert not report.faults
    assert report.counts == {name: Count(unchanged=len(lines)) for name, lines in DISTRICT.items()}


async def test_the_export_fills_another_database_with_the_same(
    sqlite: str, sqlite_template: Path, tmp_path: Path
) -> None:
    await seed_catalogue()
    await seed_shift_types()
    await import_book(book())
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    await export_book(first)
    shutil.copyfile(sqlite_template, tmp_path / "other.sqlite3")
    async with db.connected(f"sqlite://{tmp_path / 'other.sqlite3'}"):
        await seed_catalogue()
        await seed_shift_types()
        assert (await import_book(first)).stored
        await export_book(second)
    assert await contents(first) == await contents(second)


async def test_rows_without_keys_are_found_again(catalogued: str) -> None:
    sheets = {name: [dict(line) for line in lines] for name, lines in DISTRICT.items()}
    sheets["老人"].append({**sheets["老人"][1], "老人编号": None, "姓名": "叶尔江·巴合提"})
    for line in sheets["请假"] + sheets["家属"] + sheets["用餐"]:
        del line[next(header for header in line if header.endswith("编号"))]
    assert (await import_book(book(sheets))).counts["老人"] == Count(created=3)
    again = await import_book(book(sheets))
    assert again.stored
    assert all(not count.created and not count.updated for count in again.counts.values())


async def test_a_second_import_updates(catalogued: str) -> None:
    await import_book(book())
    before = await Elder.get(key="zhou")
    report = await import_book(book(with_cell("老人", 3, "能力等级", 4)))
    assert report.counts["老人"] == Count(updated=1, unchanged=1)
    after = await Elder.get(key="zhou")
    assert (after.ability_level, after.version) == (4, before.version + 1)
    entry = await AuditEntry.get(action="workbook.change")
    assert (entry.row_key, entry.before, entry.after) == ("zhou", {"ability_level": 3}, {"ability_level": 4})


async def test_a_changed_small_table_replaces_the_old_one(catalogued: str) -> None:
    await import_book(book())
    assert (await import_book(book(with_cell("功能区", 3, "开放时间", "每天 09:00-17:00")))).counts[
        "功能区"
    ].updated == 1
    assert await OpeningHours.filter(zone__key="hall", opens=540, closes=1020).count() == 7
    assert await OpeningHours.all().count() == 7
    assert (await Zone.get(key="hall")).version == 2


async def test_a_changed_task_counts_the_version_of_its_plan(catalogued: str) -> None:
    await import_book(book())
    await import_book(book(with_cell("照护计划", 4, "接在任务之后", None)))
    assert (await CareTask.get(key="t2").prefetch_related("after_task")).after_task is None
    assert (await CarePlan.get(key="p")).version == 2
    assert (await CarePlan.get(key="p2")).version == 1


async def test_what_hangs_below_moves_along(catalogued: str) -> None:
    sheets = district()
    sheets["机构"].append({**sheets["机构"][1], "机构编号": "xi", "名称": "西岭中心"})
    await import_book(book(sheets))
    moved = with_cell("机构", 5, "上级机构", "xi")
    moved["机构"].append(sheets["机构"][3])
    await import_book(book(moved))
    assert (await Facility.get(key="care")).path == "house/xi/care/"


async def test_columns_left_out_are_left_alone(catalogued: str) -> None:
    await import_book(book())
    only = {"老人": [{k: v for k, v in line.items() if k != "健康备注"} for line in DISTRICT["老人"]]}
    report = await import_book(book(only, without=["健康备注"]))
    assert report.counts == {"老人": Count(unchanged=2)}
    assert (await Elder.get(key="zhou")).health_notes == "-高血压"


async def test_a_unit_is_exported_with_what_it_needs(database: str, tmp_path: Path) -> None:
    people = await cast(database)
    path = tmp_path / "dong.xlsx"
    await export_book(path, people.facilities["dong"])
    keys = {(row.table.noun, row.values.get("key")) for row in (await read_book(path)).rows}
    assert {key for noun, key in keys if noun == "facility"} == {"f-house", "f-dong", "f-dong-care", "f-dong-station"}
    assert {key for noun, key in keys if noun == "elder"} == {"e-zhou", "e-lin"}
    assert {key for noun, key in keys if noun == "region"} == {"r-qu", "r-dong", "r-dong-1", "r-dong-1-1"}
    report = await import_book(path, actor=await people.accounts["shen"].get(login="shen").prefetch_related("facility"))
    assert not report.faults
    assert not any(count.created or count.updated for count in report.counts.values())


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "𠮷", "叶尔江·巴合提", "👩‍👩‍👧", "_x0041_", "a\nb"]
)
async def test_any_text_stays_text(sqlite: str, tmp_path: Path, text: str) -> None:
    await cast(sqlite)
    await Elder.filter(key="e-zhou").update(health_notes=text)
    await export_book(tmp_path / "book.xlsx")
    row = next(r for r in (await read_book(tmp_path / "book.xlsx")).rows if r.values.get("key") == "e-zhou")
    assert row.values["health_notes"] == text
