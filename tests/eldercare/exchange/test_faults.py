"""Each thing that can be wrong with a cell, a row or a sheet, named with its place; with one, nothing is stored."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from eldercare import db
from eldercare.care.catalogue import seed_catalogue
from eldercare.daycare.models import Attendance
from eldercare.exchange.faults import KEPT
from eldercare.exchange.importing import import_book
from eldercare.exchange.sheets import BOOK
from eldercare.hierarchy.models import Region
from eldercare.people.models import Elder
from eldercare.shifts.catalogue import seed_shift_types
from tests import postgres
from tests.eldercare.exchange.books import DISTRICT, Cell, book, district, with_cell


@pytest.fixture
async def catalogued(sqlite: str) -> str:
    await seed_catalogue()
    await seed_shift_types()
    return sqlite


@pytest.fixture(scope="module")
def rehearsal(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the catalogues only, for tests that store nothing."""
    file = tmp_path_factory.mktemp("faults") / "catalogues.sqlite3"
    shutil.copyfile(sqlite_template, file)

    async def fill() -> None:
        async with db.connected(f"sqlite://{file}"):
            await seed_catalogue()
            await seed_shift_types()

    postgres.wait(fill())
    return f"sqlite://{file}"


BY_NAME = {sheet.name: sheet for sheet in BOOK}
CELLS: list[tuple[str, int, str, Cell, str]] = [
    # a cell by itself
    ("老人", 3, "姓名", None, "required"),
    ("老人", 3, "姓名", "   ", "required"),
    ("老人", 3, "姓名", "王" * 61, "too_long"),
    ("老人", 3, "进门说明", "a\x01b", "control_characters"),
    ("老人", 3, "老人编号", "a/b", "bad_key"),
    ("老人", 4, "老人编号", "new", "key_of_a_page"),
    ("员工", 4, "员工编号", "new", "key_of_a_page"),
    ("老人", 3, "性别", "其他", "not_allowed"),
    ("老人", 3, "有无电梯", "也许", "not_allowed"),
    ("老人", 3, "出生日期", "1942-02-30", "not_date"),
    ("老人", 3, "出生日期", "五月", "not_date"),
    ("老人", 3, "出生日期", 15000, "not_date"),
    ("老人", 3, "出生日期", "3000-01-01", "date_out_of_range"),
    ("老人", 3, "出生日期", "2190-01-01", "birth_in_future"),
    ("老人", 3, "终止服务日期", "1939-01-01", "ended_before_birth"),
    ("老人", 3, "电话", "abc不是电话", "not_phone"),
    ("员工", 3, "电话", "12", "not_phone"),
    ("老人", 3, "能力等级", 5, "out_of_range"),
    ("老人", 3, "能力等级", 2.5, "not_whole"),
    ("老人", 3, "能力等级", "二", "not_number"),
    ("老人", 3, "楼层", 121, "out_of_range"),
    ("老人", 3, "楼层", "1e3", "not_number"),
    ("老人", 3, "纬度", 91, "out_of_range"),
    ("老人", 3, "经度", -181, "out_of_range"),
    ("机构", 4, "纬度", "北纬27度", "not_number"),
    ("功能区", 3, "座位数", 0, "out_of_range"),
    ("功能区", 3, "开放时间", "一 08:00", "bad_span"),
    ("功能区", 3, "开放时间", "一 12:00-08:00", "bad_span"),
    ("功能区", 3, "开放时间", "八 08:00-12:00", "not_weekdays"),
    ("功能区", 3, "开放时间", "一 08:00-12:00；一 08:00-13:00", "doubled_part"),
    ("功能区", 3, "照护配比", "7级 6", "bad_part"),
    ("功能区", 3, "照护配比", "2级 6；2级 4", "doubled_part"),
    ("厨房", 3, "可做饮食", "麻辣 20", "not_allowed"),
    ("厨房", 3, "可做饮食", "普通", "bad_part"),
    ("出餐批次", 3, "出锅时间", "25:00", "not_time"),
    ("出餐批次", 3, "出锅时间", 0.4, "not_time"),
    ("出餐批次", 3, "星期", "周八", "not_weekdays"),
    ("照护计划", 3, "分钟", 481, "out_of_range"),
    # a cell and other rows
    ("老人", 3, "负责机构", "没有", "unknown_reference"),
    ("老人", 3, "网格", "柳堤社区", "not_a_grid"),
    ("家属", 3, "老人", "没有", "unknown_reference"),
    ("员工技能", 3, "技能", "飞行", "unknown_reference"),
    ("员工技能", 3, "证书有效期至", None, "certificate_date_needed"),
    ("岗位需求", 3, "班次", "子夜班", "unknown_reference"),
    ("老人", 4, "老人编号", "zhou", "doubled_key"),
    ("员工技能", 4, "技能", "助浴", "doubled_key"),
    ("照护计划", 4, "任务编号", "t1", "doubled_key"),
    ("照护计划", 4, "计划开始", "2026-02-01", "plan_rows_differ"),
    ("区域", 4, "上级区域", None, "parent_needed"),
    ("区域", 3, "上级区域", "s", "parent_unwanted"),
    ("区域", 6, "上级区域", "g", "parent_not_above"),
    ("机构", 4, "上级机构", None, "institution_needed"),
    ("机构", 5, "上级机构", "care", "parent_not_above"),
    ("员工", 3, "周工时（小时）", 2400, "hours_out_of_range"),
    ("员工", 3, "可上班时间", "；".join(f"一 0{n // 60}:{n % 60:02d}-12:00" for n in range(29)), "too_many_times"),
    ("照护计划", 3, "每周次数", 4, "times_over_days"),
    ("照护计划", 4, "接在任务之后", "t2", "after_itself"),
    ("照护计划", 3, "接在任务之后", "t2", "after_in_circle"),
    ("照护计划", 3, "服务", "中心助浴", "service_not_at_home"),
    ("照护计划", 3, "任务开始", "2025-12-31", "before_plan"),
    ("照护计划", 3, "任务结束", "2025-12-31", "before_plan"),
    ("照护计划", 3, "分钟", 120, "out_of_range"),
    # a row as a whole
    ("老人", 3, "纬度", None, "half_coordinates"),
    ("员工", 4, "离职日期", "2020-01-01", "end_before_start"),
    ("请假", 3, "最后一天", "2026-11-23", "end_before_start"),
    ("出餐批次", 3, "发车时间", "10:00", "leaves_before_cooked"),
    ("照护计划", 3, "最晚开始", "07:00", "window_end_before_start"),
    ("照护计划", 4, "固定开始", "08:00", "fixed_outside_window"),
    ("照护计划", 4, "固定原因", None, "fixed_reason_needed"),
    ("照护计划", 4, "最长间隔分钟", 5, "gap_end_before_start"),
    ("用餐", 3, "堂食机构", "dong", "eats_at_unwanted"),
    ("用餐", 4, "堂食机构", None, "eats_at_needed"),
    ("日间照料", 3, "离开时间", "08:30", "end_before_start"),
    ("日间照料", 3, "结束日期", "2025-01-01", "end_before_start"),
    ("暂停服务", 3, "最后一天", "2026-11-01", "end_before_start"),
]


