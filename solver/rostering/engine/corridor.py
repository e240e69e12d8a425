"""Where a long roster is looked for: near the minutes and weekends of another one, or of a year that is worked evenly.

A corridor leaves a twentieth of the states of a year. After M. Sniedovich and S. Voß, "The corridor method: a dynamic
programming inspired metaheuristic", Control and Cybernetics 35 (2006).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.rostering.engine.net import Net
from solver.rostering.engine.problem import OFF, SATURDAY, Limits, Problem, Roster

SHIFTS, WEEKENDS = 3, 2
"""How many of the longest shifts, and how many weekends, a roster may be before or behind after each day."""

Ints = NDArray[np.int64]


class Corridor(NamedTuple):
    """Units and weekends after each day, first and last ones."""

    low: Ints
    high: Ints
    fewest: Ints
    most: Ints

    def of(self, net: Net) -> Net:
        """The net with the states of the corridor alone."""
        return net._replace(
            low=np.maximum(net.low, self.low),
            high=np.minimum(net.high, self.high),
            fewest=np.maximum(net.fewest, self.fewest),
            most=np.minimum(net.most, self.most),
        )


def near(problem: Problem, roster: Roster) -> Corridor:
    """Near a roster, which is in it."""
    works = roster != OFF
    minutes = np.where(works, problem.minutes[roster], 0)
    weekday = np.arange(problem.days) % 7
    begins = works & ((weekday == SATURDAY) | (weekday == SATURDAY + 1) & ~np.roll(works, 1))
    begins[-1] &= weekday[-1] != SATURDAY
    units, weekends, slack = _after(minutes // problem.unit), _after(begins), _slack(problem)
    return Corridor(units - slack, units + slack, weekends - WEEKENDS, weekends + WEEKENDS)


def evenly(problem: Problem, limits: Limits) -> Corridor:
    """Between the fewest and the most minutes of hers, spread over the days that are not free anyway; of her weekends
    no more than as many as are spread so."""
    there = np.ones(problem.days)
    there[sorted(limits.free_days)] = 0.0
    share, slack = _after(there) / max(1.0, there.sum()), _slack(problem)
    low, high = (np.rint(share * minutes / problem.unit) for minutes in (limits.min_minutes, limits.max_minutes))
    most = np.rint(share * min(limits.max_weekends, problem.days // 7)) + WEEKENDS
    return Corridor(*(one.astype(np.int64) for one in (low - slack, high + slack, 0 * most, most)))


def _after(each: NDArray[np.int64] | NDArray[np.float64] | NDArray[np.bool_]) -> Ints:
    return np.concatenate([[0], np.cumsum(each)]).astype(np.int64)


def _slack(problem: Problem) -> int:
    return SHIFTS * int(problem.minutes.max()) // problem.unit
