"""Problems small enough to see through: one carer and one day shift unless said otherwise."""

from dataclasses import replace
from typing import Any

from solver.result import Unplanned
from solver.rostering.problem import DAY, Available, Cover, Employee, Limits, RosterProblem, ShiftType
from solver.rostering.solution import Duty, RosterSolution

LIMITS = Limits(
    day_minutes=660,
    week_minutes=2400,
    week_minutes_ceiling=2640,
    rest_minutes=660,
    consecutive_days=6,
    weekly_rest_days=1,
    night_ends=360,
    night_begins=1320,
    consecutive_nights=3,
)
DAYSHIFT = ShiftType("day", 480, 1020, 480, frozenset({"carer"}))
LATE = ShiftType("late", 840, 1320, 480, frozenset({"carer"}))
NIGHT = ShiftType("night", 1320, 1890, 540, frozenset({"carer"}))
LONG = ShiftType("long", 360, 1140, 720, frozenset({"carer"}))
KITCHEN = ShiftType("kitchen", 360, 840, 450, frozenset({"cook"}))
SHIFT_TYPES = (DAYSHIFT, LATE, NIGHT, LONG, KITCHEN)
ALWAYS = tuple(Available(day, 0, DAY) for day in range(8))
WANG = Employee(
    key="wang",
    job="carer",
    places=frozenset({"centre"}),
    skills={"care": None},
    contract_minutes=2400,
    max_week_minutes=2640,
    available=ALWAYS,
    overtime_left=2160,
)


def carer(key: str = "wang", **changes: Any) -> Employee:
    """Wang, or somebody like her."""
    return replace(WANG, key=key, **changes)


def cover(day: int, shift: str = "day", **changes: Any) -> Cover:
    """One carer at the centre on the day."""
    return replace(Cover(f"{shift}@{day}", day, shift, "centre", "carer", None, 1), **changes)


def problem(*covers: Cover, employees: tuple[Employee, ...] = (WANG,), **changes: Any) -> RosterProblem:
    """A week with these covers."""
    plain = RosterProblem(7, employees, SHIFT_TYPES, covers, (), LIMITS)
    return replace(plain, **changes)


def works(asked: RosterProblem, *worked: tuple[str, Cover]) -> RosterSolution:
    """The roster in which these people work these covers, with every other head listed as missing."""
    duties = tuple(Duty(who, at.day, at.shift, at.key, at.place) for who, at in worked)
    paid = {shift.key: shift.paid_minutes for shift in asked.shift_types}
    missing = [
        Unplanned("shift", f"{at.key}#{head}", at.priority_class, paid[at.shift], "staff_available")
        for at in asked.covers
        for head in range(1, at.needed - sum(duty.cover == at.key for duty in duties) + 1)
    ]
    return RosterSolution(duties, tuple(missing))


def rules(breaches: list[Any]) -> set[str]:
    """The names of the rules broken."""
    return {breach.rule for breach in breaches}
