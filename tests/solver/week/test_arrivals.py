"""Whoever helps with eating comes when the meal is there."""

from dataclasses import replace

import pytest

from solver.budget import Budget
from solver.week.arrivals import arrivals, on_the_table
from solver.week.check import check
from solver.week.problem import KitchenWave, WeekProblem
from solver.week.solution import WeekSolution
from solver.week.solve import solve
from tests.solver.week.example import DAYS, small_week, visit, with_unit

HELP = visit(0, key="help0", days=(0,), times=1, minutes=30, earliest=630, latest=780, with_meal=True)


@pytest.fixture(scope="module")
def planned() -> tuple[WeekProblem, WeekSolution]:
    problem = with_unit(small_week(), visits=(HELP,))
    return problem, solve(problem, Budget()).solution


def test_the_help_starts_once_the_meal_is_there(planned: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = planned
    (arrives,) = arrivals(problem, solution.rounds)["elder0", 0]
    (part,) = (part for routes in solution.routes for part in routes.assignments)
    assert HELP.earliest < arrives <= part.start <= arrives + 15
    assert check(problem, solution) == []


def test_the_check_sees_who_comes_before_the_meal(planned: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = planned
    (routes,) = (routes for routes in solution.routes if routes.assignments)
    early = replace(routes, assignments=(replace(routes.assignments[0], start=HELP.earliest),))
    assert "with_the_meal" in {breach.rule for breach in check(problem, replace(solution, routes=(early,)))}


def test_a_meal_that_is_on_its_way_counts_though_it_is_planned_no_more() -> None:
    """Its need and its round are no part of the question any more."""
    running = with_unit(small_week(), visits=(HELP,), meals=(), brought=(("elder0", 0, 700),))
    solution = solve(running, Budget()).solution
    assert check(running, solution) == []
    (part,) = (part for routes in solution.routes for part in routes.assignments)
    assert part.start >= 700
    early = tuple(
        replace(routes, assignments=tuple(replace(one, start=650) for one in routes.assignments))
        for routes in solution.routes
    )
    assert "with_the_meal" in {breach.rule for breach in check(running, replace(solution, routes=early))}


def test_only_help_with_eating_waits_for_a_meal() -> None:
    brought = {("elder0", 0): (700,)}
    assert on_the_table(HELP, 0, brought) == 700
    assert on_the_table(replace(HELP, with_meal=False), 0, brought) is None
    assert on_the_table(HELP, 1, brought) is None


def test_a_meal_outside_the_window_is_another_one() -> None:
    assert on_the_table(HELP, 0, {("elder0", 0): (HELP.earliest - 61, HELP.latest + 46)}) is None
    assert on_the_table(HELP, 0, {("elder0", 0): (HELP.earliest - 60,)}) == HELP.earliest - 60


def with_waves(*waves: tuple[int, int]) -> WeekProblem:
    """Lunch leaves in waves of so many portions, cooked a quarter of an hour before; one elder is helped with hers."""
    (kitchen,) = small_week().kitchens
    pots = tuple(
        KitchenWave(f"pot/lunch/{number}@{day}", day, "lunch", number, portions, leaves - 15, leaves)
        for day in range(DAYS)
        for number, (leaves, portions) in enumerate(waves, 1)
    )
    return with_unit(replace(small_week(), kitchens=(replace(kitchen, waves=pots),)), visits=(HELP,))


def arrival_and_help(problem: WeekProblem) -> tuple[int, int]:
    solution = solve(problem, Budget()).solution
    assert check(problem, solution) == []
    (arrives,) = arrivals(problem, solution.rounds)["elder0", 0]
    (part,) = (part for routes in solution.routes for part in routes.assignments)
    return arrives, part.start


@pytest.mark.parametrize("early_first", [True, False])
def test_a_meal_that_is_waited_for_comes_in_the_wave_that_is_surely_in_time(early_first: bool) -> None:
    """Boxes of the later wave may be at the door a quarter of an hour too late."""
    waves = ((690, 20), (640, 20))
    arrives, starts = arrival_and_help(with_waves(*(reversed(waves) if early_first else waves)))
    assert 640 <= arrives < 690
    assert arrives <= starts <= arrives + 15


def test_a_meal_that_can_only_come_too_late_leaves_its_help_open() -> None:
    """Nobody comes for half an hour before a meal that is not there."""
    problem = with_waves((790, 20))
    solution = solve(problem, Budget()).solution
    assert check(problem, solution) == []
    (left,) = (need for need in solution.not_planned if need.kind == "visit")
    assert (left.key, left.rule) == ("help0@0", "with_the_meal")
    (arrives,) = arrivals(problem, solution.rounds)["elder0", 0]
    assert (left.facts["meal_at"], left.facts["latest"]) == (arrives, HELP.latest)


def test_the_help_comes_with_the_meal_though_she_likes_to_eat_later() -> None:
    problem = with_unit(small_week(), visits=(replace(HELP, preferred_start=750),))
    arrives, starts = arrival_and_help(problem)
    assert arrives <= starts <= arrives + 15
