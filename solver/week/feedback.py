"""What the routes teach the rosters: where one carer more on duty would let an open visit happen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from solver.result import Unplanned
from solver.rostering.problem import Floor
from solver.rostering.solution import Duty
from solver.visits.eligible import PEOPLE_RULES
from solver.week.curve import SLOT, TRAVEL_GUESS, jobs_by_skill
from solver.week.more_work import shifts_for
from solver.week.problem import DAY, Unit, VisitNeed, WeekProblem, occurrence
from solver.week.roster import shift_named

At = tuple[int, int]
"""A day and a slot of it."""
Floors = dict[str, dict[At, Floor]]
"""People wanted on duty at the least, by visiting job."""

MENDABLE = frozenset(
    {
        *PEOPLE_RULES,
        "shift_span",
        "no_overlap_with_travel",
        "staff_available",
        "order_and_gap",
        "visits_a_day",
    }
)
"""Reasons that another roster could take away, where anybody could make the visit on any shift."""


def floors_for(
    problem: WeekProblem,
    unit: Unit,
    duties: Sequence[Duty],
    left_open: Iterable[Unplanned],
    before: Floors,
    most: int,
) -> Floors:
    """The floors of `before`, raised where visits stayed open, by no more than `most` above those on duty."""
    jobs = jobs_by_skill(problem, unit)
    present = _present(problem, unit, duties)
    floors = {job: dict(floor) for job, floor in before.items()}
    for need, day in mendable(problem, unit, left_open):
        job = jobs.get(need.skill)
        if job is None:
            continue
        raised = floors.setdefault(job, {})
        for at in _slots(need, day):
            there = present.get((job, *at), 0)
            known = raised.get(at, Floor(there, need.priority_class))
            heads = max(known.heads, min(known.heads + need.carers, there + most))
            raised[at] = Floor(heads, min(known.priority_class, need.priority_class))
    return floors


def mendable(problem: WeekProblem, unit: Unit, left_open: Iterable[Unplanned]) -> Iterator[tuple[VisitNeed, int]]:
    """The open visits, with their days, that another roster could let be made."""
    needs = {occurrence(need, day): (need, day) for need in unit.visits for day in need.days}
    for one in left_open:
        if one.rule in MENDABLE:
            need, day = needs[one.key]
            if any(shifts_for(problem, unit, person, need, day) for person in unit.people):
                yield need, day


def _slots(need: VisitNeed, day: int) -> list[At]:
    """The half-hours of the visit at the time she would like best."""
    wanted = need.earliest if need.preferred_start is None else need.preferred_start
    start = max(0, min(max(wanted, need.earliest), need.latest) - TRAVEL_GUESS)
    end = min(DAY, start + 2 * TRAVEL_GUESS + need.minutes + 2 * need.access_minutes)
    return [(day, slot) for slot in range(start // SLOT, -(-end // SLOT))]


def _present(problem: WeekProblem, unit: Unit, duties: Sequence[Duty]) -> Mapping[tuple[str, int, int], int]:
    """Visiting people on duty by job, day and slot."""
    jobs = {person.employee.key: person.employee.job for person in unit.people}
    shifts = shift_named(problem.shifts)
    present: dict[tuple[str, int, int], int] = {}
    for duty in duties:
        job = jobs.get(duty.employee)
        if job in problem.visiting_jobs:
            shift = shifts[duty.shift].type
            for slot in range(-(-shift.start // SLOT), min(shift.end, DAY) // SLOT):
                present[job, duty.day, slot] = present.get((job, duty.day, slot), 0) + 1
    return present
