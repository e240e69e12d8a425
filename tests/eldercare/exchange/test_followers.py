"""Tasks that come after another one: neither goes on alone for longer than it did."""

from datetime import date

import pytest

from eldercare.care.catalogue import seed_catalogue
from eldercare.care.models import CareTask
from eldercare.exchange.importing import import_book
from eldercare.shifts.catalogue import seed_shift_types
from tests.eldercare.exchange.books import Cell, Lines, book, district

BATH = {"service": "助浴", "service_en": "Bathing"}
MEDICATION = {"service": "用药协助", "service_en": "Help with medicine"}


@pytest.fixture
async def catalogued(sqlite: str) -> str:
    await seed_catalogue()
    await seed_shift_types()
    return sqlite


async def test_a_task_that_another_follows_does_not_end_before_it(catalogued: str) -> None:
    sheets = district()
    leader, follower = sheets["照护计划"][:2]
    await import_book(book(sheets))
    leader["任务结束"] = "2026-06-30"
    for last, codes in (
        (None, [("still_followed", 3, "任务结束")]),
        ("2026-07-01", [("still_followed", 3, "任务结束")]),
        ("2026-06-30", []),
    ):
        follower["任务结束"] = last
        report = await import_book(book(sheets), dry_run=True)
        assert [(fault.code, fault.row, fault.field) for fault in report.faults] == codes
        assert all(fault.facts == {"task": "t2", **MEDICATION} for fault in report.faults)
    follower |= {"任务结束": None, "接在任务之后": None}
    assert (await import_book(book(sheets))).stored


async def test_a_task_does_not_outlast_the_one_it_follows(catalogued: str) -> None:
    sheets = district()
    leader, follower = sheets["照护计划"][:2]
    for line in (leader, follower):
        line["任务结束"] = "2026-06-30"
    await import_book(book(sheets))
    told = {"task": "t1", **BATH, "day": "2026-06-30"}
    for last, codes in ((None, [told]), ("2026-07-01", [told]), ("2026-06-29", [])):
        follower["任务结束"] = last
        report = await import_book(book(sheets), dry_run=True)
        assert [fault.facts for fault in report.faults] == codes
        assert {(fault.code, fault.row, fault.field) for fault in report.faults} <= {("outlasts", 4, "任务结束")}
    await import_book(book({"照护计划": [{**follower, "任务结束": None, "接在任务之后": None}]}))
    follower |= {"任务结束": None}
    report = await import_book(book(sheets))
    assert [(fault.code, fault.row, fault.field) for fault in report.faults] == [("outlasts", 4, "接在任务之后")]
    follower |= {"任务编号": "t3", "最早开始": "09:10"}
    report = await import_book(book({"照护计划": [leader, follower]}))
    assert [(fault.code, fault.row, fault.field) for fault in report.faults] == [("outlasts", 4, "接在任务之后")]


async def test_what_outlasts_another_already_is_left_alone(catalogued: str) -> None:
    await import_book(book())
    await CareTask.filter(key="t1").update(ends_on=date(2026, 6, 30))
    leader, follower = district()["照护计划"][:2]
    lines: Lines = [{**leader, "任务结束": "2026-06-30"}, {**follower, "备注": "x"}]
    assert (await import_book(book({"照护计划": lines}))).stored


GAPS: list[tuple[dict[str, Cell], dict[str, Cell], dict[str, Cell], str | None]] = [
    # what is stored of the follower of one that ends in June; what becomes of the leader, and of the follower
    ({}, {}, {"任务结束": "2026-06-30"}, None),
    ({}, {}, {"任务结束": "2026-07-15"}, None),
    ({}, {"任务结束": "2026-07-15"}, {}, None),
    ({}, {"任务结束": None}, {}, None),
    ({"任务结束": "2026-08-31"}, {"任务结束": "2026-07-15"}, {"任务结束": "2026-08-15"}, None),
    ({"任务结束": "2026-08-31"}, {"任务结束": "2026-06-29"}, {}, "still_followed"),
    ({"任务结束": "2026-07-15"}, {}, {"任务结束": "2026-07-16"}, "outlasts"),
    ({"任务结束": "2026-07-15"}, {"任务结束": "2026-07-10"}, {"任务结束": None}, "outlasts"),
]


@pytest.mark.parametrize(("stored", "leader", "follower", "code"), GAPS)
async def test_what_goes_on_alone_is_made_to_for_less_long_and_not_for_longer(
    catalogued: str, stored: dict[str, Cell], leader: dict[str, Cell], follower: dict[str, Cell], code: str | None
) -> None:
    first, second = district()["照护计划"][:2]
    await import_book(book())
    await CareTask.filter(key="t1").update(ends_on=date(2026, 6, 30))
    if stored:
        await CareTask.filter(key="t2").update(ends_on=date.fromisoformat(str(stored["任务结束"])))
    lines = [{**first, "任务结束": "2026-06-30", **leader}, {**second, "任务结束": None, **stored, **follower}]
    report = await import_book(book({"照护计划": lines}))
    assert [fault.code for fault in report.faults] == ([code] if code else [])


async def test_another_leader_that_is_over_is_no_better_than_none(catalogued: str) -> None:
    """That it went on alone behind one is no reason to let it do so behind the other."""
    sheets = district()
    first, second = sheets["照护计划"][:2]
    third = {**first, "任务编号": "t3", "任务结束": "2026-06-30"}
    await import_book(book(district(照护计划=[*sheets["照护计划"], third])))
    await CareTask.filter(key="t1").update(ends_on=date(2026, 6, 30))
    report = await import_book(book({"照护计划": [{**second, "接在任务之后": "t3"}]}))
    assert [(fault.code, fault.field) for fault in report.faults] == [("outlasts", "接在任务之后")]


@pytest.mark.parametrize("lines", [0, 2])
async def test_a_plan_is_not_made_longer_over_a_task_that_would_go_on_alone(catalogued: str, lines: int) -> None:
    """Whether its tasks stand in the workbook or not."""
    sheets = district()
    for line in sheets["照护计划"][:2]:
        line["计划结束"] = "2026-06-30"
    sheets["照护计划"][0]["任务结束"] = "2026-06-30"
    assert (await import_book(book(sheets))).stored
    plan: dict[str, Cell] = {"计划编号": "p", "老人": "zhou", "计划开始": "2026-01-01"}
    for last, codes in (("2026-12-31", ["goes_on_alone"]), (None, ["goes_on_alone"]), ("2026-06-29", [])):
        longer = [{**line, "计划结束": last} for line in [*sheets["照护计划"][:lines], *([] if lines else [plan])]]
        report = await import_book(book({"照护计划": longer}), dry_run=True)
        found = [fault for fault in report.faults if fault.code != "task_outside"]
        assert [(fault.code, fault.row, fault.field) for fault in found] == [(code, 3, "计划结束") for code in codes]
        assert all(fault.facts == {"task": "t2", **MEDICATION, "day": "2026-06-30"} for fault in found)
    ended = [{**line, "计划结束": None, "任务结束": "2026-06-30"} for line in sheets["照护计划"][:2]]
    assert (await import_book(book({"照护计划": ended}))).stored
