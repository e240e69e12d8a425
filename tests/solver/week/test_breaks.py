"""Breaks of a week that is running: one that has begun stays, none is laid into the past, the rest stay as told."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from solver.budget import Budget
from solver.rostering.problem import AnnouncedShift, Employee
from solver.visits.problem import Break
from solver.week.breaks import break_on, told_break
from solver.week.check import check
from solver.week.problem import DAY, WeekProblem
from solver.week.solution import DutyPause, WeekSolution
from solver.week.solve import solve
from tests.solver.week.example import EARLY, MIDDAY, person, small_week, with_unit
from tests.solver.week.running import pauses_of, running

TUESDAY_NOON = DAY + 720
BEGUN, AHEAD = 690, 780
"""Two breaks within the bounds of the early shift, on either side of noon."""


def carer(told: int | None, shift: str = "early") -> Employee:
    return replace(person("carer0", "caregiver").employee, announced=(AnnouncedShift(1, shift, "centre", "", told),))


def test_a_break_that_has_begun_stays_at_its_minute() -> None:
    assert break_on(carer(BEGUN), EARLY, 1, TUESDAY_NOON) == Break(30, DAY + BEGUN, DAY + BEGUN + 30)


def test_any_other_break_begins_no_earlier_than_the_plan() -> None:
    for told in (None, AHEAD):
        assert break_on(carer(told), EARLY, 1, TUESDAY_NOON) == Break(30, TUESDAY_NOON, DAY + 810)
    assert break_on(carer(BEGUN, "late"), EARLY, 1, TUESDAY_NOON) == Break(30, TUESDAY_NOON, DAY + 810)
    assert break_on(carer(None), EARLY, 2, TUESDAY_NOON) == EARLY.pause_on(2)


def test_without_time_for_it_no_break_is_asked_that_nobody_was_told_of() -> None:
    assert break_on(carer(None), EARLY, 1, DAY + 790) is None
    assert break_on(carer(BEGUN), MIDDAY, 1, 0) is None


def test_a_break_told_outside_the_shift_of_today_is_not_hers_any_more() -> None:
    assert told_break(carer(EARLY.type.end - 30), EARLY, 1) == DAY + EARLY.type.end - 30
    assert told_break(carer(EARLY.type.end - 29), EARLY, 1) is None
    assert told_break(carer(BEGUN), EARLY, 2) is None


@pytest.fixture(scope="module")
def again() -> tuple[WeekSolution, WeekProblem, WeekSolution]:
    """Everybody's breaks were told at other minutes than the first plan would choose: as late as they may be."""
    problem = small_week()
    told = solve(problem, Budget()).solution
    late = tuple(_as_late_as_may_be(problem, told))
    told = replace(told, pauses=late)
    assert check(problem, told) == []
    week = running(problem, told, TUESDAY_NOON)
    return told, week, solve(week, Budget(seed=3)).solution


def _as_late_as_may_be(problem: WeekProblem, told: WeekSolution) -> Iterator[DutyPause]:
    """But for those who relieve one another in the day room."""
    ends = {shift.type.key: shift.pause.latest - shift.pause.minutes for shift in problem.shifts if shift.pause}
    shifts = {(duty.employee, duty.day): duty.shift for duty in told.duties}
    for pause in told.pauses:
        last = pause.day * DAY + ends[shifts[pause.employee, pause.day]]
        yield pause if pause.employee.startswith("zone_staff") else replace(pause, start=last)


def test_a_week_planned_again_keeps_the_breaks_of_every_shift_that_stays(
    again: tuple[WeekSolution, WeekProblem, WeekSolution],
) -> None:
    told, week, solution = again
    assert check(week, solution) == []
    shifts = {(duty.employee, duty.day): duty.shift for duty in told.duties}
    same = {
        (duty.employee, duty.day) for duty in solution.duties if shifts.get((duty.employee, duty.day)) == duty.shift
    }
    before, after = pauses_of(told), pauses_of(solution)
    assert {at: after.get(at) for at in same if at in before} == {at: before[at] for at in same if at in before}
    assert any(at[1] > 1 for at in same if at in before)
    assert all(start >= TUESDAY_NOON or before[at] == start for at, start in after.items())


def test_frozen_is_broken_by_a_break_that_has_begun_and_moves(
    again: tuple[WeekSolution, WeekProblem, WeekSolution],
) -> None:
    _, week, solution = again
    cook = next(pause for pause in solution.pauses if pause.employee.startswith("cook") and pause.day == 0)
    moved = tuple(replace(pause, start=pause.start - 1) if pause is cook else pause for pause in solution.pauses)
    assert ("frozen", f"{cook.employee}@0") in breaches(week, replace(solution, pauses=moved))


def test_frozen_is_broken_by_a_break_laid_into_the_past(again: tuple[WeekSolution, WeekProblem, WeekSolution]) -> None:
    """She was told of one in the afternoon."""
    _, week, solution = again
    carrier = next(pause for pause in solution.pauses if pause.employee.startswith("carrier") and pause.day == 1)
    assert carrier.start >= TUESDAY_NOON
    moved = tuple(replace(pause, start=TUESDAY_NOON - 5) if pause is carrier else pause for pause in solution.pauses)
    assert ("frozen", f"{carrier.employee}@1") in breaches(week, replace(solution, pauses=moved))


def test_frozen_is_broken_by_a_begun_visit_that_disappears_or_moves(
    again: tuple[WeekSolution, WeekProblem, WeekSolution],
) -> None:
    _, week, solution = again
    (routes,) = (routes for routes in solution.routes if routes.day == 1)
    begun = next(part for part in routes.assignments if part.start < TUESDAY_NOON)
    for parts in (
        tuple(part for part in routes.assignments if part.stop != begun.stop),
        tuple(
            replace(part, start=TUESDAY_NOON + 60) if part.stop == begun.stop else part for part in routes.assignments
        ),
    ):
        others = tuple(one for one in solution.routes if one is not routes)
        changed = replace(solution, routes=(*others, replace(routes, assignments=parts)))
        assert ("frozen", begun.stop) in breaches(week, changed)


def test_a_begun_visit_stays_though_its_facts_have_changed_since(
    again: tuple[WeekSolution, WeekProblem, WeekSolution],
) -> None:
    """Its window was moved to the afternoon, and who came is not wanted any more; its other days follow that."""
    _, week, solution = again
    (routes,) = (routes for routes in solution.routes if routes.day == 1)
    begun = next(part for part in routes.assignments if part.start < TUESDAY_NOON)
    key = begun.stop.partition("@")[0]
    visits = tuple(
        replace(need, earliest=800, latest=850, excluded=frozenset({begun.carer})) if need.key == key else need
        for need in week.units[0].visits
    )
    changed = with_unit(week, visits=visits)
    planned = solve(changed, Budget()).solution
    assert check(changed, planned) == []
    assert begun in [part for one in planned.routes for part in one.assignments]


def breaches(problem: WeekProblem, solution: WeekSolution) -> set[tuple[str, str]]:
    return {(breach.rule, breach.key) for breach in check(problem, solution)}
