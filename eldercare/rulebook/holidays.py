"""The calendar: statutory holidays, days off and working weekend days, from the year's notice where it is out."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import chinese_calendar
from lunar_python import Lunar

from eldercare.rulebook.models import DayKind, Holiday


class CalendarState(StrEnum):
    """How far a year's calendar can be relied on."""

    NOTICE = "notice"
    PROVISIONAL = "provisional"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not an ordinary weekday or weekend day."""

    day: date
    kind: DayKind
    name: str
    name_en: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Festival:
    name: str
    name_en: str


NEW_YEAR = Festival("元旦", "New Year's Day")
SPRING = Festival("春节", "Spring Festival")
TOMBS = Festival("清明节", "Tomb-Sweeping Day")
LABOUR = Festival("劳动节", "Labour Day")
DRAGON_BOAT = Festival("端午节", "Dragon Boat Festival")
MID_AUTUMN = Festival("中秋节", "Mid-Autumn Festival")
NATIONAL = Festival("国庆节", "National Day")
BY_NOTICE = {
    festival.name_en.casefold(): festival
    for festival in (NEW_YEAR, SPRING, TOMBS, LABOUR, DRAGON_BOAT, MID_AUTUMN, NATIONAL)
}


async def day_kind(day: date) -> DayKind | None:
    """What the calendar says of the day; None for an ordinary weekday or weekend day."""
    row = await Holiday.get_or_none(day=day)
    return DayKind(row.kind) if row else None


async def special_days(first: date, last: date) -> dict[date, Holiday]:
    """The rows of the calendar from `first` to `last`, both included, by day."""
    return {row.day: row for row in await Holiday.filter(day__gte=first, day__lte=last).order_by("day")}


async def calendar_state(year: int) -> CalendarState:
    """Whether the year's rows follow its notice, are only foreseen, or are not there."""
    provisional = await Holiday.filter(day__gte=date(year, 1, 1), day__lte=date(year, 12, 31)).values_list(
        "provisional", flat=True
    )
    if not provisional:
        return CalendarState.MISSING
    return CalendarState.PROVISIONAL if all(provisional) else CalendarState.NOTICE


def holidays_of(year: int) -> list[SpecialDay]:
    """The special days of a year by its notice, or only the statutory ones, provisional, when no notice is known."""
    statutory = statutory_days(year)
    try:
        chinese_calendar.is_holiday(date(year, 1, 1))
    except NotImplementedError:
        return [_special(day, DayKind.STATUTORY, festival, provisional=True) for day, festival in statutory.items()]
    return [found for day in _days_of(year) if (found := _by_notice(day, statutory))]


def statutory_days(year: int) -> dict[date, Festival]:
    """The thirteen statutory days of a year, in order (since 2025: with New Year's Eve and 2 May)."""
    new_year_eve = _lunar(year, 1, 1) - timedelta(days=1)
    days = {
        date(year, 1, 1): NEW_YEAR,
        **{new_year_eve + timedelta(days=offset): SPRING for offset in range(4)},
        _clear_and_bright(year): TOMBS,
        date(year, 5, 1): LABOUR,
        date(year, 5, 2): LABOUR,
        _lunar(year, 5, 5): DRAGON_BOAT,
        _lunar(year, 8, 15): MID_AUTUMN,
        **{date(year, 10, number): NATIONAL for number in (1, 2, 3)},
    }
    return dict(sorted(days.items()))


def _by_notice(day: date, statutory: dict[date, Festival]) -> SpecialDay | None:
    off, name = chinese_calendar.get_holiday_detail(day)
    if day in statutory:
        return _special(day, DayKind.STATUTORY, statutory[day])
    if off and name:
        return _special(day, DayKind.REST, _festival(name))
    if not off and day.weekday() >= 5:
        return _special(day, DayKind.WORKING, _festival(name))
    return None


def _special(day: date, kind: DayKind, festival: Festival, provisional: bool = False) -> SpecialDay:
    return SpecialDay(day, kind, festival.name, festival.name_en, provisional)


def _festival(name: str | None) -> Festival:
    return BY_NOTICE.get((name or "").casefold(), Festival(name or "", name or ""))


def _lunar(year: int, month: int, day: int) -> date:
    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def _clear_and_bright(year: int) -> date:
    solar = Lunar.fromYmd(year, 1, 1).getJieQiTable()["清明"]
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=offset) for offset in range((date(year + 1, 1, 1) - first).days)]
