"""Weeks as odd as data can be: planned without a fault, no rule broken, every need planned or listed with a reason."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from solver.budget import Budget
from solver.result import Unplanned
from solver.rostering.problem import Available
from solver.rules import RULES
from solver.travel.estimate import Point, estimate
from solver.week.check import check
from solver.week.problem import MealNeed, Person, SeatNeed, Unit, VisitNeed, WeekProblem
from solver.week.solve import solve
from tests.solver.random_cases import random_cases
from tests.solver.week.example import CENTRE, HOUSES, person, small_week, visit

FAR = Point("far", -27.88, -66.87)
SAME = Point("same", CENTRE.latitude, CENTRE.longitude)
POINTS = (CENTRE, *HOUSES[:3], FAR, SAME)
PLACES = [None, "house0", "house1", "far", "same", "centre"]
JOBS = ["caregiver", "zone_staff", "cook", "carrier", "nurse"]
TRAVEL = estimate(POINTS, ("ebike", "walk"))
LITTLE = Budget(effort=0.02)


@some.composite
def people(draw: some.DrawFn, number: int) -> Person:
    """Somebody of any job; certificates run out in the week, availability has gaps or is none."""
    made = person(f"p{number}", draw(some.sampled_from(JOBS)), draw(some.sampled_from(["female", "male"])), mode(draw))
    free = some.sampled_from([(), (0, 1440), (0, 2160), (420, 700), (600, 601), (1380, 2160)])
    spans = [(day, span) for day in range(7) if (span := draw(free))]
    employee = replace(
        made.employee,
        skills=draw(some.sampled_from([{}, {"bathing": None}, {"bathing": 0}, {"bathing": 3}])),
        contract_minutes=draw(some.sampled_from([0, 600, 2400])),
        available=tuple(Available(day, *span) for day, span in spans),
        overtime_left=draw(some.sampled_from([0, 600])),
    )
    return replace(made, employee=employee, low_risk_only=draw(some.booleans()))


def mode(draw: some.DrawFn) -> tuple[str, ...]:
    return draw(some.sampled_from([(), ("bathing",)]))


@some.composite
def visits(draw: some.DrawFn, number: int) -> VisitNeed:
    """At any minute, for any length, for as many carers as one likes; some follow the one before."""
    days = tuple(sorted(draw(some.sets(some.integers(0, 6), min_size=1, max_size=3))))
    earliest, width = draw(some.sampled_from([0, 450, 1439])), draw(some.sampled_from([0, 1, 250]))
    after = f"v{number - 1}" if number and draw(some.booleans()) else None
    return visit(
        0,
        key=f"v{number}",
        elder=f"e{draw(some.integers(0, 2))}",
        place=draw(some.sampled_from(PLACES)),
        minutes=draw(some.sampled_from([1, 45, 700, 1440])),
        days=days,
        times=draw(some.integers(1, len(days))),
        earliest=earliest,
        latest=min(1439, earliest + width),
        priority_class=draw(some.integers(1, 4)),
        carers=draw(some.integers(1, 2)),
        skill=draw(some.sampled_from([None, "bathing", "unheard_of"])),
        gender=draw(some.sampled_from([None, "female"])),
        low_risk=draw(some.booleans()),
        excluded=frozenset(draw(some.sets(some.sampled_from(["p0", "p1", "nobody"]), max_size=2))),
        designated=frozenset(draw(some.sets(some.sampled_from(["p0", "nobody"]), max_size=1))),
        after=after,
        shortest=10 if after else 0,
        longest=draw(some.sampled_from([10, 60])) if after else 0,
    )


@some.composite
def meals(draw: some.DrawFn, number: int) -> MealNeed:
    return MealNeed(
        f"m{number}",
        f"e{number % 3}",
        draw(some.sampled_from(PLACES)),
        number // 3,
        draw(some.sampled_from(["lunch", "lunch", "dinner"])),
        draw(some.sampled_from(["regular", "low_salt", "no_such_diet"])),
        draw(some.sampled_from([None, "centre"])),
        draw(some.sampled_from([0, 30])),
    )


@some.composite
def seats(draw: some.DrawFn, number: int) -> SeatNeed:
    start, end = draw(some.sampled_from([(510, 960), (0, 1440), (480, 1020), (600, 660), (960, 1020), (1400, 1440)]))
    kind = draw(some.sampled_from(["day_care", "no_such_zone"]))
    elder, place = draw(some.sampled_from(["e0", "e1", "e2"])), draw(some.sampled_from(PLACES))
    return SeatNeed(f"s{number}", elder, place, "centre", kind, number // 3, start, end, draw(some.integers(0, 4)))


@some.composite
def weeks(draw: some.DrawFn) -> WeekProblem:
    base = small_week()
    whole = base.units[0]
    unit = Unit(
        key="centre",
        people=tuple(draw(people(number)) for number in range(draw(some.integers(0, 4)))),
        covers=draw(some.sampled_from([(), whole.covers, whole.covers[:3]])),
        visits=tuple(draw(visits(number)) for number in range(draw(some.integers(0, 4)))),
        meals=tuple(draw(meals(number)) for number in range(draw(some.integers(0, 6)))),
        seats=tuple(draw(seats(number)) for number in range(draw(some.integers(0, 6)))),
        vehicles=draw(some.sampled_from([(), whole.vehicles])),
        travel=TRAVEL,
    )
    kitchens = draw(some.sampled_from([(), base.kitchens, (replace(base.kitchens[0], diets={}, waves=()),)]))
    zone = replace(
        base.zones[0],
        seats=draw(some.sampled_from([0, 1, 6])),
        ratio=draw(some.sampled_from([{}, {2: 1}, {1: 8, 2: 6}])),
        open=draw(some.sampled_from([{}, base.zones[0].open])),
    )
    return replace(base, units=(unit,), kitchens=kitchens, zones=draw(some.sampled_from([(), (zone,)])), points=POINTS)


@random_cases(25)
@given(weeks())
def test_whatever_is_asked_for_nothing_is_broken_and_nothing_is_lost(problem: WeekProblem) -> None:
    solution = solve(problem, LITTLE).solution
    assert check(problem, solution) == []
    assert all(_told(need) for need in solution.not_planned)


def _told(need: Unplanned) -> bool:
    return need.rule in RULES and need.priority_class in range(1, 5)
