"""One small street: a centre with a kitchen, a day room, seven people on the staff and twelve elders."""

from dataclasses import replace

from solver.rostering.problem import Available, Cover, Employee, ShiftType
from solver.travel.estimate import Point, estimate
from solver.visits.problem import Break
from solver.week.problem import (
    Facility,
    Kitchen,
    KitchenWave,
    MealNeed,
    Person,
    SeatNeed,
    Shift,
    Unit,
    Vehicle,
    VisitNeed,
    WeekProblem,
    Zone,
)

DAYS = 7
HOUSES = tuple(Point(f"house{at}", 27.88 + at * 0.001, 113.13 + (at % 3) * 0.001) for at in range(12))
CENTRE = Point("centre", 27.883, 113.131)
THRESHOLDS = {
    "daily_hours": 480,
    "weekly_hours": 2400,
    "weekly_hours_average": 2640,
    "rest_between_shifts": 660,
    "consecutive_days": 6,
    "weekly_rest_days": 1,
    "consecutive_nights": 3,
    "night_begins": 1320,
    "night_ends": 360,
    "visits_a_day": 14,
    "box_ride_time": 45,
    "pot_to_plate": 120,
    "box_handover": 2,
}
EARLY = Shift(ShiftType("early", 420, 930, 480, frozenset({"caregiver"})), Break(30, 660, 810))
DAY_SHIFT = Shift(ShiftType("day", 480, 1020, 480, frozenset({"zone_staff"})), Break(60, 660, 840))
MIDDAY = Shift(ShiftType("midday", 660, 900, 240, frozenset({"zone_staff"})))
COOKING = Shift(ShiftType("cooking", 360, 870, 480, frozenset({"cook"})), Break(30, 540, 810))
CARRYING = Shift(ShiftType("carrying", 570, 1110, 480, frozenset({"carrier"})), Break(60, 780, 960))


def person(key: str, job: str, gender: str = "female", skills: tuple[str, ...] = ()) -> Person:
    """Full time, any day, by e-bike."""
    employee = Employee(
        key=key,
        job=job,
        places=frozenset({"centre"}),
        skills=dict.fromkeys(skills),
        contract_minutes=2400,
        max_week_minutes=2640,
        available=tuple(Available(day, 0, 2160) for day in range(DAYS)),
        overtime_left=600,
    )
    return Person(employee, "centre", gender, "ebike")


def visit(at: int, **changes: object) -> VisitNeed:
    """A wash of 45 minutes in the morning, on three days of the planner's choice."""
    need = VisitNeed(
        key=f"wash{at}",
        elder=f"elder{at}",
        place=f"house{at}",
        service="wash",
        minutes=45,
        days=(0, 1, 2, 3, 4),
        times=3,
        earliest=450,
        latest=700,
        priority_class=2,
    )
    return replace(need, **changes)  # type: ignore[arg-type]


def small_week(**changes: object) -> WeekProblem:
    """Everything fits with room to spare."""
    problem = WeekProblem(
        week="2026-11-23",
        days=DAYS,
        units=(_unit(),),
        facilities=(Facility("centre", "centre", "street_center", 6000),),
        kitchens=(_kitchen(),),
        zones=(Zone("room", "centre", "day_care", 6, dict.fromkeys(range(5), ((480, 1020),)), {1: 8, 2: 6}),),
        shifts=(EARLY, DAY_SHIFT, MIDDAY, COOKING, CARRYING),
        points=(CENTRE, *HOUSES),
        thresholds=THRESHOLDS,
    )
    return replace(problem, **changes)  # type: ignore[arg-type]


def with_unit(problem: WeekProblem, **changes: object) -> WeekProblem:
    """The same week with something else about its only unit."""
    return replace(problem, units=(replace(problem.units[0], **changes),))  # type: ignore[arg-type]


def _unit() -> Unit:
    carers = tuple(person(f"carer{at}", "caregiver", skills=("bathing",)) for at in range(3))
    return Unit(
        key="centre",
        people=(*carers, *(person(f"{job}{at}", job) for job in ("zone_staff", "cook", "carrier") for at in range(2))),
        covers=tuple(_covers()),
        visits=(
            *(visit(at) for at in range(8)),
            visit(8, key="bath8", minutes=60, carers=2, skill="bathing", times=1),
            visit(9, key="breakfast9", times=5, minutes=20, latest=500),
            visit(9, key="medicine9", times=5, minutes=15, latest=600, after="breakfast9", shortest=10, longest=60),
        ),
        meals=tuple(
            MealNeed(f"lunch{at}@{day}", f"elder{at}", f"house{at}", day, "lunch", "regular")
            for at in range(6)
            for day in range(7)
        )
        + tuple(
            MealNeed(f"lunch{at}@{day}", f"elder{at}", f"house{at}", day, "lunch", "low_salt", "centre")
            for at in (10, 11)
            for day in range(5)
        ),
        seats=tuple(
            SeatNeed(f"seat{at}@{day}", f"elder{at}", f"house{at}", "centre", "day_care", day, 510, 960, 2)
            for at in (10, 11)
            for day in range(5)
        ),
        vehicles=(Vehicle("bike", "centre", "ebike", 30),),
        travel=estimate((CENTRE, *HOUSES), ("ebike", "walk")),
    )


def _covers() -> list[Cover]:
    """Somebody relieves who looks after the guests, so that she can take her pause."""
    wanted = [
        *(("day", "zone_staff", range(5)), ("midday", "zone_staff", range(5))),
        *(("cooking", "cook", range(7)), ("carrying", "carrier", range(7))),
    ]
    return [Cover(f"{shift}@{day}", day, shift, "centre", job, None, 1) for shift, job, days in wanted for day in days]


def _kitchen() -> Kitchen:
    waves = tuple(KitchenWave(f"pot/lunch/1@{day}", day, "lunch", 1, 20, 600, 640) for day in range(DAYS))
    return Kitchen("pot", "centre", {"regular": 20, "low_salt": 10}, waves)
