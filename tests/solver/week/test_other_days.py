"""A visit that found nobody on its day is moved to one on which somebody may give it."""

from dataclasses import replace

from solver.budget import Budget
from solver.result import Unplanned
from solver.rostering.problem import Available, Pin
from solver.week.check import check
from solver.week.days import choose_days
from solver.week.other_days import days_changed
from solver.week.problem import WeekProblem
from solver.week.solution import WeekSolution
from solver.week.solve import solve
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


def test_both_days_of_a_move_are_routed_anew() -> None:
    assert days_changed({"a": (0, 2), "b": (1,)}, {"a": (0, 3), "b": (1,)}) == [2, 3]
    assert days_changed({"a": (0,)}, {"a": (0,)}) == []
