"""A first plan: one person after another takes the roster that helps most, then again given all the others."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial

import numpy as np
from numpy.typing import NDArray

from solver.rostering.engine.corridor import evenly, near
from solver.rostering.engine.pricing import Pricer
from solver.rostering.engine.problem import OFF, Problem, Roster, cover_cost, missing_of, own_cost, works

AT_ONCE = 2
"""People who take their first roster at the same time, however many threads there are: a seed gives the same plan."""


class NoRosterError(Exception):
    """A person has no roster within her limits; `person` is her index."""

    def __init__(self, person: int) -> None:
        super().__init__(person)
        self.person = person


class NoTimeError(Exception):
    """The time was over when so many of all people had a roster."""

    def __init__(self, ready: int, people: int) -> None:
        super().__init__(ready, people)
        self.ready, self.people = ready, people

    def __str__(self) -> str:
        return f"{self.ready} of {self.people} people had a roster when the time was over"


def greedy(
    problem: Problem,
    pricers: Sequence[Pricer],
    stop: Callable[[], bool],
    late: Callable[[], bool],
    threads: Executor | None = None,
) -> NDArray[np.int8]:
    """One row for each person; nobody chooses again once it is `late`. Raises NoRosterError, NoTimeError at `stop`."""
    people, rosters = len(problem.people), np.full((len(problem.people), problem.days), OFF, dtype=np.int8)
    run = map if threads is None else threads.map
    for first in range(0, people, AT_ONCE):
        if stop():
            raise NoTimeError(first, people)
        missing, staff = missing_of(problem, rosters), range(first, min(people, first + AT_ONCE))
        rosters[staff.start : staff.stop] = list(run(partial(_first, problem, pricers, missing), staff))
    return polished(problem, pricers, rosters, late)


def polished(
    problem: Problem, pricers: Sequence[Pricer], rosters: NDArray[np.int8], stop: Callable[[], bool]
) -> NDArray[np.int8]:
    """Each person in turn takes the roster that helps most given all the others, or keeps hers."""
    rosters = rosters.copy()
    for person in range(len(problem.people)):
        if stop():
            return rosters
        missing = missing_of(problem, rosters) + works(rosters[person], problem.shifts)
        helpful = _helpful(problem, pricers, missing, person, rosters[person])
        if helpful is not None and _cost(problem, missing, person, helpful) <= _cost(
            problem, missing, person, rosters[person]
        ):
            rosters[person] = helpful
    return rosters


def _first(problem: Problem, pricers: Sequence[Pricer], missing: NDArray[np.int64], person: int) -> Roster:
    """Raises NoRosterError."""
    roster = _helpful(problem, pricers, missing, person)
    if roster is None:
        raise NoRosterError(person)
    return roster


def _helpful(
    problem: Problem, pricers: Sequence[Pricer], missing: NDArray[np.int64], person: int, hers: Roster | None = None
) -> Roster | None:
    """Of the rosters that pricing finds her, the one that helps most where so many people are missing, shape (days,
    shifts); where staff are not mixed one near hers, or an even one where she has none."""
    cells, free = at_these(problem, person, missing), np.zeros(problem.days)
    if not problem.mixed:
        corridor = evenly(problem, problem.people[person]) if hers is None else near(problem, hers)
        roster = pricers[person].price(cells, free, corridor=corridor).roster
        if roster is not None or hers is not None:
            return roster
    roster = pricers[person].price(cells, free).roster
    return pricers[person].price(cells, free, thorough=True).roster if roster is None else roster


def at_these(problem: Problem, person: int, missing: NDArray[np.int64]) -> NDArray[np.float64]:
    """What each cell costs her, with what it saves or costs in cover, where so many people are missing."""
    gain = np.where(missing > 0, -problem.under, problem.over)
    return np.asarray(problem.cost[person] + gain, dtype=np.float64)


def _cost(problem: Problem, missing: NDArray[np.int64], person: int, roster: Roster) -> int:
    """Her own, and of what she leaves missing or is too many for; pricing tells it not where some shift is limited."""
    return own_cost(problem, person, roster) + cover_cost(problem, missing - works(roster, problem.shifts))
