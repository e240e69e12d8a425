"""The pause of everybody who is not on a route: cooks, carriers between rounds, staff of the rooms."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from solver.pauses.problem import Member, PausesProblem, Span, Want
from solver.pauses.solution import Pause
from solver.rostering.solution import Duty
from solver.week.breaks import break_on, told_break
from solver.week.problem import DAY, Unit, WeekProblem
from solver.week.rooms import RATIO_UNIT, staff_share
from solver.week.roster import shift_named
from solver.week.solution import DayRoutes, DutyPause, MealRounds

At = tuple[str, int]
"""An employee and a day."""
ROOMS = "zone_staff"
COOKS = "cook"
CARE = "care"
"""The post of all visiting jobs together: where they stand at a place, they look after the same people."""


def rooms_problem(problem: WeekProblem, unit: Unit, duties: Iterable[Duty]) -> PausesProblem:
    """The pauses of zone staff, before any guest has a seat: where the fewest of those who wish one would miss them."""
    jobs = _jobs(unit)
    return _problem(problem, unit, [duty for duty in duties if jobs.get(duty.employee) == ROOMS], {}, ())


def pauses_problem(
    problem: WeekProblem,
    unit: Unit,
    duties: Iterable[Duty],
    routes: Iterable[DayRoutes],
    rounds: Iterable[MealRounds],
    settled: Iterable[DutyPause] = (),
) -> PausesProblem:
    """The pauses of all who visit nobody on a day, with the rounds they are out on and the pauses `settled` before."""
    walking = {(part.carer, walk.day) for walk in routes for part in walk.assignments}
    standing = [duty for duty in duties if (duty.employee, duty.day) not in walking]
    out: dict[At, list[Span]] = {}
    for driven in rounds:
        for one in driven.rounds:
            out.setdefault((one.carrier, driven.day), []).append((one.leaves, one.returns))
    for carrier, day, back in (one for of in problem.units for one in of.out):
        if unit.begins < day * DAY + back:
            out.setdefault((carrier, day), []).append((unit.begins, day * DAY + back))
    return _problem(problem, unit, standing, out, settled)


def as_member(pause: DutyPause) -> Pause:
    """The pause as its sub-problem knows it."""
    return Pause(_key((pause.employee, pause.day)), pause.start)


def as_duty(pause: Pause) -> DutyPause:
    """And back."""
    employee, _, day = pause.member.rpartition("@")
    return DutyPause(employee, int(day), pause.start)


def _problem(
    problem: WeekProblem,
    unit: Unit,
    duties: Iterable[Duty],
    out: Mapping[At, Collection[Span]],
    settled: Iterable[DutyPause],
) -> PausesProblem:
    shifts, people = shift_named(problem.shifts), {person.employee.key: person.employee for person in unit.people}
    taken = {(pause.employee, pause.day): pause.start for pause in settled}
    members: dict[str, Member] = {}
    for duty in duties:
        if duty.employee not in people:
            continue
        at, employee, shift = (duty.employee, duty.day), people[duty.employee], shifts[duty.shift]
        pause = break_on(employee, shift, duty.day, unit.begins)
        members[_key(at)] = Member(
            key=_key(at),
            crews=_crews(problem, duty, employee.job),
            start=duty.day * DAY + shift.type.start,
            end=duty.day * DAY + shift.type.end,
            minutes=pause.minutes if pause else 0,
            earliest=pause.earliest if pause else 0,
            latest=pause.latest if pause else 0,
            busy=tuple(sorted(out.get(at, ()))),
            settled=taken.get(at) if pause else None,
            told=told_break(employee, shift, duty.day) if pause else None,
        )
    wants = [*_guests(problem, unit), *_kitchens(problem, unit)]
    return PausesProblem(tuple(members.values()), tuple(wants), RATIO_UNIT)


def _jobs(unit: Unit) -> dict[str, str]:
    return {person.employee.key: person.employee.job for person in unit.people}


def _key(at: At) -> str:
    return f"{at[0]}@{at[1]}"


def _crews(problem: WeekProblem, duty: Duty, job: str) -> tuple[str, ...]:
    """All at the place, and those of them who do the same."""
    post = CARE if job in problem.visiting_jobs else job
    return f"{duty.place}@{duty.day}", _crew(duty.place, duty.day, post)


def _crew(place: str, day: int, post: str) -> str:
    return f"{place}@{day}/{post}"


def _guests(problem: WeekProblem, unit: Unit) -> Iterator[Want]:
    """The parts of a member of staff that guests take where they wish to sit; those of other units, where they do.

    Who wishes to sit at another unit's place may come to any room of her own unit instead.
    """
    rooms = {(zone.facility, zone.kind): zone for zone in reversed(problem.zones) if zone.ratio}
    here = {facility.key for facility in problem.facilities if facility.unit == unit.key}
    wanted: Counter[tuple[str, int, int, int]] = Counter()
    for need in unit.seats:
        for place in [need.facility] if need.facility in here else sorted(here):
            if room := rooms.get((place, need.zone_kind)):
                wanted[place, need.day, need.start, need.end] += staff_share(room, need.ability_level)
    for zone in problem.zones:
        for day, start, end, level in zone.taken:
            wanted[zone.facility, day, start, end] += staff_share(zone, level)
    for (facility, day, start, end), units in sorted(wanted.items()):
        if facility in here:
            yield Want(_crew(facility, day, ROOMS), day * DAY + start, day * DAY + end, units)


def _kitchens(problem: WeekProblem, unit: Unit) -> Iterator[Want]:
    """A cook is there while a wave is packed."""
    here = {facility.key for facility in problem.facilities if facility.unit == unit.key}
    for kitchen in problem.kitchens:
        for wave in kitchen.waves if kitchen.facility in here else ():
            if wave.cooked < wave.leaves:
                midnight = wave.day * DAY
                crew = _crew(kitchen.facility, wave.day, COOKS)
                yield Want(crew, midnight + wave.cooked, midnight + wave.leaves, RATIO_UNIT)
