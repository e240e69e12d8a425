"""How a caregiver's day is headed."""

from datetime import date, timedelta

from eldercare import clock
from web.i18n import gettext as _


def title(day: date) -> str:
    """What the day is to her."""
    today = clock.today()
    if day == today:
        return _("My route today")
    return _("My route tomorrow") if day == today + timedelta(days=1) else _("My route")


def greeting() -> str:
    """Good morning, as the clock has it."""
    hour = clock.minute_of_day() // 60
    if hour < 11:
        return _("Good morning")
    if hour < 13:
        return _("Hello")
    return _("Good afternoon") if hour < 18 else _("Good evening")
