"""The week's roster problem of one unit."""

from collections.abc import Mapping, Sequence

from solver.rostering.problem import Limits, RosterProblem
from solver.rostering.solution import Duty
from solver.week.curve import demand_curves
from solver.week.problem import Shift, Unit, WeekProblem


def roster_problem(problem: WeekProblem, unit: Unit, days: Mapping[str, tuple[int, ...]]) -> RosterProblem:
    """Standing covers plus the demand curve of the visits, under the thresholds of the week."""
    return RosterProblem(
        days=problem.days,
        employees=tuple(person.employee for person in unit.people),
        shift_types=tuple(shift.type for shift in problem.shifts),
        covers=unit.covers,
        curves=demand_curves(problem, unit, days),
        limits=limits(problem.thresholds),
        weekend_days=problem.weekend_days,
        weights=problem.weights,
    )


def limits(thresholds: Mapping[str, int]) -> Limits:
    """The working-time rows of the rule table."""
    return Limits(
        day_minutes=thresholds["daily_hours"],
        week_minutes=thresholds["weekly_hours"],
        week_minutes_ceiling=thresholds["weekly_hours_average"],
        rest_minutes=thresholds["rest_between_shifts"],
        consecutive_days=thresholds["consecutive_days"],
        weekly_rest_days=thresholds["weekly_rest_days"],
    )


def on_duty(duties: Sequence[Duty], day: int) -> list[Duty]:
    """The duties of a day, in a fixed order."""
    return sorted((duty for duty in duties if duty.day == day), key=lambda duty: duty.employee)


def shift_named(shifts: Sequence[Shift]) -> dict[str, Shift]:
    """Shifts by the key of their type."""
    return {shift.type.key: shift for shift in shifts}
