"""Who could work one more shift of a week, or longer on one she has: what that would break."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from solver.rostering.check import week_breaches
from solver.rostering.eligibility import daily_hours, staff_available
from solver.rostering.problem import Employee, RosterProblem, ShiftType
from solver.rostering.reasons import WORKING_TIME
from solver.rostering.solution import Duty
from solver.visits.eligible import PEOPLE_RULES
from solver.visits.problem import Carer
from solver.week.problem import DAY, Person, Shift, Unit, VisitNeed, WeekProblem
from solver.week.roster import limits
from solver.week.routes import carer_on, stop_of

FREE = ""
"""Instead of a rule: she could take the shift."""
STOPS = (FREE, *WORKING_TIME, "staff_available")
"""From the nearest miss to the farthest."""
LONGER = "/longer/"
"""Key of the shift type that somebody who stays would work."""


def shifts_for(problem: WeekProblem, unit: Unit, person: Person, need: VisitNeed, day: int) -> list[Shift]:
    """Those on which she may make the visit: of a visiting job of hers, not begun, and long enough for some start."""
    return [shift for shift in problem.shifts if _may_make_it(problem, unit, person, shift, need, day)]


def _may_make_it(problem: WeekProblem, unit: Unit, person: Person, shift: Shift, need: VisitNeed, day: int) -> bool:
    kind, job = shift.type, person.employee.job
    if (
        job not in problem.visiting_jobs
        or job not in kind.jobs
        or not shift.visiting
        or need.place is None
        or day * DAY + kind.start < unit.begins
    ):
        return False
    stop, carer = stop_of(need, need.place, day, {}), carer_on(person, shift, day, unit.begins)
    in_time = max(stop.earliest, carer.start) <= min(stop.latest, carer.end - stop.minutes)
    return in_time and all(allows(stop, carer) for allows in PEOPLE_RULES.values())


@dataclass(frozen=True, slots=True)
class Weeks:
    """What everybody works in the week, and what one more shift would break; asked once for each."""

    problem: WeekProblem
    roster: RosterProblem
    duties: dict[str, list[Duty]]
    known: dict[tuple[str, str, int], str] = field(default_factory=dict)

    @classmethod
    def of(cls, problem: WeekProblem, duties: Sequence[Duty]) -> "Weeks":
        """From the duties of the plan."""
        by_person = sorted(duties, key=lambda duty: (duty.employee, duty.day))
        roster = RosterProblem(
            days=problem.days,
            employees=(),
            shift_types=tuple(shift.type for shift in problem.shifts),
            covers=(),
            curves=(),
            limits=limits(problem.thresholds),
        )
        return cls(problem, roster, {who: list(own) for who, own in groupby(by_person, lambda duty: duty.employee)})

    def works(self, person: Person, day: int) -> bool:
        """Whether she has a shift that starts on the day."""
        return any(duty.day == day for duty in self.duties.get(person.employee.key, ()))

    def free(self, unit: Unit, need: VisitNeed, day: int) -> Iterator[Carer]:
        """Who has no shift on the day and could take one: as the day sees her on the first that holds the visit."""
        for person in unit.people:
            fits = [] if self.works(person, day) else shifts_for(self.problem, unit, person, need, day)
            shift = next((one for one in fits if self.stops(person, one, day) == FREE), None)
            if shift is not None:
                yield carer_on(person, shift, day, unit.begins)

    def who_may_stay(self, unit: Unit, day: int, minutes: int) -> frozenset[str]:
        """Those of the unit whose shift of the day may begin so much earlier and end so much later."""
        staff = {person.employee.key: person.employee for person in unit.people}
        return frozenset(
            key
            for key in staff.keys() & self.duties.keys()
            for duty in self.duties[key]
            if duty.day == day and self._may_stay(staff[key], duty, minutes)
        )

    def _may_stay(self, employee: Employee, duty: Duty, minutes: int) -> bool:
        kind = next(one for one in self.roster.shift_types if one.key == duty.shift)
        start, end = max(0, kind.start - minutes), kind.end + minutes
        more = (kind.start - start) + minutes
        longer = replace(kind, key=LONGER, start=start, end=end, paid_minutes=kind.paid_minutes + more)
        if not (daily_hours(self.roster, longer) and staff_available(employee, longer, duty.day)):
            return False
        week = [replace(one, shift=LONGER) if one is duty else one for one in self.duties[employee.key]]
        return not self._broken(employee, week, longer)

    def stops(self, person: Person, shift: Shift, day: int) -> str:
        """The rule that the shift would break on her day off, the first of several."""
        asked = person.employee.key, shift.type.key, day
        if asked not in self.known:
            self.known[asked] = self._stops(person, shift, day)
        return self.known[asked]

    def _stops(self, person: Person, shift: Shift, day: int) -> str:
        employee = person.employee
        free = any(pin.day == day and pin.shift is None for pin in employee.pins)
        if free or not staff_available(employee, shift.type, day):
            return "staff_available"
        one_more = Duty(employee.key, day, shift.type.key, "", person.facility)
        week = sorted((*self.duties.get(employee.key, ()), one_more), key=lambda duty: duty.day)
        broken = self._broken(employee, week)
        return next((rule for rule in WORKING_TIME if rule in broken), FREE)

    def _broken(self, employee: Employee, week: list[Duty], *more: ShiftType) -> set[str]:
        """The rules of working time that these duties would break; `more` are shift types that the week lacks."""
        types = {one.key: one for one in (*self.roster.shift_types, *more)}
        return {breach.rule for breach in week_breaches(self.roster, employee, week, types)}
