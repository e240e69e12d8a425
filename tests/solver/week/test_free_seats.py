"""Who waits for a seat is told the other days on which one is free."""

from dataclasses import replace
from itertools import count

from solver.budget import Budget
from solver.places.solution import Place
from solver.result import Fact, Unplanned
from solver.week.check import check
from solver.week.free_seats import free_days
from solver.week.problem import WeekProblem, Zone
from solver.week.solve import solve
from tests.solver.week.example import small_week, with_unit
from tests.solver.week.test_seats import ALL_DAY


def one_seat(*days: int) -> WeekProblem:
    """Two guests are promised Monday where one seat is, open on Monday and on these days."""
    (span,) = ALL_DAY[0]
    week = small_week(zones=(Zone("room", "centre", "day_care", 1, dict.fromkeys((0, *days), (span,)), {}),))
    (unit,) = week.units
    return with_unit(week, visits=(), meals=(), seats=tuple(seat for seat in unit.seats if seat.day == 0))


def told(week: WeekProblem) -> dict[str, Fact]:
    """What the one who waits is told of other days."""
    solution = solve(week, Budget(effort=0.1)).solution
    assert check(week, solution) == []
    (left,) = (one for one in solution.not_planned if one.kind == "seat")
    return {name: fact for name, fact in left.facts.items() if name.startswith("free_")}


def test_days_with_a_free_seat_are_named() -> None:
    assert told(one_seat(1, 3)) == {"free_days": 2, "free_1": True, "free_3": True}


def test_where_no_other_day_is_open_there_is_none() -> None:
    assert told(one_seat()) == {"free_days": 0}


def test_a_day_that_is_taken_or_promised_already_is_not_offered() -> None:
    """A third guest has the Tuesday seat, and the first is promised the Wednesday."""
    week = one_seat(1, 2)
    first, second = week.units[0].seats
    third = replace(first, key="third@1", elder="third", day=1)
    wednesday = replace(first, key="first@2", day=2)
    assert told(with_unit(week, seats=(first, second, third, wednesday))) == {"free_days": 0}


def test_where_she_is_promised_every_day_there_is_none_to_offer() -> None:
    week = one_seat(*range(1, 7))
    seats = (replace(seat, key=f"{seat.key}/{day}", day=day) for seat in week.units[0].seats for day in range(7))
    solution = solve(with_unit(week, seats=tuple(seats)), Budget(effort=0.1)).solution
    left = [one for one in solution.not_planned if one.kind == "seat"]
    assert len(left) == 7
    assert not any("free_days" in one.facts for one in left)


def test_what_lies_behind_is_not_offered() -> None:
    week = one_seat(1, 3, 4)
    seats = tuple(replace(seat, key=f"{seat.key}/3", day=3) for seat in week.units[0].seats)
    assert told(with_unit(week, people=(), covers=(), seats=seats, begins=2 * 1440)) == {"free_days": 1, "free_4": True}


def test_once_it_is_stopped_nothing_is_said_of_any_day() -> None:
    """It is asked before each day, so that nobody waits for all of them."""
    week = one_seat(1, 3)
    first, second = week.units[0].seats
    asked = count()
    left = [Unplanned("seat", second.key, 2, 450, "zone_seats")]
    given = [Place(first.key, f"room@0@{first.start}-{first.end}")]
    assert free_days(week, (), (), given, left, lambda: next(asked) == 3) == {}
    assert next(asked) == 4
    assert free_days(week, (), (), given, left)[second.key]["free_days"] == 2
