"""A week that was planned again while it ran is repaired like any other."""

from dataclasses import replace

import pytest

from solver.repair.check import check
from solver.repair.problem import Case, ClosedKitchen, Hold, LateRunner, RepairProblem, SickCall, UrgentVisit
from solver.repair.solve import solve
from solver.repair.standing import pauses_told
from solver.visits.solution import Assignment
from solver.week.problem import DAY

from .example import LITTLE, busy_day, half_past_eight, planned_again, repaired, street, urgent, visits_of

TODAY, CARER = busy_day()
BEGINS, ONE_O_CLOCK = half_past_eight(), 780


@pytest.mark.parametrize("halves", [1, 2, 3])
@pytest.mark.parametrize("minutes", [0, 60, 150])
@pytest.mark.parametrize(
    "case",
    [
        SickCall(CARER, TODAY),
        UrgentVisit("centre", urgent(TODAY, latest=900)),
        Hold("elder0", TODAY, 6),
        LateRunner(CARER, 45),
        ClosedKitchen(f"pot/lunch/1@{TODAY + 1}"),
    ],
)
def test_no_rule_is_broken_and_nothing_begun_is_touched(case: Case, minutes: int, halves: int) -> None:
    week, plan = planned_again(halves)
    problem = RepairProblem(week, plan, BEGINS + minutes, case)
    assert check(problem, solve(problem, LITTLE).solution.solution) == []


@pytest.mark.parametrize("who", ["carer0", "carer1", "carer2"])
@pytest.mark.parametrize("minutes", [-30, -16])
@pytest.mark.parametrize("lead", [0, 30])
@pytest.mark.parametrize("halves", [1, 2, 3])
def test_what_she_was_about_to_begin_has_not_begun_for_a_week_planned_again_lately(
    halves: int, lead: int, minutes: int, who: str
) -> None:
    """Each has a visit in the half hour that the new plan counts as begun."""
    week, plan = planned_again(halves)
    for case in (SickCall(who, TODAY), LateRunner(who, 1), LateRunner(who, 20)):
        problem = RepairProblem(week, plan, BEGINS + minutes, case, lead)
        assert check(problem, solve(problem, LITTLE).solution.solution) == []


@pytest.mark.parametrize("who", ["carer0", "carer1", "carer2"])
@pytest.mark.parametrize("minute", [ONE_O_CLOCK, 781, 840])
def test_who_falls_ill_once_her_pause_is_over_has_had_it(minute: int, who: str) -> None:
    """Told of a shift that is called otherwise since then; at one everybody has paused."""
    week, plan = planned_again(minute=ONE_O_CLOCK)
    problem = RepairProblem(week, plan, TODAY * DAY + minute, SickCall(who, TODAY))
    before = pauses_told(problem, TODAY)
    assert before[who] < TODAY * DAY + ONE_O_CLOCK
    after = repaired(problem).solution.solution
    assert pauses_told(replace(problem, published=after), TODAY)[who] == before[who]


def under_way() -> tuple[Assignment, int, int]:
    """A visit that ran on at half past eight, when half of it was over, and when it ends as it was announced."""
    _, plan = planned_again(1)
    lasts = {need.key: need.minutes for need in street().units[0].visits}
    for part in visits_of(plan, TODAY):
        minutes = lasts[part.stop.rpartition("@")[0]]
        if part.start < BEGINS < part.start + minutes - 5:
            return part, part.start + minutes // 2, part.start + minutes
    raise LookupError("nobody is visited at half past eight")


def test_who_falls_ill_in_a_visit_that_is_shorter_by_now_ends_it_as_it_was_announced() -> None:
    part, cut, ends = under_way()
    week, plan = planned_again(1)
    problem = RepairProblem(week, plan, max(BEGINS, cut), SickCall(part.carer, TODAY))
    repair = solve(problem, LITTLE).solution
    assert check(problem, repair.solution) == []
    duty = next(one for one in repair.solution.duties if (one.employee, one.day) == (part.carer, TODAY))
    shift = next(one.type for one in repair.problem.shifts if one.type.key == duty.shift)
    assert TODAY * DAY + shift.end >= ends


def test_who_is_in_a_visit_that_is_shorter_by_now_has_time_for_an_urgent_one_once_it_is_over() -> None:
    """Nobody else may come."""
    part, cut, ends = under_way()
    week, plan = planned_again(1)
    others = frozenset({"carer0", "carer1", "carer2"} - {part.carer})
    at = next(need.place for need in week.units[0].visits if part.stop.startswith(f"{need.key}@"))
    need = replace(urgent(TODAY, excluded=others, place=at), earliest=max(BEGINS, cut) - TODAY * DAY)
    problem = RepairProblem(week, plan, max(BEGINS, cut), UrgentVisit("centre", need), lead=0)
    repair = solve(problem, LITTLE).solution
    assert check(problem, repair.solution) == []
    (urgently,) = [one for one in visits_of(repair.solution, TODAY) if one.stop == f"urgent@{TODAY}"]
    assert urgently.start >= ends


def test_who_is_ill_tomorrow_begins_nothing() -> None:
    week, plan = planned_again()
    who = next(part.carer for part in visits_of(plan, TODAY + 1))
    problem = RepairProblem(week, plan, BEGINS, SickCall(who, TODAY + 1))
    repaired = solve(problem, LITTLE).solution.solution
    assert check(problem, repaired) == []
    assert who not in {part.carer for part in visits_of(repaired, TODAY + 1)}
