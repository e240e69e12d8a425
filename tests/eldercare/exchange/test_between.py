"""Rows that do not go together with others, in the workbook or stored."""

from datetime import date

import pytest

from eldercare.care.catalogue import seed_catalogue
from eldercare.care.models import CarePlan, Hold
from eldercare.exchange.importing import import_book
from eldercare.hierarchy.models import Zone
from eldercare.meals.models import MealSubscription
from eldercare.people.models import Elder, Leave
from eldercare.shifts.catalogue import seed_shift_types
from tests.eldercare.exchange.books import Cell, book, district

AGAIN: dict[str, Cell] = {"员工": "li", "种类": "年假", "第一天": "2026-11-25", "最后一天": "2026-11-27"}


@pytest.fixture
async def catalogued(sqlite: str) -> str:
    await seed_catalogue()
    await seed_shift_types()
    return sqlite


async def test_of_two_leaves_of_the_workbook_that_meet_the_second_is_named(catalogued: str) -> None:
    sheets = district()
    sheets["请假"].append(AGAIN)
    report = await import_book(book(sheets))
    assert [(one.code, one.sheet, one.row, one.field) for one in report.faults] == [
        ("days_taken_in_row", "请假", 4, "第一天")
    ]
    assert report.faults[0].facts == {"first_day": "2026-11-24", "row": 3}


async def test_stored_leave_is_not_given_twice_and_the_next_day_is_free(catalogued: str) -> None:
    await import_book(book())
    report = await import_book(book({"请假": [AGAIN]}))
    assert [(one.code, one.facts["key"]) for one in report.faults] == [("leave_there", "l")]
    report = await import_book(book({"请假": [{**AGAIN, "第一天": "2026-11-26"}]}))
    assert report.stored
    assert await Leave.all().count() == 2


async def test_the_same_leave_is_moved_without_meeting_itself(catalogued: str) -> None:
    await import_book(book())
    report = await import_book(book({"请假": [{**AGAIN, "请假编号": "l"}]}))
    assert report.stored
    assert (await Leave.get(key="l")).last_day.isoformat() == "2026-11-27"


async def test_an_open_hold_leaves_no_room_for_another(catalogued: str) -> None:
    sheets = district()
    sheets["暂停服务"].append({"老人": "lin", "原因": "外出", "第一天": "2027-05-01", "最后一天": "2027-05-02"})
    report = await import_book(book(sheets))
    assert [(one.code, one.row) for one in report.faults] == [("days_taken_in_row", 4)]


async def test_a_hold_that_is_stored_is_told_by_its_first_day(catalogued: str) -> None:
    await import_book(book())
    lines: dict[str, list[dict[str, Cell]]] = {
        "暂停服务": [{"老人": "lin", "原因": "外出", "第一天": "2027-05-01", "最后一天": "2027-05-02"}]
    }
    report = await import_book(book(lines))
    assert [(one.code, one.facts) for one in report.faults] == [("days_taken", {"first_day": "2026-11-20"})]


async def test_day_care_is_where_there_is_a_zone_for_it(catalogued: str) -> None:
    sheets = district()
    sheets["日间照料"][0]["机构"] = "dong"
    report = await import_book(book(sheets))
    assert [(one.code, one.row, one.field) for one in report.faults] == [("zone_not_there", 3, "功能区种类")]


async def test_a_zone_that_is_stored_need_not_be_in_the_workbook(catalogued: str) -> None:
    await import_book(book())
    report = await import_book(book({"日间照料": district()["日间照料"]}))
    assert not report.faults


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"结束日期": "2026-12-31"}, []),
        ({"星期": "一"}, []),
        ({"功能区种类": "日间照料", "机构": "dong"}, ["zone_not_there"]),
        ({"功能区种类": "助浴"}, ["zone_not_there"]),
    ],
)
async def test_day_care_at_a_place_that_lost_its_zone_is_ended_but_not_moved_to_another_without(
    catalogued: str, change: dict[str, Cell], codes: list[str]
) -> None:
    await import_book(book())
    await Zone.filter(key="hall").delete()
    report = await import_book(book({"日间照料": [{**district()["日间照料"][0], **change}]}))
    assert [fault.code for fault in report.faults] == codes


