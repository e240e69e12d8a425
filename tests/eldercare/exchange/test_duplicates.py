"""Elders who may be there already under another key: told, refused if surely one person, merged when decided."""

import pytest

from eldercare.care.catalogue import seed_catalogue
from eldercare.errors import Refused
from eldercare.exchange.duplicates import Reason
from eldercare.exchange.importing import Count, import_book
from eldercare.exchange.rewritten import RewrittenCell
from eldercare.people.models import Elder, Relative
from eldercare.shifts.catalogue import seed_shift_types
from tests.eldercare.exchange.books import DISTRICT, Cell, Lines, book

ZHOU = DISTRICT["老人"][0]


@pytest.fixture
async def loaded(sqlite: str) -> str:
    await seed_catalogue()
    await seed_shift_types()
    await import_book(book())
    return sqlite


def newcomer(**changes: Cell) -> dict[str, Lines]:
    return {"老人": [{**ZHOU, "老人编号": "again", "出生日期": "1950-01-01", "电话": None, "小区": "别处", **changes}]}


LOOK_ALIKES = [
    ({"电话": "0731-5550100", "姓名": "周秀英"}, Reason.PHONE, True),
    ({"小区": "柳堤小区"}, Reason.NAME_AND_HOME, True),
    ({"电话": "0731-5550100"}, Reason.NAME_AND_PHONE, False),
    ({"出生日期": "1942-05-06"}, Reason.NAME_AND_BIRTH, False),
]


@pytest.mark.parametrize(("changes", "reason", "stored"), LOOK_ALIKES)
async def test_a_look_alike_is_told(loaded: str, changes: dict[str, Cell], reason: Reason, stored: bool) -> None:
    report = await import_book(book(newcomer(**changes)))
    assert [(found.key, found.existing, found.reason) for found in report.duplicates] == [("again", "zhou", reason)]
    assert report.stored is stored
    assert [fault.code for fault in report.faults] == ([] if stored else ["duplicate_undecided"])


async def test_the_same_name_alone_is_nothing(loaded: str) -> None:
    report = await import_book(book(newcomer()))
    assert not report.duplicates
    assert report.counts["老人"] == Count(created=1)


async def test_a_merged_row_updates_the_other_and_brings_its_relatives(loaded: str) -> None:
    sheets = newcomer(出生日期="1942-05-06", 能力等级=4)
    sheets["家属"] = [{"家属编号": "r2", "老人": "again", "姓名": "周大勇", "关系": "儿子"}]
    report = await import_book(book(sheets), merge={"again": "zhou"})
    assert report.counts["老人"] == Count(updated=1)
    assert report.duplicates[0].decided
    assert await Elder.all().count() == 2
    assert (await Elder.get(key="zhou")).ability_level == 4
    assert await Relative.filter(key="r2", elder__key="zhou").exists()


FEW: dict[str, Cell] = {
    **{"老人编号": "again", "姓名": "周桂英", "性别": "女", "出生日期": "1942-05-06", "负责机构": "care"},
    **{"网格": "g", "小区": "柳堤小区", "能力等级": 3, "居住状况": "独居", "电话": "0731-5559999"},
}


async def test_what_a_merged_row_leaves_empty_stays_on_record(loaded: str) -> None:
    before = await Elder.get(key="zhou").values()
    report = await import_book(book({"老人": [FEW]}), merge={"again": "zhou"})
    (row,) = report.merged
    assert (row.sheet, row.row, row.name) == ("老人", 3, "周桂英")
    assert row.cells == (RewrittenCell("电话", "0731-5550100", "0731-5559999"),)
    after = await Elder.get(key="zhou").values()
    assert {name for name in after if after[name] != before[name]} == {"phone", "version"}


async def test_what_a_merged_row_says_counts_even_where_it_is_the_usual(loaded: str) -> None:
    """楼层 1, 普食 and 普通质地 are also what an empty cell would stand for."""
    said: dict[str, Cell] = {**FEW, "楼层": 1, "饮食": "普食", "食物质地": "普通质地"}
    (row,) = (await import_book(book({"老人": [said]}), dry_run=True, merge={"again": "zhou"})).merged
    assert {cell.header: cell.after for cell in row.cells} == {
        **{"电话": "0731-5559999", "楼层": "1", "饮食": "普食", "食物质地": "普通质地"}
    }


