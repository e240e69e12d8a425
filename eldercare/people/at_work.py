"""Who is at work on a day: employed, not on leave, and until which minute of it."""

from collections.abc import Iterable
from datetime import date

from eldercare import clock
from eldercare.people.models import Leave, Staff


def on_leave(leave: Iterable[Leave], day: date) -> bool:
    return any(row.covers(day) for row in leave)


def is_employed(one: Staff, day: date) -> bool:
    return one.employed_from <= day and (one.employed_to is None or day <= one.employed_to)


def works_on(one: Staff, day: date, leave: Iterable[Leave]) -> bool:
    """Whether she is employed and not on leave."""
    return is_employed(one, day) and not on_leave(leave, day)


def stopped_at(one: Staff, day: date, leave: Iterable[Leave]) -> int | None:
    """The minute of the day, negative before it, from which on she did nothing any more; None where she worked on.

    It is when her leave was entered, seen from whatever later moment. Where that is not known, or she is employed no
    more, it is now: what is over is taken for done, and of a day that is past everything.
    """
    leave = list(leave)
    entered = [row.entered_at for row in leave if row.covers(day) and row.entered_at is not None]
    if entered:
        return clock.minute_on(day, min(entered))
    if day < clock.today() or works_on(one, day, leave):
        return None
    return clock.minute_on(day, clock.now())
