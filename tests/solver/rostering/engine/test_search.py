"""Plans of tiny wards against the best of all plans."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import count, product

import numpy as np
import pytest

from solver.budget import Budget
from solver.rostering.engine import neighbourhoods
from solver.rostering.engine import search as search_module
from solver.rostering.engine.close import Closed, Effort
from solver.rostering.engine.columns import Pool, column_of
from solver.rostering.engine.generate import Generator
from solver.rostering.engine.greedy import NoRosterError, NoTimeError, greedy
from solver.rostering.engine.neighbourhoods import Tried, Workshop, improve
from solver.rostering.engine.pricing import Pricer
from solver.rostering.engine.problem import Limits, Problem, total_cost
from solver.rostering.engine.search import search

from .small import keeps, problem, rosters_of

BRIEF = Budget(effort=0.1)
SOLVABLE = [seed for seed in range(12) if all(rosters_of(one) for one in problem(seed, people=2).people)]


def best_of_all(given: Problem) -> int:
    listed = [rosters_of(one) for one in given.people]
    return min(total_cost(given, np.stack(rows)) for rows in product(*(rows[::3] or rows for rows in listed)))


def never() -> bool:
    return False


@pytest.mark.parametrize("seed", SOLVABLE)
def test_the_plan_keeps_every_limit_and_its_bound_holds(seed: int) -> None:
    given = problem(seed, people=2)
    found = search(given, BRIEF)
    assert all(keeps(one, tuple(row)) for one, row in zip(given.people, found.rosters, strict=True))
    assert found.cost == total_cost(given, found.rosters)
    assert found.bound is not None
    assert found.bound <= found.cost <= best_of_all(given)
    assert found.reproducible


def test_the_same_effort_gives_the_same_plan() -> None:
    given = problem(SOLVABLE[0], people=2)
    assert (search(given, BRIEF).rosters == search(given, BRIEF).rosters).all()


def test_seconds_and_two_processes() -> None:
    given = problem(SOLVABLE[1], people=2)
    found = search(given, Budget(seconds=1.0, workers=2))
    assert all(keeps(one, tuple(row)) for one, row in zip(given.people, found.rosters, strict=True))


@cache
def unproved() -> Problem:
    """Its plan is not proved by the mix, so that neighbourhoods are tried."""
    for given in map(problem, range(100)):
        if all(rosters_of(one) for one in given.people):
            found = search(given, BRIEF)
            if found.bound != found.cost:
                return given
    raise LookupError("every plan is proved")


def test_answers_taken_as_they_come_cannot_be_had_again() -> None:
    assert search(unproved(), BRIEF).reproducible
    assert not search(unproved(), replace(BRIEF, workers=2)).reproducible


def test_nor_can_what_the_clock_has_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("improve", "improve_days"):
        monkeypatch.setattr(search_module, name, lambda *_: Tried(cut=True))
    assert not search(unproved(), BRIEF).reproducible


def test_a_neighbourhood_tells_of_a_closing_that_was_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbourhoods, "close", lambda *_: Closed(None, cut=True))
    monkeypatch.setattr(neighbourhoods, "dive", lambda *_: None)
    given = unproved()
    rosters = np.stack([rosters_of(one)[0] for one in given.people])
    workshop = Workshop(given, [Pricer(given, person) for person in range(3)], Pool(), np.zeros(given.need.shape))
    assert improve(workshop, rosters, range(3), Effort(5.0, 5.0)).cut


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
    if best.cost == best.bound:
        assert improve(workshop, best.rosters, [0, 1], Effort(5.0, 5.0)).better == {}


@pytest.mark.parametrize("far", [0.0, 1.0])
def test_a_closing_ends_when_the_time_is_over(far: float, monkeypatch: pytest.MonkeyPatch) -> None:
    given = problem(SOLVABLE[0], people=2)
    rosters = np.stack([rosters_of(one)[0] for one in given.people])
    given_seconds: list[float] = []

    def closed(*words: object) -> Closed:
        effort = words[-1]
        assert isinstance(effort, Effort)
        given_seconds.append(effort.seconds)
        return Closed(None, cut=False)

    monkeypatch.setattr(neighbourhoods, "FAR", far)
    monkeypatch.setattr(neighbourhoods, "close", closed)
    monkeypatch.setattr(neighbourhoods, "dive", lambda *_: None)
    workshop = Workshop(given, [Pricer(given, person) for person in range(2)], Pool(), np.zeros(given.need.shape))
    improve(workshop, rosters, [0, 1], Effort(5.0, 5.0), lambda: 2.0)
    assert given_seconds == [2.0]


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


def test_it_says_the_same_in_another_process() -> None:
    error = pickle.loads(pickle.dumps(NoTimeError(4, 5)))  # noqa: S301  # our own
    assert (error.ready, error.people, str(error)) == (4, 5, "4 of 5 people had a roster when the time was over")
