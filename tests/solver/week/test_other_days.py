"""A visit that found nobody on its day is moved to one on which somebody may give it."""

from dataclasses import replace
from itertools import combinations

import pytest

from solver.budget import Budget
from solver.fanout import Crew
from solver.result import Result, Unplanned
from solver.rostering.problem import Available, Pin
from solver.rostering.solve import solve as solve_roster
from solver.visits.restated import restated
from solver.visits.solution import VisitsSolution
from solver.visits.solve import solve as solve_visits
from solver.week.check import check
from solver.week.days import Days, choose_days
from solver.week.making import Making
from solver.week.other_days import Move, after_moves, moves_to_try
from solver.week.problem import DAY, WeekProblem
from solver.week.roster import GROUPS, roster_problem
from solver.week.solution import WeekSolution
from solver.week.solve import solve
from solver.week.trial import better_of, left_by
from tests.solver.visits import small
from tests.solver.week.example import small_week, visit, with_unit


def bathed_on(*days: int, times: int = 1) -> WeekProblem:
    """A bath on so many days of the planner's choice; one carer may give it, who works on these days only."""
    bath = visit(0, key="bath0", skill="bathing", times=times)
    others = tuple(visit(at, times=5) for at in range(1, 4))
    week = with_unit(small_week(), visits=(bath, *others))
    people = tuple(
        replace(one, employee=replace(one.employee, skills={}))
        if one.employee.job == "caregiver" and one.employee.key != "carer0"
        else one
        for one in week.units[0].people
    )
    here = tuple(Available(day, 0, 1440) for day in days)
    pins = tuple(Pin(day, "early") for day in days if day < 5)
    return with_unit(
        week,
        people=tuple(
            replace(one, employee=replace(one.employee, available=here, pins=pins))
            if one.employee.key == "carer0"
            else one
            for one in people
        ),
    )


def solved(problem: WeekProblem) -> WeekSolution:
    solution = solve(problem, Budget()).solution
    assert check(problem, solution) == []
    return solution


def test_the_bath_goes_to_the_day_of_whoever_may_give_it() -> None:
    for day in range(5):
        problem = bathed_on(day)
        if choose_days(problem, problem.units[0])["bath0"] != (day,):
            assert f"bath0@{day}" in solved(problem).occurrences
            assert not solved(problem).not_planned
            break


def test_two_baths_stay_as_far_apart_as_her_days_allow() -> None:
    solution = solved(bathed_on(0, 1, 4, times=2))
    assert [key for key in solution.occurrences if key.startswith("bath0@")] == ["bath0@0", "bath0@4"]
    assert not solution.not_planned


def test_with_nobody_on_any_day_it_stays_open_once() -> None:
    left: tuple[Unplanned, ...] = solved(bathed_on(5, 6)).not_planned
    assert [need.rule for need in left if need.key.startswith("bath0@")] in (["skill"], ["staff_available"])


def test_of_two_who_would_move_the_one_who_is_taken_stays_and_the_other_tells_of_every_day() -> None:
    """One bather, on Thursday only, and two baths that want her at the same minute; nobody else may give one."""
    thursday = 3
    week = bathed_on(thursday)
    first, *others = week.units[0].visits
    narrow = replace(first, earliest=480, latest=485)
    second = replace(narrow, key="bath5", elder="elder5", place="house5")
    problem = with_unit(week, visits=(narrow, second, *others))
    solution = solved(problem)
    (left,) = solution.not_planned
    taken = ({"bath0", "bath5"} - {left.key.partition("@")[0]}).pop()
    assert f"{taken}@{thursday}" in solution.occurrences
    home = int(left.key.partition("@")[2])
    told = {name: rule for name, rule in left.facts.items() if name.startswith("stopped_")}
    assert left.rule == "staff_available"
    assert told == {f"stopped_{at}": "skill" for at in range(5) if at not in (thursday, home)} | {
        f"stopped_{thursday}": "no_overlap_with_travel"
    }


