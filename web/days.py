"""The day that an address asks for."""

from datetime import date

from eldercare import clock
from web.session import Asked

FIRST, LAST = date(2000, 1, 10), date(2099, 12, 20)
"""Room enough on both sides for a week more or less."""


def asked_day(request: Asked, name: str = "date") -> date:
    """The day `name` in the query; today where it is missing or none."""
    try:
        day = date.fromisoformat(request.query_params.get(name, ""))
    except ValueError:
        return clock.today()
    return day if FIRST <= day <= LAST else clock.today()
