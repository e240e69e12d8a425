"""Rounds of a kitchen's meals: nobody is asked to be out with two meals, or for two kitchens, at once."""

from dataclasses import replace

from solver.budget import Budget
from solver.week.check import check
from solver.week.problem import KitchenWave, MealNeed, WeekProblem
from solver.week.rounds import rounds_of
from solver.week.solve import solve
from tests.solver.week.example import DAYS, small_week, with_unit


def with_early_dinner(problem: WeekProblem) -> WeekProblem:
    """Dinner leaves half an hour after lunch."""
    (kitchen,) = problem.kitchens
    dinner = tuple(KitchenWave(f"pot/dinner/1@{day}", day, "dinner", 1, 20, 660, 670) for day in range(DAYS))
    (unit,) = problem.units
    wanted = tuple(MealNeed(f"dinner{at}@0", f"elder{at}", f"house{at}", 0, "dinner", "regular") for at in range(6))
    problem = replace(problem, kitchens=(replace(kitchen, waves=(*kitchen.waves, *dinner)),))
    return with_unit(problem, meals=(*unit.meals, *wanted))


def test_a_carrier_is_back_before_the_next_meal_leaves() -> None:
    problem = with_early_dinner(small_week())
    solution = solve(problem, Budget()).solution
    assert check(problem, solution) == []
    asked = rounds_of(problem, solution)
    assert {carrier.end for carrier in asked["pot", 0, "lunch"].carriers} == {670}


def test_two_kitchens_of_a_centre_share_its_carriers_out() -> None:
    problem = small_week()
    (kitchen,) = problem.kitchens
    waves = tuple(replace(wave, key=wave.key.replace("pot", "pan"), portions=3) for wave in kitchen.waves)
    first = replace(kitchen, waves=tuple(replace(wave, portions=5) for wave in kitchen.waves))
    problem = replace(problem, kitchens=(first, replace(kitchen, key="pan", waves=waves)))
    covers = tuple(replace(cover, needed=2) if cover.job == "carrier" else cover for cover in problem.units[0].covers)
    problem = with_unit(problem, covers=covers)
    solution = solve(problem, Budget()).solution
    assert check(problem, solution) == []
    out = rounds_of(problem, solution)
    for day in range(DAYS):
        pots, pans = ({one.key for one in out[key, day, "lunch"].carriers} for key in ("pot", "pan"))
        assert pots.isdisjoint(pans)
