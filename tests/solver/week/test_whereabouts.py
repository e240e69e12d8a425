"""Of an elder's seats whose hours meet one is given, and none while she is somewhere already."""

from dataclasses import replace

import pytest

from solver.budget import Budget
from solver.result import Unplanned
from solver.week.check import check
from solver.week.problem import DAY, SeatNeed, WeekProblem
from solver.week.seating import away_spans, eating_at, waves_of
from solver.week.solution import WeekSolution
from solver.week.solve import solve
from solver.week.whereabouts import shared_hours
from tests.solver.week.example import small_week, visit, with_unit
from tests.solver.week.running import running

HERS = SeatNeed("long", "elder10", "house10", "centre", "day_care", 1, 510, 960, 2)
QUICK = Budget(effort=0.05)


def another(start: int, end: int, **changes: object) -> SeatNeed:
    return replace(HERS, key="short", start=start, end=end, **changes)  # type: ignore[arg-type]


def planned(problem: WeekProblem) -> WeekSolution:
    solution = solve(problem, QUICK).solution
    assert check(problem, solution) == []
    return solution


def given(solution: WeekSolution) -> set[str]:
    return {place.request for place in solution.seats}


def left(solution: WeekSolution) -> list[Unplanned]:
    return [need for need in solution.not_planned if need.kind == "seat"]


def two_rooms(problem: WeekProblem) -> WeekProblem:
    room = problem.zones[0]
    return replace(problem, zones=(room, replace(room, key="gym", kind="rehabilitation", ratio={})))


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(another(510, 960), id="the same again"),
        pytest.param(another(600, 660, zone_kind="rehabilitation"), id="another room of the place for an hour"),
        pytest.param(another(510, 900, zone_kind="rehabilitation"), id="two places at once"),
        pytest.param(another(900, 1020), id="other hours"),
    ],
)
def test_of_two_seats_at_once_one_is_given_and_the_other_says_why(second: SeatNeed) -> None:
    problem = two_rooms(with_unit(small_week(), seats=(HERS, second), visits=(), meals=()))
    solution = planned(problem)
    (missing,) = left(solution)
    assert given(solution) | {missing.key} == {"long", "short"}
    assert (missing.rule, missing.facts["other"]) == ("elder_in_one_place", *given(solution))


def test_the_longer_of_two_promises_is_kept() -> None:
    problem = two_rooms(
        with_unit(small_week(), seats=(another(600, 660, zone_kind="rehabilitation"), HERS), visits=(), meals=())
    )
    assert given(planned(problem)) == {"long"}


def test_two_short_ones_are_kept_before_one_that_meets_both() -> None:
    seats = (replace(HERS, start=600, end=720), another(510, 630), replace(HERS, key="later", start=700, end=800))
    solution = planned(with_unit(small_week(), seats=seats, visits=(), meals=()))
    assert given(solution) == {"short", "later"}


def test_a_seat_that_follows_another_is_given_too() -> None:
    solution = planned(with_unit(small_week(), seats=(HERS, another(960, 1020)), visits=(), meals=()))
    assert given(solution) == {"long", "short"}


def test_the_seats_of_others_and_of_other_days_are_no_matter() -> None:
    seats = (HERS, replace(HERS, key="b", elder="elder11", place="house11"), another(510, 960, day=2))
    assert shared_hours(with_unit(small_week(), seats=seats)) == {}


def test_a_guest_eats_where_she_sits_and_is_away_for_the_seat_that_she_has() -> None:
    """Her second promise, in the evening hours of another room, neither feeds her nor keeps her from home."""
    problem = two_rooms(
        with_unit(small_week(), seats=(HERS, another(900, 1020, zone_kind="rehabilitation")), visits=())
    )
    solution = planned(problem)
    ((start, end),) = away_spans(problem, solution.seats)["elder10", 1]
    assert start < 510
    assert 960 < end < 1020
    assert eating_at(problem, solution.seats).of("elder10", waves_of(problem)["pot/lunch/1@1"]) == "centre"


def test_who_sits_already_is_given_no_second_seat_for_the_same_hours() -> None:
    """At eight she was seated until five; her hours were changed to the afternoon since."""
    there = replace(HERS, key="elder10@1/480", start=480, end=1020)
    told = with_unit(small_week(), seats=(), visits=(), meals=())
    week = running(told, planned(told), DAY + 500)
    room = replace(week.zones[0], taken=((1, 480, 1020, 2),))
    (missing,) = left(planned(replace(with_unit(week, seated=(there,), seats=(another(780, 960),)), zones=(room,))))
    assert (missing.rule, missing.facts) == ("elder_in_one_place", {"options": 0, "ruled_out_elder_in_one_place": 1})


@pytest.mark.parametrize(("start", "rule"), [(540, "elder_in_one_place"), (640, None)])
def test_nobody_is_fetched_while_somebody_is_with_her(start: int, rule: str | None) -> None:
    """A wash of 45 minutes has begun at ten to nine; a seat is promised since from nine, or from later on."""
    wash = visit(10, key="wash10", days=(1,), times=1, earliest=530, latest=530)
    told = with_unit(small_week(), visits=(wash,), seats=(), meals=())
    week = with_unit(running(told, planned(told), DAY + 535), seats=(another(start, 960),))
    assert [need.rule for need in left(planned(week))] == ([rule] if rule else [])
