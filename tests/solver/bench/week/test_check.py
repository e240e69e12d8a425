"""What is broken, left open and familiar in a week is counted from its document alone."""

from dataclasses import replace

from solver.bench.week.check import Cost, check, cost_of
from solver.budget import Budget
from solver.result import Match
from solver.week.solve import solve
from tests.solver.week.example import small_week, visit, with_unit


def test_nothing_broken_and_nothing_open() -> None:
    problem = small_week()
    verdict = check(problem, solve(problem, Budget(effort=0.05)).solution)
    assert (verdict.breaches, verdict.open_by_class, verdict.outranked) == ((), {}, ())
    assert verdict.facts()["visits_covered"] == 1.0


def test_what_nobody_may_give_is_open_by_its_class() -> None:
    problem = with_unit(small_week(), visits=(visit(0, skill="unheard_of", priority_class=4), visit(1)))
    verdict = check(problem, solve(problem, Budget(effort=0.05)).solution)
    assert verdict.open_by_class == {4: 3}
    assert verdict.facts()["visits_covered"] == 0.5


def test_a_breach_is_counted() -> None:
    problem = small_week()
    solution = solve(problem, Budget(effort=0.05)).solution
    verdict = check(problem, replace(solution, duties=solution.duties[1:]))
    assert verdict.breaches
    assert verdict.facts()["violations"] == len(verdict.breaches)


def test_cost_is_of_what_is_planned_without_the_curves_guess() -> None:
    matches = [Match("travel", "lin", 5, 10), Match("not_planned", "a", 30, 1920), Match("demand_curve", "c", 1, 4)]
    assert cost_of(matches) == Cost(planned=10, left_open=1920)
