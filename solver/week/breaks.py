"""The break of a shift on a day: within its bounds, not in the part of the week that has begun, and as it was told."""

from dataclasses import replace

from solver.rostering.problem import Employee
from solver.visits.problem import Break
from solver.week.problem import DAY, Shift


def break_on(employee: Employee, shift: Shift, day: int, begins: int) -> Break | None:
    """Her break in minutes of the plan: at the minute she was told, once that has begun; else from `begins` on.

    None where the shift has none, or where she was told none and there is no time left for it.
    """
    pause, told = shift.pause_on(day), told_break(employee, shift, day)
    if pause is None:
        return None
    if told is not None and told < begins:
        return Break(pause.minutes, told, told + pause.minutes)
    earliest = max(pause.earliest, begins)
    return replace(pause, earliest=earliest) if earliest + pause.minutes <= pause.latest else None


def told_break(employee: Employee, shift: Shift, day: int) -> int | None:
    """The minute of the plan at which she was told to pause on this shift, where it still lies within that."""
    if shift.pause is None:
        return None
    kind, last = shift.type, shift.type.end - shift.pause.minutes
    for told in employee.announced or ():
        if (told.day, told.shift) == (day, kind.key) and told.pause is not None and kind.start <= told.pause <= last:
            return day * DAY + told.pause
    return None
