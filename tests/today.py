"""The present of programs that a test starts: they go by the machine's clock, not by the Wednesday of this process."""

from datetime import UTC, date, datetime

from eldercare import clock


def today() -> date:
    """The date where the product's people live."""
    return datetime.now(UTC).astimezone(clock.LOCAL).date()


def this_week() -> date:
    """Its Monday."""
    return clock.monday_of(today())
