"""One thing changed in a published week: what was planned, what the minute is, and what happened."""

from dataclasses import dataclass

from solver.week.problem import DAY, Kitchen, KitchenWave, Person, Unit, VisitNeed, WeekProblem
from solver.week.solution import WeekSolution

LEAD = 30
"""Minutes ahead in which people have set out already (decision 15)."""


@dataclass(frozen=True, slots=True)
class SickCall:
    """Somebody who visits is out for the rest of `day`, from now on where that is today."""

    employee: str
    day: int


@dataclass(frozen=True, slots=True)
class UrgentVisit:
    """One more visit for an elder of a unit, on the only day of `need`, at a place the unit has minutes to."""

    unit: str
    need: VisitNeed


@dataclass(frozen=True, slots=True)
class Hold:
    """An elder is away from day `first` to day `last`: what was promised her there falls away."""

    elder: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class LateRunner:
    """A carer on her way today leaves where she is so many minutes later than she could."""

    employee: str
    minutes: int


@dataclass(frozen=True, slots=True)
class ClosedKitchen:
    """A wave that has not left yet cannot be cooked."""

    wave: str


Case = SickCall | UrgentVisit | Hold | LateRunner | ClosedKitchen


@dataclass(frozen=True, slots=True)
class RepairProblem:
    """`now` in minutes from the plan's first midnight; what starts within `lead` minutes of it stays as it was told.

    Without a case nothing has happened: the week as it stands.

    Raises ValueError where the case names nobody and nothing of the week, or only what is over.
    """

    week: WeekProblem
    published: WeekSolution
    now: int
    case: Case | None
    lead: int = LEAD

    def __post_init__(self) -> None:
        last = self.week.days * DAY - 1
        if not 0 <= self.now <= last:
            raise ValueError(f"now {self.now} lies outside the week: name a minute from 0 to {last}")
        if self.lead < 0:
            raise ValueError(f"lead {self.lead} is less than nothing: name 0 minutes or more")
        match self.case:
            case SickCall() as case:
                _refuse_sick_call(self, case)
            case UrgentVisit() as case:
                _refuse_urgent_visit(self, case)
            case Hold() as case:
                _refuse_hold(self, case)
            case LateRunner() as case:
                _refuse_late_runner(self, case)
            case ClosedKitchen() as case:
                _refuse_closed_kitchen(self, case)

    @property
    def today(self) -> int:
        """The day of the plan that runs."""
        return self.now // DAY

    @property
    def begins(self) -> int:
        """Nothing new starts before this minute, nor in what has begun for a week that was planned again lately."""
        return max([self.now + self.lead, *(unit.begins for unit in self.week.units)])

    def unit_of(self, employee: str) -> tuple[Unit, Person]:
        """The unit of somebody on the staff; ValueError when nobody is called so."""
        for unit in self.week.units:
            for person in unit.people:
                if person.employee.key == employee:
                    return unit, person
        raise ValueError(f"nobody is called {employee}")

    def wave_called(self, key: str) -> tuple[Kitchen, KitchenWave]:
        """A wave and its kitchen; ValueError when none is called so."""
        for kitchen in self.week.kitchens:
            for wave in kitchen.waves:
                if wave.key == key:
                    return kitchen, wave
        raise ValueError(f"no wave {key}")


def visits_on(problem: RepairProblem, employee: str, day: int) -> bool:
    """Whether she has a shift on this day that is worked for visits."""
    unit, _ = problem.unit_of(employee)
    return any(
        (duty.employee, duty.day) == (employee, day) and duty.cover.startswith(f"{unit.key}/visits/")
        for duty in problem.published.duties
    )


def _refuse_sick_call(problem: RepairProblem, case: SickCall) -> None:
    if case.day < problem.today or not visits_on(problem, case.employee, case.day):
        raise ValueError(f"{case.employee} visits nobody on day {case.day}")


def _refuse_urgent_visit(problem: RepairProblem, case: UrgentVisit) -> None:
    need, unit = case.need, next((unit for unit in problem.week.units if unit.key == case.unit), None)
    if unit is None:
        raise ValueError(f"visit {need.key}: no such unit as {case.unit}, name one of the week")
    if len(need.days) != 1:
        raise ValueError(f"visit {need.key}: it has {len(need.days)} days, name one")
    (day,) = need.days
    if not 0 <= day < problem.week.days:
        raise ValueError(f"visit {need.key}: day {day} lies outside the week, name 0 to {problem.week.days - 1}")
    if day * DAY + need.latest < problem.now:
        raise ValueError(f"visit {need.key}: its latest start, {_clock(need.latest)} on day {day}, is over")
    if need.place is not None and need.place not in unit.travel.places:
        raise ValueError(f"visit {need.key}: no way to {need.place} is known")


def _refuse_hold(problem: RepairProblem, case: Hold) -> None:
    units = problem.week.units
    elders = {need.elder for unit in units for need in unit.visits}
    elders |= {need.elder for unit in units for need in unit.meals}
    elders |= {need.elder for unit in units for need in unit.seats}
    if case.elder not in elders or not problem.today <= case.first <= min(case.last, problem.week.days - 1):
        raise ValueError(f"{case.elder} has nothing to come in those days")


def _refuse_late_runner(problem: RepairProblem, case: LateRunner) -> None:
    if case.minutes < 1:
        raise ValueError(f"{case.employee} is {case.minutes} minutes late: name 1 or more")
    if not visits_on(problem, case.employee, problem.today):
        raise ValueError(f"{case.employee} visits nobody today, day {problem.today}")


def _refuse_closed_kitchen(problem: RepairProblem, case: ClosedKitchen) -> None:
    _, wave = problem.wave_called(case.wave)
    leaves = wave.day * DAY + wave.leaves
    if leaves < problem.now:
        raise ValueError(f"wave {case.wave} has left, at {_clock(leaves)} on day {wave.day}")
    if leaves < problem.begins:
        planned_from, begins = max(unit.begins for unit in problem.week.units), _clock(problem.begins)
        why = "a smaller lead helps" if planned_from <= leaves else "the week was planned again from then on"
        raise ValueError(f"wave {case.wave} leaves at {_clock(leaves)}, and nothing new begins before {begins}: {why}")


def _clock(minute: int) -> str:
    """The time of day of a minute of the plan."""
    hours, minutes = divmod(minute % DAY, 60)
    return f"{hours:02}:{minutes:02}"
