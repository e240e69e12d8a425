"""Which neighbourhood comes next: mostly where people are missing, else anybody or those whose roster is dear."""

from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from solver.rostering.engine.neighbourhoods import Tried, Workshop
from solver.rostering.engine.problem import Problem, Roster, missing_of, own_cost, works
from solver.rostering.engine.windows import longest

SMALLEST, FIRST_SIZE = 4, 16
WINDOWS = 1 / 3
"""Share of the neighbourhoods that are a window of days."""
SHORT = 0.5
"""Share of the others that begin at a cell where people are missing, as long as there is one."""
ABLE = 2.0
"""How much rather somebody is chosen there who may work that shift on that day."""
DEAR = 0.5
"""Share of the rest that are rather those whose roster is dear."""


@dataclass(frozen=True, slots=True)
class Task:
    """One neighbourhood: some of the staff over all days, or some days of all staff."""

    seed: int
    staff: tuple[int, ...] = ()
    days: range = range(0)


class Sizes:
    """How many of the staff are rostered anew at once: more when a bound proved the last, fewer when nothing came."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, float(min(FIRST_SIZE, most))

    def learn(self, tried: Tried) -> None:
        if tried.proved:
            self._size += 1.0
        elif not tried.better:
            self._size -= 0.5
        self._size = min(self._most, max(SMALLEST, self._size))

    def draw(self, random: Random) -> int:
        return min(self._most, max(SMALLEST, round(self._size * random.uniform(0.75, 1.25))))


def draw(workshop: Workshop, rosters: NDArray[np.int8], sizes: Sizes, random: Random) -> Task:
    """Some of the staff, or for a third of the times some of the days."""
    seed = random.randrange(1 << 30)
    if random.random() < WINDOWS:
        return Task(seed, days=window(workshop.problem, rosters, random))
    return Task(seed, staff=tuple(choose(workshop, rosters, sizes.draw(random), random)))


def window(problem: Problem, rosters: NDArray[np.int8], random: Random) -> range:
    """Days in a row with one among them where people are missing, any where nobody is."""
    length, short = longest(problem), short_cells(problem, rosters)
    if short:
        first = random.choice(short)[0] - random.randrange(length)
    else:
        first = random.randint(1 - length // 2, problem.days - length // 2)
    return range(max(0, first), min(problem.days, first + length))


def choose(workshop: Workshop, rosters: NDArray[np.int8], size: int, random: Random) -> list[int]:
    """So many of the staff."""
    problem, everybody = workshop.problem, range(len(workshop.problem.people))
    if size >= len(everybody):
        return list(everybody)
    short = short_cells(problem, rosters)
    if short and random.random() < SHORT:
        cell = random.choice(short)
        wanted = {person: (ABLE if _may(problem, person, cell) else 1.0) * random.random() for person in everybody}
    elif random.random() < DEAR:
        wanted = {person: _dearness(workshop, person, rosters[person]) * random.random() ** 2 for person in everybody}
    else:
        wanted = {person: random.random() for person in everybody}
    return sorted(sorted(everybody, key=lambda person: -wanted[person])[:size])


def short_cells(problem: Problem, rosters: NDArray[np.int8]) -> list[tuple[int, int]]:
    """Day and shift of the cells where people are missing."""
    return [(int(day), int(shift)) for day, shift in np.argwhere(missing_of(problem, rosters) > 0)]


def _may(problem: Problem, person: int, cell: tuple[int, int]) -> bool:
    """Whether nothing but her other shifts keeps her from working there."""
    day, shift = cell
    limits = problem.people[person]
    return limits.most_of[shift] > 0 and day not in limits.free_days


def _dearness(workshop: Workshop, person: int, roster: Roster) -> float:
    """How much her roster costs above the cheapest that is known, at the prices of the mix."""
    problem, prices = workshop.problem, workshop.prices
    hers = own_cost(problem, person, roster) - float((works(roster, problem.shifts) * prices).sum())
    known = [column.cost - prices.ravel()[column.cells].sum() for column in workshop.pool.of(person)]
    return max(0.0, hers - min(known, default=hers)) + 1.0
