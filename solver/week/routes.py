"""The visits of one unit on one day as a routing problem."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from solver.rostering.solution import Duty
from solver.visits.problem import AnnouncedVisit, Carer, Link, Stop, VisitsProblem
from solver.week.arrivals import Arrivals, on_the_table
from solver.week.breaks import break_on, told_break
from solver.week.problem import DAY, Person, Shift, Unit, VisitNeed, WeekProblem, occurrence
from solver.week.roster import on_duty, shift_named

WHILE_IT_IS_WARM = 5
"""So many times as much as any other wish weighs a minute between a meal at the door and the help with it."""
NOBODY: Mapping[str, frozenset[str]] = MappingProxyType({})
Away = Mapping[tuple[str, int], Sequence[tuple[int, int]]]


def routes_problem(
    problem: WeekProblem,
    unit: Unit,
    day: int,
    occurrences: Iterable[str],
    duties: Sequence[Duty],
    away: Away,
    brought: Arrivals,
    regulars: Mapping[str, frozenset[str]] = NOBODY,
) -> VisitsProblem:
    """The unit's carers on duty on `day` and the occurrences that fall on it; `regulars` by elder.

    `away` spans and the meals `brought` are in minutes of the day.
    """
    chosen = set(occurrences)
    wanted = [need for need in unit.visits if occurrence(need, day) in chosen]
    needs = [(need, place) for need in wanted if (place := unit.place_of(need, day)) is not None]
    keys = {need.key for need, _ in needs}
    carers = carers_on_duty(problem, unit, day, duties)
    there = frozenset(carer.key for carer in carers)
    stops = tuple(
        replace(
            _as_it_began(unit, _with_meal(need, day, brought, stop_of(need, place, day, away)), there),
            regulars=regulars.get(need.elder, frozenset()),
        )
        for need, place in needs
    )
    begun = {stop.key for stop in stops if stop.begun}
    return VisitsProblem(
        carers=carers,
        stops=stops,
        links=tuple(
            Link(f"{need.after}@{day}", occurrence(need, day), need.shortest, need.longest)
            for need, _ in needs
            if need.after in keys and occurrence(need, day) not in begun
        ),
        travel=unit.travel.among(
            [*(carer.base for carer in carers), *(place for _, place in needs)],
            sorted({carer.mode for carer in carers}),
        ),
        most_visits=problem.thresholds["visits_a_day"],
        weights=problem.weights,
    )


def _with_meal(need: VisitNeed, day: int, brought: Arrivals, stop: Stop) -> Stop:
    """Not before the meal is there, and best at once: a meal grows cold, whatever hour she likes best."""
    minute = on_the_table(need, day, brought)
    if minute is None:
        return stop
    there = day * DAY + minute
    at_once = max(stop.earliest, min(there, stop.latest))
    return replace(stop, meal_at=there, preferred_start=at_once, keenness=WHILE_IT_IS_WARM)


def _as_it_began(unit: Unit, stop: Stop, there: frozenset[str]) -> Stop:
    """What has begun stays where it is while its carers are there; everything else starts from now on.

    What began took place under the facts of its hour: those changed since (a window, an exclusion, its length, her
    means of travel, the pause after the visit before it) do not undo it.
    """
    told = stop.announced
    if told is not None and told.start < unit.begins and told.carers <= there:
        return replace(
            stop,
            pinned_start=told.start,
            pinned_carers=told.carers,
            begun=True,
            minutes=told.minutes or stop.minutes,
            carers=len(told.carers),
            earliest=told.start,
            latest=told.start,
            skill=None,
            gender=None,
            excluded=frozenset(),
            low_risk=True,
        )
    return replace(stop, earliest=min(stop.latest, max(stop.earliest, unit.begins)))


def carers_on_duty(problem: WeekProblem, unit: Unit, day: int, duties: Sequence[Duty]) -> tuple[Carer, ...]:
    """Everybody who visits on this day, with her shift in minutes of the plan."""
    people = {person.employee.key: person for person in unit.people}
    shifts = shift_named(problem.shifts)
    curves = f"{unit.key}/visits/"
    return tuple(
        carer_on(people[duty.employee], shifts[duty.shift], day, unit.begins)
        for duty in on_duty(duties, day)
        if duty.employee in people and duty.cover.startswith(curves)
    )


def carer_on(person: Person, shift: Shift, day: int, begins: int) -> Carer:
    """Somebody on a shift of a day, `begins` minutes of the plan into which nothing new starts any more."""
    valid, expired = skills_on(person.employee.skills, day)
    return Carer(
        key=person.employee.key,
        base=person.facility,
        start=day * DAY + shift.type.start,
        end=day * DAY + shift.type.end,
        mode=person.mode,
        gender=person.gender,
        skills=valid,
        expired=expired,
        pause=break_on(person.employee, shift, day, begins),
        told_pause=told_break(person.employee, shift, day),
        low_risk_only=person.low_risk_only,
    )


def skills_on(skills: Mapping[str, int | None], day: int) -> tuple[frozenset[str], frozenset[str]]:
    """The skills that may be used on a day of the plan, and those whose last day is over by then."""
    valid = frozenset(skill for skill, last in skills.items() if last is None or day <= last)
    return valid, frozenset(skills) - valid


def stop_of(need: VisitNeed, place: str, day: int, away: Away) -> Stop:
    """A need on one day as its routes see it, in minutes of the plan."""
    midnight, told = day * DAY, need.announced.get(day)
    return Stop(
        key=occurrence(need, day),
        elder=need.elder,
        place=place,
        minutes=need.minutes,
        earliest=midnight + need.earliest,
        latest=midnight + need.latest,
        priority_class=need.priority_class,
        carers=need.carers,
        skill=need.skill,
        gender=need.gender,
        access_minutes=need.access_minutes,
        preferred_start=None if need.preferred_start is None else midnight + need.preferred_start,
        excluded=need.excluded,
        designated=need.designated,
        faces=need.faces,
        low_risk=need.low_risk,
        blocked=tuple((midnight + start, midnight + end) for start, end in away.get((need.elder, day), ())),
        announced=AnnouncedVisit(midnight + told.start, told.carers, told.minutes) if told else None,
    )
