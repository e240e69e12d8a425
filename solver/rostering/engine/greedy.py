"""A first plan: one person after another takes the roster that helps most, then again given all the others."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from solver.rostering.engine.pricing import Pricer
from solver.rostering.engine.problem import OFF, Problem, missing_of, works


class NoRosterError(Exception):
    """A person has no roster within her limits; `person` is her index."""

    def __init__(self, person: int) -> None:
        super().__init__(person)
        self.person = person


def greedy(problem: Problem, pricers: Sequence[Pricer], stop: Callable[[], bool]) -> NDArray[np.int8]:
    """One row for each person. Raises NoRosterError."""
    nobody = np.full((len(problem.people), problem.days), OFF, dtype=np.int8)
    return polished(problem, pricers, polished(problem, pricers, nobody, lambda: False), stop)


def polished(
    problem: Problem, pricers: Sequence[Pricer], rosters: NDArray[np.int8], stop: Callable[[], bool]
) -> NDArray[np.int8]:
    """Each person in turn takes the roster that helps most given all the others. Raises NoRosterError."""
    rosters = rosters.copy()
    for person in range(len(problem.people)):
        if stop():
            return rosters
        missing = missing_of(problem, rosters) + works(rosters[person], problem.shifts)
        gain = np.where(missing > 0, -problem.under, problem.over)
        cells, free = problem.cost[person] + gain.astype(float), np.zeros(problem.days)
        roster = pricers[person].price(cells, free).roster
        if roster is None:
            roster = pricers[person].price(cells, free, thorough=True).roster
        if roster is None:
            raise NoRosterError(person)
        rosters[person] = roster
    return rosters
