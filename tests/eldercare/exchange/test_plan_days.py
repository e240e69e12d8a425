"""Days of tasks within those of their plan: none leaves it, no plan leaves one outside, what did before may mend."""

from datetime import date

import pytest

from eldercare.care.catalogue import seed_catalogue
from eldercare.care.models import CarePlan, CareTask
from eldercare.exchange.importing import import_book
from eldercare.shifts.catalogue import seed_shift_types
from tests.eldercare.exchange.books import Cell, book, district

T2 = {"task": "t2", "service": "用药协助", "service_en": "Help with medicine"}


@pytest.fixture
async def catalogued(sqlite: str) -> str:
    await seed_catalogue()
    await seed_shift_types()
    return sqlite


async def test_a_task_has_its_days_within_those_of_its_plan(catalogued: str) -> None:
    sheets = district()
    for line in sheets["照护计划"][:2]:
        line["计划结束"] = "2026-06-30"
    first, second = sheets["照护计划"][:2]
    first |= {"任务开始": "2026-01-01", "任务结束": "2026-06-30"}
    assert not (await import_book(book(sheets))).faults
    first |= {"任务结束": "2026-07-01"}
    second |= {"任务开始": "2026-07-01"}
    report = await import_book(book(sheets))
    assert [(fault.code, fault.row, fault.field) for fault in report.faults] == [
        ("after_plan", 3, "任务结束"),
        ("after_plan", 4, "任务开始"),
    ]


async def test_a_task_that_lies_outside_already_is_left_alone(catalogued: str) -> None:
    """The plan was shortened; its rows can still be taken in again with another change."""
    sheets = district()
    sheets["照护计划"][0]["任务开始"] = "2026-07-01"
    await import_book(book(sheets))
    await CarePlan.filter(key="p").update(ends_on=date(2026, 6, 30))
    for line in sheets["照护计划"][:2]:
        line["计划结束"] = "2026-06-30"
    sheets["照护计划"][0]["备注"] = "x"
    assert (await import_book(book(sheets))).stored


@pytest.mark.parametrize(
    ("task", "plan", "field"),
    [
        ({"任务开始": "2026-07-01"}, {"计划结束": "2026-06-30"}, "计划结束"),
        ({"任务结束": "2026-07-01"}, {"计划结束": "2026-06-30"}, "计划结束"),
        ({"任务结束": "2026-07-01"}, {"计划结束": "2026-07-01"}, None),
        ({"任务开始": "2026-01-15"}, {"计划开始": "2026-02-01"}, "计划开始"),
        ({"任务结束": "2026-01-31"}, {"计划开始": "2026-02-01"}, "计划开始"),
        ({}, {"计划开始": "2026-02-01", "计划结束": "2026-06-30"}, None),
    ],
)
async def test_a_plan_is_not_shortened_over_its_tasks(
    catalogued: str, task: dict[str, Cell], plan: dict[str, Cell], field: str | None
) -> None:
    """Whether they stand in the workbook or not; one that lay outside before is left alone."""
    sheets = district()
    sheets["照护计划"][1] |= {"接在任务之后": None, "最短间隔分钟": None, "最长间隔分钟": None, **task}
    await import_book(book(sheets))
    shorter = [{**line, **plan} for line in sheets["照护计划"][:2]]
    for lines in (shorter, [{"计划编号": "p", "老人": "zhou", "计划开始": "2026-01-01", **plan}]):
        report = await import_book(book({"照护计划": lines}), dry_run=True)
        found = [(fault.code, fault.row, fault.field, fault.facts) for fault in report.faults]
        assert found == ([("task_outside", 3, field, T2)] if field else [])
    if field:
        await CarePlan.filter(key="p").update(starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 1))
        assert not (await import_book(book({"照护计划": shorter}), dry_run=True)).faults


@pytest.mark.parametrize(
    ("task", "plan", "fault"),
    [
        ({"任务结束": "2026-06-30"}, {}, None),
        ({"任务开始": "2026-01-01"}, {}, None),
        ({"任务开始": "2025-12-28"}, {}, None),
        ({"任务开始": None}, {}, None),
        ({"任务开始": "2025-12-21"}, {}, ("before_plan", "任务开始")),
        ({}, {"计划开始": "2026-01-11"}, ("task_outside", "计划开始")),
        ({}, {"计划开始": "2025-12-25"}, None),
        ({}, {"计划结束": "2026-06-30"}, None),
    ],
)
async def test_a_task_that_begins_before_its_plan_already_is_ended_and_mended(
    catalogued: str, task: dict[str, Cell], plan: dict[str, Cell], fault: tuple[str, str] | None
) -> None:
    """Nothing of it that stays is held against what changes; but it grows no worse."""
    await import_book(book())
    await CareTask.filter(key="t1").update(starts_on=date(2025, 12, 22))
    first, second = ({**line, **plan} for line in district()["照护计划"][:2])
    second |= {"接在任务之后": None, "最短间隔分钟": None, "最长间隔分钟": None}
    report = await import_book(book({"照护计划": [{**first, "任务开始": "2025-12-22", **task}, second]}))
    assert [(one.code, one.field) for one in report.faults] == ([fault] if fault else [])
