"""A dive ends in whole plans that keep every limit, behind its time and with few columns as well."""

import numpy as np
import pytest

from solver.rostering.engine import dive as dive_module
from solver.rostering.engine import generate
from solver.rostering.engine.columns import Pool
from solver.rostering.engine.dive import dive
from solver.rostering.engine.generate import Generator
from solver.rostering.engine.master import Mixed
from solver.rostering.engine.pricing import Pricer
from solver.rostering.engine.problem import total_cost

from .small import keeps, problem, rosters_of

SOLVABLE = [seed for seed in range(12) if all(rosters_of(one) for one in problem(seed).people)]


def never() -> bool:
    return False


def mixing(seed: int) -> Generator:
    given = problem(seed)
    pricers = [Pricer(given, person) for person in range(len(given.people))]
    return Generator(given, pricers, Pool(), range(len(given.people)), given.need)


@pytest.mark.parametrize("used", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("most_columns", [0, 3000])
@pytest.mark.parametrize("seed", SOLVABLE)
def test_a_dive_ends_in_a_whole_plan(
    seed: int, most_columns: int, used: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generate, "MOST_COLUMNS", most_columns)
    generator = mixing(seed)
    mixed = generator.mix(never)
    bound = generator.bound
    whole = dive(generator, mixed, never, np.inf, lambda: used)
    assert whole is not None
    given, rosters = generator.problem, np.stack([whole[person].roster for person in generator.staff])
    assert all(keeps(one, tuple(row)) for one, row in zip(given.people, rosters, strict=True))
    assert total_cost(given, rosters) - given.constant >= bound - 1e-6


@pytest.mark.parametrize("seed", SOLVABLE)
def test_the_mix_that_begins_with_low_charges_ends_at_the_same_cost(seed: int) -> None:
    eased, plain = mixing(seed), mixing(seed)
    mixed = eased.mix(never)
    assert mixed.value == pytest.approx(plain.run(never).value, rel=1e-3, abs=1e-3)
    assert eased.bound <= mixed.value + 1e-6


@pytest.mark.parametrize("seed", SOLVABLE)
def test_a_dive_whose_time_is_used_up_decides_every_day_in_one_step(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    generator, steps = mixing(seed), []

    def fix(mixed: Mixed) -> None:
        steps.append(mixed.value)
        Generator.fix(generator, mixed)

    monkeypatch.setattr(generator, "fix", fix)
    dive(generator, generator.mix(never), never, np.inf, lambda: 1.0)
    assert len(steps) <= 1


@pytest.mark.parametrize("seed", SOLVABLE)
def test_a_dive_that_takes_every_long_step_back_ends_as_well(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dive_module, "MUCH", -1.0)
    generator = mixing(seed)
    whole = dive(generator, generator.mix(never), never, np.inf)
    assert whole is not None
    rosters = [whole[person].roster for person in generator.staff]
    assert all(keeps(one, tuple(row)) for one, row in zip(generator.problem.people, rosters, strict=True))


@pytest.mark.parametrize("seed", SOLVABLE)
def test_a_dive_that_is_stopped_answers_the_likeliest_rosters(seed: int) -> None:
    generator = mixing(seed)
    stopped = dive(generator, generator.mix(never), lambda: True, np.inf)
    assert stopped is not None
    rosters = [stopped[person].roster for person in generator.staff]
    assert all(keeps(one, tuple(row)) for one, row in zip(generator.problem.people, rosters, strict=True))
