"""Neighbourhoods begin where people are missing, and are as large as the last ones taught."""

from collections import Counter
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from solver.rostering.engine.columns import Pool
from solver.rostering.engine.draw import FIRST_SIZE, Sizes, choose, draw, short_cells, window
from solver.rostering.engine.neighbourhoods import Tried, Workshop
from solver.rostering.engine.problem import OFF, Limits, Problem

WEEKS, PEOPLE = 6, 8
DAYS = 7 * WEEKS
NIGHT = 1
SHORT_DAY = 30


@pytest.fixture
def ward() -> Workshop:
    """Two of eight may work nights, and one night of six weeks wants somebody."""
    people = tuple(Limits((DAYS, DAYS if person < 2 else 0), 99_999, 0, 5, 1, 1, WEEKS) for person in range(PEOPLE))
    need = np.zeros((DAYS, 2), dtype=np.int64)
    need[SHORT_DAY, NIGHT] = 1
    problem = Problem(
        minutes=np.array([480, 600]),
        forbidden=np.zeros((2, 2), dtype=bool),
        people=people,
        cost=np.zeros((PEOPLE, DAYS, 2), dtype=np.int64),
        need=need,
        under=np.full((DAYS, 2), 100),
        over=np.ones((DAYS, 2), dtype=np.int64),
    )
    return Workshop(problem, [], Pool(), np.zeros(need.shape))


@pytest.fixture
def nobody_works() -> NDArray[np.int8]:
    return np.full((PEOPLE, DAYS), OFF, dtype=np.int8)


def test_a_neighbourhood_is_no_larger_than_asked(ward: Workshop, nobody_works: NDArray[np.int8]) -> None:
    drawn = [choose(ward, nobody_works, 3, Random(seed)) for seed in range(10)]
    assert all(len(set(staff)) == 3 for staff in drawn)
    assert choose(ward, nobody_works, 99, Random(0)) == list(range(PEOPLE))


def test_windows_hold_the_day_on_which_somebody_is_missing(ward: Workshop, nobody_works: NDArray[np.int8]) -> None:
    assert short_cells(ward.problem, nobody_works) == [(SHORT_DAY, NIGHT)]
    drawn = [window(ward.problem, nobody_works, Random(seed)) for seed in range(40)]
    assert all(SHORT_DAY in days for days in drawn)
    assert len(set(drawn)) > 5


def test_whoever_may_work_there_is_rather_chosen(ward: Workshop, nobody_works: NDArray[np.int8]) -> None:
    chosen = Counter(person for seed in range(200) for person in choose(ward, nobody_works, 2, Random(seed)))
    able, others = chosen[0] + chosen[1], sum(chosen[person] for person in range(2, PEOPLE))
    assert able / 2 > 1.2 * others / (PEOPLE - 2)
    assert all(chosen[person] for person in range(PEOPLE))


def test_where_nobody_is_missing_all_days_and_people_come_up(ward: Workshop, nobody_works: NDArray[np.int8]) -> None:
    nobody_works[0, SHORT_DAY] = NIGHT
    assert short_cells(ward.problem, nobody_works) == []
    sizes = Sizes(3)
    tasks = [draw(ward, nobody_works, sizes, Random(seed)) for seed in range(200)]
    assert {day for task in tasks for day in task.days} == set(range(DAYS))
    assert {person for task in tasks for person in task.staff} == set(range(PEOPLE))
    assert all(bool(task.staff) != bool(task.days) for task in tasks)


def test_sizes_grow_with_proofs_and_shrink_with_failures() -> None:
    sizes = Sizes(50)
    first = [sizes.draw(Random(seed)) for seed in range(50)]
    assert min(first) >= 0.7 * FIRST_SIZE
    for _ in range(10):
        sizes.learn(Tried(proved=True))
    grown = [sizes.draw(Random(seed)) for seed in range(50)]
    for _ in range(100):
        sizes.learn(Tried())
    assert sum(grown) > sum(first)
    assert max(sizes.draw(Random(seed)) for seed in range(50)) <= 5
