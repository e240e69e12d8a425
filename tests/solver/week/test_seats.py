"""Of a seat that is open the list tells where its own centre is to blame: it is closed at her hours."""

from dataclasses import replace

import pytest

from solver.budget import Budget
from solver.places.check import check as check_places
from solver.places.solve import solve as solve_places
from solver.week.check import check
from solver.week.problem import Facility, WeekProblem, Zone
from solver.week.seats import seats_problem
from solver.week.solve import solve
from tests.solver.week.example import small_week, with_unit

Hours = dict[int, tuple[tuple[int, int], ...]]

MORNINGS: Hours = {0: ((480, 720),)}
ALL_DAY: Hours = {0: ((480, 1020),)}


def two_rooms(hours: Hours, seats_next_door: int) -> WeekProblem:
    """Two guests are promised Monday at a centre with these hours; the one next door has so many seats, all day."""
    week = small_week(
        facilities=(
            Facility("centre", "centre", "street_center", 6000),
            Facility("house3", "centre", "day_care", 6000),
        ),
        zones=(
            Zone("room", "centre", "day_care", 1, hours, {}),
            Zone("next", "house3", "day_care", seats_next_door, ALL_DAY, {}),
        ),
    )
    (unit,) = week.units
    return with_unit(week, visits=(), meals=(), seats=tuple(seat for seat in unit.seats if seat.day == 0))


@pytest.mark.parametrize(
    ("hours", "next_door", "rule", "closed"),
    [(MORNINGS, 1, "zone_seats", True), (ALL_DAY, 0, "zone_seats", None), (MORNINGS, 2, None, None)],
)
def test_a_seat_says_that_its_own_centre_is_closed(
    hours: Hours, next_door: int, rule: str | None, closed: bool | None
) -> None:
    week = two_rooms(hours, next_door)
    solution = solve(week, Budget(effort=0.1)).solution
    assert check(week, solution) == []
    left = [(one.rule, one.facts.get("promised_closed")) for one in solution.not_planned if one.kind == "seat"]
    assert left == ([(rule, closed)] if rule else [])


def test_where_nothing_else_is_in_reach_the_rule_says_it_already() -> None:
    week = two_rooms(MORNINGS, 0)
    alone = replace(week, zones=week.zones[:1])
    left = [one for one in solve(alone, Budget(effort=0.1)).solution.not_planned if one.kind == "seat"]
    assert {(one.rule, "promised_closed" in one.facts) for one in left} == {("opening_hours", False)}


@pytest.mark.parametrize("order", [1, -1])
def test_the_rule_told_is_the_one_at_which_the_best_place_stops(order: int) -> None:
    """The centre is closed at their hours, the one next door takes nobody from so far: whichever is listed first."""
    week = two_rooms(MORNINGS, 2)
    centre, next_door = week.facilities
    near = replace(week, facilities=(centre, replace(next_door, reach_metres=0)), zones=week.zones[::order])
    asked = seats_problem(near, (), ())
    solution = solve_places(asked, Budget()).solution
    assert {one.rule for one in solution.not_planned} == {"opening_hours"}
    assert check_places(asked, solution) == []
