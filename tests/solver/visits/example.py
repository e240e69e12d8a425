"""A believable centre-day, made from a seed: elders clustered in estates, carers with skills, modes and shifts."""

import random

from solver.travel.estimate import Point, estimate
from solver.visits.problem import Break, Carer, Link, Stop, VisitsProblem

SKILLS = ("care", "bath", "nurse")
BASE = "centre"


def centre_day(stops: int = 250, carers: int = 35, seed: int = 0) -> VisitsProblem:
    """About 5 % of the stops need two carers, 5 % stand in chains, some elders have several stops."""
    dice = random.Random(seed)
    homes = _homes(dice, max(8, stops * 2 // 3))
    staff = tuple(_carer(dice, number) for number in range(carers))
    wanted: list[Stop] = []
    links: list[Link] = []
    while len(wanted) < stops:
        elder = dice.randrange(len(homes))
        wanted.append(_stop(dice, len(wanted), elder, staff))
        if dice.random() < 0.05 and len(wanted) < stops:
            before = wanted[-1]
            wanted.append(_follower(dice, len(wanted), before))
            links.append(Link(before.key, wanted[-1].key, 0, dice.choice([30, 60, 120])))
    points = [Point(BASE, 27.884, 113.136), *homes]
    return VisitsProblem(staff, tuple(wanted), tuple(links), estimate(points))


def load(problem: VisitsProblem) -> float:
    """Service, access and about eight minutes of travel a stop, over the minutes on duty without pauses."""
    needed = sum((stop.minutes + 2 * stop.access_minutes + 8) * stop.carers for stop in problem.stops)
    return needed / sum(c.end - c.start - (c.pause.minutes if c.pause else 0) for c in problem.carers)


def _homes(dice: random.Random, count: int) -> list[Point]:
    estates = [(27.884 + dice.gauss(0, 0.012), 113.136 + dice.gauss(0, 0.014)) for _ in range(20)]
    homes = []
    for number in range(count):
        latitude, longitude = dice.choice(estates)
        homes.append(Point(f"home{number}", latitude + dice.gauss(0, 0.0012), longitude + dice.gauss(0, 0.0012)))
    return homes


def _carer(dice: random.Random, number: int) -> Carer:
    late = number % 4 == 3
    start, end = (630, 1140) if late else (450, 990)
    skills = frozenset(skill for skill, share in zip(SKILLS, (1.0, 0.7, 0.4), strict=True) if dice.random() < share)
    volunteer = number % 12 == 11
    return Carer(
        key=f"carer{number:02}",
        base=BASE,
        start=start,
        end=end,
        mode=dice.choice(["walk", "ebike", "ebike", "ebike", "bus"]),
        gender="m" if number % 6 == 5 else "f",
        skills=frozenset({"care"}) if volunteer else skills,
        pause=Break(45, 660, 870),
        low_risk_only=volunteer,
    )


def _stop(dice: random.Random, number: int, elder: int, staff: tuple[Carer, ...]) -> Stop:
    kind = dice.choices(["fixed", "morning", "day", "wide"], [10, 30, 30, 30])[0]
    middle = dice.randrange(540, 1000, 15)
    spread = {"fixed": 15, "morning": 60, "day": 90, "wide": 150}[kind]
    faces = frozenset(carer.key for carer in dice.sample(staff, min(4, len(staff))))
    return Stop(
        key=f"stop{number:03}",
        elder=f"elder{elder}",
        place=f"home{elder}",
        minutes=dice.choice([20, 30, 30, 40, 45, 60, 60]),
        earliest=middle - spread,
        latest=middle + spread,
        priority_class=dice.choices([1, 2, 3, 4], [15, 35, 30, 20])[0],
        carers=2 if dice.random() < 0.05 else 1,
        skill=dice.choices([None, *SKILLS], [20, 50, 20, 10])[0],
        gender="f" if dice.random() < 0.1 else None,
        access_minutes=dice.choice([0, 1, 1, 2, 3, 4]),
        preferred_start=middle if dice.random() < 0.7 else None,
        excluded=frozenset({dice.choice(staff).key}) if dice.random() < 0.05 else frozenset(),
        designated=frozenset({dice.choice(sorted(faces))}) if dice.random() < 0.3 else frozenset(),
        faces=faces,
        low_risk=dice.random() < 0.5,
        blocked=((600, 690),) if dice.random() < 0.05 else (),
    )


def _follower(dice: random.Random, number: int, before: Stop) -> Stop:
    return Stop(
        key=f"stop{number:03}",
        elder=before.elder,
        place=before.place,
        minutes=dice.choice([15, 20, 30]),
        earliest=before.earliest,
        latest=before.latest + before.minutes + 120,
        priority_class=before.priority_class,
        access_minutes=before.access_minutes,
        faces=before.faces,
        low_risk=before.low_risk,
    )
