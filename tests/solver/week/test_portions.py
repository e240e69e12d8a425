"""Where a kitchen has too few portions, those who were told that theirs come keep them."""

from dataclasses import replace

import pytest

from solver.budget import Budget
from solver.places.check import check
from solver.places.solve import solve
from solver.week.portions import UNTOLD, meals_problem
from solver.week.problem import AnnouncedMeal, Facility, Kitchen, KitchenWave, MealNeed, WeekProblem
from solver.week.seating import EatingAt
from solver.week.solve import solve as solve_week
from tests.solver.week.example import small_week, with_unit

FEW = 4


def short_of_portions(told: frozenset[str] = frozenset()) -> WeekProblem:
    """Six lunches a day are asked for at the doors and two at the centre, four are cooked."""
    week = small_week()
    (kitchen,) = week.kitchens
    waves = tuple(replace(wave, portions=FEW) for wave in kitchen.waves)
    meals = tuple(
        replace(need, announced=AnnouncedMeal(f"pot/lunch/1@{need.day}")) if need.elder in told else need
        for need in week.units[0].meals
    )
    return replace(with_unit(week, meals=meals, visits=(), seats=()), kitchens=(replace(kitchen, waves=waves),))


@pytest.mark.parametrize("told", [frozenset({"elder4", "elder5"}), frozenset({"elder0", "elder3", "elder11"})])
def test_whoever_was_told_keeps_the_portion(told: frozenset[str]) -> None:
    problem = short_of_portions(told)
    asked = meals_problem(problem, EatingAt({}), solve_week(problem, Budget()).solution.duties)
    solution = solve(asked, Budget(seed=5)).solution
    assert check(asked, solution) == []
    given = {place.request for place in solution.places}
    for need in problem.units[0].meals:
        if need.elder in told:
            assert need.key in given
    for day in range(problem.days):
        assert sum(need.key in given for need in problem.units[0].meals if need.day == day) == FEW


def test_the_price_of_telling_somebody_new_is_told_apart_from_the_way() -> None:
    """Five were told, one was not: to bring her something costs more than any way, and nobody was to travel so far."""
    told = frozenset({need.elder for need in small_week().units[0].meals} - {"elder0"})
    problem = short_of_portions(told)
    asked = meals_problem(problem, EatingAt({}), solve_week(problem, Budget()).solution.duties)
    plenty = replace(asked, limits=tuple(replace(limit, capacity=99) for limit in asked.limits))
    result = solve(plenty, Budget())
    keys = {need.key for need in problem.units[0].meals if need.elder == "elder0"}
    new = [match for match in result.matches if match.rule == "changed_after_publish"]
    assert keys
    assert {(match.key, match.cost) for match in new} == {(key, UNTOLD) for key in keys}
    assert max(match.cost for match in result.matches if match.rule == "travel") < UNTOLD


@pytest.mark.parametrize("told", [frozenset[str](), frozenset({"elder3"})])
def test_too_few_portions_stay_with_who_depends_on_others_most(told: frozenset[str]) -> None:
    problem, able = short_of_portions(told), {"elder1", "elder3", "elder5"}
    meals = tuple(replace(need, ability_level=1 if need.elder in able else 3) for need in problem.units[0].meals)
    problem = with_unit(problem, meals=meals)
    asked = meals_problem(problem, EatingAt({}), solve_week(problem, Budget()).solution.duties)
    solution = solve(asked, Budget(seed=5)).solution
    assert check(asked, solution) == []
    given = {place.request for place in solution.places}
    for day in range(problem.days):
        today = [need for need in meals if need.day == day]
        hungry = {need.elder for need in today if need.key not in given}
        assert len(today) - len(hungry) == FEW
        assert not hungry & told
        spared = {need.elder for need in today if need.elder in able} - told
        assert hungry <= spared or spared <= hungry


def test_of_one_level_they_stay_with_who_lives_alone() -> None:
    problem, alone = short_of_portions(), {"elder0", "elder4", "elder11"}
    meals = tuple(replace(need, lives_alone=need.elder in alone) for need in problem.units[0].meals)
    asked = meals_problem(with_unit(problem, meals=meals), EatingAt({}), solve_week(problem, Budget()).solution.duties)
    given = {place.request for place in solve(asked, Budget(seed=5)).solution.places}
    assert {need.key for need in meals if need.elder in alone} <= given


@pytest.mark.parametrize("order", [1, -1])
def test_the_rule_told_is_the_one_at_which_the_best_kitchen_stops(order: int) -> None:
    """One cooks no such diet, the other has nobody to carry it: whichever is listed first."""
    waves = tuple(KitchenWave(f"{kitchen}/lunch/1@0", 0, "lunch", 1, 20, 600, 640) for kitchen in ("pot", "pan"))
    pot, pan = (
        Kitchen("pot", "centre", {"regular": 20}, waves[:1]),
        Kitchen("pan", "house3", {"low_salt": 9}, waves[1:]),
    )
    places = tuple(Facility(key, "centre", "day_care", 6000) for key in ("centre", "house3"))
    lunch = MealNeed("lunch", "elder0", "house0", 0, "lunch", "low_salt")
    week = small_week(facilities=places, kitchens=(pot, pan)[::order])
    asked = meals_problem(with_unit(week, meals=(lunch,), visits=(), seats=()), EatingAt({}), ())
    solution = solve(asked, Budget()).solution
    assert [(one.key, one.rule) for one in solution.not_planned] == [("lunch", "staff_available")]
    assert solution.not_planned[0].facts == {
        "options": 0,
        "ruled_out_kitchen_diet": 1,
        "ruled_out_staff_available": 1,
    }
    assert check(asked, solution) == []
