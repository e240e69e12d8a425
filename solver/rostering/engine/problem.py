"""Who works which kind of shift on which day, as numbers: limits of each person, prices of cells, people wanted."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

OFF = -1
"""A free day in a roster."""
SATURDAY = 5

MOST_MIXED = 80_000
"""Cells of all staff together up to which they are mixed; beyond, a programme of all would not end in time."""

Roster = NDArray[np.int8]
"""Shift of each day, or `OFF`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Hard limits of one person over the whole horizon; runs that touch either end break no minimum.

    `most_of` has one limit for each shift; minutes are sums over the horizon, runs are days.
    """

    most_of: tuple[int, ...]
    max_minutes: int
    min_minutes: int
    max_run: int
    min_run: int
    min_free: int
    max_weekends: int
    free_days: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not 0 <= self.min_minutes <= self.max_minutes:
            raise ValueError("minutes must be in order")
        if not 1 <= self.min_run <= self.max_run or self.min_free < 1 or self.max_weekends < 0:
            raise ValueError("impossible runs or weekends")


@dataclass(frozen=True)
class Problem:
    """Day 0 is a Monday; `forbidden[s, t]`: t may not follow s on the next day.

    `cost[person, day, shift]` is added where she works the shift, `under` and `over` [day, shift] for each person
    missing from or beyond `need`; all costs are whole numbers.
    """

    minutes: NDArray[np.int64]
    forbidden: NDArray[np.bool_]
    people: tuple[Limits, ...]
    cost: NDArray[np.int64]
    need: NDArray[np.int64]
    under: NDArray[np.int64]
    over: NDArray[np.int64]
    constant: int = 0

    def __post_init__(self) -> None:
        shape = (len(self.people), *self.need.shape)
        if self.cost.shape != shape or self.under.shape != shape[1:] or self.over.shape != shape[1:]:
            raise ValueError("arrays of different sizes")
        if (self.under < 0).any() or (self.over < 0).any():
            raise ValueError("a missing or surplus person cannot be a gain")

    @property
    def days(self) -> int:
        return int(self.need.shape[0])

    @property
    def shifts(self) -> int:
        return int(self.need.shape[1])

    @property
    def mixed(self) -> bool:
        """Whether a programme of all staff ends in time; where it does not, rosters are looked for in corridors."""
        return self.cost.size <= MOST_MIXED

    @cached_property
    def unit(self) -> int:
        """Minutes that all lengths of shifts are multiples of."""
        return int(np.gcd.reduce(self.minutes))


def works(roster: Roster, shifts: int) -> NDArray[np.int64]:
    """1 where she works the shift; shape (days, shifts)."""
    at_work: NDArray[np.int64] = (roster[:, None] == np.arange(shifts)).astype(np.int64)
    return at_work


def own_cost(problem: Problem, person: int, roster: Roster) -> int:
    """What her roster costs by itself, without cover."""
    days = np.flatnonzero(roster != OFF)
    return int(problem.cost[person, days, roster[days]].sum())


def cover_cost(problem: Problem, missing: NDArray[np.int64]) -> int:
    """Cost of what is missing (positive) and beyond (negative), shape (days, shifts)."""
    return int((problem.under * np.maximum(missing, 0) + problem.over * np.maximum(-missing, 0)).sum())


def missing_of(problem: Problem, rosters: NDArray[np.int8]) -> NDArray[np.int64]:
    """People missing by day and shift, negative where there are too many; rosters has one row for each person."""
    have = (rosters[:, :, None] == np.arange(problem.shifts)).sum(axis=0)
    return np.asarray(problem.need - have, dtype=np.int64)


def total_cost(problem: Problem, rosters: NDArray[np.int8]) -> int:
    """Of all rosters with cover; rosters has one row for each person."""
    own = sum(own_cost(problem, person, roster) for person, roster in enumerate(rosters))
    return problem.constant + own + cover_cost(problem, missing_of(problem, rosters))
