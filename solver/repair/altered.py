"""The week as the case leaves it, before anything is repaired: what is asked for, and what of the plan can stand."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from solver.repair.late import lets_go
from solver.repair.problem import ClosedKitchen, Hold, LateRunner, RepairProblem, SickCall, UrgentVisit
from solver.repair.standing import cut_shift, frozen_visit, parts_of, seat_begun, seat_served, wave_left
from solver.rostering.problem import AnnouncedShift, Cover, Employee
from solver.rostering.solution import Duty
from solver.week.keys import has_begun
from solver.week.pots import wave_of
from solver.week.problem import DAY, Shift, Unit, VisitNeed, WeekProblem, occurrence
from solver.week.solution import WeekSolution

WalkKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Altered:
    """`plan` is what was published without what the case takes away; its routes and rounds may have holes.

    `walks` are the units and days whose visits have to be looked at, `fallen` the keys that are not asked for any more.
    """

    problem: WeekProblem
    plan: WeekSolution
    walks: tuple[WalkKey, ...] = ()
    fallen: frozenset[str] = field(default_factory=frozenset)


def altered(problem: RepairProblem) -> Altered:
    """Plain data; nothing is searched."""
    match problem.case:
        case None:
            return Altered(problem.week, problem.published)
        case SickCall() as case:
            return _sick_call(problem, case)
        case UrgentVisit() as case:
            return _urgent_visit(problem, case)
        case Hold() as case:
            return _hold(problem, case)
        case LateRunner() as case:
            return _late_runner(problem, case)
        case ClosedKitchen() as case:
            return _closed_kitchen(problem, case)


def with_unit(week: WeekProblem, key: str, change: Callable[[Unit], Unit]) -> WeekProblem:
    """The week with something else about one unit."""
    return replace(week, units=tuple(change(unit) if unit.key == key else unit for unit in week.units))


def _sick_call(problem: RepairProblem, case: SickCall) -> Altered:
    """Her shift ends where she stops working; one of which she has done nothing is taken off."""
    week, plan, (unit, person) = problem.week, problem.published, problem.unit_of(case.employee)
    duty = next(one for one in plan.duties if (one.employee, one.day) == (case.employee, case.day))
    left = cut_shift(problem, unit, person, duty)
    if left is not None:
        week = replace(week, shifts=tuple({shift.type.key: shift for shift in (*week.shifts, left)}.values()))
    stays = () if left is None else (replace(duty, shift=left.type.key),)
    there = {duty.employee: _until(person.employee, duty, left)}
    plan = replace(
        plan,
        duties=tuple(one for one in plan.duties if one != duty) + stays,
        pauses=tuple(one for one in plan.pauses if (one.employee, one.day) != (case.employee, case.day)),
    )
    people = tuple(replace(one, employee=there.get(one.employee.key, one.employee)) for one in unit.people)
    covers = tuple(_covers(unit, duty, left))
    visits = tuple(_not_begun(problem, unit, need) for need in unit.visits)
    week = with_unit(week, unit.key, lambda one: replace(one, people=people, covers=covers, visits=visits))
    return Altered(week, plan, ((unit.key, case.day),))


def _not_begun(problem: RepairProblem, unit: Unit, need: VisitNeed) -> VisitNeed:
    """What she was about to begin has not begun, though a week that was planned again lately counts on it."""
    gone = {
        day
        for day, told in need.announced.items()
        if day * DAY + told.start < unit.begins
        and any(lets_go(problem, part) for part in parts_of(problem, occurrence(need, day)))
    }
    return replace(need, announced={day: told for day, told in need.announced.items() if day not in gone})


def _covers(unit: Unit, duty: Duty, left: Shift | None) -> Iterator[Cover]:
    """A shift that has begun has a cover of its own in a week that runs: it ends with her shift."""
    for cover in unit.covers:
        if not (has_begun(cover.key) and cover.key == duty.cover):
            yield cover
        elif left is not None:
            yield replace(cover, shift=left.type.key)


def _until(employee: Employee, duty: Duty, left: Shift | None) -> Employee:
    """She can work on the day of her duty until what is left of it ends; None: not at all."""
    day, last = duty.day, 0 if left is None else left.type.end
    spans = tuple(
        replace(span, end=min(span.end, last)) if span.day == day else span
        for span in employee.available
        if span.day != day or span.start < last
    )
    pins = tuple(pin for pin in employee.pins if pin.day != day)
    return replace(employee, available=spans, pins=pins, announced=_told_of(employee, duty, left))


def _told_of(employee: Employee, duty: Duty, left: Shift | None) -> tuple[AnnouncedShift, ...] | None:
    """What is left of her shift is what she was told of: so a pause that has begun is known as hers."""
    if employee.announced is None or left is None:
        return employee.announced
    return tuple(
        replace(told, shift=left.type.key) if (told.day, told.shift) == (duty.day, duty.shift) else told
        for told in employee.announced
    )


def _urgent_visit(problem: RepairProblem, case: UrgentVisit) -> Altered:
    need, day = case.need, case.need.days[0]
    week = with_unit(problem.week, case.unit, lambda unit: replace(unit, visits=(*unit.visits, need)))
    plan = replace(problem.published, occurrences=(*problem.published.occurrences, occurrence(need, day)))
    return Altered(week, plan, ((case.unit, day),))


def _hold(problem: RepairProblem, case: Hold) -> Altered:
    """Visits, meals and seats of her days fall away, but for what has begun, and seats that a meal is on its way to."""
    week, plan = problem.week, problem.published
    days, fallen = range(case.first, case.last + 1), set[str]()
    for unit in week.units:
        visits = [need for need in unit.visits if need.elder == case.elder]
        fallen |= {
            key for need in visits for day in days if not frozen_visit(problem, key := occurrence(need, day))
        } & set(plan.occurrences)
        hers = [one for one in unit.meals if one.elder == case.elder and one.day in days]
        left = [one for one in hers if wave_left(problem, one.key)]
        fallen |= {one.key for one in hers if one not in left}
        seats = [one for one in unit.seats if one.elder == case.elder and one.day in days]
        fallen |= {one.key for one in seats if not (seat_begun(problem, one) or seat_served(problem, one, left))}
    stay = tuple(key for key in plan.occurrences if key not in fallen)
    units = tuple(_without(unit, fallen, frozenset(stay), case) for unit in week.units)
    walks = {
        (routes.unit, routes.day) for routes in plan.routes if any(part.stop in fallen for part in routes.assignments)
    }
    return Altered(
        replace(week, units=units), _plan_without(plan, fallen, stay), tuple(sorted(walks)), frozenset(fallen)
    )


def _without(unit: Unit, fallen: Iterable[str], chosen: frozenset[str], case: Hold) -> Unit:
    gone = set(fallen)
    visits = tuple(_elsewhere(need, chosen, case) for need in unit.visits)
    return replace(
        unit,
        visits=tuple(need for need in visits if need is not None),
        meals=tuple(need for need in unit.meals if need.key not in gone),
        seats=tuple(need for need in unit.seats if need.key not in gone),
    )


def _elsewhere(need: VisitNeed, chosen: frozenset[str], case: Hold) -> VisitNeed | None:
    """The need on the days that are left to it; None when nothing is."""
    if need.elder != case.elder:
        return need
    kept = [day for day in need.days if occurrence(need, day) in chosen]
    days = tuple(day for day in need.days if day in kept or not case.first <= day <= case.last)
    return replace(need, days=days, times=len(kept)) if kept else None


def _plan_without(plan: WeekSolution, fallen: set[str], chosen: tuple[str, ...]) -> WeekSolution:
    return replace(
        plan,
        occurrences=chosen,
        seats=tuple(place for place in plan.seats if place.request not in fallen),
        meals=tuple(place for place in plan.meals if place.request not in fallen),
        not_planned=tuple(need for need in plan.not_planned if need.key not in fallen),
    )


def _late_runner(problem: RepairProblem, case: LateRunner) -> Altered:
    unit, _ = problem.unit_of(case.employee)
    visits = tuple(_not_begun(problem, unit, need) for need in unit.visits)
    week = with_unit(problem.week, unit.key, lambda one: replace(one, visits=visits))
    return Altered(week, problem.published, ((unit.key, problem.today),))


def _closed_kitchen(problem: RepairProblem, case: ClosedKitchen) -> Altered:
    """The wave stays with no portions, so that the hours of its meal are those that everybody was told."""
    kitchen, wave = problem.wave_called(case.wave)
    waves = tuple(replace(one, portions=0) if one is wave else one for one in kitchen.waves)
    kitchens = tuple(replace(one, waves=waves) if one is kitchen else one for one in problem.week.kitchens)
    given = tuple(place for place in problem.published.meals if wave_of(place.supply) != case.wave)
    vain = tuple(
        need for need in problem.published.not_planned if wave_of(str(need.facts.get("supply", ""))) != case.wave
    )
    plan = replace(problem.published, meals=given, not_planned=vain)
    return Altered(replace(problem.week, kitchens=kitchens), plan)