async def test_a_zone_that_becomes_another_is_told_by_who_came_to_it(catalogued: str) -> None:
    sheets = district()
    await import_book(book(sheets))
    sheets["功能区"][0]["种类"] = "助浴"
    report = await import_book(book(sheets))
    assert [(fault.code, fault.sheet, fault.row) for fault in report.faults] == [("zone_not_there", "日间照料", 3)]


LUNCH: dict[str, Cell] = {"老人": "zhou", "餐次": "午餐", "方式": "堂食", "堂食机构": "dong", "用餐编号": "again"}
MEETS: list[tuple[dict[str, Cell], dict[str, Cell], str | None]] = [
    ({}, {"星期": "二", "开始日期": "2026-03-01"}, "2026-03-03"),
    ({"星期": "一三五"}, {"星期": "二四", "开始日期": "2026-03-01"}, None),
    ({"结束日期": "2026-02-28"}, {"星期": "每天", "开始日期": "2026-03-01"}, None),
    ({"结束日期": "2026-03-02"}, {"星期": "周末", "开始日期": "2026-03-01"}, "2026-03-01"),
    ({"结束日期": "2026-03-02"}, {"星期": "二三", "开始日期": "2026-03-01"}, None),
    ({}, {"星期": "每天", "开始日期": "2026-03-01", "餐次": "晚餐"}, None),
    ({}, {"星期": "每天", "开始日期": "2026-03-01", "老人": "lin"}, None),
]


@pytest.mark.parametrize("case", MEETS)
async def test_nobody_is_promised_a_meal_twice_on_one_day(
    catalogued: str, case: tuple[dict[str, Cell], dict[str, Cell], str | None]
) -> None:
    first, again, day = case
    lines = [{**district()["用餐"][0], **first}, {**LUNCH, **again}]
    sheets = district()
    sheets["用餐"] = lines
    report = await import_book(book(sheets), dry_run=True)
    found = [(one.code, one.row, one.field, one.facts) for one in report.faults]
    in_row = ("meal_there_in_row", 4, "星期", {"day": day, "row": 3})
    assert found == ([in_row] if day else [])
    sheets["用餐"] = lines[:1]
    await import_book(book(sheets))
    report = await import_book(book({"用餐": lines[1:]}))
    found = [(one.code, one.row, one.field, one.facts) for one in report.faults]
    assert found == ([("meal_there", 3, "星期", {"day": day})] if day else [])


MET: list[tuple[dict[str, Cell], str | None]] = [
    # two lunches met from January to December, on Monday, Wednesday and Friday; the first is there every day for ever
    ({"结束日期": "2026-12-30"}, None),
    ({"星期": "一五"}, None),
    ({"开始日期": "2026-02-01"}, None),
    ({"结束日期": "2027-01-31"}, "2027-01-01"),
    ({"结束日期": None}, "2027-01-01"),
    ({"星期": "一二三五"}, "2026-01-06"),
    ({"星期": "二"}, "2026-01-06"),
    ({"开始日期": "2025-12-31"}, "2025-12-31"),
]


@pytest.mark.parametrize("case", MET)
async def test_meals_that_met_before_meet_on_no_other_days(
    catalogued: str, case: tuple[dict[str, Cell], str | None]
) -> None:
    change, day = case
    await import_book(book())
    await MealSubscription.filter(key="m1").update(starts_on=date(2025, 1, 1))
    await MealSubscription.filter(key="m2").update(elder_id=(await Elder.get(key="zhou")).id, meal="lunch")
    line = {**district()["用餐"][1], "老人": "zhou", "餐次": "午餐", **change}
    report = await import_book(book({"用餐": [line]}))
    assert [(fault.code, fault.facts) for fault in report.faults] == ([("meal_there", {"day": day})] if day else [])


