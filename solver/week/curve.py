"""How many visiting carers each half-hour asks for, before anybody is on a roster."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import ceil

from solver.rostering.problem import Curve, Floor
from solver.week.keys import begun_by, has_begun
from solver.week.problem import DAY, Person, Unit, VisitNeed, WeekProblem

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
FEW_HOLDERS = 4
"""A skill held by so few of many is asked for by name; of more, somebody is on duty on every day anyway."""

At = tuple[int, int]
Minutes = dict[At, float]
Floors = Mapping[str, Mapping[At, Floor]]


def demand_curves(
    problem: WeekProblem, unit: Unit, days: Mapping[str, tuple[int, ...]], floors: Floors
) -> tuple[Curve, ...]:
    """One curve for each visiting job that some need falls to, and beside it one for each of its scarce skills.

    `floors` are those learned from routes.
    """
    jobs, scarce = jobs_by_skill(problem, unit), scarce_skills(problem, unit)
    minutes: dict[str, dict[str | None, Minutes]] = {}
    least: dict[str, dict[At, Floor]] = {job: dict(learned) for job, learned in floors.items()}
    for need in unit.visits:
        job = jobs.get(need.skill)
        if job is None or need.place is None:
            continue
        asked = minutes.setdefault(job, {None: {}})
        for day in days[need.key]:
            for skill in {None, need.skill if need.skill in scarce else None}:
                _add(asked.setdefault(skill, {}), need, day)
            for at in _indispensable(need, day):
                known = least.setdefault(job, {}).get(at, Floor(0, need.priority_class))
                urgency = min(known.priority_class, need.priority_class)
                least[job][at] = Floor(max(known.heads, need.carers), urgency)
    return tuple(
        curve
        for job, asked in sorted(minutes.items())
        for curve in _curves_of(problem, unit, job, asked, least.get(job, {}))
    )


def _curves_of(
    problem: WeekProblem, unit: Unit, job: str, asked: Mapping[str | None, Minutes], least: Mapping[At, Floor]
) -> Iterator[Curve]:
    """Heads that need a scarce skill stand in its own curve; the rest, and the floors, in that of anybody."""
    there = begun_heads(problem, unit, job)
    skilled = {
        skill: _heads(minutes, begun_heads(problem, unit, job, skill))
        for skill, minutes in sorted((skill, minutes) for skill, minutes in asked.items() if skill is not None)
    }
    of_skill = Counter[At]()
    for heads in skilled.values():
        of_skill.update(heads)
    yield Curve(
        key=f"{unit.key}/visits/{job}",
        place=unit.key,
        job=job,
        skill=None,
        slot_minutes=SLOT,
        heads={at: max(0, heads - of_skill[at]) for at, heads in _heads(asked[None], there).items()},
        floors={at: replace(floor, heads=max(0, floor.heads - there[at])) for at, floor in sorted(least.items())},
    )
    for skill, heads in skilled.items():
        yield Curve(f"{unit.key}/visits/{job}/{skill}", unit.key, job, skill, SLOT, heads)


def _heads(minutes: Minutes, there: Counter[At]) -> dict[At, int]:
    """People for so many minutes of service and way, beside those who are there already."""
    return {
        at: max(0, ceil(total / (SLOT * BUSY_SHARE) - 0.05) - there[at])
        for at, total in sorted(minutes.items())
        if total > 1
    }


def begun_heads(problem: WeekProblem, unit: Unit, job: str, skill: str | None = None) -> Counter[At]:
    """People of a job, with a skill, who visit on a shift that has begun: the curve need not ask for them again."""
    shifts = {shift.type.key: shift.type for shift in problem.shifts}
    able = {(one.employee.key, day) for one in unit.people for day in range(problem.days) if skill in _valid(one, day)}
    heads = Counter[At]()
    for cover in unit.covers:
        visits = cover.job == job and cover.key.startswith(f"{unit.key}/visits/")
        if visits and has_begun(cover.key) and (skill is None or (begun_by(cover.key), cover.day) in able):
            shift = shifts[cover.shift]
            for slot in range(-(-shift.start // SLOT), min(shift.end, DAY) // SLOT):
                heads[cover.day, slot] += cover.needed
    return heads


def scarce_skills(problem: WeekProblem, unit: Unit) -> frozenset[str]:
    """Skills that so few of a job hold that a day's roster may be without any of them."""
    jobs = jobs_by_skill(problem, unit)
    people = Counter(person.employee.job for person in unit.people)
    held = Counter((skill, person.employee.job) for person in unit.people for skill in _valid(person, 0))
    return frozenset(
        skill
        for skill, job in jobs.items()
        if skill is not None and held[skill, job] <= FEW_HOLDERS and held[skill, job] < people[job]
    )


def jobs_by_skill(problem: WeekProblem, unit: Unit) -> dict[str | None, str]:
    """The visiting job that most holders of a skill have; for no skill at all, the commonest job."""
    held: dict[str | None, dict[str, int]] = {}
    for person in unit.people:
        job = person.employee.job
        if job in problem.visiting_jobs:
            for skill in (None, *_valid(person, 0)):
                counts = held.setdefault(skill, {})
                counts[job] = counts.get(job, 0) + 1
    return {skill: max(sorted(counts), key=lambda job: counts[job]) for skill, counts in held.items()}


def _valid(person: Person, day: int) -> list[str]:
    """The skills that she may use on some day of the week from this one on."""
    return [skill for skill, last in person.employee.skills.items() if last is None or last >= day]


def _add(minutes: Minutes, need: VisitNeed, day: int) -> None:
    for slot, share in spread(need):
        minutes[day, slot] = minutes.get((day, slot), 0.0) + share


def spread(need: VisitNeed) -> list[tuple[int, float]]:
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
