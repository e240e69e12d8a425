"""Which duties are possible at all: the rules that look at one employee, one day and one target."""

from collections.abc import Iterator
from itertools import product

from solver.rostering.curves import asked_for
from solver.rostering.index import Index, Target, spans
from solver.rostering.problem import DAY, Curve, Employee, RosterProblem, ShiftType
from solver.rostering.solution import Duty


def possible_duties(index: Index) -> list[Duty]:
    """Every duty that breaks no rule by itself; curves of one place and job offer one duty a shift together."""
    asked = asked_for(index)
    duties: list[Duty] = []
    for employee in index.problem.employees:
        fitting = _fitting(index.problem, employee)
        duties += _cover_duties(index, employee, fitting)
        duties += _curve_duties(index, employee, fitting, asked)
    return duties


def has_job(employee: Employee, shift: ShiftType, target: Target) -> bool:
    """She does the job that is asked for, and that job works this shift type."""
    return employee.job == target.job and employee.job in shift.jobs


def may_go_to(employee: Employee, target: Target) -> bool:
    """She may fill cover at the place."""
    return target.place in employee.places


def has_skill(employee: Employee, target: Target) -> bool:
    """She has the skill, valid or not."""
    return target.skill is None or target.skill in employee.skills


def certificate_valid(employee: Employee, target: Target, day: int) -> bool:
    """Her skill is valid on the day the shift starts."""
    last = employee.skills.get(target.skill) if target.skill is not None else None
    return last is None or day <= last


def daily_hours(problem: RosterProblem, shift: ShiftType) -> bool:
    """The shift alone does not pass the day's hours."""
    return shift.paid_minutes <= problem.limits.day_minutes


def staff_available(employee: Employee, shift: ShiftType, day: int) -> bool:
    """The whole shift lies in a span she can work."""
    start, end = day * DAY + shift.start, day * DAY + shift.end
    return any(first <= start and end <= last for first, last in spans(employee))


def _fitting(problem: RosterProblem, employee: Employee) -> frozenset[tuple[int, str]]:
    """The days and shift types that suit her hours, whatever they are for."""
    return frozenset(
        (day, shift.key)
        for shift in problem.shift_types
        if employee.job in shift.jobs and daily_hours(problem, shift)
        for day in range(problem.days)
        if staff_available(employee, shift, day)
    )


def _suits(employee: Employee, target: Target) -> bool:
    return employee.job == target.job and may_go_to(employee, target) and has_skill(employee, target)


def _cover_duties(index: Index, employee: Employee, fitting: frozenset[tuple[int, str]]) -> Iterator[Duty]:
    for cover in index.problem.covers:
        if (
            (cover.day, cover.shift) in fitting
            and _suits(employee, cover)
            and certificate_valid(employee, cover, cover.day)
        ):
            yield Duty(employee.key, cover.day, cover.shift, cover.key, cover.place)


def _curve_duties(
    index: Index,
    employee: Employee,
    fitting: frozenset[tuple[int, str]],
    asked: frozenset[tuple[str, str, int, str]],
) -> Iterator[Duty]:
    """One duty a day, shift type and group of curves: under the pinned curve, else the first she may serve.

    A shift that was announced may stay though nobody asks for it any more.
    """
    pinned = {(pin.day, pin.shift) for pin in employee.pins}
    announced = {(told.day, told.shift, told.place) for told in employee.announced or ()}
    seen: set[tuple[int, str, str]] = set()
    for curve, day, shift in _ways_to_serve(index, employee, fitting):
        wanted = (curve.place, curve.job, day, shift) in asked or (day, shift) in pinned
        stands = (day, shift, curve.place) in announced
        if (wanted or stands) and (day, shift, curve.place) not in seen and certificate_valid(employee, curve, day):
            seen.add((day, shift, curve.place))
            yield Duty(employee.key, day, shift, curve.key, curve.place)


def _ways_to_serve(
    index: Index, employee: Employee, fitting: frozenset[tuple[int, str]]
) -> list[tuple[Curve, int, str]]:
    """Curve, day and shift type: the curve of a pin on its own day first, then those that ask for no skill."""
    pinned = {(pin.day, pin.shift, pin.cover) for pin in employee.pins}
    ways = product((curve for curve in index.problem.curves if _suits(employee, curve)), fitting)
    return sorted(
        ((curve, day, shift) for curve, (day, shift) in ways),
        key=lambda way: ((*way[1:], way[0].key) not in pinned, way[0].skill is not None, way[0].key, *way[1:]),
    )
