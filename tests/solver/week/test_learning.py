"""A lesson starts from the roster so far, changes what its floors ask for, and little else."""

from dataclasses import replace
from typing import Any

import pytest

from solver.budget import Budget
from solver.fanout import Crew
from solver.result import Result, Unplanned
from solver.rostering.problem import AnnouncedShift, Floor, RosterProblem
from solver.rostering.score import total
from solver.rostering.solution import Duty, RosterSolution
from solver.rostering.solve import solve as solve_roster
from solver.rules import weight
from solver.visits.solution import VisitsSolution
from solver.week.days import choose_days
from solver.week.learning import Pupil, as_asked, as_if_untold, as_it_stands, was_told
from solver.week.making import Making
from solver.week.roster import roster_problem
from tests.solver.week.example import small_week, visit, with_unit

THURSDAY = 3


def roster(heads: int = 0) -> RosterProblem:
    """The visiting roster of the small week, with so many wanted on Thursday morning whatever the curve says."""
    problem = small_week()
    (unit,) = problem.units
    floors = {"caregiver": {(THURSDAY, slot): Floor(heads, 2) for slot in range(16, 20)}} if heads else {}
    return roster_problem(problem, unit, "visiting", choose_days(problem, unit), floors)


def test_only_the_day_with_a_floor_changes_beside_what_pays_for_it() -> None:
    before = solve_roster(roster(), Budget())
    on_thursday = sum(duty.day == THURSDAY for duty in before.solution.duties)
    asked = roster(on_thursday + 1)
    after = as_asked(asked, solve_roster(as_it_stands(asked, before), Budget(seed=7)))
    changed = set(before.solution.duties) ^ set(after.solution.duties)
    assert sum(duty.day == THURSDAY for duty in after.solution.duties) == on_thursday + 1
    assert len(changed) <= 2
    assert {duty.employee for duty in changed if duty.day == THURSDAY} == {duty.employee for duty in changed}


def test_leaving_things_alone_costs_nothing_in_the_end() -> None:
    before = solve_roster(roster(), Budget())
    on_thursday = sum(duty.day == THURSDAY for duty in before.solution.duties)
    asked = roster(on_thursday + 1)
    found = solve_roster(as_it_stands(asked, before), Budget())
    after = as_asked(asked, found)
    assert "changed_after_publish" in {match.rule for match in found.matches}
    assert "changed_after_publish" not in {match.rule for match in after.matches}
    assert after.cost == total(list(after.matches)) < found.cost


def test_the_roster_so_far_stands_before_what_people_were_told() -> None:
    """It keeps to that already, but where it had to make way; what differs from it has its price in the end."""
    before = solve_roster(roster(), Budget())
    asked = roster()
    told = (AnnouncedShift(2, "early", "centre"),)
    first, *others = asked.employees
    lesson = as_it_stands(replace(asked, employees=(replace(first, announced=told), *others)), before)
    for employee in lesson.employees:
        hers = {(duty.day, duty.shift) for duty in before.solution.duties if duty.employee == employee.key}
        assert {(one.day, one.shift) for one in employee.announced or ()} == hers


def test_a_roster_that_makes_way_hardly_minds_what_people_were_told_and_is_priced_as_asked() -> None:
    asked = roster()
    told = (AnnouncedShift(2, "early", "centre"),)
    first, *others = asked.employees
    known = replace(asked, employees=(replace(first, announced=told), *others))
    assert (was_told(asked), was_told(known)) == (False, True)
    lesson = as_if_untold(known, None)
    assert lesson == replace(known, weights=lesson.weights)
    assert weight("changed_after_publish", lesson.weights) < weight("changed_after_publish", known.weights)
    after = as_asked(known, solve_roster(lesson, Budget()))
    assert after.cost == total(list(after.matches))


@pytest.mark.parametrize(("told", "heads"), [(False, 4), (True, 2)])
def test_where_people_know_their_shifts_a_lesson_asks_for_one_more_first(told: bool, heads: int) -> None:
    """One is on duty on Thursday morning, and nine visits are open."""
    visits = tuple(visit(at, days=(THURSDAY,), times=1, earliest=510, latest=510) for at in range(9))
    problem = with_unit(small_week(), visits=visits)
    if told:
        first, *others = problem.units[0].people
        known = replace(first, employee=replace(first.employee, announced=()))
        problem = with_unit(problem, people=(known, *others))
    making = Making(problem, Budget(), Crew())
    duty = Duty("carer0", THURSDAY, "early", "centre/visits/caregiver", "centre")
    making.rosters["centre", "visiting"] = _result(RosterSolution((duty,), ()))
    left = tuple(Unplanned("visit", f"wash{at}@{THURSDAY}", 2, 45, "no_overlap_with_travel") for at in range(9))
    making.walks["centre", THURSDAY] = _result(VisitsSolution((), (), left))
    pupil = Pupil(problem.units[0], choose_days(problem, problem.units[0]))
    assert pupil.raise_floors(problem, making)
    assert {floor.heads for floor in pupil.floors["caregiver"].values()} == {heads}


def _result(solution: Any) -> Result[Any]:
    return Result(solution, 0, (), bound=0, proven=False, work=0.0, seconds=0.0, reproducible=True)