def test_a_visit_that_may_be_on_one_day_only_tells_of_no_other() -> None:
    week = bathed_on(3)
    bath, *others = week.units[0].visits
    problem = with_unit(week, visits=(replace(bath, days=(1,)), *others))
    (left,) = solved(problem).not_planned
    assert left.key == "bath0@1"
    assert not [name for name in left.facts if name.startswith("stopped_")]


def test_no_visit_moves_onto_a_day_that_another_of_its_promise_leaves() -> None:
    """Either may have to go back: kept one by one, two baths stay two."""
    week = bathed_on(0, 1, 2, 3, 4, times=2)
    bath, *others = week.units[0].visits
    problem = with_unit(week, visits=(replace(bath, days=(0, 1, 3)), *others))
    (unit,) = problem.units
    days = choose_days(problem, unit)
    moves = moves_to_try(problem, unit, days, _with_both_open(problem, days))
    assert moves
    for count in range(len(moves) + 1):
        for kept in combinations(moves, count):
            assert len(after_moves(days, kept)["bath0"]) == 2


@pytest.mark.parametrize(("begins", "able"), [(0, True), (885, True), (886, False)])
def test_nobody_moves_to_a_day_on_which_whoever_could_make_it_is_about_to_go_home(begins: int, able: bool) -> None:
    """Thursday's shift ends at 930, and the bath takes three quarters of an hour."""
    thursday, friday = 3, 4
    week = bathed_on(thursday)
    bath, *others = week.units[0].visits
    problem = with_unit(week, visits=(replace(bath, days=(thursday, friday), latest=1000), *others))
    days = {**choose_days(problem, problem.units[0]), "bath0": (friday,)}
    making = _with_both_open(problem, days)
    running = with_unit(problem, begins=begins and thursday * DAY + begins)
    moves = moves_to_try(running, running.units[0], days, making)
    assert moves == ([Move("bath0", friday, thursday)] if able else [])
    assert making.stopped == ({} if able else {("bath0", thursday): "shift_span"})


def _with_both_open(problem: WeekProblem, days: Days) -> Making:
    """Everybody on duty, and no route for either bath."""
    (unit,) = problem.units
    making = Making(problem, Budget(), Crew())
    for group in GROUPS:
        asked = roster_problem(problem, unit, group, days)
        if asked.employees or asked.covers:
            making.rosters[unit.key, group] = solve_roster(asked, Budget(effort=0.1))
    for day in days["bath0"]:
        left = Unplanned("visit", f"bath0@{day}", 1, 30, "skill", {})
        solution = VisitsSolution(assignments=(), pauses=(), not_planned=(left,))
        making.walks[unit.key, day] = Result(solution, 0)
    return making


def test_moves_are_made_one_by_one() -> None:
    days = {"a": (0, 2), "b": (1,)}
    assert after_moves(days, [Move("a", 2, 4), Move("a", 0, 2)]) == {"a": (2, 4), "b": (1,)}
    assert days == {"a": (0, 2), "b": (1,)}


def test_the_routes_of_a_day_stay_where_newcomers_make_them_no_cheaper() -> None:
    few = small.day([small.carer()], [small.stop("a", latest=540), small.stop("b", "home2", priority_class=3)])
    asked = small.day(
        [small.carer()], [small.stop("a", latest=540), small.stop("c", "home2", earliest=540, latest=545)]
    )
    walked, found = (solve_visits(problem, Budget(effort=0.1)) for problem in (few, asked))
    walked = restated(few, walked)
    assert {part.stop for part in walked.solution.assignments} == {"a", "b"}
    with pytest.raises(KeyError):
        restated(asked, walked)
    alone = small.day([small.carer()], [small.stop("a", latest=540)])
    as_it_was = solve_visits(alone, Budget(effort=0.1))
    assert left_by(better_of(asked, as_it_was, found)) == {"c": "no_overlap_with_travel"}
    assert better_of(asked, None, found) is found
