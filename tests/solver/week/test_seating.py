"""Where guests eat, and what is told of a meal that finds nobody."""

from dataclasses import replace

from solver.budget import Budget
from solver.week.check import check
from solver.week.problem import DAY
from solver.week.seating import away_spans
from solver.week.solve import solve
from tests.solver.week.example import small_week, with_unit


def test_a_meal_that_comes_while_she_is_on_her_way_tells_when_she_is_home_again() -> None:
    """On Tuesday lunch leaves at 10:40, and elder10's seat ends at five to eleven."""
    problem = small_week()
    seats = tuple(replace(seat, end=655) if seat.key == "seat10@1" else seat for seat in problem.units[0].seats)
    problem = with_unit(problem, seats=seats)
    solution = solve(problem, Budget()).solution
    assert check(problem, solution) == []
    (lunch,) = [need for need in solution.not_planned if need.kind == "meal"]
    ((_, home),) = away_spans(problem, solution.seats)["elder10", 1]
    assert home > 655
    assert (lunch.key, lunch.rule) == ("lunch10@1", "elder_in_one_place")
    assert (lunch.facts["leaves"], lunch.facts["back"]) == (DAY + 640, DAY + home)
