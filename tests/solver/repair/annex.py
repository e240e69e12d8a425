"""The small street with an annex that eats from its kitchen, two carriers a day, and a spare wave of lunch."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from solver.meals.solution import Round
from solver.repair.problem import Case, RepairProblem
from solver.travel.estimate import Point, estimate
from solver.week.check import check
from solver.week.problem import Facility, KitchenWave, Vehicle, WeekProblem
from solver.week.solution import WeekSolution
from solver.week.solve import solve as solve_week
from tests.solver.week.example import CENTRE, DAYS, HOUSES, small_week

from .example import LITTLE

ANNEX = Point("annex", 27.886, 113.131)
GUESTS = ("lunch10@2", "lunch11@2")


@cache
def street() -> WeekProblem:
    """The spare wave is cooked as early as the first and leaves five minutes after it."""
    week = small_week()
    pot, unit = week.kitchens[0], week.units[0]
    later = (KitchenWave(f"pot/lunch/2@{day}", day, "lunch", 2, 20, 600, 645) for day in range(DAYS))
    places = (CENTRE, ANNEX, *HOUSES)
    unit = replace(
        unit,
        covers=tuple(replace(cover, needed=2) if cover.job == "carrier" else cover for cover in unit.covers),
        meals=tuple(replace(need, eats_at="annex") if need.eats_at else need for need in unit.meals),
        seats=(),
        vehicles=tuple(Vehicle(key, "centre", "ebike", 4) for key in ("bike", "other")),
        travel=estimate(places, ("ebike", "walk")),
    )
    return replace(
        week,
        units=(unit,),
        facilities=(*week.facilities, Facility("annex", "centre", "day_care", 6000)),
        kitchens=(replace(pot, waves=(*pot.waves, *later)),),
        points=places,
    )


@cache
def published() -> WeekSolution:
    """Planned with the first wave alone; on Wednesday the second carrier brings what the first one could as well."""
    week = street()
    first = tuple(wave for wave in week.kitchens[0].waves if wave.wave == 1)
    plan = solve_week(replace(week, kitchens=(replace(week.kitchens[0], waves=first),)), LITTLE).solution
    wednesday = [replace(day, rounds=_by_the_other(day.rounds)) if day.day == 2 else day for day in plan.rounds]
    told = replace(plan, rounds=tuple(wednesday))
    assert check(week, told) == []
    return told


def _by_the_other(rounds: Iterable[Round]) -> tuple[Round, ...]:
    assert {(one.carrier, one.vehicle) for one in rounds} == {("carrier0", "bike")}
    return tuple(replace(one, carrier="carrier1", vehicle="other") for one in rounds)


def happens(case: Case | None, now: int) -> RepairProblem:
    return RepairProblem(street(), published(), now, case)
