"""Who is out or runs late: from what minute a late runner goes on, and whom nobody can hold to what is imminent."""

from solver.repair.problem import LateRunner, RepairProblem, SickCall
from solver.repair.standing import duty_today, free_from, pauses_begun_before, pauses_told
from solver.visits.solution import Assignment
from solver.week.problem import DAY
from solver.week.roster import shift_named


def lets_go(problem: RepairProblem, part: Assignment) -> bool:
    """Whether it has not begun and nobody can hold her to it: she is out, or too late to be there as told."""
    match problem.case:
        case SickCall(employee, day):
            return _to_come(problem, part, employee, day)
        case LateRunner() as case:
            return _to_come(problem, part, case.employee, problem.today) and not _is_there(problem, case, part)
    return False


def _to_come(problem: RepairProblem, part: Assignment, employee: str, day: int) -> bool:
    return (part.carer, part.start // DAY) == (employee, day) and part.start >= problem.now


def _is_there(problem: RepairProblem, case: LateRunner, part: Assignment) -> bool:
    """As told, also with the pause that she was told before it and has not begun: on the way, at whatever minute."""
    unit, _ = problem.unit_of(case.employee)
    shift = shift_named(problem.week.shifts)[duty_today(problem, case.employee).shift]
    told = pauses_told(problem, problem.today).get(case.employee)
    pauses = told is not None and pauses_begun_before(problem, unit) <= told < part.start
    minutes = shift.pause.minutes if pauses and shift.pause is not None else 0
    return there_from(problem, case, part.stop) + minutes <= part.start


def there_from(problem: RepairProblem, case: LateRunner, visit: str) -> int:
    """The first minute at which a late runner can be at one of her visits, when she goes there at once."""
    unit, person = problem.unit_of(case.employee)
    minute, place = held_up_from(problem, case)
    need = next(need for need in unit.visits if need.key == visit.rpartition("@")[0])
    way = need.access_minutes + unit.travel.between(person.mode, place, need.place or place)
    return minute + case.minutes + way


def held_up_from(problem: RepairProblem, case: LateRunner) -> tuple[int, str]:
    """When a late runner could leave if she were not late, and where she is."""
    unit, person = problem.unit_of(case.employee)
    duty, begun_before = duty_today(problem, case.employee), pauses_begun_before(problem, unit)
    minute, place, _ = free_from(problem, unit, person, duty, begun_before)
    return minute, place
