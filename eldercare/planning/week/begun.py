"""Shifts of a published week that have begun: a cover of her own for each in the roster, and a pin to it."""

from collections.abc import Iterator

from eldercare.people.models import Staff
from eldercare.planning.week.begun_types import begun_type
from eldercare.planning.week.history import SUNDAY, working_days
from eldercare.planning.week.load import UnitRows
from eldercare.planning.week.models import DraftShift
from solver.rostering.problem import Available, Cover, Pin
from solver.week.keys import begun_cover


def begun_covers(unit: UnitRows) -> Iterator[Cover]:
    """What each shift that has begun was planned for, for her alone."""
    for shift in unit.elapsed.shifts:
        day = shift.day.weekday()
        yield Cover(
            key=begun_cover(shift.demand_key, shift.staff.key, day),
            day=day,
            shift=begun_type(shift),
            place=shift.facility.key,
            job=shift.staff.job,
            skill=None,
            needed=1,
            priority_class=1,
        )


def begun_pins(unit: UnitRows, member: Staff) -> tuple[Pin, ...]:
    """Her shifts that have begun, and the free days that are over."""
    pins = [
        Pin(day, begun_type(shift), begun_cover(shift.demand_key, member.key, day))
        for day, shift in ((one.day.weekday(), one) for one in _shifts_of(unit, member))
    ]
    worked = {pin.day for pin in pins}
    return (*pins, *(Pin(day, None) for day in range(7) if unit.elapsed.is_past(day) and day not in worked))


def begun_spans(unit: UnitRows, member: Staff) -> list[Available]:
    """She was there for what has begun, whatever her file says today."""
    return [Available(shift.day.weekday(), shift.starts, shift.ends) for shift in _shifts_of(unit, member)]


def begun_minutes(unit: UnitRows, member: Staff) -> int:
    """What she has worked of the week or begun to, whatever her contract says today."""
    return sum(shift.ends - shift.starts - shift.break_minutes for shift in _shifts_of(unit, member))


def works_into_the_next_week(unit: UnitRows, member: Staff, night_ends: int) -> bool:
    """Whether what she has begun makes the week's last day a working day: nothing can part it from what comes then."""
    return any(day.weekday() == SUNDAY for day in working_days(_shifts_of(unit, member), night_ends))


def _shifts_of(unit: UnitRows, member: Staff) -> list[DraftShift]:
    return [shift for shift in unit.elapsed.shifts if shift.staff_id == member.id]
