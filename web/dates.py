"""Days, minutes and lengths of time as people read them."""

import re
from datetime import date, datetime, timedelta

from babel.dates import format_date, format_datetime
from markupsafe import Markup, escape

from eldercare.clock import DAY, LOCAL
from web.i18n import gettext as _
from web.i18n import locale, pgettext

SPAN = re.compile(r"\d\d:\d\d–\d\d:\d\d")
EVERY_DAY = 0b1111111
GRAIN = 5
"""Minutes in which families are told when somebody comes."""


def day(value: date) -> str:
    """11月23日 周一 · Mon 23 Nov"""
    # Translators: a Babel date pattern: day, month and short weekday
    return format_date(value, _("EEE d MMM"), locale=locale())


def long_day(value: date) -> str:
    """2026年11月23日 星期一 · Monday 23 November 2026"""
    # Translators: a Babel date pattern: day, month, year and full weekday
    return format_date(value, _("EEEE d MMMM y"), locale=locale())


def plain_day(value: date) -> str:
    """2026年11月23日 · 23 November 2026, for what lies years away and whose weekday says nothing"""
    # Translators: a Babel date pattern: day, month and year
    return format_date(value, _("d MMMM y"), locale=locale())


def short_day(value: date) -> str:
    """11月23日 · 23 Nov"""
    # Translators: a Babel date pattern: day and month
    return format_date(value, _("d MMM"), locale=locale())


def month(value: date) -> str:
    """11月 · November"""
    return format_date(value, "LLLL", locale=locale())


def weekday(value: date) -> str:
    """周一 · Mon"""
    return format_date(value, "EEE", locale=locale())


def weekday_name(number: int) -> str:
    """周一 for 0 … 周日 for 6."""
    return weekday(date(2024, 1, 1) + timedelta(days=number))


def weekday_names(bits: int) -> list[str]:
    """The weekdays of a set kept as a number: bit 0 Monday … bit 6 Sunday."""
    return [weekday_name(number) for number in range(7) if bits & 1 << number]


def on_days(weekdays: int) -> str:
    """every day · Mon to Fri · Mon, Wed, Fri, for a set of weekdays."""
    if weekdays == EVERY_DAY:
        return _("every day")
    numbers = [number for number in range(7) if weekdays >> number & 1]
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return _("%(first)s to %(last)s", first=weekday_name(numbers[0]), last=weekday_name(numbers[-1]))
    return _(", ").join(weekday_names(weekdays))


def days_of_week(monday: date) -> str:
    """11月23日–29日 · 23–29 Nov"""
    sunday = monday + timedelta(days=6)
    if monday.month != sunday.month:
        return f"{short_day(monday)}–{short_day(sunday)}"
    # Translators: Babel date patterns: the first and the last of some days of one month
    first, last = pgettext("first day", "d"), pgettext("last day", "d MMM")
    return "–".join(format_date(day, pattern, locale=locale()) for day, pattern in ((monday, first), (sunday, last)))


def week(monday: date) -> str:
    """2026年第48周 (11月23日–29日)"""
    year, number, _day = monday.isocalendar()
    return _("Week %(number)d, %(year)d (%(days)s)", number=number, year=year, days=days_of_week(monday))


def moment(value: datetime) -> str:
    """11月23日 周一 09:05, local."""
    local = value.astimezone(LOCAL)
    return f"{day(local.date())} {local:%H:%M}"


def full_moment(value: datetime) -> str:
    """2026-11-23 09:05:07, local, for the trail."""
    return format_datetime(value.astimezone(LOCAL), "yyyy-MM-dd HH:mm:ss", locale="en")


def clock(minutes: int) -> str:
    """09:05 for 545; past midnight the next day is said."""
    text = f"{minutes % DAY // 60:02d}:{minutes % 60:02d}"
    return text if minutes < DAY else _("%(time)s next day", time=text)


def span(starts: int, ends: int) -> str:
    """09:05–10:00"""
    return f"{clock(starts)}–{'24:00' if ends == DAY else clock(ends)}"


def times(text: str) -> Markup:
    """A text for a page whose spans of time, 09:05–10:00, stay on one line."""
    return Markup(SPAN.sub(r'<span class="nowrap">\g<0></span>', str(escape(text))))  # noqa: S704  # escaped just now


def near(minutes: int) -> int:
    """To the nearest five minutes, for families: who works by the plan walks by its minutes and reads those."""
    return round(minutes / GRAIN) * GRAIN


def duration(minutes: int) -> str:
    """1小时35分钟 · 1 h 35 min"""
    hours, rest = divmod(abs(minutes), 60)
    if not hours:
        return _("%(minutes)d min", minutes=rest)
    if not rest:
        return _("%(hours)d h", hours=hours)
    return _("%(hours)d h %(minutes)d min", hours=hours, minutes=rest)


def hours(minutes: int) -> str:
    """40 or 37.5, without a unit."""
    return f"{minutes / 60:.1f}".removesuffix(".0")
