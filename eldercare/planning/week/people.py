"""The staff of a unit as the solver reads them: skills with their last day, hours, leave and the past."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from eldercare.clock import DAY
from eldercare.people.models import Contract, Staff
from eldercare.planning.week.begun import begun_minutes, begun_pins, begun_spans, works_into_the_next_week
from eldercare.planning.week.history import Past
from eldercare.planning.week.load import UnitRows, WeekRows
from eldercare.planning.week.presence import spans_of
from eldercare.rulebook.rules import RuleSet
from solver.rostering.problem import Ahead, Available, Employee
from solver.week.problem import Person

OVERTIME_CONTRACTS = {Contract.FULL_TIME, Contract.AGENCY}


def people_of(rows: WeekRows, unit: UnitRows) -> tuple[Person, ...]:
    """Everybody employed in the week, in the order of their keys."""
    places = frozenset(facility.key for facility in unit.facilities)
    return tuple(
        Person(
            employee=_employee(member, places, rows, unit),
            facility=member.facility.key,
            gender=member.gender,
            mode=member.travel_mode,
            low_risk_only=is_low_risk_only(member),
        )
        for member in unit.staff
    )


def skills_of(member: Staff, monday: date) -> dict[str, int | None]:
    """What she can do, with the last day of the week on which she may; she comes with her skills."""
    return {held.skill.key: _last_day(held.valid_until, monday) for held in member.skills}


def is_low_risk_only(member: Staff) -> bool:
    """Volunteers are given nothing that could go wrong."""
    return member.contract == Contract.VOLUNTEER.value


def _employee(member: Staff, places: frozenset[str], rows: WeekRows, unit: UnitRows) -> Employee:
    past = unit.past[member.id]
    elsewhere = past.minutes_by_week.get(rows.monday, 0)
    most, overtime_left = hours_left(member, past, rows.monday, rows.rules)
    begun = begun_minutes(unit, member)
    spans = spans_of(member, unit.leave.get(member.id, ()), rows.monday)
    return Employee(
        key=member.key,
        job=member.job,
        places=places,
        skills=skills_of(member, rows.monday),
        contract_minutes=max(0, member.weekly_minutes - elsewhere),
        max_week_minutes=max(most, begun),
        available=(*_ahead(spans, unit.elapsed.begins), *begun_spans(unit, member)),
        overtime_left=max(overtime_left, begun - rows.rules.weekly_hours),
        history=past.history(rows.rules),
        ahead=Ahead() if works_into_the_next_week(unit, member, rows.rules.night_ends) else past.ahead,
        pins=begun_pins(unit, member),
        announced=unit.announced.shifts_of(member.id),
    )


def hours_left(member: Staff, past: Past, monday: date, rules: RuleSet) -> tuple[int, int]:
    """Minutes that she may work in the week, and overtime within them, after what of it she has worked elsewhere."""
    elsewhere = past.minutes_by_week.get(monday, 0)
    overtime = _overtime_left(member, past.month_overtime(monday, rules.weekly_hours), rules)
    return max(0, most_minutes(member, past, monday, rules) - elsewhere), overtime


def most_minutes(member: Staff, past: Past, monday: date, rules: RuleSet) -> int:
    """What a week may hold of her work after what she has worked before it."""
    month = past.month_overtime(monday, rules.weekly_hours)
    return most_of(member, _overtime_left(member, month, rules), rules)


def _overtime_left(member: Staff, month: int, rules: RuleSet) -> int:
    return max(0, rules.monthly_overtime - month) if member.contract in OVERTIME_CONTRACTS else 0


def most_of(member: Staff, overtime_left: int, rules: RuleSet) -> int:
    """What a week may hold: the contract, with overtime for those who may work it, up to the ceiling of its kind."""
    contract: int = member.weekly_minutes
    overtime = overtime_left if member.contract in OVERTIME_CONTRACTS else 0
    ceilings = {Contract.PART_TIME: rules.part_time_weekly_hours, Contract.VOLUNTEER: rules.volunteer_weekly_hours}
    return min(contract + overtime, rules.weekly_hours_average, ceilings.get(Contract(member.contract), DAY * 7))


def _last_day(valid_until: date | None, monday: date) -> int | None:
    """The last day of the plan on which a skill may be used: negative when it has run out, None for the whole week."""
    if valid_until is None or valid_until >= monday + timedelta(days=6):
        return None
    return max(-1, (valid_until - monday).days)


def _ahead(spans: Iterable[Available], begins: int) -> Iterator[Available]:
    """Nobody can be asked to work before `begins`."""
    for span in spans:
        start = max(span.start, begins - span.day * DAY)
        if start < span.end:
            yield replace(span, start=start)
