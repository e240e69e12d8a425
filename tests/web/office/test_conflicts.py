"""What files have changed about a plan since it was made, as the office reads it on board, day and files."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from eldercare import clock
from eldercare.daycare.models import Attendance
from eldercare.people.models import Elder, Staff
from eldercare.planning.week.models import DraftShift
from eldercare.planning.week.publish import publish
from eldercare.shifts.models import ShiftType
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import drafted
from tests.eldercare.planning.week.running import falls_ill
from tests.web.browser import Browser
from tests.web.conftest import Visit

BEFORE = datetime(2026, 11, 22, 4, tzinfo=UTC)
WEEK, DAY, MEMBER, ELDER = (
    "/week?week=2026-W48",
    "/day?date=2026-11-23",
    "/staff/s-chen?",
    "/elders/e-zhou?week=2026-W48",
)


@pytest.fixture(autouse=True)
def before() -> Iterator[None]:
    with clock.held(BEFORE):
        yield


async def test_hours_that_a_lower_contract_does_not_allow(signed_in: Visit, people: Cast) -> None:
    """Eight hours on Monday, four by contract."""
    await drafted(people)
    browser = await signed_in("shen")
    assert "too many hours" not in await _read(browser, WEEK)
    await Staff.filter(key="s-chen").update(contract="part_time", weekly_minutes=4 * 60)
    board = await _read(browser, WEEK)
    assert "the week holds 8 h of work by now, 4 h are allowed" in board
    assert "One shift cannot be worked any more as it is planned." in board
    assert "too many hours in the week" in board
    assert "这一周已排工时8小时，现在最多4小时" in await _read(browser, WEEK, "zh_Hans")
    assert "too many hours in the week" in await _read(browser, DAY)
    assert "2 visits whose carers cannot make them any more" in re.sub(r"<[^>]+>", "", await _read(browser, DAY))
    assert "One visit or shift ahead cannot be hers any more" in await _read(browser, MEMBER)


async def test_a_break_that_does_not_fit_its_shift_type_loses_nobody(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    browser = await signed_in("shen")
    kind = await ShiftType.get(key="early")
    await DraftShift.filter(staff=people.staff["li"]).update(break_starts=None)
    assert kind.break_minutes
    board = await _read(browser, WEEK)
    assert "the break does not fit any more" in board
    assert '<span class="strip-count">2/3</span>' in board
    assert "休息时间现在安排不下" in await _read(browser, WEEK, "zh_Hans")
    assert "every visit has its carer" in await _read(browser, DAY)


async def test_an_address_that_left_the_map(signed_in: Visit, people: Cast) -> None:
    """A wash and a meal of Zhou's: told wherever the week is, with where the address can be put in."""
    await drafted(people)
    await Elder.filter(key="e-zhou").update(latitude=None, longitude=None)
    browser = await signed_in("shen")
    board = await _read(browser, WEEK)
    assert "2 visits and meals go to addresses that are no longer on the map." in board
    assert 'href="/exchange/unlocated"' in board
    assert '<span class="strip-count">2/3</span>' in board
    assert board.count("1 not on the map</span>") == 2
    assert "2项上门或送餐的地址现在没有坐标" in await _read(browser, WEEK, "zh_Hans")
    told = "address not on the map: the next plan leaves it out"
    assert [told in await _read(browser, page) for page in (DAY, ELDER)] == [True, True]
    assert "2 visits and meals to come were planned before" in await _read(browser, ELDER)


async def test_each_week_that_still_goes_to_an_address_off_the_map_is_named(signed_in: Visit, people: Cast) -> None:
    """On the file of whatever week, also of one without any."""
    await drafted(people)
    await Elder.filter(key="e-zhou").update(latitude=None, longitude=None)
    browser = await signed_in("shen")
    for week in ("2026-W47", "2026-W48", "2026-W52"):
        notice = (
            (await _read(browser, f"/elders/e-zhou?week={week}")).partition("can still be kept")[2].partition("</p>")
        )
        assert 'href="/week?week=2026-W48&amp;centre=f-dong"' in notice[0], week
    manager = await signed_in("manager")
    district = await _read(manager, "/district?week=2026-W48")
    assert "2 visits and meals go to addresses that are no longer on the map." in district


async def test_a_visit_at_the_hours_of_new_day_care(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    browser = await signed_in("shen")
    await Attendance.create(
        key="a-zhou",
        elder=people.elders["zhou"],
        facility=people.facilities["dong-care"],
        zone_kind="day_care",
        weekdays=1,
        starts=8 * 60,
        ends=16 * 60,
        starts_on=MONDAY,
    )
    for page in (WEEK, ELDER):
        assert "in day care at that hour by now" in await _read(browser, page)
        assert "这时应在日间照料中心" in await _read(browser, page, "zh_Hans")


async def _read(browser: Browser, page: str, language: str = "en") -> str:
    return re.sub(r"\s+", " ", (await browser.get(f"{page}&language={language}")).text)


async def test_her_file_says_that_nobody_comes_whose_carer_is_on_leave(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    browser = await signed_in("shen")
    assert "nobody comes:" not in await _read(browser, ELDER)
    await falls_ill(people.staff["chen"], MONDAY)
    assert "nobody comes: is on leave" in await _read(browser, ELDER)
    assert "无人上门：休假" in await _read(browser, ELDER, "zh_Hans")
