"""The hours of a plan against contracts and the rule table as they are now: the rules about a week's working time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from eldercare.people.models import Staff
from eldercare.planning.drafts import Standing
from eldercare.planning.week.history import past_of
from eldercare.planning.week.models import DraftShift
from eldercare.planning.week.people import hours_left, most_of
from eldercare.rulebook.rules import KEYS, RuleSet
from eldercare.shifts.models import Shift
from solver.result import Breach
from solver.rostering.check import hours_breaches
from solver.rostering.problem import Employee, RosterProblem, ShiftType
from solver.rostering.solution import Duty
from solver.week.roster import limits

Row = Shift | DraftShift


async def too_many_hours(
    standing: Standing, shifts: Iterable[Row], people: Mapping[int, Staff], rules: RuleSet
) -> list[tuple[Row, Breach]]:
    """The shifts by which somebody works longer than she may: from the one on that leads beyond it."""
    weeks: dict[int, list[Row]] = {}
    for shift in sorted(shifts, key=lambda one: one.day):
        weeks.setdefault(shift.staff_id, []).append(shift)
    long = [people[one] for one, hers in weeks.items() if _minutes(hers) > _for_sure(people[one], rules)]
    past = await past_of(long, standing.week, rules.night_ends, standing.unit) if long else {}
    found: list[tuple[Row, Breach]] = []
    for member in long:
        most, overtime = hours_left(member, past[member.id], standing.week, rules)
        employee = Employee(member.key, member.job, frozenset(), {}, 0, most, (), overtime)
        found += _beyond(employee, weeks[member.id], standing.week, rules)
    return found


def _for_sure(member: Staff, rules: RuleSet) -> int:
    """Minutes of a week for which nobody has to look how much overtime she has left."""
    return min(most_of(member, 0, rules), rules.weekly_hours)


def _beyond(employee: Employee, shifts: Sequence[Row], monday: date, rules: RuleSet) -> Iterator[tuple[Row, Breach]]:
    problem = RosterProblem(7, (employee,), (), (), (), limits({key: rules[key] for key in KEYS}))
    types: dict[str, ShiftType] = {}
    duties = []
    for shift in shifts:
        key = f"{shift.starts}-{shift.ends}-{shift.break_minutes}"
        types[key] = ShiftType(key, shift.starts, shift.ends, _minutes([shift]), frozenset({employee.job}))
        duties.append(Duty(employee.key, (shift.day - monday).days, key, shift.demand_key, ""))
    whole = {breach.rule: breach for breach in hours_breaches(problem, employee, duties, types)}
    for at, shift in enumerate(shifts, 1):
        first = next(iter(hours_breaches(problem, employee, duties[:at], types)), None)
        if first is not None:
            yield shift, whole[first.rule]


def _minutes(shifts: Iterable[Row]) -> int:
    return sum(shift.ends - shift.starts - shift.break_minutes for shift in shifts)
