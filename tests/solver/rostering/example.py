"""A street centre as it could be: carers on curves, zone staff in day care, cooks, carriers, nurses with nights."""

import random
from collections.abc import Iterator, Mapping

from solver.rostering.problem import (
    DAY,
    Available,
    Cover,
    Curve,
    Employee,
    History,
    Limits,
    RosterProblem,
    ShiftType,
    Wish,
)

LIMITS = Limits(
    day_minutes=660,
    week_minutes=2400,
    week_minutes_ceiling=2640,
    rest_minutes=660,
    consecutive_days=6,
    weekly_rest_days=1,
    night_ends=360,
    night_begins=1320,
    consecutive_nights=3,
)
SHIFT_TYPES = (
    ShiftType("early", 420, 930, 480, frozenset({"caregiver", "nurse", "zone_staff"})),
    ShiftType("day", 480, 1020, 480, frozenset({"caregiver", "zone_staff", "nurse"})),
    ShiftType("late", 720, 1230, 480, frozenset({"caregiver", "zone_staff"})),
    ShiftType("evening", 840, 1350, 480, frozenset({"nurse"})),
    ShiftType("night", 1320, 1890, 540, frozenset({"nurse"})),
    ShiftType("kitchen", 360, 870, 480, frozenset({"cook"})),
    ShiftType("half", 480, 750, 270, frozenset({"caregiver", "zone_staff", "cook"})),
    ShiftType("carry", 570, 1110, 480, frozenset({"carrier"})),
)
SHARES: Mapping[str, float] = {"caregiver": 0.47, "zone_staff": 0.23, "cook": 0.1, "carrier": 0.08, "nurse": 0.12}
BY_DAY = (1.05, 1.05, 1.05, 1.05, 1.05, 0.85, 0.8)
"""Weekdays ask for more than weekends."""


def unit(staff: int = 64, *, seed: int = 0, used: float = 0.87) -> RosterProblem:
    """A unit of so many employees of whose contract minutes the share `used` is needed."""
    rng = random.Random(seed)
    centres = [f"daycare{n}" for n in range(1, max(2, staff // 12) + 1)]
    employees = tuple(_employees(rng, staff, centres))
    minutes: dict[str, float] = {}
    for employee in employees:
        days = len({span.day for span in employee.available})
        minutes[employee.job] = minutes.get(employee.job, 0) + used * min(employee.contract_minutes, days * 480)
    return RosterProblem(
        days=7,
        employees=employees,
        shift_types=SHIFT_TYPES,
        covers=tuple(_covers(minutes, centres)),
        curves=tuple(_curves(minutes["caregiver"])),
        limits=LIMITS,
    )


def _employees(rng: random.Random, staff: int, centres: list[str]) -> Iterator[Employee]:
    jobs = [job for job, share in SHARES.items() for _ in range(max(2, round(staff * share)))]
    del jobs[: max(0, len(jobs) - staff)]
    jobs += ["caregiver"] * (staff - len(jobs))
    for number, job in enumerate(jobs):
        away = set(rng.sample(range(7), 3)) if rng.random() < 0.08 else set[int]()
        part_time = job == "caregiver" and rng.random() < 0.2
        places = {"centre", *(rng.sample(centres, 2) if job == "zone_staff" else ())}
        yield Employee(
            key=f"{job}{number}",
            job=job,
            places=frozenset(places),
            skills=_skills(rng, job),
            contract_minutes=1200 if part_time else 2400,
            max_week_minutes=1440 if part_time else 2640,
            available=tuple(Available(day, 0, DAY) for day in range(8) if day not in away),
            overtime_left=0 if part_time else rng.choice((0, 480, 480, 2160)),
            history=_history(rng, job),
            wishes=(Wish(rng.randrange(7), None),) if rng.random() < 0.4 else (),
        )


def _skills(rng: random.Random, job: str) -> dict[str, int | None]:
    skills: dict[str, int | None] = {"health": 3 if rng.random() < 0.03 else None}
    if job == "caregiver" and rng.random() < 0.6:
        skills["bathing"] = None
    if job == "zone_staff" and rng.random() < 0.5:
        skills["rehab"] = None
    return skills


def _history(rng: random.Random, job: str) -> History:
    run = rng.choice((0, 0, 1, 2, 3, 5))
    ended = None if run == 0 else (450 if job == "nurse" and rng.random() < 0.2 else -rng.choice((210, 420, 510)))
    return History(consecutive_days=run, last_end=ended, weekends_worked=rng.randrange(7))


def _covers(minutes: Mapping[str, float], centres: list[str]) -> Iterator[Cover]:
    wanted: list[tuple[str, str, str, str | None, float, int]]
    wanted = [("centre", "nurse", shift, None, 1 / 3, 1) for shift in ("night", "evening", "early")]
    wanted += [("centre", "cook", "kitchen", "health", 1, 1), ("centre", "carrier", "carry", None, 1, 2)]
    wanted += [(place, "zone_staff", "day", None, 0.6 / len(centres), 3) for place in centres]
    wanted += [("centre", "zone_staff", "early", "rehab", 0.2, 2), ("centre", "zone_staff", "late", None, 0.2, 4)]
    for day, busy in enumerate(BY_DAY):
        for place, job, shift, skill, share, priority_class in wanted:
            heads = int(minutes.get(job, 0) / 7 * busy * share / 480 + 0.35)
            if heads > 0:
                key = f"{place}/{job}/{shift}@{day}"
                yield Cover(key, day, shift, place, job, skill, heads, priority_class)


def _curves(minutes: float) -> Iterator[Curve]:
    """A morning peak, a dip at noon, an afternoon hump; a quarter of the morning asks for bathing."""
    shape = {slot: 3.0 if slot < 22 else 1.6 if slot < 27 else 2.2 if slot < 36 else 0.8 for slot in range(14, 40)}
    scale = minutes / 7 / 30 / sum(shape.values())
    bathing, anybody = dict[tuple[int, int], int](), dict[tuple[int, int], int]()
    for day, busy in enumerate(BY_DAY):
        for slot, height in shape.items():
            heads = round(height * scale * busy)
            bathing[day, slot] = heads // 4 if slot < 27 else 0
            anybody[day, slot] = heads - bathing[day, slot]
    yield Curve("bathing", "centre", "caregiver", "bathing", 30, bathing)
    yield Curve("care", "centre", "caregiver", None, 30, anybody)
