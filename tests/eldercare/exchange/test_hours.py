"""Seats of one elder at the same hours of the same days, in the workbook or stored."""

import pytest

from eldercare.care.catalogue import seed_catalogue
from eldercare.daycare.models import Attendance
from eldercare.exchange.importing import import_book
from eldercare.people.models import Elder
from eldercare.shifts.catalogue import seed_shift_types
from tests.eldercare.exchange.books import Cell, book, district

STANDS = {**district()["日间照料"][0], "结束日期": "2026-12-31"}
"""On Tuesdays and Thursdays of 2026, from half past eight to half past four."""
AGAIN: dict[str, Cell] = {**STANDS, "登记编号": "b", "结束日期": None}


@pytest.fixture
async def catalogued(sqlite: str) -> str:
    await seed_catalogue()
    await seed_shift_types()
    return sqlite


@pytest.mark.parametrize(
    ("again", "day"),
    [
        pytest.param({}, "2026-01-01", id="the same again"),
        pytest.param({"到达时间": "10:00", "离开时间": "11:00", "星期": "二"}, "2026-01-06", id="an hour of it"),
        pytest.param({"到达时间": "16:00", "离开时间": "18:00"}, "2026-01-01", id="other hours"),
        pytest.param({"机构": "hub", "功能区种类": "保健康复中心"}, "2026-01-01", id="two places at once"),
        pytest.param({"开始日期": "2026-12-31"}, "2026-12-31", id="one day"),
        pytest.param({"到达时间": "16:30", "离开时间": "18:00"}, None, id="one after the other"),
        pytest.param({"到达时间": "07:00", "离开时间": "08:30"}, None, id="one before the other"),
        pytest.param({"星期": "一三五"}, None, id="other days of the week"),
        pytest.param({"开始日期": "2027-01-01"}, None, id="other months"),
        pytest.param({"老人": "zhou"}, None, id="another elder"),
    ],
)
async def test_an_elder_is_promised_one_seat_at_a_time(
    catalogued: str, again: dict[str, Cell], day: str | None
) -> None:
    sheets = district()
    sheets["机构"].append({**sheets["机构"][-1], "机构编号": "hub", "名称": "北桥日照"})
    sheets["功能区"].append(
        {**sheets["功能区"][0], "功能区编号": "gym", "机构": "hub", "种类": "保健康复中心", "名称": "康复室"}
    )
    facts = {"day": day, "hours": "08:30–16:30", "facility": "柳堤日照", "facility_en": ""}
    report = await import_book(book({**sheets, "日间照料": [STANDS, {**AGAIN, **again}]}), dry_run=True)
    found = [(one.code, one.row, one.field, one.facts) for one in report.faults]
    assert found == ([("seat_there_in_row", 4, "星期", {**facts, "row": 3})] if day else [])
    assert (await import_book(book({**sheets, "日间照料": [STANDS]}))).stored
    report = await import_book(book({"日间照料": [{**AGAIN, **again}]}))
    found = [(one.code, one.row, one.field, one.facts) for one in report.faults]
    assert found == ([("seat_there", 3, "星期", facts)] if day else [])


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        pytest.param({"结束日期": "2026-12-30"}, [], id="ended"),
        pytest.param({"离开时间": "15:00"}, [], id="shorter"),
        pytest.param({"星期": "四"}, [], id="on fewer days"),
        pytest.param({"星期": "二四五"}, [], id="and on a day of its own"),
        pytest.param({"星期": "一二四"}, ["seat_there"], id="and on another day of the other"),
    ],
)
async def test_seats_that_met_before_meet_on_no_other_days(
    catalogued: str, change: dict[str, Cell], codes: list[str]
) -> None:
    await import_book(book())
    await import_book(book({"日间照料": [{**STANDS, "星期": "一二四"}]}))
    lin = await Elder.get(key="lin")
    first = await Attendance.get(key="a")
    await Attendance.create(
        key="b",
        elder=lin,
        facility_id=first.facility_id,
        zone_kind=first.zone_kind,
        weekdays=0b0001010,
        starts=first.starts,
        ends=first.ends,
        starts_on=first.starts_on,
    )
    report = await import_book(book({"日间照料": [{**AGAIN, **change}]}))
    assert [one.code for one in report.faults] == codes
