"""The visits of a unit and day as a routing problem in which everything published is announced, and the past pinned."""

from collections import Counter
from dataclasses import replace

from solver.repair.altered import Altered
from solver.repair.late import held_up_from, lets_go
from solver.repair.problem import LateRunner, RepairProblem
from solver.repair.standing import duty_today, pauses_begun_before, pauses_told
from solver.result import Unplanned
from solver.rostering.problem import AnnouncedShift, Employee
from solver.visits.problem import AnnouncedVisit, Carer, Stop, VisitsProblem
from solver.visits.routes import as_routes
from solver.visits.solution import VisitsSolution
from solver.week.arrivals import Arrivals
from solver.week.breaks import break_on
from solver.week.faces import FEW
from solver.week.problem import DAY, Unit, VisitNeed, minutes_of, occurrence
from solver.week.roster import shift_named
from solver.week.routes import Away, routes_problem

HELD_UP = "/held up/"
"""Key of the time for which a late runner stays where she is."""


def walk_problem(
    problem: RepairProblem, week: Altered, key: tuple[str, int], away: Away, brought: Arrivals
) -> VisitsProblem:
    """Times in minutes of the plan; `away` and `brought` as for the routes of a week."""
    unit, day = next(unit for unit in week.problem.units if unit.key == key[0]), key[1]
    told, let_go = _told(problem, unit, day), _let_go(problem, day)
    held = {visit: one for visit, one in told.items() if visit not in let_go}
    plan, as_told = week.plan, _as_told(problem, week, unit, day, held)
    walk = routes_problem(
        week.problem, as_told, day, plan.occurrences, plan.duties, away, brought, who_comes(problem, unit)
    )
    last = _before_what_stands(unit, day, walk)
    stops = tuple(_not_after(replace(stop, announced=told.get(stop.key)), last.get(stop.key)) for stop in walk.stops)
    return replace(walk, stops=stops, carers=_pausing_later(problem, as_told, walk))


def _before_what_stands(unit: Unit, day: int, walk: VisitsProblem) -> dict[str, int]:
    """The last minute at which a visit ends before the one that follows it and stays, though it has not begun.

    The walk does not ask for the order of the two.
    """
    stands = {stop.key: stop.pinned_start for stop in walk.stops if stop.pinned_start is not None}
    follow = ((need, stands.get(occurrence(need, day), -1)) for need in unit.visits if need.after)
    return {f"{need.after}@{day}": start - need.shortest for need, start in follow if start >= unit.begins}


def _not_after(stop: Stop, end: int | None) -> Stop:
    if end is None or stop.pinned_start is not None or stop.latest <= end - stop.minutes:
        return stop
    latest = end - stop.minutes
    return replace(stop, earliest=min(stop.earliest, latest), latest=latest)


def who_comes(problem: RepairProblem, unit: Unit) -> dict[str, frozenset[str]]:
    """The few carers whom each elder has in the published week anyway: others are one face more."""
    elders = {need.key: need.elder for need in unit.visits}
    came: dict[str, Counter[str]] = {}
    for routes in problem.published.routes:
        for part in routes.assignments if routes.unit == unit.key else ():
            came.setdefault(elders.get(part.stop.rpartition("@")[0], ""), Counter())[part.carer] += 1
    return {elder: frozenset(who for who, _ in carers.most_common(FEW)) for elder, carers in came.items()}


def too_late(problem: RepairProblem, walk: VisitsProblem) -> tuple[Unplanned, ...]:
    """What nobody can reach any more: its window ends before anything new may begin."""
    return tuple(
        Unplanned(
            "visit",
            stop.key,
            stop.priority_class,
            stop.minutes,
            "frozen",
            {"latest": stop.latest, "begins": problem.begins},
        )
        for stop in walk.stops
        if stop.latest < problem.begins and stop.pinned_start is None
    )


def searched(problem: RepairProblem, walk: VisitsProblem) -> VisitsProblem:
    """The walk without what nobody can reach, and with the time for which a late runner is held up."""
    late = {need.key for need in too_late(problem, walk)}
    stops = tuple(stop for stop in walk.stops if stop.key not in late)
    links = tuple(link for link in walk.links if not {link.before, link.after} & late)
    return replace(walk, stops=(*stops, *_held_up(problem, walk)), links=links)


def without_her(problem: RepairProblem, walk: VisitsProblem) -> VisitsProblem:
    """The same for a late runner who is held up so long that she comes to nobody else today."""
    asked, case = searched(problem, walk), problem.case
    who = {case.employee} if isinstance(case, LateRunner) else set[str]()
    stops = [stop for stop in asked.stops if not stop.key.startswith(HELD_UP)]
    return replace(
        asked,
        stops=tuple(
            replace(stop, excluded=stop.excluded | who) if stop.pinned_start is None else stop for stop in stops
        ),
    )


