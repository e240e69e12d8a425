"""The small street's week, planned and published: what happens in it is up to the tests."""

from dataclasses import replace
from functools import cache

from solver.budget import Budget
from solver.repair.check import check
from solver.repair.problem import Case, RepairProblem
from solver.repair.solution import Repair
from solver.repair.solve import solve
from solver.result import Result
from solver.visits.solution import Assignment
from solver.week.check import check as check_week
from solver.week.problem import DAY, KitchenWave, VisitNeed, WeekProblem
from solver.week.solution import WeekSolution
from solver.week.solve import solve as solve_week
from tests.solver.week.example import small_week, visit, with_unit
from tests.solver.week.running import running

LITTLE = Budget(effort=0.2)


@cache
def street() -> WeekProblem:
    """The small week with a second wave of lunch, so that one may fail."""
    week = small_week()
    pot = week.kitchens[0]
    second = (KitchenWave(f"pot/lunch/2@{day}", day, "lunch", 2, 20, 640, 680) for day in range(week.days))
    return replace(week, kitchens=(replace(pot, waves=(*pot.waves, *second)),))


@cache
def published() -> WeekSolution:
    return solve_week(street(), LITTLE).solution


def happens(case: Case | None, now: int, week: WeekProblem | None = None) -> RepairProblem:
    return RepairProblem(week or street(), published(), now, case)


def repaired(problem: RepairProblem, budget: Budget = LITTLE) -> Result[Repair]:
    """Every repair of the tests goes through the independent check."""
    result = solve(problem, budget)
    assert check(problem, result.solution.solution) == []
    return result


def visits_of(plan: WeekSolution, day: int) -> list[Assignment]:
    """In order of time."""
    parts = (part for routes in plan.routes if routes.day == day for part in routes.assignments)
    return sorted(parts, key=lambda part: (part.start, part.carer))


def busy_day() -> tuple[int, str]:
    """The day with most visits, and who gives most of them."""
    day = max(range(street().days), key=lambda day: len(visits_of(published(), day)))
    carers = [part.carer for part in visits_of(published(), day)]
    return day, max(sorted(set(carers)), key=carers.count)


def half_past_eight() -> int:
    """Of the busiest day, in minutes of the plan."""
    return busy_day()[0] * DAY + 510


@cache
def planned_again(halves: int = 2, minute: int = 510) -> tuple[WeekProblem, WeekSolution]:
    """The week as it was planned again at a minute of its busiest day, half past eight unless another one is named.

    Services last so many halves of what was announced.
    """
    week = running(street(), published(), busy_day()[0] * DAY + minute)
    visits = tuple(
        replace(
            need,
            minutes=need.minutes * halves // 2,
            announced={day: replace(told, minutes=need.minutes) for day, told in need.announced.items()},
        )
        for need in week.units[0].visits
    )
    week = with_unit(week, visits=visits)
    plan = solve_week(week, LITTLE).solution
    assert check_week(week, plan) == []
    return week, plan


def about_as_told(week: WeekProblem, plan: WeekSolution) -> WeekProblem:
    """Each visit may begin five minutes before its earliest start of the week, and five after its latest, at most."""
    starts: dict[str, list[int]] = {}
    for part in (part for routes in plan.routes for part in routes.assignments):
        starts.setdefault(part.stop.rpartition("@")[0], []).append(part.start % DAY)
    visits = tuple(
        replace(need, earliest=min(starts[need.key]) - 5, latest=max(starts[need.key]) + 5)
        if need.key in starts
        else need
        for need in week.units[0].visits
    )
    return with_unit(week, visits=visits)


def urgent(day: int, **facts: object) -> VisitNeed:
    """Half an hour with elder 0, at any time of the morning."""
    return visit(0, key="urgent", minutes=30, days=(day,), times=1, priority_class=1, **facts)


def morning(day: int, minute: int = 0) -> int:
    return day * DAY + minute
