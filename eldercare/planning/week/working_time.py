"""The shifts of a plan against contracts, the rule table and the weeks around as they are now: the rules about working
time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from eldercare.people.models import Staff
from eldercare.planning.drafts import Standing
from eldercare.planning.week.history import Past, past_of
from eldercare.planning.week.models import DraftShift
from eldercare.planning.week.people import hours_left
from eldercare.rulebook.rules import KEYS, RuleSet
from eldercare.shifts.models import Shift
from solver.result import Breach
from solver.rostering.check import week_breaches
from solver.rostering.problem import Employee, RosterProblem, ShiftType
from solver.rostering.solution import Duty
from solver.week.roster import limits

Row = Shift | DraftShift


async def overworked(
    standing: Standing, shifts: Iterable[Row], people: Mapping[int, Staff], rules: RuleSet
) -> list[tuple[Row, Breach]]:
    """The shifts that somebody may not work beside her others; of too full a week from the one on that is too much."""
    weeks: dict[int, list[Row]] = {}
    for shift in sorted(shifts, key=lambda one: one.day):
        weeks.setdefault(shift.staff_id, []).append(shift)
    past = await past_of([people[one] for one in weeks], standing.week, rules, standing.unit)
    return [
        found
        for one, hers in weeks.items()
        for found in _breaches(_employee(people[one], past[one], standing.week, rules), hers, standing.week, rules)
    ]


def _employee(member: Staff, past: Past, monday: date, rules: RuleSet) -> Employee:
    most, overtime = hours_left(member, past, monday, rules)
    history = past.history(rules)
    return Employee(member.key, member.job, frozenset(), {}, 0, most, (), overtime, history, past.ahead)


def _breaches(employee: Employee, shifts: Sequence[Row], monday: date, rules: RuleSet) -> Iterator[tuple[Row, Breach]]:
    problem = RosterProblem(7, (employee,), (), (), (), limits({key: rules[key] for key in KEYS}))
    types = {
        _kind(shift): ShiftType(_kind(shift), shift.starts, shift.ends, _minutes(shift), frozenset({employee.job}))
        for shift in shifts
    }
    duties = [Duty(employee.key, (one.day - monday).days, _kind(one), one.demand_key, "") for one in shifts]
    whole = {(one.rule, one.key): one for one in week_breaches(problem, employee, duties, types)}
    for at, (shift, duty) in enumerate(zip(shifts, duties, strict=True), 1):
        by_then = {(one.rule, one.key) for one in week_breaches(problem, employee, duties[:at], types)}
        for (rule, key), breach in whole.items():
            if key == f"{employee.key}@{duty.day}" or (key == employee.key and (rule, key) in by_then):
                yield shift, breach


def _kind(shift: Row) -> str:
    return f"{shift.starts}-{shift.ends}-{shift.break_minutes}"


def _minutes(shift: Row) -> int:
    paid: int = shift.ends - shift.starts - shift.break_minutes
    return paid
