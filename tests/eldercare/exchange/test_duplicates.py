"""Elders who may be there already under another key: told, refused if surely one person, merged when decided."""

import pytest

from eldercare.care.catalogue import seed_catalogue
from eldercare.exchange.duplicates import Reason
from eldercare.exchange.importing import Count, import_book
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


async def test_two_people_may_be_kept_apart(loaded: str) -> None:
    report = await import_book(book(newcomer(出生日期="1942-05-06")), merge={"again": "again"})
    assert report.counts["老人"] == Count(created=1)
    assert await Elder.all().count() == 3


async def test_a_merge_with_nobody_is_a_fault(loaded: str) -> None:
    report = await import_book(book(newcomer()), merge={"again": "nobody"})
    assert [fault.code for fault in report.faults] == ["merge_unknown"]


async def test_two_rows_of_one_book_are_compared_too(loaded: str) -> None:
    sheets = newcomer(姓名="钱多")
    sheets["老人"].append({**sheets["老人"][0], "老人编号": "new2"})
    report = await import_book(book(sheets))
    assert [(found.key, found.existing) for found in report.duplicates] == [("new2", "again")]
    assert [(fault.code, fault.row) for fault in report.faults] == [("duplicate_undecided", 4)]
