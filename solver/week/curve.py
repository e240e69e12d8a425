"""How many visiting carers each half-hour asks for, before anybody is on a roster."""

from collections.abc import Mapping
from math import ceil

from solver.rostering.problem import Curve
from solver.week.problem import DAY, Unit, VisitNeed, WeekProblem

SLOT = 30
TRAVEL_GUESS = 9
"""Minutes of way to a visit before routes are known."""
BUSY_SHARE = 0.88
"""Share of a carer's time on duty that visits and ways can fill; the rest is pause and waiting."""


def demand_curves(problem: WeekProblem, unit: Unit, days: Mapping[str, tuple[int, ...]]) -> tuple[Curve, ...]:
    """One curve for each visiting job that some need falls to."""
    minutes: dict[str, dict[tuple[int, int], float]] = {}
    jobs = jobs_by_skill(problem, unit)
    for need in unit.visits:
        job = jobs.get(need.skill)
        if job is None or need.place is None:
            continue
        slots = minutes.setdefault(job, {})
        for day in days[need.key]:
            for slot, share in _spread(need):
                slots[(day, slot)] = slots.get((day, slot), 0.0) + share
    return tuple(
        Curve(
            key=f"{unit.key}/visits/{job}",
            place=unit.key,
            job=job,
            skill=None,
            slot_minutes=SLOT,
            heads={at: ceil(total / (SLOT * BUSY_SHARE) - 0.05) for at, total in sorted(slots.items()) if total > 1},
        )
        for job, slots in sorted(minutes.items())
    )


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
