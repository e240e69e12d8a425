"""Who may import what, what is written down about it, and whatever anybody types into cells."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eldercare.audit.models import AuditEntry
from eldercare.auth.models import Account
from eldercare.errors import NotFound
from eldercare.exchange.importing import Count, import_book
from eldercare.exchange.located import unlocated_elders
from eldercare.exchange.read import typed
from eldercare.exchange.sheets import BOOK
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Elder, Relative
from tests.cast import Cast, cast
from tests.eldercare.exchange.books import Cell, Lines, book

ELDER: dict[str, Cell] = {
    **{"老人编号": "n1", "姓名": "钱多", "性别": "男", "出生日期": "1950-01-01", "负责机构": "f-dong-care"},
    **{"网格": "r-dong-1-1", "小区": "柳堤小区", "能力等级": 1, "居住状况": "独居"},
}

EATS: dict[str, Cell] = {"老人": "e-zhou", "餐次": "午餐", "方式": "堂食", "星期": "一", "开始日期": "2026-12-01"}
SITS: dict[str, Cell] = {
    **{"老人": "e-zhou", "功能区种类": "日间照料", "星期": "一", "到达时间": "09:00", "离开时间": "16:00"},
    **{"开始日期": "2026-12-01"},
}


@pytest.fixture
async def people(sqlite: str) -> Cast:
    return await cast(sqlite)


@pytest.fixture
async def people_of_both(database: str) -> Cast:
    return await cast(database)


async def by(login: str) -> Account:
    return await Account.get(login=login).prefetch_related("facility", "staff", "relative")


async def test_a_coordinator_imports_for_her_own_centre(people_of_both: Cast) -> None:
    report = await import_book(book({"老人": [ELDER]}), actor=await by("shen"))
    assert report.counts == {"老人": Count(created=1)}
    entry = await AuditEntry.get(noun="elder", action="workbook.add").prefetch_related("account")
    assert entry.account is not None
    assert (entry.row_key, entry.account.login) == ("n1", "shen")
    assert entry.facility_id == people_of_both.facilities["dong-care"].id
    summary = await AuditEntry.get(action="workbook.import")
    assert summary.after == {"created": 1, "updated": 0}


async def test_a_row_of_another_centre_is_called_as_it_was_written(people_of_both: Cast) -> None:
    lines = [{**ELDER, "老人编号": None, "负责机构": "f-xi-care", "网格": "r-xi-1-1"}]
    report = await import_book(book({"老人": lines}), actor=await by("shen"))
    assert [(fault.code, fault.facts["key"]) for fault in report.faults] == [("outside_scope", ELDER["姓名"])]
    lines[0]["姓名"] = None
    report = await import_book(book({"老人": lines}), actor=await by("shen"))
    assert [(fault.code, fault.field) for fault in report.faults] == [("required", "姓名")]


OUTSIDE: list[tuple[str, dict[str, Cell], str]] = [
    ("老人", {**ELDER, "负责机构": "f-xi-care", "网格": "r-xi-1-1"}, "outside_scope"),
    ("老人", {**ELDER, "网格": "r-xi-1-1"}, "region_elsewhere"),
    ("用餐", {**EATS, "堂食机构": "f-xi"}, "outside_scope"),
    ("日间照料", {**SITS, "机构": "f-xi-care"}, "outside_scope"),
    ("老人", {**ELDER, "老人编号": "e-sun"}, "key_taken"),
    ("家属", {"家属编号": "p-son", "老人": "e-zhou", "姓名": "孙大勇", "关系": "儿子"}, "key_taken"),
    ("家属", {"老人": "e-sun", "姓名": "甲", "关系": "儿子"}, "unknown_reference"),
    ("家属", {"老人": "孙德茂", "姓名": "甲", "关系": "儿子"}, "unknown_reference"),
    ("员工意愿", {"老人": "e-zhou", "员工": "s-wu", "意愿": "偏好"}, "unknown_reference"),
    (
        "出餐批次",
        {"厨房": "k-xi", "餐次": "晚餐", "批次": 1, "星期": "一", "份数": 1, "出锅时间": "17:00", "发车时间": "17:10"},
        "unknown_reference",
    ),
    ("区域", {"级别": "网格", "上级区域": "r-dong-1", "名称": "新网格", "纬度": 27, "经度": 113}, "outside_scope"),
    (
        "机构",
        {"类型": "驿站", "上级机构": "f-xi-care", "所在区域": "r-xi-1", "名称": "新驿站", "纬度": 27, "经度": 113},
        "outside_scope",
    ),
    (
        "机构",
        {
            **{"机构编号": "f-xi-care", "类型": "日间照料中心", "上级机构": "f-dong", "所在区域": "r-dong-1"},
            **{"名称": "夺来的", "纬度": 27, "经度": 113},
        },
        "not_yours",
    ),
]


@pytest.mark.parametrize(("sheet", "line", "code"), OUTSIDE)
async def test_nobody_imports_into_the_neighbours(people: Cast, sheet: str, line: dict[str, Cell], code: str) -> None:
    before = [await Elder.all().values(), await Relative.all().values()]
    report = await import_book(book({sheet: [line]}), actor=await by("shen"))
    assert [fault.code for fault in report.faults] == [code]
    assert [await Elder.all().values(), await Relative.all().values()] == before
    if sheet == "老人":
        assert not report.duplicates


async def test_a_neighbours_elder_is_no_duplicate(people: Cast) -> None:
    twin = {**ELDER, "姓名": "孙德茂", "性别": "男", "出生日期": "1942-05-06"}
    report = await import_book(book({"老人": [twin]}), dry_run=True, actor=await by("shen"))
    assert not report.duplicates
    assert (await import_book(book({"老人": [twin]}), dry_run=True)).duplicates


async def test_the_manager_may_do_so_for_all_and_for_regions(people: Cast) -> None:
    region = {"级别": "网格", "上级区域": "r-xi-1", "名称": "新网格", "纬度": 27, "经度": 113}
    sheets: dict[str, Lines] = {"区域": [region], "老人": [{**ELDER, "负责机构": "f-xi-care", "网格": "新网格"}]}
    sheets |= {"用餐": [{**EATS, "堂食机构": "f-xi"}], "日间照料": [{**SITS, "机构": "f-xi-care"}]}
    assert (await import_book(book(sheets), actor=await by("manager"))).stored


async def test_a_grid_lies_in_the_street_of_the_facility(people: Cast) -> None:
    """Whatever level the facility has; the demonstration institution serves the whole district."""
    for facility, grid, code in (
        *(("f-dong", "r-dong-1-1", []), ("f-dong-station", "r-dong-1-1", []), ("f-house", "r-xi-1-1", [])),
        *(("f-dong", "r-xi-1-1", ["region_elsewhere"]), ("f-xi-care", "r-dong-1-1", ["region_elsewhere"])),
    ):
        report = await import_book(book({"老人": [{**ELDER, "负责机构": facility, "网格": grid}]}), dry_run=True)
        assert [fault.code for fault in report.faults] == code, (facility, grid)


STATION: dict[str, Cell] = {
    **{"机构编号": "f-dong-station", "类型": "驿站", "上级机构": "f-dong-care", "所在区域": "r-dong-1-1"},
    **{"名称": "柳堤驿站", "纬度": 27.93, "经度": 113.19},
}
CENTRE: dict[str, Cell] = {
    **{"机构编号": "f-dong", "类型": "街道中心", "上级机构": "f-house", "所在区域": "r-dong"},
    **{"名称": "东溪中心", "纬度": 27.88, "经度": 113.14},
}


@pytest.mark.parametrize("login", ["shen", "manager"])
@pytest.mark.parametrize("region", ["r-qu", "r-xi", "r-xi-1", "r-xi-1-1"])
async def test_a_place_lies_in_the_street_of_the_one_above_it(people: Cast, login: str, region: str) -> None:
    report = await import_book(book({"机构": [{**STATION, "所在区域": region}]}), actor=await by(login))
    assert [(fault.code, fault.row, fault.field) for fault in report.faults] == [("place_elsewhere", 3, "所在区域")]
    assert report.faults[0].facts["facility"] == "柳堤日间照料中心"
    new = {**STATION, "机构编号": "f-new", "所在区域": region}
    report = await import_book(book({"机构": [new]}), actor=await by(login))
    assert [fault.code for fault in report.faults] == ["place_elsewhere"]


async def test_a_centre_moves_to_another_street_only_by_whoever_answers_for_both(people: Cast) -> None:
    """Else its coordinator would choose whose elders she answers for."""
    sheets = {"机构": [{**CENTRE, "所在区域": "r-xi"}, {**STATION, "上级机构": "f-dong-care", "所在区域": "r-xi-1"}]}
    sheets["机构"].append({**STATION, "机构编号": "f-dong-care", "类型": "日间照料中心", "上级机构": "f-dong"})
    sheets["机构"][2]["所在区域"] = "r-xi-1"
    report = await import_book(book(sheets), actor=await by("shen"))
    assert [(one.code, one.row, one.facts) for one in report.faults] == [("outside_scope", 3, {"key": "r-xi"})]
    assert (await import_book(book(sheets), actor=await by("manager"))).stored


async def test_a_place_moves_within_its_street(people: Cast) -> None:
    sheets: dict[str, Lines] = {"机构": [{**CENTRE, "所在区域": "r-dong-1"}, {**STATION, "所在区域": "r-dong"}]}
    assert (await import_book(book(sheets), actor=await by("shen"))).stored


async def test_a_place_that_lay_elsewhere_before_may_stay_so(people: Cast) -> None:
    await Facility.filter(key="f-dong-station").update(region_id=people.regions["xi-1-1"].id)
    line = {**STATION, "所在区域": "r-xi-1-1", "名称": "老驿站"}
    assert (await import_book(book({"机构": [line]}), actor=await by("shen"))).stored


async def test_who_was_sent_or_lived_elsewhere_before_may_stay_so(people: Cast) -> None:
    sheets: dict[str, Lines] = {"用餐": [{**EATS, "堂食机构": "f-xi"}], "日间照料": [{**SITS, "机构": "f-xi-care"}]}
    assert (await import_book(book(sheets))).stored
    await Elder.filter(key="e-zhou").update(region=people.regions["xi-1-1"])
    sheets["用餐"][0]["星期"] = sheets["日间照料"][0]["星期"] = "三"
    zhou = {"老人编号": "e-zhou", "姓名": "周桂英", "性别": "女", "出生日期": "1942-05-06", "网格": "r-xi-1-1"}
    sheets["老人"] = [{**ELDER, **zhou}]
    report = await import_book(book(sheets), actor=await by("shen"))
    assert (report.faults, {count.updated for count in report.counts.values()}) == ((), {1})


@pytest.mark.parametrize("login", ["chen", "daughter"])
async def test_whoever_holds_no_place_imports_nothing(people: Cast, login: str) -> None:
    with pytest.raises(NotFound):
        await import_book(book({"老人": [ELDER]}), actor=await by(login))


async def test_elders_nobody_found_on_the_map_are_kept_and_listed(people: Cast) -> None:
    report = await import_book(book({"老人": [ELDER]}))
    assert [(found.row, found.key, found.name) for found in report.unlocated] == [(3, "n1", "钱多")]
    assert [elder.key for elder in await unlocated_elders(await by("shen"))] == ["n1"]
    assert not await unlocated_elders(await by("xu"))


async def test_progress_is_told(people: Cast) -> None:
    told: list[tuple[str, int, int]] = []
    await import_book(book({"老人": [ELDER]}), on_progress=lambda phase, done, of: told.append((phase, done, of)))
    assert told == [("read", 0, 1), ("read", 1, 1), ("store", 1, 1)]


async def test_two_workbooks_are_at_hand_at_once_and_others_wait(people: Cast) -> None:
    begun: list[int] = []
    over: list[int] = []
    at_hand: list[int] = []

    async def rehearsed(number: int) -> None:
        def told(phase: str, done: int, of: int) -> None:
            if (phase, done) == ("read", 0):
                begun.append(number)
                at_hand.append(len(begun) - len(over))

        await import_book(book({"老人": [ELDER]}), dry_run=True, on_progress=told)
        over.append(number)

    await asyncio.gather(*(rehearsed(number) for number in range(5)))
    assert (sorted(over), max(at_hand)) == ([0, 1, 2, 3, 4], 2)


CELLS = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates().map(lambda day: ["date", day.isoformat()]),
    st.times().map(lambda clock: ["time", clock.isoformat()]),
    st.datetimes().map(lambda moment: ["datetime", moment.isoformat()]),
    st.timedeltas().map(lambda length: ["length", length.total_seconds()]),
    st.sampled_from(["f-dong", "r-dong-1-1", "e-zhou", "s-chen", "女", "一三五", "08:30", "2026-11-23", "是", "care"]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_cell_is_a_value_or_a_fault(data: st.DataObject) -> None:
    sheet = data.draw(st.sampled_from(BOOK))
    headers = [column.header for column in sheet.columns]
    lines = [headers, *data.draw(st.lists(st.lists(CELLS, max_size=len(headers) + 1), max_size=3))]
    reading = typed({sheet.name: lines})
    assert all(fault.sheet == sheet.name and 1 <= fault.row <= len(lines) for fault in reading.faults.kept)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
async def test_any_row_is_stored_or_has_a_fault(people_of_both: Cast, data: st.DataObject) -> None:
    """Through the whole import: what is not told as a fault, the database takes."""
    sheet = data.draw(st.sampled_from(BOOK))
    plain = st.one_of(st.none(), st.text(max_size=12), st.integers(-5, 40000), st.floats(-200, 200))
    known = st.sampled_from(
        ["f-dong", "r-dong-1-1", "e-zhou", "s-chen", "k-dong", "wash", "care", "一三五", "08:30", "2026-11-23"]
    )
    words = {
        column.header: st.sampled_from(list(getattr(column.kind, "words", {}).values()))
        if getattr(column.kind, "words", None)
        else known
        for column in sheet.columns
    }
    line: dict[str, Cell] = {header: data.draw(st.one_of(word, plain, known)) for header, word in words.items()}
    report = await import_book(book({sheet.name: [line]}))
    assert report.stored or report.faults
