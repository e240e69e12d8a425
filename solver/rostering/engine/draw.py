"""Which neighbourhood comes next: mostly where people are missing, else anybody or those whose roster is dear."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from solver.rostering.engine.neighbourhoods import Tried, Workshop
from solver.rostering.engine.problem import Problem, Roster, missing_of, own_cost, works

SMALLEST = 4
FIRST_SIZES, FIRST_DAYS = (8, 16), 700
"""Fewest and most people of the first neighbourhood, and days of all of them together: a week is soon rostered anew."""
WINDOW_DAYS = (7, 14)
"""Days of a window at least and at most."""
LONG, TWICE = 56, 0.75
"""Days of a roster from which so large a share of the windows is two of half the length: what somebody works in one
week, above all on a weekend, she may not work in another."""
ANY_WEEK = 0.5
"""Share of those whose second half lies in any other week, not in one with too many at work."""
FIRST_CELLS, MOST_CELLS = 1400, 2000
"""Cells of the first window and of the largest: small ones are searched by the hundred."""
WINDOWS = 1 / 3
"""Share of the neighbourhoods that are a window; where nothing was mixed all of them are."""
SHORT = 0.5
"""Share of the others that begin at a cell where people are missing, as long as there is one."""
ABLE = 2.0
"""How much rather somebody is chosen there who may work that shift on that day."""
DEAR = 0.5
"""Share of the rest that are rather those whose roster is dear."""

Cell = tuple[int, int]
"""Day and shift."""


@dataclass(frozen=True, slots=True)
class Task:
    """One neighbourhood: some of the staff over all days or, in a window, over some of them."""

    seed: int
    staff: tuple[int, ...]
    days: tuple[int, ...] | None = None


class Sizes:
    """How large the next ones are: larger when it was proved that nothing better is there, smaller when time ran out.

    People of a neighbourhood over all days, cells of a window.
    """

    def __init__(self, problem: Problem) -> None:
        least, most = FIRST_SIZES
        self._most = len(problem.people)
        self._people = float(min(self._most, max(least, min(most, FIRST_DAYS // problem.days))))
        self._cells = float(FIRST_CELLS)

    def learn(self, task: Task, tried: Tried) -> None:
        """From how a neighbourhood ended."""
        if task.days is not None:
            self._cells *= 1.1 if tried.proved else 1.0 if tried.better else 0.97
            self._cells = min(MOST_CELLS, max(FIRST_CELLS / 2, self._cells))
        else:
            self._people += 1.0 if tried.proved else 0.0 if tried.better else -0.5
            self._people = min(self._most, max(SMALLEST, self._people))

    def people(self, random: Random) -> int:
        """How many people the next neighbourhood over all days holds: a quarter more or less by chance."""
        return min(self._most, max(SMALLEST, round(self._people * random.uniform(0.75, 1.25))))

    def people_of(self, days: int, shifts: int) -> int:
        """Of a window of so many days."""
        return min(self._most, max(2, round(self._cells / (days * shifts))))


def draw(workshop: Workshop, rosters: NDArray[np.int8], sizes: Sizes, random: Random) -> Task:
    """A window, or some of the staff over all days."""
    seed = random.randrange(1 << 30)
    if not workshop.mixed or random.random() < WINDOWS:
        return window(workshop.problem, rosters, sizes, random, seed)
    return Task(seed, choose(workshop, rosters, sizes.people(random), random))


def window(problem: Problem, rosters: NDArray[np.int8], sizes: Sizes, random: Random, seed: int) -> Task:
    """Days in a row with one among them where people are missing, any where nobody is; or two such windows."""
    short = short_cells(problem, rosters)
    cell = random.choice(short) if short else None
    middle = random.randrange(problem.days) if cell is None else cell[0]
    middles = [middle]
    if problem.days >= LONG and random.random() < TWICE:
        middles.append(_counterpart(problem, rosters, middle, random))
    days = {day for one in middles for day in _round(problem, one, len(middles), random)}
    wanted = {person: random.random() for person in range(len(problem.people))}
    if cell is not None:
        wanted = _rather_able(problem, wanted, cell)
    return Task(seed, _first(wanted, sizes.people_of(len(days), problem.shifts)), tuple(sorted(days)))


def _round(problem: Problem, middle: int, parts: int, random: Random) -> range:
    """Days in a row that hold that day, of a window in so many parts."""
    length = min(problem.days, random.randint(*WINDOW_DAYS) // parts)
    first = max(0, min(problem.days - length, middle - random.randrange(length)))
    return range(first, first + length)


def _counterpart(problem: Problem, rosters: NDArray[np.int8], day: int, random: Random) -> int:
    """The same day of any week, or of one in which too many are at work on it."""
    alike = range(day % 7, problem.days, 7)
    if random.random() < ANY_WEEK:
        return random.choice(alike)
    many = np.asarray((missing_of(problem, rosters) < 0).any(axis=1))
    return random.choice([other for other in alike if many[other]] or alike)


def choose(workshop: Workshop, rosters: NDArray[np.int8], size: int, random: Random) -> tuple[int, ...]:
    """So many of the staff."""
    problem, everybody = workshop.problem, range(len(workshop.problem.people))
    short = short_cells(problem, rosters)
    wanted = {person: random.random() for person in everybody}
    if short and random.random() < SHORT:
        wanted = _rather_able(problem, wanted, random.choice(short))
    elif random.random() < DEAR:
        wanted = {person: _dearness(workshop, person, rosters[person]) * wanted[person] ** 2 for person in everybody}
    return _first(wanted, size)


def short_cells(problem: Problem, rosters: NDArray[np.int8]) -> list[Cell]:
    """Where people are missing."""
    return [(int(day), int(shift)) for day, shift in np.argwhere(missing_of(problem, rosters) > 0)]


def _rather_able(problem: Problem, wanted: Mapping[int, float], cell: Cell) -> dict[int, float]:
    """Whom nothing but her other shifts keeps from working there counts more."""
    day, shift = cell
    able = {
        person
        for person, limits in enumerate(problem.people)
        if limits.most_of[shift] > 0 and day not in limits.free_days
    }
    return {person: much * (ABLE if person in able else 1.0) for person, much in wanted.items()}


def _first(wanted: Mapping[int, float], size: int) -> tuple[int, ...]:
    return tuple(sorted(sorted(wanted, key=lambda person: -wanted[person])[:size]))


def _dearness(workshop: Workshop, person: int, roster: Roster) -> float:
    """How much her roster costs above the cheapest that is known, at the prices of the mix."""
    problem, prices = workshop.problem, workshop.prices
    hers = own_cost(problem, person, roster) - float((works(roster, problem.shifts) * prices).sum())
    known = [column.cost - prices.ravel()[column.cells].sum() for column in workshop.pool.of(person)]
    return max(0.0, hers - min(known, default=hers)) + 1.0
