"""How many visiting carers each half-hour asks for, before anybody is on a roster."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import ceil

from solver.rostering.problem import Curve, Floor
from solver.week.problem import DAY, Unit, VisitNeed, WeekProblem, has_begun

SLOT = 30
TRAVEL_GUESS = 4
"""Minutes of way to a visit before routes are known: the mean of planned districts."""
BUSY_SHARE = 1.05
"""Share of a carer's half-hours that visits and ways may seem to fill: windows let the routes pack tighter than the
half-hours show, and lessons mend what that misses. Measured: below it rosters hold overtime that nobody needs."""
NARROW_MINUTES = 60
"""A window this short leaves no choice: somebody must be on duty then."""
MOST_URGENT_FLOOR = 2
"""Classes whose narrow windows put a floor under the roster from the start."""

At = tuple[int, int]
Floors = Mapping[str, Mapping[At, Floor]]


def demand_curves(
    problem: WeekProblem, unit: Unit, days: Mapping[str, tuple[int, ...]], floors: Floors
) -> tuple[Curve, ...]:
    """One curve for each visiting job that some need falls to; `floors` are those learned from routes."""
    minutes: dict[str, dict[At, float]] = {}
    least: dict[str, dict[At, Floor]] = {job: dict(learned) for job, learned in floors.items()}
    jobs = jobs_by_skill(problem, unit)
    there = begun_heads(problem, unit)
    for need in unit.visits:
        job = jobs.get(need.skill)
        if job is None or need.place is None:
            continue
        slots = minutes.setdefault(job, {})
        for day in days[need.key]:
            for slot, share in _spread(need):
                slots[day, slot] = slots.get((day, slot), 0.0) + share
            for at in _indispensable(need, day):
                known = least.setdefault(job, {}).get(at, Floor(0, need.priority_class))
                urgency = min(known.priority_class, need.priority_class)
                least[job][at] = Floor(max(known.heads, need.carers), urgency)
    return tuple(
        Curve(
            key=f"{unit.key}/visits/{job}",
            place=unit.key,
            job=job,
            skill=None,
            slot_minutes=SLOT,
            heads={
                at: max(0, ceil(total / (SLOT * BUSY_SHARE) - 0.05) - there[job, *at])
                for at, total in sorted(slots.items())
                if total > 1
            },
            floors={
                at: replace(floor, heads=max(0, floor.heads - there[job, *at]))
                for at, floor in sorted(least.get(job, {}).items())
            },
        )
        for job, slots in sorted(minutes.items())
    )


def begun_heads(problem: WeekProblem, unit: Unit) -> Counter[tuple[str, int, int]]:
    """People who visit on a shift that has begun, by job, day and slot: the curve need not ask for them again."""
    shifts = {shift.type.key: shift.type for shift in problem.shifts}
    heads: Counter[tuple[str, int, int]] = Counter()
    for cover in unit.covers:
        if has_begun(cover.key) and cover.key.startswith(f"{unit.key}/visits/"):
            shift = shifts[cover.shift]
            for slot in range(-(-shift.start // SLOT), min(shift.end, DAY) // SLOT):
                heads[cover.job, cover.day, slot] += cover.needed
    return heads


def jobs_by_skill(problem: WeekProblem, unit: Unit) -> dict[str | None, str]:
    """The visiting job that most holders of a skill have; for no skill at all, the commonest job."""
    held: dict[str | None, dict[str, int]] = {}
    for person in unit.people:
        job = person.employee.job
        if job in problem.visiting_jobs:
            for skill in (None, *person.employee.skills):
                counts = held.setdefault(skill, {})
                counts[job] = counts.get(job, 0) + 1
    return {skill: max(sorted(counts), key=lambda job: counts[job]) for skill, counts in held.items()}


def _spread(need: VisitNeed) -> list[tuple[int, float]]:
    """Its minutes with the way, dealt out evenly over the slots of its window."""
    effort = (need.minutes + 2 * need.access_minutes + TRAVEL_GUESS) * need.carers
    first = max(0, need.earliest - TRAVEL_GUESS) // SLOT
    last = min(DAY - 1, need.latest + need.minutes - 1) // SLOT
    share = effort / (last - first + 1)
    return [(slot, share) for slot in range(first, last + 1)]


def _indispensable(need: VisitNeed, day: int) -> Iterator[At]:
    """The half-hours in which an urgent visit with a narrow window must be under way, whenever it starts."""
    if need.priority_class > MOST_URGENT_FLOOR or need.latest - need.earliest > NARROW_MINUTES:
        return
    start = max(0, need.earliest - TRAVEL_GUESS)
    end = min(DAY, need.latest + need.minutes + TRAVEL_GUESS)
    yield from ((day, slot) for slot in range(start // SLOT, -(-end // SLOT)))
