"""The problem by key, with the few sums that every other file asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from solver.rostering.problem import DAY, WEEK, Cover, Curve, Employee, RosterProblem, ShiftType

Target = Cover | Curve
"""What a duty is worked for."""


@dataclass(frozen=True, slots=True)
class Index:
    """Lookups of one problem; `targets` holds covers and curves."""

    problem: RosterProblem
    employees: Mapping[str, Employee]
    shifts: Mapping[str, ShiftType]
    targets: Mapping[str, Target]

    @classmethod
    def of(cls, problem: RosterProblem) -> "Index":
        """The lookups of `problem`."""
        return cls(
            problem,
            {employee.key: employee for employee in problem.employees},
            {shift.key: shift for shift in problem.shift_types},
            {cover.key: cover for cover in problem.covers} | {curve.key: curve for curve in problem.curves},
        )


def weeks(problem: RosterProblem) -> Iterator[range]:
    """The days of each week of the plan; the last may be short."""
    for first in range(0, problem.days, WEEK):
        yield range(first, min(first + WEEK, problem.days))


def most_work_days(problem: RosterProblem) -> int:
    """How many days of a week may hold work when its rest days are kept."""
    return WEEK - problem.limits.weekly_rest_days


def reaches_next_day(problem: RosterProblem, shift: ShiftType) -> bool:
    """True for a night shift that makes the following day a working day too."""
    return shift.end > DAY + problem.limits.night_ends


def came_from_a_night(problem: RosterProblem, employee: Employee) -> bool:
    """True when a night of the week before makes the plan's first day a working day."""
    return employee.history.last_end is not None and employee.history.last_end > problem.limits.night_ends


def spans(employee: Employee) -> list[tuple[int, int]]:
    """Her availability in minutes of the plan, spans that touch joined, so that a night may cross midnight."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((a.day * DAY + a.start, a.day * DAY + a.end) for a in employee.available):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
