"""Whatever happens, whenever: no rule broken, nothing touched that has begun, never dearer than leaving it open."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as some

from solver.budget import Budget
from solver.repair.altered import altered
from solver.repair.check import check
from solver.repair.problem import Case, ClosedKitchen, Hold, LateRunner, RepairProblem, SickCall, UrgentVisit
from solver.repair.search import left_alone, search
from solver.repair.solve import solve
from solver.repair.walks import walk_problem
from solver.visits.objective import cost, matches
from solver.visits.solution import VisitsSolution
from solver.week.arrivals import arrivals
from solver.week.problem import DAY
from solver.week.seating import away_spans
from tests.solver.random_cases import random_cases

from .example import published, street, urgent

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
def problems(draw: some.DrawFn) -> RepairProblem:
    """Only what can happen at that minute."""
    now = draw(DAYS) * DAY + draw(some.integers(0, DAY - 1))
    try:
        return RepairProblem(street(), published(), now, draw(CASES), draw(some.sampled_from([0, 30, 120])))
    except ValueError:
        assume(False)
        raise


@random_cases(60)
@given(problems())
def test_no_rule_is_broken_and_the_answer_is_always_the_same(problem: RepairProblem) -> None:
    result = solve(problem, LITTLE)
    assert check(problem, result.solution.solution) == []
    assert solve(problem, LITTLE).solution.solution == result.solution.solution
    assert sum(match.cost for match in result.matches) == result.cost


@random_cases(40)
@given(problems())
def test_never_dearer_than_to_leave_it_open(problem: RepairProblem) -> None:
    week = altered(problem)
    brought = arrivals(week.problem, week.plan.rounds)
    for key in week.walks:
        walk = walk_problem(problem, week, key, away_spans(week.problem, week.plan.seats), brought)
        found, alone = search(problem, walk, LITTLE).solution, left_alone(problem, walk)
        assert cost(matches(walk, found)) <= cost(matches(walk, alone))
        assert _open_by_class(found) <= _open_by_class(alone)


def _open_by_class(plan: VisitsSolution) -> list[int]:
    left = plan.not_planned
    return [sum(need.minutes for need in left if need.priority_class == number) for number in range(1, 5)]