@pytest.mark.parametrize("case", CELLS)
async def test_a_wrong_cell_is_named(rehearsal: str, case: tuple[str, int, str, Cell, str]) -> None:
    sheet, row, header, cell, code = case
    async with db.connected(rehearsal):
        report = await import_book(book(with_cell(sheet, row, header, cell)), dry_run=True)
    found = {(fault.sheet, fault.row, fault.code) for fault in report.faults}
    assert (sheet, row, code) in found
    columns = {fault.field for fault in report.faults if fault.code == code}
    if code not in ("doubled_key", "half_coordinates", "leaves_before_cooked"):
        assert columns == {header}


async def test_a_row_that_stands_twice_is_called_as_people_call_it(catalogued: str) -> None:
    sheets = district()
    sheets["员工"].extend([{**sheets["员工"][0], "员工编号": None, "姓名": "陈燕"}] * 2)
    sheets["员工技能"] = [{"员工": "li", "技能": "basic_care"}, {"员工": "李玉梅", "技能": "基础照护"}]
    report = await import_book(book(sheets), dry_run=True)
    assert [(fault.sheet, fault.row, fault.facts) for fault in report.faults if fault.code == "doubled_key"] == [
        ("员工", 6, {"key": "陈燕 / 女 / 2024-01-01", "key_en": "陈燕 / 女 / 2024-01-01", "first_row": 5}),
        ("员工技能", 4, {"key": "李玉梅 / 基础照护", "key_en": "李玉梅 / Basic care", "first_row": 3}),
    ]


async def test_nothing_is_stored_with_one_fault(catalogued: str) -> None:
    report = await import_book(book(with_cell("日间照料", 3, "离开时间", "昨天")))
    assert not report.stored
    assert [fault.code for fault in report.faults] == ["not_time"]
    assert not await Region.exists()
    assert not await Elder.exists()


