"""Why a head is missing: the rules in order, with the number of employees left after each, against the final roster."""

from collections.abc import Callable, Iterable, Iterator

from solver.result import Fact, Unplanned
from solver.rostering.check import week_breaches
from solver.rostering.eligibility import certificate_valid, daily_hours, has_job, has_skill, may_go_to, staff_available
from solver.rostering.fill import Sheet, keeps
from solver.rostering.index import Index
from solver.rostering.problem import Cover, Employee
from solver.rostering.solution import Duty

WORKING_TIME = (
    "rest_between_shifts",
    "weekly_rest_day",
    "consecutive_days",
    "consecutive_nights",
    "weekly_hours",
    "monthly_overtime",
)


def not_planned(index: Index, duties: Iterable[Duty]) -> tuple[Unplanned, ...]:
    """One entry for each missing head, most urgent class first, then by day and cover."""
    sheet = Sheet(index, duties)
    short = [cover for cover in index.problem.covers if sheet.open_heads(cover) > 0]
    short.sort(key=lambda cover: (cover.priority_class, cover.day, index.shifts[cover.shift].start, cover.key))
    return tuple(entry for cover in short for entry in _entries(index, sheet, cover))


def _entries(index: Index, sheet: Sheet, cover: Cover) -> Iterator[Unplanned]:
    rule, facts = reason(index, sheet, cover)
    minutes = index.shifts[cover.shift].paid_minutes
    for head in range(1, sheet.open_heads(cover) + 1):
        yield Unplanned("shift", f"{cover.key}#{head}", cover.priority_class, minutes, rule, facts)


def reason(index: Index, sheet: Sheet, cover: Cover) -> tuple[str, dict[str, Fact]]:
    """The rule that took away the last candidates, and how many were left after each step.

    Job, place and being busy elsewhere that day are told as `staff_available`; the facts name them one by one.
    """
    left = list(index.problem.employees)
    facts: dict[str, Fact] = {
        "day": cover.day,
        "shift": cover.shift,
        "place": cover.place,
        "job": cover.job,
        "skill": cover.skill,
        "needed": cover.needed,
        "missing": sheet.open_heads(cover),
        "employees": len(left),
    }
    for step, rule, passes in _steps(index, sheet, cover):
        left = [employee for employee in left if passes(employee)]
        facts[f"left_{step}"] = len(left)
        if not left:
            return rule, facts
    return "staff_available", facts


Step = tuple[str, str, Callable[[Employee], bool]]


def _steps(index: Index, sheet: Sheet, cover: Cover) -> Iterator[Step]:
    shift, day = index.shifts[cover.shift], cover.day
    yield "job", "staff_available", lambda e: has_job(e, shift, cover)
    yield "place", "staff_available", lambda e: may_go_to(e, cover)
    yield "skill", "skill", lambda e: has_skill(e, cover)
    yield "certificate_valid", "certificate_valid", lambda e: certificate_valid(e, cover, day)
    yield "daily_hours", "daily_hours", lambda e: daily_hours(index.problem, shift)
    yield "staff_available", "staff_available", lambda e: staff_available(e, shift, day)
    yield "pinned", "pinned", lambda e: all(keeps(pin, _duty(e, cover)) for pin in e.pins if pin.day == day)
    yield "not_busy", "staff_available", lambda e: all(duty.day != day for duty in sheet.of.get(e.key, ()))
    for rule in WORKING_TIME:
        yield rule, rule, lambda e, rule=rule: rule not in _broken(index, sheet, cover, e)  # type: ignore[misc]


def _broken(index: Index, sheet: Sheet, cover: Cover, employee: Employee) -> set[str]:
    duties = sheet.with_one_more(_duty(employee, cover))
    return {breach.rule for breach in week_breaches(index.problem, employee, duties, index.shifts)}


def _duty(employee: Employee, cover: Cover) -> Duty:
    return Duty(employee.key, cover.day, cover.shift, cover.key, cover.place)
