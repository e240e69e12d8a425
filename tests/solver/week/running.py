"""A published week some days later: what of it has begun is pinned, what lies behind is no longer asked."""

from collections.abc import Iterator
from dataclasses import replace

from solver.rostering.problem import AnnouncedShift, Cover, Employee, Pin
from solver.visits.problem import AnnouncedVisit
from solver.week.keys import begun_cover
from solver.week.problem import DAY, VisitNeed, WeekProblem
from solver.week.solution import WeekSolution
from tests.solver.week.example import with_unit


def running(problem: WeekProblem, told: WeekSolution, begins: int) -> WeekProblem:
    """The only unit's week, of which all was announced, planned again from this minute on."""
    (unit,) = problem.units
    starts = {shift.type.key: shift.type.start for shift in problem.shifts}
    today = begins // DAY
    return with_unit(
        problem,
        begins=begins,
        people=tuple(replace(one, employee=_told(one.employee, told, starts, begins)) for one in unit.people),
        covers=(
            *(cover for cover in unit.covers if cover.day * DAY + starts[cover.shift] >= begins),
            *_begun_covers(problem, told, begins),
        ),
        visits=tuple(need for one in unit.visits for need in _left(one, told, begins)),
        meals=tuple(need for need in unit.meals if need.day > today),
        seats=tuple(need for need in unit.seats if need.day > today),
    )


def pauses_of(solution: WeekSolution) -> dict[tuple[str, int], int]:
    """When everybody pauses, by employee and day, wherever it is written down."""
    pauses = {(pause.employee, pause.day): pause.start for pause in solution.pauses}
    return pauses | {(pause.carer, routes.day): pause.start for routes in solution.routes for pause in routes.pauses}


def _told(employee: Employee, told: WeekSolution, starts: dict[str, int], begins: int) -> Employee:
    hers = [duty for duty in told.duties if duty.employee == employee.key]
    pauses = pauses_of(told)
    pins = tuple(
        Pin(duty.day, duty.shift, begun_cover(duty.cover, employee.key, duty.day))
        for duty in hers
        if duty.day * DAY + starts[duty.shift] < begins
    )
    free = {*range(begins // DAY)} - {pin.day for pin in pins}
    announced = tuple(
        AnnouncedShift(
            duty.day,
            duty.shift,
            duty.place,
            duty.cover,
            pauses[employee.key, duty.day] - duty.day * DAY if (employee.key, duty.day) in pauses else None,
        )
        for duty in hers
    )
    return replace(employee, announced=announced, pins=(*pins, *(Pin(day, None) for day in sorted(free))))


def _begun_covers(problem: WeekProblem, told: WeekSolution, begins: int) -> Iterator[Cover]:
    starts = {shift.type.key: shift.type.start for shift in problem.shifts}
    jobs = {person.employee.key: person.employee.job for unit in problem.units for person in unit.people}
    for duty in told.duties:
        if duty.day * DAY + starts[duty.shift] < begins:
            key = begun_cover(duty.cover, duty.employee, duty.day)
            yield Cover(key, duty.day, duty.shift, duty.place, jobs[duty.employee], None, 1, 1)


def _left(need: VisitNeed, told: WeekSolution, begins: int) -> Iterator[VisitNeed]:
    """On the days that lie ahead, or on which it began today; nothing where all of it lies behind."""
    announced: dict[int, AnnouncedVisit] = {}
    for routes in told.routes:
        for part in routes.assignments:
            if part.stop == f"{need.key}@{routes.day}":
                start = part.start - routes.day * DAY
                before = announced.get(routes.day, AnnouncedVisit(start, frozenset()))
                announced[routes.day] = AnnouncedVisit(start, before.carers | {part.carer})
    today = begins // DAY
    days = tuple(day for day in need.days if day > today or (day == today and day in announced))
    times = min(need.times - sum(day < today for day in announced), len(days))
    if times:
        yield replace(need, days=days, times=times, announced=announced)
