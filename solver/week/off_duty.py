"""Why nobody came on duty for an open visit: of those who may make it and are off that day, what stops how many."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from solver.result import Fact, Unplanned
from solver.rostering.check import week_breaches
from solver.rostering.eligibility import staff_available
from solver.rostering.problem import RosterProblem
from solver.rostering.reasons import WORKING_TIME
from solver.rostering.solution import Duty
from solver.visits.eligible import PEOPLE_RULES
from solver.visits.problem import Carer
from solver.week.problem import DAY, Person, Shift, Unit, VisitNeed, WeekProblem
from solver.week.roster import limits
from solver.week.routes import carer_on, stop_of

OF_PEOPLE = frozenset({*PEOPLE_RULES, "staff_available", "shift_span"})
"""Where one of these stopped it, too few of those on duty may come or their shifts do not reach: others might."""
FREE = ""
"""Instead of a rule: she could have taken a shift."""
RULES = (FREE, *WORKING_TIME, "staff_available")
"""From the nearest miss to the farthest."""


def with_off_duty(problem: WeekProblem, left: Iterable[Unplanned], duties: Sequence[Duty]) -> Iterator[Unplanned]:
    """Facts `off_duty`, how many may make the visit and have no shift on its day, `off_free`, how many of them could
    take one, and `off_<rule>`, how many each rule stops; where it stops all of them, the rule is what the visit is
    open by. Nothing is added where nobody off duty may make it."""
    needs = {need.key: (unit, need) for unit in problem.units for need in unit.visits}
    weeks = Weeks.of(problem, duties)
    for one in left:
        key, _, day = one.key.rpartition("@")
        if one.kind == "visit" and one.rule in OF_PEOPLE and key in needs:
            yield _told(weeks, one, *needs[key], int(day))
        else:
            yield one


def _told(weeks: "Weeks", one: Unplanned, unit: Unit, need: VisitNeed, day: int) -> Unplanned:
    jobs = weeks.problem.visiting_jobs
    stops = Counter(
        min((weeks.stops(person, shift, day) for shift in shifts), key=RULES.index)
        for person in unit.people
        if not weeks.works(person, day)
        if (shifts := [shift for shift in weeks.problem.shifts if may_make_it(jobs, unit, person, shift, need, day)])
    )
    if not stops:
        return one
    facts: dict[str, Fact] = {"off_duty": stops.total()}
    facts |= {f"off_{rule or 'free'}": stops[rule] for rule in RULES if stops[rule]}
    nearest = "staff_available" if stops[FREE] else max(RULES, key=stops.__getitem__)
    return replace(one, rule=nearest, facts={**one.facts, **facts})


def may_make_it(jobs: Collection[str], unit: Unit, person: Person, shift: Shift, need: VisitNeed, day: int) -> bool:
    """In a visiting job, on a shift that has not begun and lasts from some start of the visit to its end."""
    kind, job = shift.type, person.employee.job
    if (
        job not in jobs
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

    def free(self, unit: Unit, need: VisitNeed, day: int) -> tuple[Carer, ...]:
        """Who has no shift on the day and could take one: as the day sees her on the first that holds the visit."""
        found = []
        for person in unit.people if need.place is not None else ():
            shifts = () if self.works(person, day) else self.problem.shifts
            fits = (one for one in shifts if may_make_it(self.problem.visiting_jobs, unit, person, one, need, day))
            shift = next((one for one in fits if self.stops(person, one, day) == FREE), None)
            if shift is not None:
                found.append(carer_on(person, shift, day, unit.begins))
        return tuple(found)

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
        types = {one.key: one for one in self.roster.shift_types}
        broken = {breach.rule for breach in week_breaches(self.roster, employee, week, types)}
        return next((rule for rule in WORKING_TIME if rule in broken), FREE)
