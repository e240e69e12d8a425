"""Plans of tiny wards against the best of all plans."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count, product

import numpy as np
import pytest
from ortools.sat.python.cp_model import CpSolver

from solver.budget import Budget
from solver.rostering.engine import neighbourhoods
from solver.rostering.engine.close import Effort
from solver.rostering.engine.columns import Pool, column_of
from solver.rostering.engine.generate import Generator
from solver.rostering.engine.greedy import NoRosterError, NoTimeError, greedy
from solver.rostering.engine.neighbourhoods import Tried, Workshop, improve
from solver.rostering.engine.pricing import Pricer
from solver.rostering.engine.problem import Limits, Problem, total_cost
from solver.rostering.engine.search import Search, _take, search

from .small import best_of, keeps, problem, rosters_of, rows_of

BRIEF = Budget(effort=0.1)
SOLVABLE = [seed for seed in range(12) if all(rosters_of(one) for one in problem(seed, people=2).people)]


def best_of_all(given: Problem) -> int:
    return given.constant + best_of(given, rows_of(given))


def never() -> bool:
    return False


@pytest.mark.parametrize("seed", SOLVABLE)
def test_the_plan_keeps_every_limit_and_its_bound_holds(seed: int) -> None:
    given = problem(seed, people=2)
    found = search(given, BRIEF)
    assert all(keeps(one, tuple(row)) for one, row in zip(given.people, found.rosters, strict=True))
    assert found.cost == total_cost(given, found.rosters)
    assert found.bound is not None
    assert found.bound <= best_of_all(given) <= found.cost
    assert found.reproducible


def test_the_same_effort_gives_the_same_plan() -> None:
    given = problem(SOLVABLE[0], people=2)
    assert (search(given, BRIEF).rosters == search(given, BRIEF).rosters).all()


@cache
def unproved() -> Problem:
    """Its plan is not proved by the mix, so that neighbourhoods are tried."""
    for given in map(problem, range(100)):
        if all(rosters_of(one) for one in given.people):
            found = search(given, BRIEF)
            if found.bound != found.cost:
                return given
    raise LookupError("every plan is proved")


def test_two_processes_keep_every_limit_but_answers_taken_as_they_come_cannot_be_had_again() -> None:
    given = unproved()
    alone, beside = (search(given, replace(BRIEF, workers=workers)) for workers in (1, 2))
    assert (alone.reproducible, beside.reproducible) == (True, False)
    assert all(keeps(one, tuple(row)) for one, row in zip(given.people, beside.rosters, strict=True))


def test_nor_can_what_the_clock_has_cut() -> None:
    state = Search(unproved(), BRIEF)
    _take(state, Tried())
    assert state.watch.reproducible
    _take(state, Tried(cut=True))
    assert not state.watch.reproducible


@dataclass(frozen=True)
class Short(Effort):
    """Notes what seconds each closing is given, and gives it next to none: it is always cut."""

    given: list[float] = field(default_factory=list)

    def solver(self) -> CpSolver:
        self.given.append(self.seconds)
        solver = super().solver()
        solver.parameters.max_time_in_seconds = 1e-9
        return solver


def workshop_of(given: Problem) -> Workshop:
    pricers = [Pricer(given, person) for person in range(len(given.people))]
    return Workshop(given, pricers, Pool(), np.zeros(given.need.shape))


@pytest.mark.parametrize("far", [0.0, 1.0])
def test_a_closing_has_the_seconds_that_are_left_and_tells_that_it_was_cut(
    far: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a plan that no dive can better, so that it is closed."""
    monkeypatch.setattr(neighbourhoods, "FAR", far)
    given, effort = unproved(), Short(5.0, 5.0)
    best = search(given, BRIEF).rosters
    tried = improve(workshop_of(given), best, range(3), effort, lambda: 2.0)
    assert (effort.given, tried.cut, tried.better) == ([2.0], True, {})


def test_the_mix_meets_its_bound() -> None:
    given = problem(SOLVABLE[0], people=2)
    pricers = [Pricer(given, person) for person in range(2)]
    generator = Generator(given, pricers, Pool(), range(2), given.need)
    mixed = generator.run(never)
    assert mixed.value == pytest.approx(generator.bound, rel=1e-3, abs=1e-3)
    assert mixed.value + given.constant <= best_of_all(given) + 1e-6


def test_a_poor_plan_is_improved_by_a_neighbourhood() -> None:
    given = problem(SOLVABLE[0], people=2)
    pricers = [Pricer(given, person) for person in range(2)]
    listed = [rosters_of(one) for one in given.people]
    worst = max(product(*(rows[:20] for rows in listed)), key=lambda rows: total_cost(given, np.stack(rows)))
    rosters = np.stack(worst)
    pool = Pool()
    for person, row in enumerate(rosters):
        pool.add(column_of(given, person, row))
    workshop = Workshop(given, pricers, pool, np.zeros(given.need.shape))
    tried = improve(workshop, rosters, [0, 1], Effort(5.0, 5.0))
    better = np.stack([tried.better.get(person, rosters[person]) for person in range(2)])
    assert total_cost(given, better) < total_cost(given, rosters)
    best = search(given, BRIEF)
    assert best.cost == best.bound
    assert improve(workshop, best.rosters, [0, 1], Effort(5.0, 5.0)).better == {}


def test_nobody_is_forced_into_an_impossible_roster() -> None:
    given = problem(0, people=1)
    tight = Limits((7, 7), 7 * 480, 7 * 480, 1, 1, 1, 1)
    impossible = Problem(
        given.minutes, given.forbidden, (tight,), given.cost, given.need, given.under, given.over, given.constant
    )
    with pytest.raises(NoRosterError):
        greedy(impossible, [Pricer(impossible, 0)], never, never)


def test_a_first_plan_is_the_same_by_one_thread_and_by_three() -> None:
    given = problem(SOLVABLE[0], people=5)
    alone = greedy(given, [Pricer(given, person) for person in range(5)], never, never)
    with ThreadPoolExecutor(3) as threads:
        together = greedy(given, [Pricer(given, person) for person in range(5)], never, never, threads)
    assert (alone == together).all()


def test_nobody_chooses_again_once_it_is_late() -> None:
    given = problem(SOLVABLE[0], people=5)
    pricers = [Pricer(given, person) for person in range(5)]
    first = greedy(given, pricers, never, lambda: True)
    assert all(keeps(one, tuple(row)) for one, row in zip(given.people, first, strict=True))
    assert total_cost(given, greedy(given, pricers, never, never)) <= total_cost(given, first)


def test_a_first_plan_that_is_stopped_says_how_many_had_a_roster() -> None:
    given, asked = problem(SOLVABLE[0], people=5), count()
    with pytest.raises(NoTimeError, match="4 of 5") as told:
        greedy(given, [Pricer(given, person) for person in range(5)], lambda: next(asked) == 2, never)
    assert (told.value.ready, told.value.people) == (4, 5)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_cancel_is_heard_among_neighbourhoods(workers: int) -> None:
    """With the effort of a lifetime."""
    asked = count()
    given = unproved()
    found = search(given, Budget(effort=1e9, workers=workers, cancelled=lambda: next(asked) > 500))
    assert all(keeps(one, tuple(row)) for one, row in zip(given.people, found.rosters, strict=True))
    assert found.neighbourhoods
    assert not found.reproducible


def test_it_says_the_same_in_another_process() -> None:
    error = pickle.loads(pickle.dumps(NoTimeError(4, 5)))  # noqa: S301  # our own
    assert (error.ready, error.people, str(error)) == (4, 5, "4 of 5 people had a roster when the time was over")
