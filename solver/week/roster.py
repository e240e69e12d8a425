"""The week's roster problems of one unit: those who visit, and those who stand at a place."""

from collections.abc import Mapping, Sequence

from solver.rostering.problem import Floor, Limits, RosterProblem
from solver.rostering.solution import Duty
from solver.week.curve import demand_curves
from solver.week.problem import Shift, Unit, WeekProblem

GROUPS = ("visiting", "standing")


def roster_problem(
    problem: WeekProblem,
    unit: Unit,
    group: str,
    days: Mapping[str, tuple[int, ...]],
    floors: Mapping[str, Mapping[tuple[int, int], Floor]] | None = None,
) -> RosterProblem:
    """The people of one group with their standing covers; for the visiting, the demand curve of the visits too."""
    visiting = group == "visiting"
    named = {cover.shift for cover in unit.covers}
    return RosterProblem(
        days=problem.days,
        employees=tuple(
            person.employee for person in unit.people if (person.employee.job in problem.visiting_jobs) == visiting
        ),
        shift_types=tuple(shift.type for shift in problem.shifts if shift.visiting or shift.type.key in named),
        covers=tuple(cover for cover in unit.covers if (cover.job in problem.visiting_jobs) == visiting),
        curves=demand_curves(problem, unit, days, floors or {}) if visiting else (),
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
        night_ends=thresholds["night_ends"],
        night_begins=thresholds["night_begins"],
        consecutive_nights=thresholds["consecutive_nights"],
    )


def on_duty(duties: Sequence[Duty], day: int) -> list[Duty]:
    """The duties of a day, in a fixed order."""
    return sorted((duty for duty in duties if duty.day == day), key=lambda duty: duty.employee)


def shift_named(shifts: Sequence[Shift]) -> dict[str, Shift]:
    """Shifts by the key of their type."""
    return {shift.type.key: shift for shift in shifts}
