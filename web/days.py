"""The day and the week that an address asks for."""

from datetime import date, timedelta

from eldercare import clock
from eldercare.errors import Refused
from web.session import Asked

WEEK = timedelta(days=7)
FIRST, LAST = date(2000, 1, 10), date(2099, 12, 20)
"""Room enough on both sides for a week more or less."""


def asked_day(request: Asked, name: str = "date") -> date:
    """The day `name` in the query; today where it is missing or none."""
    try:
        day = date.fromisoformat(request.query_params.get(name, ""))
    except ValueError:
        return clock.today()
    return day if FIRST <= day <= LAST else clock.today()


def monday(week: str) -> date:
    """The Monday of `2026-W48`; of the present week for nothing."""
    if not week:
        return clock.monday_of(clock.today())
    try:
        return clock.week_named(week)
    except ValueError as error:
        raise Refused("week_unknown", week=week[:20]) from error
