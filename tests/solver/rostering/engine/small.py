"""Problems of a week or so and two shifts, small enough to list every roster of a person."""

from collections.abc import Sequence
from itertools import pairwise, product
from random import Random

import numpy as np

from solver.rostering.engine.problem import OFF, Limits, Problem, Roster, own_cost, works

DAYS, SHIFTS = 7, 2
EARLY, NIGHT = 0, 1
MINUTES = (480, 600)
"""After a night nobody works early."""


def limits(random: Random, days: int = DAYS) -> Limits:
    return Limits(
        most_of=(days, random.choice((1, 2, days))),
        max_minutes=random.choice((2000, 2600)),
        min_minutes=random.choice((0, 1400)),
        max_run=random.choice((3, 4)),
        min_run=random.choice((1, 2)),
        min_free=random.choice((1, 2)),
        max_weekends=random.choice((0, 1)),
        free_days=frozenset(random.sample(range(days), random.choice((0, 1)))),
    )


def problem(seed: int, people: int = 3, days: int = DAYS) -> Problem:
    random = Random(seed)
    numbers = np.random.default_rng(seed)
    return Problem(
        minutes=np.array(MINUTES),
        forbidden=np.array([[False, False], [True, False]]),
        people=tuple(limits(random, days) for _ in range(people)),
        cost=numbers.integers(-3, 4, (people, days, SHIFTS)),
        need=numbers.integers(0, 2, (days, SHIFTS)),
        under=np.full((days, SHIFTS), 20),
        over=np.full((days, SHIFTS), 2),
        constant=5,
    )


def rosters_of(given: Limits, days: int = DAYS) -> list[Roster]:
    """Every roster within the limits, each limit looked at by itself."""
    every = (row for row in product((OFF, EARLY, NIGHT), repeat=days) if keeps(given, row))
    return [np.array(row, dtype=np.int8) for row in every]


def keeps(given: Limits, row: tuple[int, ...]) -> bool:
    minutes = sum(MINUTES[shift] for shift in row if shift != OFF)
    text = "".join("-" if shift == OFF else "w" for shift in row)
    inner = text.replace("-w", "- w").replace("w-", "w -").split()[1:-1]
    return (
        given.min_minutes <= minutes <= given.max_minutes
        and all(row.count(shift) <= given.most_of[shift] for shift in range(SHIFTS))
        and not any(pair == (NIGHT, EARLY) for pair in pairwise(row))
        and "w" * (given.max_run + 1) not in text
        and all(len(run) >= (given.min_run if "w" in run else given.min_free) for run in inner)
        and sum("w" in text[saturday : saturday + 2] for saturday in range(5, len(row) - 1, 7)) <= given.max_weekends
        and all(row[day] == OFF for day in given.free_days)
    )


def rows_of(given: Problem) -> list[list[Roster]]:
    return [rosters_of(one, given.days) for one in given.people]


def best_of(given: Problem, rows: Sequence[Sequence[Roster]]) -> int:
    """The least cost of all plans of two people out of these rosters, without what every plan costs."""
    one, two = (np.array([own_cost(given, person, row) for row in hers]) for person, hers in enumerate(rows))
    have, more = (np.stack([works(row, given.shifts) for row in hers]) for hers in rows)
    least = []
    for cost, at_work in zip(one, have, strict=True):
        missing = given.need - at_work - more
        cover = given.under * np.maximum(missing, 0) + given.over * np.maximum(-missing, 0)
        least.append(int((cost + two + cover.sum(axis=(1, 2))).min()))
    return min(least)
