"""A plan as a workbook: every kind of promise on its sheet, what is open with its reason."""

from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from eldercare.errors import Refused
from eldercare.exchange.plan_book import export_plan_book
from eldercare.planning.models import Draft
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.planning.drafted import EARLY_AND_LATE, Plan, drafted


@pytest.fixture
async def people(database: str) -> Cast:
    return await cast(database)


def rows_of(path: Path, sheet: str) -> list[dict[object, object]]:
    head, *lines = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()
    return [dict(zip(head, line, strict=True)) for line in lines]


async def test_the_board_is_written(people: Cast, tmp_path: Path) -> None:
    await drafted(people, Plan(shifts=EARLY_AND_LATE))
    path = tmp_path / "plan.xlsx"
    counts = await export_plan_book(path, people.facilities["dong"], MONDAY, lambda rule, facts: (rule, f"{rule}!"))
    assert counts == {"上门服务": 3, "班次": 2, "用餐": 1, "日间照料": 0, "未安排": 2}
    visit = rows_of(path, "上门服务")[0]
    assert (visit["日期"], visit["星期"], visit["开始"], visit["老人"], visit["员工"]) == (
        date(2026, 11, 23),
        "一",
        "08:00",
        "周桂英",
        "陈春燕",
    )
    assert {row["班次"] for row in rows_of(path, "班次")} == {"早班", "晚班"}
    assert [row["方式"] for row in rows_of(path, "用餐")] == ["送餐上门"]
    opened = rows_of(path, "未安排")
    assert [(row["种类"], row["规则"], row["原因"]) for row in opened] == [
        ("班次", "weekly_rest_day", "weekly_rest_day!"),
        ("上门服务", "no_overlap_with_travel", "no_overlap_with_travel!"),
    ]


async def test_a_neighbours_plan_is_not_in_it(people: Cast, tmp_path: Path) -> None:
    await drafted(people)
    await drafted(
        people, Plan(shifts=[("wu", 0, "early")], visits=[], missing=[], open_visits=[], place="xi"), number=2
    )
    path = tmp_path / "plan.xlsx"
    assert (await export_plan_book(path, people.facilities["dong"], MONDAY))["班次"] == 2
    assert (await export_plan_book(path, people.facilities["house"], MONDAY))["班次"] == 3


async def test_without_a_plan_there_is_nothing_to_write(people: Cast, tmp_path: Path) -> None:
    await drafted(people)
    await Draft.all().update(current=False)
    with pytest.raises(Refused, match="nothing_to_export"):
        await export_plan_book(tmp_path / "plan.xlsx", people.facilities["dong"], MONDAY)
