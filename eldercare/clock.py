"""The one clock: every other module asks here what time it is, so that a test can hold it still and a demo set it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
DAY = 24 * 60
YEARS = range(2000, 2100)
"""Of the weeks that can be asked for, with room on both sides for those before and after."""
DATES = range(1901, 2200)
"""The years that a date in the books can be of: from the births of the oldest to ends that mean never."""


_read: ContextVar[Callable[[], datetime] | None] = ContextVar("how the clock is read", default=None)
"""None: as the machine has it."""


def now() -> datetime:
    """The present moment, aware, in UTC."""
    read = _read.get()
    return read() if read else real()


def real() -> datetime:
    """What the machine's own clock says."""
    return datetime.now(UTC)


def today() -> date:
    """The local date of the service area."""
    return now().astimezone(LOCAL).date()


def minute_of_day() -> int:
    """Local minutes since midnight."""
    return minute_on(today(), now())


def minute_on(day: date, moment: datetime) -> int:
    """Local minutes from the midnight that begins `day` to an aware `moment`, negative before it."""
    local = moment.astimezone(LOCAL)
    return (local.date() - day).days * DAY + local.hour * 60 + local.minute


@contextmanager
def held(moment: datetime) -> Iterator[None]:
    """Hold the clock at an aware `moment` for the length of the block."""
    with _reading(lambda: moment):
        yield


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Set the clock to an aware `moment`, from which it goes on, for the length of the block."""
    away = moment - real()
    with _reading(lambda: real() + away):
        yield


@contextmanager
def _reading(read: Callable[[], datetime]) -> Iterator[None]:
    token = _read.set(read)
    try:
        yield
    finally:
        _read.reset(token)


def monday_of(day: date) -> date:
    """The Monday of the ISO week that holds `day`."""
    return day - timedelta(days=day.weekday())


def is_over(monday: date) -> bool:
    """Whether the week that starts at `monday` has passed."""
    return monday < monday_of(today())


def week_name(monday: date) -> str:
    """`2026-W48` for the week that starts at `monday`."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def week_named(name: str) -> date:
    """The Monday of `2026-W48`; ValueError when it names no ISO week of these years."""
    named = re.fullmatch("([0-9]{4})-W([0-9]{2})", name)
    if named is None or int(named[1]) not in YEARS:
        raise ValueError(name)
    return date.fromisocalendar(int(named[1]), int(named[2]), 1)
