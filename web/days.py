"""The day and the week that an address asks for."""

from datetime import date, timedelta

from eldercare import clock
from eldercare.errors import Refused
from web.session import Asked

WEEK = timedelta(days=7)
FIRST, LAST = date(2000, 1, 10), date(2099, 12, 20)
"""Room enough on both sides for a week more or less."""


def asked_day(request: Asked, name: str = "date") -> date:
    """The day `name` in the query; today where it is missing. Refused("day_unknown") for one that is none."""
    named = request.query_params.get(name, "")
    if not named:
        return clock.today()
    try:
        day = date.fromisoformat(named)
    except ValueError as error:
        raise Refused("day_unknown", day=named[:20]) from error
    if not FIRST <= day <= LAST:
        raise Refused("day_unknown", day=named[:20])
    return day


def monday(week: str) -> date:
    """The Monday of `2026-W48`; of the present week for nothing."""
    if not week:
        return clock.monday_of(clock.today())
    try:
        return clock.week_named(week)
    except ValueError as error:
        raise Refused("week_unknown", week=week[:20]) from error
