"""The bound is below every plan, round by round, and so is that of a branch below every plan of the branch."""

import numpy as np
import pytest

from solver.rostering.engine.columns import Pool, column_of
from solver.rostering.engine.generate import Fixed, Generator
from solver.rostering.engine.pricing import Pricer
from solver.rostering.engine.problem import OFF, Problem

from .small import DAYS, best_of, problem, rows_of

SOLVABLE = [
    (seed, days) for seed in range(10) for days in (DAYS - 1, DAYS) if all(rows_of(problem(seed, people=2, days=days)))
]


def generating(given: Problem) -> Generator:
    pricers = [Pricer(given, person) for person in range(2)]
    generator = Generator(given, pricers, Pool(), range(2), given.need)
    generator.start(column_of(given, person, hers[0]) for person, hers in enumerate(rows_of(given)))
    return generator


def never() -> bool:
    return False


@pytest.mark.parametrize(("seed", "days"), SOLVABLE)
def test_no_plan_is_cheaper_than_the_bound_of_any_round(seed: int, days: int) -> None:
    given = problem(seed, people=2, days=days)
    best, generator = best_of(given, rows_of(given)), generating(given)
    bounds = []
    for _ in range(20):
        generator.run(never, most=1)
        bounds.append(generator.bound)
    assert bounds == sorted(bounds)
    assert bounds[-1] <= best + 1e-6
    assert generating(given).mix(never).value <= best + 1e-3 * abs(best)


@pytest.mark.parametrize(("seed", "days"), SOLVABLE)
def test_nor_is_a_plan_that_keeps_what_a_branch_fixes_cheaper_than_its_bound(seed: int, days: int) -> None:
    """One is free on the first day, one at work on the third."""
    given = problem(seed, people=2, days=days)
    left = [
        [row for row in hers if (row[0] == OFF if person == 0 else row[2] != OFF)]
        for person, hers in enumerate(rows_of(given))
    ]
    generator = generating(given)
    generator.fixed.closed[0, 0] = True
    generator.fixed.busy[1, 2] = True
    generator.fix(generator.run(never))
    mixed = generator.run(never)
    if all(left):
        assert generator.bound <= best_of(given, left) + 1e-6
        assert generator.bound > best_of(given, rows_of(given)) - 60
    else:
        assert generator.bound == np.inf
    generator.fixed = Fixed.nothing(given)
    generator.fix(mixed)
    generator.run(never)
    assert generator.bound <= best_of(given, rows_of(given)) + 1e-6
