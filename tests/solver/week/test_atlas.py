"""A place of another centre is lent: it costs more than one of her own that is farther away."""

from dataclasses import replace

from solver.budget import Budget
from solver.rules import weight
from solver.travel.estimate import Point
from solver.week.atlas import Atlas
from solver.week.check import check
from solver.week.problem import Facility, SeatNeed, WeekProblem, Zone
from solver.week.seats import ANOTHER_ROOM
from solver.week.solve import solve
from tests.solver.week.example import CENTRE, small_week

LOAN = weight("loan_from_other_centre", {})
NORTH, FAR = Point("north", 27.883, 113.133), Point("far", 27.883, 113.163)


def week_of_two(*rooms: str) -> WeekProblem:
    """An elder of the north is promised a seat in its centre, which has none; these have one each."""
    week = small_week()
    (unit,) = week.units
    seat = SeatNeed("seat0", "elder0", "north", "north", "day_care", 0, 510, 960, 2)
    lender = replace(unit, visits=(), meals=(), seats=(), covers=())
    north = replace(lender, key="north", people=(), vehicles=(), seats=(seat,))
    always = dict.fromkeys(range(7), ((480, 1020),))
    return replace(
        week,
        units=(lender, north),
        facilities=(
            *week.facilities,
            Facility("north", "north", "street_center", 6000),
            Facility("far", "north", "day_care", 6000),
        ),
        zones=tuple(Zone(f"room/{place}", place, "day_care", 1, always, {}) for place in rooms),
        points=(*week.points, NORTH, FAR),
    )


def where_seated(problem: WeekProblem) -> str:
    solution = solve(problem, Budget(effort=0.1)).solution
    assert check(problem, solution) == []
    (place,) = solution.seats
    return place.supply.partition("@")[0]


def test_a_room_of_ones_own_comes_before_a_nearer_one_that_is_lent() -> None:
    problem = week_of_two("centre", "far")
    atlas = Atlas(problem)
    assert atlas.metres("north", "centre") < atlas.metres("north", "far") < LOAN * 100
    assert where_seated(problem) == "room/far"


def test_one_centre_lends_another_a_seat_and_its_price_is_who_borrows_it() -> None:
    problem = week_of_two("centre")
    assert where_seated(problem) == "room/centre"
    way = round(Atlas(problem).metres("north", CENTRE.key) / 100)
    costs = solve(problem, Budget(effort=0.1)).costs_by_unit
    assert costs["north"] == {"travel": ANOTHER_ROOM + way, "loan_from_other_centre": LOAN}
