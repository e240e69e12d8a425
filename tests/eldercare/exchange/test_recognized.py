"""Staff and relatives without a key: the one on record is found by what such a row is known by, and changed."""

import pytest

from eldercare.auth.models import Account
from eldercare.care.catalogue import seed_catalogue
from eldercare.exchange.importing import Count, import_book
from eldercare.exchange.rewritten import RewrittenCell
from eldercare.people.models import Availability, Relative, Staff, StaffSkill
from eldercare.shifts.catalogue import seed_shift_types
from tests.cast import Cast, cast
from tests.eldercare.exchange.books import DISTRICT, Cell, Lines, book

CHEN, LI = DISTRICT["员工"]
DAUGHTER = DISTRICT["家属"][0]
KEYLESS: dict[str, Cell] = {**CHEN, "员工编号": None}
FEW: dict[str, Cell] = {
    **{"姓名": "陈春燕", "性别": "女", "机构": "dong", "岗位": "护理员", "合同": "全职", "周工时（小时）": 30},
    **{"入职日期": "2024-01-01"},
}
"""As somebody would type her who knows no key, and nothing that may be empty."""


@pytest.fixture
async def loaded(sqlite: str) -> str:
    await seed_catalogue()
    await seed_shift_types()
    await import_book(book())
    return sqlite


async def test_a_row_of_staff_without_a_key_is_the_one_on_record(loaded: str) -> None:
    for _ in range(2):
        report = await import_book(book({"员工": [KEYLESS]}))
        assert (report.stored, report.counts["员工"]) == (True, Count(unchanged=1))
    assert sorted([one.key for one in await Staff.all()]) == ["chen", "li"]


async def test_it_changes_what_it_says_and_leaves_what_it_does_not(loaded: str) -> None:
    before = await Staff.get(key="chen").values()
    for dry_run in (True, False):
        report = await import_book(book({"员工": [FEW]}), dry_run=dry_run)
        (row,) = report.merged
        assert (row.sheet, row.row, row.key, row.name) == ("员工", 3, "chen", "陈春燕")
        assert row.cells == (RewrittenCell("周工时（小时）", "40", "30"),)
        assert report.rewritten == report.merged
    after = await Staff.get(key="chen").values()
    assert {name for name in after if after[name] != before[name]} == {"weekly_minutes", "version"}
    assert await Availability.filter(staff__key="chen").count() == 2
    assert await Staff.all().count() == 2


async def test_who_is_referred_to_by_name_is_still_one(loaded: str) -> None:
    sheets: dict[str, Lines] = {
        "员工": [KEYLESS],
        "员工技能": [{"员工": "陈春燕", "技能": "基础照护", "证书编号": "Z-2"}],
    }
    report = await import_book(book(sheets))
    assert (report.stored, report.faults) == (True, ())
    assert await StaffSkill.filter(staff__key="chen", certificate="Z-2").exists()


async def test_a_row_with_the_key_of_the_import_still_empties_what_it_leaves_empty(loaded: str) -> None:
    new = {**KEYLESS, "姓名": "杨志红"}
    assert (await import_book(book({"员工": [new]}))).counts["员工"] == Count(created=1)
    report = await import_book(book({"员工": [{**new, "电话": None}]}))
    assert (report.counts["员工"], report.merged) == (Count(updated=1), ())
    assert (await Staff.get(name="杨志红")).phone == ""


@pytest.mark.parametrize("other", [{"性别": "男"}, {"入职日期": "2024-01-02"}, {"姓名": "陈春雁"}])
async def test_who_differs_in_one_of_these_is_new(loaded: str, other: dict[str, Cell]) -> None:
    report = await import_book(book({"员工": [{**KEYLESS, **other}]}))
    assert report.counts["员工"] == Count(created=1)


async def test_another_with_a_key_of_her_own_is_new(loaded: str) -> None:
    report = await import_book(book({"员工": [{**CHEN, "员工编号": "chen2"}]}))
    assert report.counts["员工"] == Count(created=1)


async def test_of_two_on_record_the_workbook_says_which(loaded: str) -> None:
    await import_book(book({"员工": [{**CHEN, "员工编号": "chen2"}]}))
    report = await import_book(book({"员工": [KEYLESS]}))
    facts = {"name": "陈春燕", "count": 2, "keys": "chen / chen2"}
    assert [(one.code, one.field, one.row, one.facts) for one in report.faults] == [
        ("several_on_record", "员工编号", 3, facts)
    ]
    assert await Staff.all().count() == 3


@pytest.mark.parametrize("written", [CHEN, {**CHEN, "员工编号": "other"}, {**CHEN, "姓名": "陈燕"}])
async def test_she_does_not_stand_in_one_workbook_with_and_without_a_key(loaded: str, written: dict[str, Cell]) -> None:
    """Under the key on record, a new one, or with another name from now on."""
    report = await import_book(book({"员工": [LI, KEYLESS, written]}))
    told = {"key": "陈春燕 / 女 / 2024-01-01", "key_en": "陈春燕 / 女 / 2024-01-01", "first_row": 5}
    assert [(one.code, one.row, one.facts) for one in report.faults] == [("doubled_key", 4, told)]


async def test_a_relative_without_a_key_is_the_one_on_record(loaded: str) -> None:
    line: dict[str, Cell] = {"老人": "周桂英", "姓名": "周小兰", "关系": "女儿", "电话": "0731-5559999"}
    report = await import_book(book({"家属": [line]}))
    (row,) = report.merged
    assert (row.key, row.cells) == ("r", (RewrittenCell("电话", "", "0731-5559999"),))
    (relative,) = await Relative.all()
    assert (relative.key, relative.emergency_contact, relative.sees_schedule) == ("r", True, False)


@pytest.mark.parametrize("other", [{"老人": "lin"}, {"关系": "其他"}, {"姓名": "周大兰"}])
async def test_another_relative_is_new(loaded: str, other: dict[str, Cell]) -> None:
    report = await import_book(book({"家属": [{**DAUGHTER, "家属编号": None, **other}]}))
    assert report.counts["家属"] == Count(created=1)


async def test_the_relative_of_a_merged_elder_is_found_too(loaded: str) -> None:
    sheets: dict[str, Lines] = {"老人": [{**DISTRICT["老人"][0], "老人编号": "again"}]}
    sheets["家属"] = [{**DAUGHTER, "家属编号": None, "老人": "again"}]
    report = await import_book(book(sheets), merge={"again": "zhou"})
    assert report.counts == {"老人": Count(unchanged=1), "家属": Count(unchanged=1)}


@pytest.fixture
async def people(database: str) -> Cast:
    return await cast(database)


async def test_nobody_beyond_ones_reach_is_found(people: Cast) -> None:
    wu = await Staff.get(key="s-wu")
    line: dict[str, Cell] = {**FEW, "姓名": wu.name, "机构": "f-dong", "入职日期": wu.employed_from.isoformat()}
    line["性别"] = {"female": "女", "male": "男"}[str(wu.gender)]
    for login, stored in (("shen", True), ("manager", False)):
        actor = await Account.get(login=login).prefetch_related("facility", "staff", "relative")
        report = await import_book(book({"员工": [line]}), dry_run=True, actor=actor)
        assert report.faults == ()
        assert (report.counts["员工"] == Count(created=1)) is stored
