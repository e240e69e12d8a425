"""The calendar: the notice of 2026, what is foreseen of 2027, and a year nobody knows."""

from datetime import date

from eldercare.rulebook.holidays import (
    CalendarState,
    calendar_state,
    day_kind,
    holidays_of,
    special_days,
    statutory_days,
)
from eldercare.rulebook.models import DayKind
from eldercare.rulebook.seed import seed_holidays


def of_kind(year: int, kind: DayKind) -> list[str]:
    return [special.day.strftime("%m-%d") for special in holidays_of(year) if special.kind is kind]


def test_the_notice_of_2026() -> None:
    assert of_kind(2026, DayKind.WORKING) == ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]
    off = of_kind(2026, DayKind.STATUTORY) + of_kind(2026, DayKind.REST)
    assert len(off) == 3 + 9 + 3 + 5 + 3 + 3 + 7
    assert of_kind(2026, DayKind.STATUTORY)[1:5] == ["02-16", "02-17", "02-18", "02-19"]
    assert {special.name for special in holidays_of(2026)} == {
        "元旦",
        "春节",
        "清明节",
        "劳动节",
        "端午节",
        "中秋节",
        "国庆节",
    }


def test_2027_has_its_thirteen_statutory_days_foreseen() -> None:
    foreseen = holidays_of(2027)
    assert all(special.provisional and special.kind is DayKind.STATUTORY for special in foreseen)
    assert [special.day for special in foreseen if special.name == "春节"][1] == date(2027, 2, 6)
    assert len(foreseen) == 13
    assert {date(2027, 4, 5), date(2027, 6, 9), date(2027, 9, 15)} <= set(statutory_days(2027))


async def test_the_kind_of_a_day(database: str) -> None:
    await seed_holidays([2026, 2027])
    assert await day_kind(date(2026, 10, 1)) is DayKind.STATUTORY
    assert await day_kind(date(2026, 10, 5)) is DayKind.REST
    assert await day_kind(date(2026, 10, 10)) is DayKind.WORKING
    assert await day_kind(date(2026, 11, 23)) is None
    assert list(await special_days(date(2026, 12, 28), date(2027, 1, 3))) == [date(2027, 1, 1)]


async def test_how_far_the_calendar_of_a_year_can_be_relied_on(database: str) -> None:
    assert await seed_holidays([2026, 2027]) > 0
    assert await seed_holidays([2026, 2027]) == 0
    states = [await calendar_state(year) for year in (2026, 2027, 2028)]
    assert states == [CalendarState.NOTICE, CalendarState.PROVISIONAL, CalendarState.MISSING]
