"""A visit that is left open although one of a lower class stands where it would fit is named; no other is."""

from dataclasses import replace

import pytest

from solver.budget import Budget
from solver.result import Unplanned
from solver.visits.check import check as check_visits
from solver.visits.onward import Onward
from solver.visits.solution import Assignment, VisitsSolution
from solver.week.arrivals import arrivals
from solver.week.check import check
from solver.week.exchange import first_things_first
from solver.week.outranked import outranked
from solver.week.problem import WeekProblem
from solver.week.routes import routes_problem
from solver.week.seating import away_spans
from solver.week.solution import WeekSolution
from solver.week.solve import solve
from tests.solver.week.example import small_week, visit, with_unit


def one_morning(first: int = 1, second: int = 3) -> WeekProblem:
    """Two washes on Monday at one minute, for the one carer who is there."""
    problem = small_week()
    people = tuple(one for one in problem.units[0].people if one.employee.key not in ("carer1", "carer2"))
    fixed = {"days": (0,), "times": 1, "earliest": 480, "latest": 480}
    visits = (visit(0, **fixed, priority_class=first), visit(1, **fixed, priority_class=second))
    return with_unit(problem, people=people, visits=visits)


def turned(problem: WeekProblem, solution: WeekSolution, came: str, stays: str) -> WeekSolution:
    """The other of both visits is made, and the first is left open."""
    (routes,) = (one for one in solution.routes if one.assignments)
    (part,) = routes.assignments
    unit = problem.units[0]
    way = unit.travel.between("ebike", "centre", "house1")
    needs = {need.key: need for need in unit.visits}
    left = [need for need in solution.not_planned if need.key != f"{stays}@0"]
    left.append(Unplanned("visit", f"{came}@0", needs[came].priority_class, 45, "no_overlap_with_travel", {"gap": 0}))
    other = replace(routes, assignments=(Assignment(f"{stays}@0", part.carer, 480, way, 1),))
    return replace(solution, routes=(other,), not_planned=tuple(left))


def test_what_the_planner_leaves_out_is_of_the_lower_class() -> None:
    problem = one_morning()
    solution = solve(problem, Budget()).solution
    assert [need.key for need in solution.not_planned if need.kind == "visit"] == ["wash1@0"]
    assert list(outranked(problem, solution)) == []


def test_a_higher_class_left_out_for_a_lower_one_is_named() -> None:
    problem = one_morning()
    solution = turned(problem, solve(problem, Budget()).solution, "wash0", "wash1")
    assert check(problem, solution) == []
    (found,) = outranked(problem, solution)
    assert (found.open, found.instead, found.start) == ("wash0@0", "wash1@0", 480)


def test_it_takes_the_others_place_until_nothing_is_outranked() -> None:
    problem = one_morning()
    solution = turned(problem, solve(problem, Budget()).solution, "wash0", "wash1")
    (routes,) = (one for one in solution.routes if one.assignments)
    away, brought = away_spans(problem, solution.seats), arrivals(problem, solution.rounds)
    walk = routes_problem(problem, problem.units[0], 0, solution.occurrences, solution.duties, away, brought)
    left = tuple(need for need in solution.not_planned if need.kind == "visit")
    found = first_things_first(Onward(walk, VisitsSolution(routes.assignments, routes.pauses, left)), Budget())
    assert [part.stop for part in found.solution.assignments] == ["wash0@0"]
    assert [(need.key, need.priority_class) for need in found.solution.not_planned] == [("wash1@0", 3)]
    assert check_visits(walk, found.solution) == []


@pytest.mark.parametrize("classes", [(2, 2), (3, 1)])
def test_the_same_class_or_a_higher_one_is_no_reason(classes: tuple[int, int]) -> None:
    problem = one_morning()
    turned_round = turned(problem, solve(problem, Budget()).solution, "wash0", "wash1")
    other = one_morning(*classes)
    assert list(outranked(other, turned_round)) == []
