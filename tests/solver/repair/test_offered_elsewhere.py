"""A kitchen fails, and who carries for the nearest other one has little time: a third one brings what is left there."""

from collections import Counter
from dataclasses import replace
from functools import cache

from solver.repair.altered import Altered
from solver.repair.portions import given_elsewhere
from solver.repair.problem import ClosedKitchen, RepairProblem
from solver.repair.solution import Repair
from solver.result import Unplanned
from solver.rostering.problem import Cover, ShiftType
from solver.travel.estimate import Point, estimate
from solver.week.pots import wave_of
from solver.week.problem import Facility, Kitchen, KitchenWave, Person, Shift, Vehicle, WeekProblem
from solver.week.solution import WeekSolution
from solver.week.solve import solve as solve_week
from tests.solver.week.example import CENTRE, HOUSES, person, small_week

from .example import LITTLE, morning, repaired

NEAR, FAR = Point("near", 27.884, 113.131), Point("far", 27.894, 113.131)
WEDNESDAY = 2
BRIEF = Shift(ShiftType("brief", 570, 652, 82, frozenset({"carrier"})))
"""Twelve minutes behind a wave that leaves at 640."""


def carrier(key: str, place: str) -> Person:
    one = person(key, "carrier")
    return replace(one, employee=replace(one.employee, places=frozenset({place})))


@cache
def street(portions: int) -> WeekProblem:
    """The small week with two more kitchens on Wednesday, of so many portions each."""
    week = small_week()
    unit, pot = week.units[0], week.kitchens[0]
    places = (CENTRE, NEAR, FAR, *HOUSES)
    hours = {"near": "brief", "far": "carrying"}
    unit = replace(
        unit,
        people=(*unit.people, *(carrier(f"{place}_carrier", place) for place in hours)),
        covers=(
            *unit.covers,
            *(
                Cover(f"{place}@{WEDNESDAY}", WEDNESDAY, shift, place, "carrier", None, 1)
                for place, shift in hours.items()
            ),
        ),
        vehicles=(*unit.vehicles, *(Vehicle(f"{place}_bike", place, "ebike", 2) for place in hours)),
        travel=estimate(places, ("ebike", "walk")),
    )
    kitchens = (
        Kitchen(
            place,
            place,
            pot.diets,
            (KitchenWave(f"{place}/lunch/1@{WEDNESDAY}", WEDNESDAY, "lunch", 1, portions, 600, 640),),
        )
        for place in hours
    )
    return replace(
        week,
        units=(unit,),
        facilities=(*week.facilities, *(Facility(place, "centre", "day_care", 6000) for place in hours)),
        kitchens=(pot, *kitchens),
        shifts=(*week.shifts, BRIEF),
        points=places,
    )


@cache
def published() -> WeekSolution:
    """Everything comes from the first kitchen, for the others have nothing to give yet."""
    return solve_week(street(0), LITTLE).solution


def without_the_first(portions: int) -> Repair:
    case = ClosedKitchen(f"pot/lunch/1@{WEDNESDAY}")
    return repaired(RepairProblem(street(portions), published(), morning(WEDNESDAY, 420), case)).solution


def brought_from(repair: Repair) -> Counter[str]:
    waves = (wave_of(place.supply) for place in repair.solution.meals)
    return Counter(wave.partition("/")[0] for wave in waves if wave.endswith(f"@{WEDNESDAY}"))


def test_what_the_nearest_kitchen_cannot_bring_comes_from_another() -> None:
    repair = without_the_first(20)
    assert not [need for need in repair.solution.not_planned if need.kind == "meal"]
    found = brought_from(repair)
    assert found["near"] > 0
    assert found["far"] > 0
    assert found.total() == 8


def test_what_no_kitchen_has_left_stays_open_for_the_reason_it_had() -> None:
    """Four portions each: the far one brings all of its own, and nobody is offered one that is not there."""
    repair = without_the_first(4)
    found = brought_from(repair)
    left = [need for need in repair.solution.not_planned if need.kind == "meal"]
    assert found["far"] == 4
    assert found["near"] < 4
    assert {need.rule for need in left} <= {"pot_to_plate", "shift_span"}
    assert {wave_of(str(need.facts["supply"])) for need in left} == {f"near/lunch/1@{WEDNESDAY}"}


def test_what_nobody_could_bring_before_is_not_offered() -> None:
    """Two other kitchens have portions; but nobody is told anything new for what was open."""
    plan, key = published(), f"lunch0@{WEDNESDAY}"
    supply = next(place.supply for place in plan.meals if place.request == key)
    left = Unplanned("meal", key, 2, 30, "pot_to_plate", {"supply": supply})
    meals = tuple(place for place in plan.meals if place.request != key)
    vain = replace(plan, meals=meals, not_planned=(*plan.not_planned, left))
    full, nothing = {wave_of(supply)}, Altered(street(20), vain)

    def elsewhere(told: WeekSolution) -> list[str]:
        problem = RepairProblem(street(20), told, morning(WEDNESDAY, 420), None)
        return [place.request for place in given_elsewhere(problem, nothing, full, LITTLE)]

    assert elsewhere(plan) == [key]
    assert elsewhere(vain) == []
