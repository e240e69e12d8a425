"""Whatever happens, whenever: no rule broken, nothing touched that has begun, never dearer than leaving it open."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as some

from solver.budget import Budget
from solver.repair.altered import altered
from solver.repair.board import board_of
from solver.repair.check import check
from solver.repair.problem import Case, ClosedKitchen, Hold, LateRunner, RepairProblem, SickCall, UrgentVisit
from solver.repair.ranking import rank
from solver.repair.search import search
from solver.repair.solve import solve
from solver.repair.walks import walk_problem
from solver.visits.objective import cost, matches
from solver.week.arrivals import arrivals
from solver.week.problem import DAY
from solver.week.seating import away_spans
from tests.solver.random_cases import random_cases

from .example import about_as_told, busy_day, morning, planned_again, published, street, urgent

DAYS = some.integers(0, 6)
CARERS = some.sampled_from(["carer0", "carer1", "carer2"])
ELDERS = some.sampled_from([f"elder{at}" for at in range(12)])
LITTLE = Budget(effort=0.05)


@some.composite
def urgent_visits(draw: some.DrawFn) -> UrgentVisit:
    earliest = draw(some.integers(0, 1200))
    need = urgent(draw(DAYS), earliest=earliest, latest=earliest + draw(some.sampled_from([0, 30, 200])))
    return UrgentVisit(
        "centre",
        replace(
            need,
            carers=draw(some.integers(1, 2)),
            priority_class=draw(some.integers(1, 4)),
            place=draw(some.sampled_from(["house0", "house5", None])),
            skill=draw(some.sampled_from([None, "bathing", "unheard_of"])),
        ),
    )


CASES: some.SearchStrategy[Case] = some.one_of(
    some.builds(SickCall, CARERS, DAYS),
    urgent_visits(),
    some.builds(Hold, ELDERS, DAYS, DAYS),
    some.builds(LateRunner, CARERS, some.sampled_from([1, 15, 60, 300])),
    some.builds(lambda wave, day: ClosedKitchen(f"pot/lunch/{wave}@{day}"), some.integers(1, 2), DAYS),
)


@some.composite
def problems(draw: some.DrawFn, cases: some.SearchStrategy[Case]) -> RepairProblem:
    """Only what can happen at that minute; services of a week planned again may last longer or shorter by now.

    It was planned again at half past eight, in the midst of the pauses or after them. Windows may leave hardly another
    minute.
    """
    halves, minute = draw(some.sampled_from([None, 1, 2, 3])), draw(some.sampled_from([510, 675, 780]))
    week, plan = (street(), published()) if halves is None else planned_again(halves, minute)
    if draw(some.booleans()):
        week = about_as_told(week, plan)
    first = morning(busy_day()[0], minute) - 30
    at_any_time = some.integers(0 if halves is None else first, 7 * DAY - 1)
    now = draw(some.one_of(at_any_time, some.integers(first, first + 180)))
    try:
        return RepairProblem(week, plan, now, draw(cases), draw(some.sampled_from([0, 30, 120])))
    except ValueError:
        assume(False)
        raise


@random_cases(60)
@given(problems(CASES))
def test_no_rule_is_broken_and_the_answer_is_always_the_same(problem: RepairProblem) -> None:
    result = solve(problem, LITTLE)
    assert check(problem, result.solution.solution) == []
    assert solve(problem, replace(LITTLE, workers=2)).solution.solution == result.solution.solution
    assert sum(match.cost for match in result.matches) == result.cost


@random_cases(40)
@given(problems(urgent_visits()))
def test_never_dearer_than_to_come_at_the_best_minute_beside_everybody_else(problem: RepairProblem) -> None:
    """The ranking knows that minute by itself; where there is none the day costs no more than with the visit open."""
    assert isinstance(problem.case, UrgentVisit)
    need, week = problem.case.need, altered(problem)
    assume(need.carers == 1)
    day = need.days[0]
    board = board_of(problem, "centre", day)
    assume(f"urgent@{day}" in board.stops)
    brought = arrivals(week.problem, week.plan.rounds)
    walk = walk_problem(problem, week, ("centre", day), away_spans(week.problem, week.plan.seats), brought)
    best = min((one.cost for one in rank(board, f"urgent@{day}") if not one.rule), default=0)
    found = search(problem, [walk], LITTLE)[0].solution
    assert cost(matches(walk, found)) <= cost(matches(walk, board.plan)) + best