async def test_a_row_with_the_key_on_record_still_empties_what_it_leaves_empty(loaded: str) -> None:
    report = await import_book(book({"老人": [{**FEW, "老人编号": "zhou"}]}))
    assert report.stored
    assert not report.merged
    assert (await Elder.get(key="zhou")).risks == []


async def test_two_rows_are_not_merged_into_one_person(loaded: str) -> None:
    report = await import_book(book({"老人": [ZHOU, FEW]}), merge={"again": "zhou"})
    assert [(one.code, one.row, one.facts) for one in report.faults] == [
        ("merged_twice", 4, {"name": "周桂英", "existing": "zhou", "first_row": 3})
    ]


async def test_two_people_may_be_kept_apart(loaded: str) -> None:
    report = await import_book(book(newcomer(出生日期="1942-05-06")), merge={"again": "again"})
    assert report.counts["老人"] == Count(created=1)
    assert await Elder.all().count() == 3


async def test_a_merge_with_nobody_is_a_fault(loaded: str) -> None:
    for other, who in (("nobody", "nobody"), ("lin", "林𠮷生 (lin)")):
        report = await import_book(book(newcomer()), merge={"again": other})
        facts = {"key": "again", "existing": other, "who": who, "offered": ""}
        assert [(fault.code, fault.facts) for fault in report.faults] == [("merge_unknown", facts)]


@pytest.mark.parametrize(("other", "who"), [("lin", "林𠮷生 (lin)"), ("zhu", "zhu")])
@pytest.mark.parametrize("dry_run", [True, False])
async def test_a_row_is_merged_only_with_whom_it_looks_like(loaded: str, other: str, who: str, dry_run: bool) -> None:
    before = await Elder.all().order_by("id").values()
    report = await import_book(book({"老人": [FEW]}), dry_run=dry_run, merge={"again": other})
    facts = {"key": "again", "existing": other, "who": who, "offered": "周桂英 (zhou)"}
    assert [(one.code, one.field, one.row, one.facts) for one in report.faults] == [
        ("merge_not_offered", "老人编号", 3, facts)
    ]
    assert not report.merged
    assert await Elder.all().order_by("id").values() == before


async def test_another_row_of_the_workbook_is_nobody_to_merge_with(loaded: str) -> None:
    sheets = newcomer(姓名="钱多")
    sheets["老人"].append({**sheets["老人"][0], "老人编号": "new2"})
    report = await import_book(book(sheets), merge={"new2": "again"})
    assert [(one.code, one.row, one.facts["who"]) for one in report.faults] == [("merge_unknown", 4, "again")]


@pytest.mark.parametrize("new", ["agian", "lin"])
async def test_a_decision_about_nobody_new_is_refused(loaded: str, new: str) -> None:
    """Who has no row, or one with the key on record: nothing would come of it."""
    lines = [*newcomer()["老人"], DISTRICT["老人"][1]]
    with pytest.raises(Refused) as refused:
        await import_book(book({"老人": lines}), merge={new: "zhou"})
    assert (refused.value.code, refused.value.facts) == ("merge_no_row", {"key": new})
    assert await Elder.all().count() == 2


async def test_whom_a_row_changes_is_told_by_her_name_on_record(loaded: str) -> None:
    """Offered for her phone alone, under another name."""
    line = {**FEW, "姓名": "周秀英", "电话": "0731-5550100"}
    report = await import_book(book({"老人": [line]}), dry_run=True, merge={"again": "zhou"})
    (row,) = report.merged
    assert (row.name, row.key, row.cells) == ("周桂英", "zhou", (RewrittenCell("姓名", "周桂英", "周秀英"),))


async def test_a_merged_row_without_a_key_is_called_by_that_on_record(loaded: str) -> None:
    line = {**FEW, "老人编号": None}
    (pair,) = (await import_book(book({"老人": [line]}))).duplicates
    report = await import_book(book({"老人": [line]}), merge={pair.key: "zhou"})
    assert [(row.name, row.key) for row in report.merged] == [("周桂英", "zhou")]


async def test_two_rows_of_one_book_are_compared_too(loaded: str) -> None:
    sheets = newcomer(姓名="钱多")
    sheets["老人"].append({**sheets["老人"][0], "老人编号": "new2"})
    report = await import_book(book(sheets))
    assert [(found.key, found.existing) for found in report.duplicates] == [("new2", "again")]
    assert [(fault.code, fault.row) for fault in report.faults] == [("duplicate_undecided", 4)]
