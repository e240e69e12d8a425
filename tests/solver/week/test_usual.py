"""What is usual within a week: the same wave, carrier and time for a meal on every day, where that costs little."""

from collections import Counter
from dataclasses import replace

from solver.budget import Budget
from solver.meals.problem import Expected
from solver.places.solution import Place
from solver.week.check import check
from solver.week.portions import meals_problem
from solver.week.problem import AnnouncedMeal, KitchenWave, WeekProblem
from solver.week.rounds import all_rounds
from solver.week.seating import EatingAt
from solver.week.solution import MealRounds, WeekSolution
from solver.week.solve import solve
from solver.week.usual import Habits, fullest_first, kept_usual, usual_waves
from tests.solver.week.example import DAYS, small_week, with_unit

NOWHERE = EatingAt({})


def with_two_waves(problem: WeekProblem) -> WeekProblem:
    """Half of the portions leave forty minutes later."""
    (kitchen,) = problem.kitchens
    first = tuple(replace(wave, portions=5) for wave in kitchen.waves)
    second = tuple(KitchenWave(f"pot/lunch/2@{day}", day, "lunch", 2, 5, 640, 680) for day in range(DAYS))
    return replace(problem, kitchens=(replace(kitchen, waves=(*first, *second)),))


def brought(problem: WeekProblem, rounds: tuple[MealRounds, ...]) -> dict[str, list[int]]:
    """By elder: the minutes of the day at which her meals come."""
    elders = {need.key: need.elder for need in problem.units[0].meals}
    found: dict[str, list[int]] = {}
    for day in rounds:
        for delivery in (delivery for one in day.rounds for delivery in one.deliveries):
            found.setdefault(elders[delivery.drop], []).append(delivery.arrives - day.day * 1440)
    return found


def test_meals_come_with_the_same_wave_and_about_the_same_time_every_day() -> None:
    problem = with_two_waves(small_week())
    solution = solve(problem, Budget()).solution
    assert check(problem, solution) == []
    assert {elder: len(minutes) for elder, minutes in brought(problem, solution.rounds).items()} == {
        f"elder{at}": DAYS for at in range(6)
    }
    assert all(max(minutes) - min(minutes) <= 15 for minutes in brought(problem, solution.rounds).values())
    assert all(len(waves) == 1 for waves in _waves(problem, solution).values())


def _waves(problem: WeekProblem, solution: WeekSolution) -> dict[str, set[str]]:
    elders = {need.key: need.elder for need in problem.units[0].meals}
    found: dict[str, set[str]] = {}
    for place in solution.meals:
        found.setdefault(elders[place.request], set()).add(place.supply.partition("@")[0])
    return found


def test_the_usual_wave_is_the_one_that_most_portions_come_with() -> None:
    problem = with_two_waves(small_week())
    given = [Place(f"lunch0@{day}", f"pot/lunch/{2 if day < 4 else 1}@{day}/regular") for day in range(DAYS)]
    assert usual_waves(problem, given) == {("elder0", "lunch"): ("pot", 2)}
    assert usual_waves(problem, given[:1] + given[4:5]) == {("elder0", "lunch"): ("pot", 2)}


def test_another_wave_than_usual_costs_something_and_another_than_announced_more() -> None:
    problem = with_two_waves(small_week())
    need, *others = problem.units[0].meals
    told = replace(need, announced=AnnouncedMeal("pot/lunch/1@0"))
    usual = {("elder0", "lunch"): ("pot", 2)}
    duties = solve(problem, Budget()).solution.duties

    def costs(week: WeekProblem) -> list[int]:
        wanted = kept_usual(week, meals_problem(week, NOWHERE, duties), usual)
        first = next(one for one in wanted.requests if one.key == need.key)
        least = min(option.cost for option in first.options)
        return [option.cost - least for option in first.options]

    assert costs(problem) == [20, 0]
    assert costs(with_unit(problem, meals=(told, *others))) == [0, 100]


def test_the_day_with_most_doors_sets_the_habit_and_what_was_announced_goes_before_it() -> None:
    problem = small_week()
    (unit,) = problem.units
    meals = tuple(need for need in unit.meals if need.eats_at is None and (need.day == 3 or need.elder != "elder0"))
    told = tuple(
        replace(need, announced=AnnouncedMeal("pot/lunch/1@1", carrier="x", trip=1, arrives=700))
        if (need.elder, need.day) == ("elder1", 1)
        else need
        for need in meals
    )
    solution = solve(problem, Budget()).solution
    places = [Place(need.key, f"pot/lunch/1@{need.day}/regular") for need in told]
    rounds = all_rounds(with_unit(problem, meals=told), places, solution.duties, NOWHERE)
    turns = list(fullest_first(rounds))
    assert turns[0] == [("pot", 3, "lunch")]
    assert Counter(key for turn in turns for key in turn) == Counter(list(rounds))
    habits = Habits({("lunch", "elder1"): Expected("y", 2, 650, "steady_meals")})
    tuesday, wednesday = (habits.kept(key, rounds[key]) for key in (("pot", 1, "lunch"), ("pot", 2, "lunch")))
    hers = [next(drop for drop in day.drops if drop.customer == "elder1").expected for day in (tuesday, wednesday)]
    assert hers == [Expected("x", 1, 1440 + 700), Expected("y", 2, 2 * 1440 + 650, "steady_meals")]
