"""What a plan knows of itself after any number of steps is what counting it from nothing gives."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from solver.meals.arrays import arrays_of
from solver.meals.check import check
from solver.meals.objective import matches_of
from solver.meals.problem import RoundsProblem
from solver.meals.readout import read_out
from solver.meals.reasons import waiting
from solver.meals.solution import RoundsSolution
from solver.meals.tours import cost_of, time_anew
from solver.result import cost_by_rule
from tests.solver.meals.moves import copied, counted, manned, walked
from tests.solver.random_cases import random_cases


@random_cases(150)
@given(manned, st.integers(0, 999), st.integers(0, 6))
def test_steps_leave_what_counting_anew_gives(problem: RoundsProblem, seed: int, steps: int) -> None:
    arrays = arrays_of(problem)
    tours = walked(arrays, seed, steps)
    anew = copied(arrays, tours)
    time_anew(arrays, anew)
    assert counted(arrays, anew) == counted(arrays, tours)


@random_cases(150)
@given(manned, st.integers(0, 999), st.integers(0, 6))
def test_steps_keep_every_hard_rule_and_the_price_is_the_objectives(
    problem: RoundsProblem, seed: int, steps: int
) -> None:
    problem = replace(problem, drops=tuple(replace(one, told=False) for one in problem.drops))
    arrays = arrays_of(problem)
    tours = walked(arrays, seed, steps)
    rounds = read_out(problem, arrays, tours)
    solution = RoundsSolution(rounds, waiting(problem, rounds))
    assert check(problem, solution) == []
    brought = sum(cost for rule, cost in cost_by_rule(matches_of(problem, solution)).items() if rule != "not_planned")
    assert cost_of(arrays, tours) - int((tours.open * arrays.price).sum()) == brought
