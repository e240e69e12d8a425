"""What follows what, over three links: all come on the same days, in order, or it is told that they do not."""

from dataclasses import replace

from solver.budget import Budget
from solver.visits.problem import AnnouncedVisit
from solver.week.chains import links_before
from solver.week.check import check
from solver.week.days import choose_days
from solver.week.problem import DAY, VisitNeed, WeekProblem, occurrence
from solver.week.solution import WeekSolution
from solver.week.solve import solve
from tests.solver.week.example import small_week, visit, with_unit

WAKES = visit(0, key="wakes", times=2, minutes=20, latest=480)
EATS = visit(0, key="eats", times=2, minutes=15, after="wakes", shortest=0, longest=60)
WALKS = visit(0, key="walks", times=2, minutes=60, after="eats", shortest=10, longest=90)
"""The last of the three is the longest."""


def week_of(*visits: VisitNeed, begins: int = 0) -> WeekProblem:
    return with_unit(small_week(), visits=visits, begins=begins)


def on_days(**days: tuple[int, ...]) -> WeekSolution:
    """These needs on these days, whatever else is asked for."""
    chosen = tuple(f"{key}@{day}" for key, own in days.items() for day in own)
    return WeekSolution(chosen, (), (), (), (), (), (), ())


def out_of_order(problem: WeekProblem, solution: WeekSolution) -> list[tuple[str, object]]:
    return [(one.key, one.facts["instead"]) for one in check(problem, solution) if one.rule == "order_and_gap"]


def test_three_links_come_on_the_same_days_in_order() -> None:
    problem = week_of(WALKS, EATS, WAKES)
    solution = solve(problem, Budget(effort=0.1)).solution
    days = choose_days(problem, problem.units[0])
    assert days["wakes"] == days["eats"] == days["walks"]
    assert {occurrence(need, day) for need in (WAKES, EATS, WALKS) for day in days["wakes"]} == {
        part.stop for routes in solution.routes for part in routes.assignments
    }
    assert check(problem, solution) == []


def test_order_and_gap_breaks_without_its_leader() -> None:
    problem = week_of(WAKES, EATS, WALKS)
    apart = on_days(wakes=(0, 2), eats=(0, 2), walks=(0, 3))
    assert out_of_order(problem, apart) == [("walks@3", 2)]


def test_order_and_gap_keeps_where_there_are_too_few_days_in_common() -> None:
    """It comes more often than what it follows, or not on the same days."""
    often, elsewhere = replace(EATS, times=3), replace(EATS, days=(2, 3, 4))
    assert out_of_order(week_of(WAKES, often), on_days(wakes=(0, 2), eats=(0, 1, 2))) == []
    assert out_of_order(week_of(WAKES, elsewhere), on_days(wakes=(0, 2), eats=(2, 4))) == []


def test_order_and_gap_keeps_what_has_begun_before_it_came_after_anything() -> None:
    begun = replace(EATS, announced={1: AnnouncedVisit(500, frozenset({"carer0"}))})
    plan = on_days(wakes=(0, 2), eats=(1, 2))
    assert out_of_order(week_of(WAKES, begun, begins=DAY + 600), plan) == []
    assert out_of_order(week_of(WAKES, begun, begins=DAY), plan) == [("eats@1", 0)]


def test_of_a_circle_each_counts_once() -> None:
    first = replace(WAKES, after="walks")
    needs = {need.key: need for need in (first, EATS, WALKS)}
    assert [links_before(need, needs) for need in needs.values()] == [3, 3, 3]
    assert links_before(EATS, {}) == 1
