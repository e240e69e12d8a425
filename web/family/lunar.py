"""The day by the old calendar."""

from datetime import date, datetime, time

from lunar_python import Lunar

from web.i18n import gettext as _
from web.i18n import language


def lunar_day(day: date) -> str:
    """农历十月十五 · lunar calendar: month 10, day 15"""
    lunar = Lunar.fromDate(datetime.combine(day, time(12)))  # the library knows days only
    month = abs(lunar.getMonth())
    if language() == "en":
        if lunar.getMonth() < 0:
            return _("lunar calendar: leap month %(month)d, day %(day)d", month=month, day=lunar.getDay())
        return _("lunar calendar: month %(month)d, day %(day)d", month=month, day=lunar.getDay())
    # Translators: month and day come in Chinese characters
    return _(
        "lunar calendar: %(month_name)s %(day_name)s",
        month_name=lunar.getMonthInChinese(),
        day_name=lunar.getDayInChinese(),
    )