async def test_a_rehearsal_stores_nothing(catalogued: str) -> None:
    report = await import_book(book(), dry_run=True)
    assert not report.faults
    assert report.counts["老人"].created == len(DISTRICT["老人"])
    assert not await Elder.exists()


async def test_all_faults_are_told_in_the_order_of_the_book(catalogued: str) -> None:
    sheets = district()
    sheets["老人"][0]["性别"] = "?"
    sheets["老人"][1]["能力等级"] = 9
    sheets["区域"][2]["级别"] = "镇"
    report = await import_book(book(sheets))
    places = [(fault.sheet, fault.row, fault.field) for fault in report.faults]
    assert places == [("区域", 5, "级别"), ("老人", 3, "性别"), ("老人", 4, "能力等级")]


async def test_only_so_many_faults_are_kept_but_all_are_counted(catalogued: str) -> None:
    line = {"老人": "zhou", "姓名": "甲", "关系": "女儿"}
    report = await import_book(book(district(家属=[{**line, "姓名": f"甲{n}", "关系": "?"} for n in range(KEPT + 7)])))
    assert (len(report.faults), report.more_faults) == (KEPT, 7)


async def test_a_missing_column_is_a_fault_of_the_sheet(catalogued: str) -> None:
    report = await import_book(book({"老人": DISTRICT["老人"]}, without=["姓名", "网格"]))
    assert {(fault.code, fault.field, fault.row) for fault in report.faults} == {
        ("missing_column", "姓名", 1),
        ("missing_column", "网格", 1),
    }


async def test_columns_and_sheets_of_ones_own_are_passed_over(catalogued: str) -> None:
    sheets = district(家属=[{**DISTRICT["家属"][0], "我的备注": "x"}])
    sheets["草稿"] = [{"甲": 1}]
    report = await import_book(book(sheets))
    assert report.stored
    assert report.ignored == ("草稿", "家属!我的备注")


async def test_a_sheet_under_another_name_is_named(catalogued: str) -> None:
    sheets = {"餐食" if name == "用餐" else name: lines for name, lines in district().items()}
    report = await import_book(book({"说明": [], **sheets, "目录": []}), dry_run=True)
    assert (report.ignored, "用餐" in report.counts) == (("餐食",), False)


async def test_faults_are_listed_in_the_order_of_the_workbook(catalogued: str) -> None:
    elder, leave = {**DISTRICT["老人"][0], "能力等级": 9}, {**DISTRICT["请假"][0], "第一天": "x"}
    for order in (("老人", "请假"), ("请假", "老人")):
        lines = {"老人": [elder], "请假": [leave]}
        report = await import_book(book({name: lines[name] for name in order}))
        assert list(dict.fromkeys(fault.sheet for fault in report.faults)) == list(order)


async def test_the_row_of_hints_may_be_taken_out(catalogued: str) -> None:
    report = await import_book(book(hints=False))
    assert report.stored
    assert report.counts["老人"].created == len(DISTRICT["老人"])


async def test_hints_that_somebody_changed_are_hints(catalogued: str) -> None:
    own: dict[str, object] = {column.header: column.hint[:3] + "请按身份证填写" for column in BY_NAME["老人"].columns}
    report = await import_book(book(district(老人=[own, *DISTRICT["老人"]]), hints=False))
    assert report.stored, report.faults
    assert report.counts["老人"].created == len(DISTRICT["老人"])


async def test_hints_in_words_of_ones_own_are_one_fault_not_one_a_cell(catalogued: str) -> None:
    own: dict[str, object] = {column.header: "请看说明" for column in BY_NAME["老人"].columns}
    report = await import_book(book(district(老人=[own, *DISTRICT["老人"]]), hints=False))
    assert [(fault.code, fault.sheet, fault.row, fault.field) for fault in report.faults] == [
        ("row_of_neither", "老人", 2, "")
    ]
    assert not report.stored


async def test_a_row_of_data_with_faults_is_still_data(catalogued: str) -> None:
    wrong = {**DISTRICT["老人"][0], "性别": "其他", "出生日期": "五月", "能力等级": "重"}
    report = await import_book(book(district(老人=[wrong, *DISTRICT["老人"][1:]]), hints=False))
    assert {(fault.row, fault.field) for fault in report.faults} >= {(2, "性别"), (2, "出生日期"), (2, "能力等级")}


