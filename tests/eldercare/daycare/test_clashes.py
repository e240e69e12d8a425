"""Tasks whose windows lie within the hours that an elder sits elsewhere."""

from datetime import date, timedelta
from typing import Any

import pytest

from eldercare.care.models import CareTask, ServiceType
from eldercare.daycare.clashes import Clash, clashes
from eldercare.daycare.models import Attendance
from tests.cast import cast
from tests.promises import promises

TODAY, SOON, DAY = date(2026, 11, 26), date(2026, 12, 1), timedelta(days=1)
WORKDAYS, MONDAY, WEEKEND, EVERY_DAY = 0b0011111, 0b0000001, 0b1100000, 0b1111111
NINE, ELEVEN, FOUR = 9 * 60, 11 * 60, 16 * 60
AT_ELEVEN = {"window_start": ELEVEN, "window_end": ELEVEN + 30}
Columns = dict[str, Any]


async def found(task: Columns, *guests: Columns) -> list[Clash]:
    """Of Zhou's washing and her days in the day room, both changed."""
    usual = {"weekdays": WORKDAYS, "minutes": 30, "fixed_reason": "x"}
    await CareTask.filter(key="t-zhou-wash").update(**{**usual, **task})
    (seat,) = await Attendance.all().prefetch_related("elder", "facility")
    for number, guest in enumerate(guests[1:]):
        await Attendance.create(
            key=f"a-{number}",
            elder=seat.elder,
            facility=seat.facility,
            zone_kind=seat.zone_kind,
            **{"weekdays": WORKDAYS, "starts": NINE, "ends": FOUR, "starts_on": seat.starts_on, **guest},
        )
    await Attendance.filter(id=seat.id).update(**{"weekdays": WORKDAYS, "starts": NINE, "ends": FOUR, **guests[0]})
    tasks = await CareTask.filter(key="t-zhou-wash").prefetch_related("plan", "service")
    return clashes(tasks, await Attendance.all().order_by("id"), TODAY, 15)


@pytest.fixture(autouse=True)
async def promised(sqlite: str) -> None:
    await promises(await cast(sqlite))


@pytest.mark.parametrize(
    ("task", "guest", "weekdays"),
    [
        ({"window_start": NINE, "window_end": FOUR - 1}, {}, WORKDAYS),
        ({"window_start": NINE - 29, "window_end": FOUR - 1}, {}, WORKDAYS),
        ({"window_start": NINE - 30, "window_end": FOUR - 1}, {}, 0),
        ({"window_start": NINE, "window_end": FOUR}, {}, 0),
        ({**AT_ELEVEN, "weekdays": EVERY_DAY}, {}, WORKDAYS),
        ({**AT_ELEVEN, "weekdays": WEEKEND}, {}, 0),
        (AT_ELEVEN, {"weekdays": MONDAY}, MONDAY),
        ({**AT_ELEVEN, "times_a_week": 4}, {"weekdays": MONDAY}, 0),
        ({**AT_ELEVEN, "times_a_week": 5}, {"weekdays": MONDAY}, MONDAY),
        ({"window_start": NINE - 60, "window_end": FOUR + 60, "fixed_start": NINE + 15}, {}, WORKDAYS),
        ({"window_start": NINE - 60, "window_end": FOUR + 60, "fixed_start": FOUR - 15}, {}, 0),
        ({**AT_ELEVEN, "ends_on": SOON - DAY}, {"starts_on": SOON}, 0),
        ({**AT_ELEVEN, "ends_on": SOON}, {"starts_on": SOON}, WORKDAYS),
        (AT_ELEVEN, {"ends_on": TODAY - DAY}, 0),
    ],
)
async def test_a_window_within_the_hours_away_is_found(task: Columns, guest: Columns, weekdays: int) -> None:
    assert [clash.weekdays for clash in await found(task, guest)] == ([weekdays] if weekdays else [])


@pytest.mark.parametrize(("minutes", "seats"), [(30, []), (31, [(NINE, ELEVEN), (ELEVEN + 30, FOUR)])])
async def test_two_stays_leave_the_time_between_them(minutes: int, seats: list[tuple[int, int]]) -> None:
    task = {"window_start": NINE, "window_end": FOUR - 1, "minutes": minutes}
    clashing = await found(task, {"ends": ELEVEN}, {"starts": ELEVEN + 30})
    assert [(guest.starts, guest.ends) for clash in clashing for guest in clash.guests] == seats


async def test_what_is_given_at_the_centre_is_no_visit() -> None:
    assert await found(AT_ELEVEN, {})
    await ServiceType.filter(key="wash").update(at_home=False, zone_kind="bathing")
    assert not await found(AT_ELEVEN, {})
