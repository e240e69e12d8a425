"""Shifts that have begun keep the hours that they are worked with, whatever their type says by now."""

from collections.abc import Iterable
from copy import copy

from eldercare.planning.week.models import DraftShift
from eldercare.shifts.models import ShiftType
from solver.week.keys import BEGUN


def begun_type(shift: DraftShift) -> str:
    """The key of its type or, where that has other hours by now, of one of its own."""
    kind = shift.shift_type
    same = (shift.starts, shift.ends, shift.break_minutes) == (kind.starts, kind.ends, kind.break_minutes)
    return kind.key if same else f"{kind.key}{BEGUN}{shift.starts}-{shift.ends}-{shift.break_minutes}"


def begun_types(shifts: Iterable[DraftShift]) -> list[ShiftType]:
    """Those of their own, never stored: nobody else is given one."""
    found = {key: shift for shift in shifts if (key := begun_type(shift)) != shift.shift_type.key}
    return [_type_of(key, found[key]) for key in sorted(found)]


def is_of_its_own(kind: ShiftType) -> bool:
    return BEGUN in kind.key


def _type_of(key: str, shift: DraftShift) -> ShiftType:
    """Its break is within the hours of before where the type's would not fit any more."""
    kind = copy(shift.shift_type)
    kind.key, kind.starts, kind.ends, kind.break_minutes = key, shift.starts, shift.ends, shift.break_minutes
    kind.visiting = False
    if kind.break_from is not None and kind.break_to is not None:
        fits = max(kind.starts, kind.break_from) + kind.break_minutes <= min(kind.ends, kind.break_to)
        kind.break_from, kind.break_to = (kind.break_from, kind.break_to) if fits else (kind.starts, kind.ends)
    return kind