async def test_a_name_that_two_have_refers_to_nobody(catalogued: str) -> None:
    sheets = district()
    sheets["员工"][1]["姓名"] = "陈春燕"
    report = await import_book(book(sheets))
    assert [(fault.code, fault.sheet, fault.field) for fault in report.faults] == [
        ("reference_ambiguous", "员工技能", "员工")
    ]


async def test_a_task_follows_one_of_its_own_plan(catalogued: str) -> None:
    sheets = district()
    sheets["照护计划"][2] |= {"任务编号": "t3", "服务": "探访关爱", "分钟": 20, "星期": "一", "最早开始": "08:00"}
    sheets["照护计划"][2] |= {"最晚开始": "09:00", "接在任务之后": "t1"}
    report = await import_book(book(sheets))
    assert [(fault.code, fault.row, fault.field) for fault in report.faults] == [
        ("after_other_plan", 5, "接在任务之后")
    ]


async def test_who_has_the_key_of_a_page_already_is_taken_in_again(catalogued: str) -> None:
    """An export of what is stored is no fault."""
    await import_book(book())
    await Elder.filter(key="zhou").update(key="new")
    report = await import_book(book({"老人": [{**DISTRICT["老人"][0], "老人编号": "new", "进门说明": "x"}]}))
    assert not report.faults
    assert (await Elder.get(key="new")).access_notes == "x"


async def test_nothing_sinks_to_the_level_of_what_hangs_below_it(catalogued: str) -> None:
    await import_book(book())
    station = {**DISTRICT["机构"][1], "类型": "驿站"}
    report = await import_book(book({"机构": [station]}))
    assert [(fault.code, fault.row, fault.field) for fault in report.faults] == [("below_too_high", 3, "类型")]


async def test_a_ring_of_facilities_is_a_fault(catalogued: str) -> None:
    sheets = district()
    sheets["机构"][1]["上级机构"] = "care"
    report = await import_book(book(sheets), dry_run=True)
    assert {fault.code for fault in report.faults} == {"parent_not_above", "tree_ring"}


async def test_a_spreadsheets_own_habits_are_understood(catalogued: str) -> None:
    """Numbers as text and text as numbers, full-width colons, spaces around words."""
    sheets = district()
    sheets["老人"][0] |= {"性别": " 女 ", "能力等级": "3", "楼栋": 3, "出生日期": "1942/5/6"}
    sheets["日间照料"][0] |= {"到达时间": "8：30", "星期": "周二、周四"}
    report = await import_book(book(sheets))
    assert not report.faults
    assert (await Elder.get(key="zhou")).building == "3"


async def test_wide_digits_and_signs_are_read_in_every_kind_of_cell(catalogued: str) -> None:
    sheets = district()
    sheets["老人"][0] |= {
        "出生日期": "１９４２－０５－０６",
        "电话": "０７３１－５５５０１００",
        "楼层": "２",
        "能力等级": "３",
    }
    sheets["老人"][0] |= {"老人编号": "ｚｈｏｕ", "纬度": "２７．９０１２３４５", "经度": "113。1"}
    sheets["日间照料"][0] |= {"到达时间": "０８：３０", "离开时间": "１６ ： ３０", "开始日期": "２０２６／０１／０１"}
    sheets["家属"][0] |= {"老人": "ｚｈｏｕ"}
    sheets["功能区"][0] |= {"开放时间": "工作日 ０８：００－１１：３０", "照护配比": "２级　６"}
    assert not (await import_book(book(sheets))).faults
    zhou = await Elder.get(key="zhou")
    assert (zhou.birth_date, zhou.phone, zhou.floor, zhou.longitude) == (date(1942, 5, 6), "0731-5550100", 2, 113.1)
    seat = await Attendance.get(key="a")
    assert (seat.starts, seat.ends, seat.starts_on) == (510, 990, date(2026, 1, 1))
    again = await import_book(book({**sheets, "家属": DISTRICT["家属"]}))
    assert again.stored
    assert all(not count.created and not count.updated for count in again.counts.values())


async def test_a_row_tells_all_its_faults_in_one_round(catalogued: str) -> None:
    sheets = with_cell("老人", 3, "楼层", "三楼")
    sheets["老人"][0] |= {"电话": "abc☎", "出生日期": "2199-01-01"}
    report = await import_book(book(sheets))
    assert {(one.field, one.code) for one in report.faults} == {
        *(("楼层", "not_number"), ("电话", "not_phone"), ("出生日期", "birth_in_future"))
    }
