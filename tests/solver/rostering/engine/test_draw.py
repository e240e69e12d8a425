"""Neighbourhoods begin where people are missing, and are as large as the last ones taught."""

from collections import Counter
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from solver.rostering.engine.columns import Pool
from solver.rostering.engine.draw import FIRST_SIZES, LONG, Sizes, Task, choose, draw, short_cells, window
from solver.rostering.engine.neighbourhoods import Tried, Workshop
from solver.rostering.engine.problem import OFF, Limits, Problem

WEEKS, PEOPLE = 6, 8
DAYS = 7 * WEEKS
NIGHT = 1
SHORT_DAY = 30
EVERYBODY, WINDOW = Task(0, (0, 1)), Task(0, (0, 1), tuple(range(7)))


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
    assert choose(ward, nobody_works, 99, Random(0)) == tuple(range(PEOPLE))


def test_windows_hold_the_day_on_which_somebody_is_missing(ward: Workshop, nobody_works: NDArray[np.int8]) -> None:
    assert short_cells(ward.problem, nobody_works) == [(SHORT_DAY, NIGHT)]
    sizes = Sizes(ward.problem)
    drawn = [window(ward.problem, nobody_works, sizes, Random(seed), seed).days for seed in range(40)]
    assert all(days is not None and SHORT_DAY in days and 0 <= days[0] < days[-1] < DAYS for days in drawn)
    assert all(days is not None and days == tuple(range(days[0], days[-1] + 1)) for days in drawn)
    assert len(set(drawn)) > 5


def test_of_a_long_roster_most_windows_are_two_with_the_same_weekday(
    ward: Workshop, nobody_works: NDArray[np.int8]
) -> None:
    weeks = 2 * LONG // DAYS
    given = replace(
        ward.problem,
        cost=np.tile(ward.problem.cost, (1, weeks, 1)),
        need=np.tile(ward.problem.need, (weeks, 1)),
        under=np.tile(ward.problem.under, (weeks, 1)),
        over=np.tile(ward.problem.over, (weeks, 1)),
    )
    rosters, crowded = np.tile(nobody_works, (1, weeks)), SHORT_DAY + 7
    rosters[1, crowded] = 0
    drawn = [window(given, rosters, Sizes(given), Random(seed), seed).days or () for seed in range(60)]
    apart = [days for days in drawn if len(days) < days[-1] - days[0] + 1]
    assert len(apart) > 20
    short = {SHORT_DAY + DAYS * week for week in range(weeks)}
    assert all(short & set(days) for days in apart)
    alike = Counter(day for days in apart for day in set(days) - short if day % 7 == crowded % 7)
    assert alike.most_common(1)[0][0] == crowded
    assert len(alike) > 3


def test_whoever_may_work_there_is_rather_chosen(ward: Workshop, nobody_works: NDArray[np.int8]) -> None:
    chosen = Counter(person for seed in range(200) for person in choose(ward, nobody_works, 2, Random(seed)))
    able, others = chosen[0] + chosen[1], sum(chosen[person] for person in range(2, PEOPLE))
    assert able / 2 > 1.2 * others / (PEOPLE - 2)
    assert all(chosen[person] for person in range(PEOPLE))


def test_where_nobody_is_missing_all_days_and_people_come_up(ward: Workshop, nobody_works: NDArray[np.int8]) -> None:
    nobody_works[0, SHORT_DAY] = NIGHT
    assert short_cells(ward.problem, nobody_works) == []
    sizes = Sizes(ward.problem)
    tasks = [draw(ward, nobody_works, sizes, Random(seed)) for seed in range(200)]
    assert {day for task in tasks for day in task.days or ()} == set(range(DAYS))
    assert {person for task in tasks if task.days is None for person in task.staff} == set(range(PEOPLE))


def sized(days: int) -> Sizes:
    """Of sixty people over so many days."""
    cells = np.zeros((days, 1), dtype=np.int64)
    return Sizes(
        Problem(
            minutes=np.array([480]),
            forbidden=np.zeros((1, 1), dtype=bool),
            people=(Limits((days,), 99_999, 0, 5, 1, 1, days),) * 60,
            cost=np.zeros((60, days, 1), dtype=np.int64),
            need=cells,
            under=cells,
            over=cells,
        )
    )


def drawn_from(sizes: Sizes) -> list[int]:
    return [sizes.people(Random(seed)) for seed in range(50)]


def test_longer_rosters_begin_with_fewer_people() -> None:
    weeks, half_a_year = drawn_from(sized(DAYS)), drawn_from(sized(182))
    assert sum(weeks) / 50 == pytest.approx(FIRST_SIZES[1], rel=0.1)
    assert sum(half_a_year) / 50 == pytest.approx(FIRST_SIZES[0], rel=0.1)


def test_people_grow_with_proofs_and_shrink_with_failures() -> None:
    sizes = sized(DAYS)
    first = drawn_from(sizes)
    for _ in range(10):
        sizes.learn(EVERYBODY, Tried(proved=True))
    grown = drawn_from(sizes)
    for _ in range(100):
        sizes.learn(EVERYBODY, Tried())
    assert sum(grown) > sum(first)
    assert max(drawn_from(sizes)) <= 5


def test_windows_grow_with_proofs_and_shrink_with_failures() -> None:
    sizes = sized(DAYS)
    first = sizes.people_of(50, 2)
    for _ in range(10):
        sizes.learn(WINDOW, Tried(proved=True))
    grown = sizes.people_of(50, 2)
    for _ in range(100):
        sizes.learn(WINDOW, Tried())
    assert sizes.people_of(50, 2) < first < grown


def test_without_a_mix_all_are_windows(ward: Workshop, nobody_works: NDArray[np.int8]) -> None:
    sizes = Sizes(ward.problem)
    mixed = [draw(ward, nobody_works, sizes, Random(seed)) for seed in range(60)]
    ward.mixed = False
    unmixed = [draw(ward, nobody_works, sizes, Random(seed)) for seed in range(60)]
    assert any(task.days is None for task in mixed)
    assert all(task.days is not None for task in unmixed)