def without_hold_up(walk: VisitsProblem, found: VisitsSolution) -> VisitsSolution:
    """What was found, told for the real stops alone; who only was held up has no route and no pause in it."""
    parts = [part for part in found.assignments if not part.stop.startswith(HELD_UP)]
    left = tuple(need for need in found.not_planned if not need.key.startswith(HELD_UP))
    walking = {part.carer for part in parts}
    return VisitsSolution(as_routes(walk, parts), tuple(one for one in found.pauses if one.carer in walking), left)


def _told(problem: RepairProblem, unit: Unit, day: int) -> dict[str, AnnouncedVisit]:
    """By visit of the unit: the minute of the plan, the carers, and how long it takes as it was told."""
    needs = {occurrence(need, day): need for need in unit.visits}
    told: dict[str, AnnouncedVisit] = {}
    for part in (part for routes in problem.published.routes if routes.day == day for part in routes.assignments):
        if part.stop in needs:
            before = told.get(part.stop)
            carers = (before.carers if before else frozenset()) | {part.carer}
            told[part.stop] = AnnouncedVisit(part.start, carers, minutes_of(needs[part.stop], part.start, unit.begins))
    return told


def _let_go(problem: RepairProblem, day: int) -> set[str]:
    routes = (routes for routes in problem.published.routes if routes.day == day)
    return {part.stop for walk in routes for part in walk.assignments if lets_go(problem, part)}


def _as_told(problem: RepairProblem, week: Altered, unit: Unit, day: int, held: dict[str, AnnouncedVisit]) -> Unit:
    """The unit on a day of which everybody was told, begun up to the first minute of anything new."""
    pauses = pauses_told(problem, day)
    shifts = {duty.employee: duty for duty in week.plan.duties if duty.day == day}

    def told_shift(employee: Employee) -> Employee:
        duty, pause = shifts.get(employee.key), pauses.get(employee.key)
        if duty is None:
            return replace(employee, announced=())
        pause = None if pause is None else pause - day * DAY
        return replace(employee, announced=(AnnouncedShift(day, duty.shift, duty.place, duty.cover, pause),))

    def told_visit(need: VisitNeed) -> VisitNeed:
        told = held.get(occurrence(need, day))
        return replace(need, announced={day: replace(told, start=told.start - day * DAY)} if told else {})

    return replace(
        unit,
        people=tuple(replace(person, employee=told_shift(person.employee)) for person in unit.people),
        visits=tuple(told_visit(need) for need in unit.visits if day in need.days),
        begins=max(unit.begins, problem.begins),
    )


def _pausing_later(problem: RepairProblem, as_told: Unit, walk: VisitsProblem) -> tuple[Carer, ...]:
    """A late runner's pause that has not begun may move: at the minute she was told of she may be held up."""
    case = problem.case
    if not isinstance(case, LateRunner):
        return walk.carers
    minute, _ = held_up_from(problem, case)
    begun_before = pauses_begun_before(problem, problem.unit_of(case.employee)[0])
    employee = next(person.employee for person in as_told.people if person.employee.key == case.employee)
    shift = shift_named(problem.week.shifts)[duty_today(problem, case.employee).shift]
    pause = break_on(employee, shift, problem.today, begun_before)

    def hers(carer: Carer, told: int) -> Carer:
        return replace(carer, pause=pause, told_pause=max(told, minute + case.minutes))

    return tuple(
        hers(one, told)
        if one.key == case.employee and (told := one.told_pause) is not None and told >= begun_before
        else one
        for one in walk.carers
    )


def _held_up(problem: RepairProblem, walk: VisitsProblem) -> list[Stop]:
    """A stop of hers alone, where she is, for as long as she is late or her shift leaves.

    None where she still comes to something imminent as told: nothing new may begin before that.
    """
    case = problem.case
    if not isinstance(case, LateRunner) or _comes_as_told(problem, walk, case.employee):
        return []
    hers = next((carer for carer in walk.carers if carer.key == case.employee), None)
    if hers is None or hers.start // DAY != problem.today:
        return []
    minute, place = held_up_from(problem, case)
    minutes = min(case.minutes, hers.end - minute - walk.travel.between(hers.mode, place, hers.base))
    if minutes < 1:
        return []
    who = frozenset({case.employee})
    return [
        Stop(
            key=f"{HELD_UP}{case.employee}",
            elder=HELD_UP,
            place=place,
            minutes=minutes,
            earliest=minute,
            latest=minute,
            priority_class=1,
            low_risk=True,
            pinned_carers=who,
            pinned_start=minute,
            announced=AnnouncedVisit(minute, who),
        )
    ]


def _comes_as_told(problem: RepairProblem, walk: VisitsProblem, carer: str) -> bool:
    return any(
        carer in stop.pinned_carers and stop.pinned_start is not None and stop.pinned_start >= problem.now
        for stop in walk.stops
    )