async def test_leave_that_met_before_is_shortened_and_not_prolonged(catalogued: str) -> None:
    await import_book(book())
    await import_book(book({"请假": [{**AGAIN, "请假编号": "m", "第一天": "2026-11-26"}]}))
    await Leave.filter(key="m").update(first_day=date(2026, 11, 25))
    for first, stored in (("2026-11-24", False), ("2026-11-25", True), ("2026-11-26", True)):
        report = await import_book(book({"请假": [{**AGAIN, "请假编号": "m", "备注": "x", "第一天": first}]}))
        assert report.stored == stored, first


async def test_meals_that_met_before_are_left_alone_and_can_be_ended(catalogued: str) -> None:
    await import_book(book())
    await MealSubscription.filter(key="m2").update(elder_id=(await Elder.get(key="zhou")).id, meal="lunch")
    line = {**district()["用餐"][1], "老人": "zhou", "餐次": "午餐"}
    for last in ("2026-12-31", "2026-12-30"):
        assert (await import_book(book({"用餐": [district()["用餐"][0], {**line, "结束日期": last}]}))).stored
    assert (await MealSubscription.get(key="m2")).ends_on == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("first", "reason", "codes"),
    [("2199-01-01", "去世", ["death_in_future"]), ("2199-01-01", "外出", []), ("2026-11-20", "去世", [])],
)
async def test_nobody_has_died_on_a_day_to_come(catalogued: str, first: str, reason: str, codes: list[str]) -> None:
    report = await import_book(book(district(暂停服务=[{"老人": "lin", "原因": reason, "第一天": first}])))
    assert [(one.code, one.row, one.field) for one in report.faults] == [(code, 3, "第一天") for code in codes]


async def test_a_death_in_the_future_that_is_stored_can_be_noted_upon(catalogued: str) -> None:
    await import_book(book())
    await Hold.create(elder=await Elder.get(key="zhou"), kind="deceased", first_day=date(2199, 1, 1))
    line: dict[str, Cell] = {"老人": "zhou", "原因": "去世", "第一天": "2199-01-01", "备注": "?"}
    assert (await import_book(book({"暂停服务": [line]}))).stored


def _plan(key: str, first: str, last: str = "") -> dict[str, Cell]:
    return {"计划编号": key, "老人": "zhou", "计划开始": first, "计划结束": last or None}


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        ("2025-01-01", "2025-12-31", []),
        ("2025-01-01", "2026-01-01", [("plan_there_in_row", 6)]),
        ("2025-01-01", "", [("plan_there_in_row", 6)]),
        ("2027-01-01", "", [("plan_there_in_row", 6)]),
    ],
)
async def test_on_each_day_an_elder_has_one_care_plan(
    catalogued: str, first: str, last: str, codes: list[tuple[str, int]]
) -> None:
    """The plan p in rows 3 and 4 runs from 2026-01-01 on."""
    sheets = district()
    sheets["照护计划"].append(_plan("p3", first, last))
    report = await import_book(book(sheets))
    assert [(one.code, one.row) for one in report.faults] == codes
    assert {one.field for one in report.faults} <= {"计划开始"}


@pytest.mark.parametrize(
    ("ends", "first", "codes"),
    [
        (None, "2027-01-01", ["plan_there"]),
        (date(2026, 12, 31), "2026-12-31", ["plan_there_until"]),
        (date(2026, 12, 31), "2027-01-01", []),
    ],
)
async def test_a_care_plan_that_is_stored_is_told_by_its_days(
    catalogued: str, ends: date | None, first: str, codes: list[str]
) -> None:
    await import_book(book())
    await CarePlan.filter(key="p").update(ends_on=ends)
    report = await import_book(book({"照护计划": [_plan("p3", first)]}))
    assert [one.code for one in report.faults] == codes


async def test_two_care_plans_that_met_before_are_ended_and_meet_no_longer(catalogued: str) -> None:
    await import_book(book())
    zhou = await Elder.get(key="zhou")
    await CarePlan.create(key="p3", elder=zhou, starts_on=date(2026, 6, 1), ends_on=date(2026, 12, 31))
    for last, codes in (("2027-01-31", ["plan_there"]), ("2026-11-30", [])):
        report = await import_book(book({"照护计划": [_plan("p3", "2026-06-01", last)]}))
        assert [one.code for one in report.faults] == codes
