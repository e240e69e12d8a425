"""A whole plan out of a mix: cells that most of the mix agrees on are fixed, and new rosters priced round them.

After R. Sadykov, F. Vanderbeck, A. Pessoa, I. Tahiri and E. Uchoa, "Primal heuristics for branch and price: the assets
of diving methods", INFORMS Journal on Computing 31 (2019).
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.rostering.engine.columns import Column
from solver.rostering.engine.generate import Fixed, Generator
from solver.rostering.engine.master import Floats, Mixed
from solver.rostering.engine.problem import OFF

AGREED = 0.85
"""Share of a cell from which it is fixed."""
PRICED, PRICED_FURTHER = 6, 18
"""Rounds of pricing after each step, and again after a step that added MUCH."""
MUCH = 0.1
"""Share of the cost of a missing person: mostly her cells were fixed before the rosters round them were known."""
LAG = 0.8
"""Power of the share of time left that gives the share of days that may be open: the last days are the quickest."""
EACH_STEP, LONGEST_STEP = 0.06, 0.3
"""Share of the open days that is fixed at least in a step, and after steps that added next to nothing."""
CAREFUL = 0.01
"""The same after a step that was taken back, since priced further it still added MUCH."""
SLIGHT = 5e-4
"""Share of the mix's cost that a step may add without new rosters being priced."""


@dataclass(slots=True)
class _Pace:
    """`step`: share of the open days that is fixed at least; more where the dive is behind the time that is `used`."""

    used: Callable[[], float]
    step: float = EACH_STEP
    at_first: int = 0

    def behind(self, left: int) -> int:
        """How many days are open that should not be any more."""
        return max(0, left - int(self.at_first * max(0.0, 1.0 - self.used()) ** LAG))

    @property
    def careful(self) -> bool:
        return self.step <= CAREFUL


def dive(
    generator: Generator,
    mixed: Mixed,
    stop: Callable[[], bool],
    enough: float,
    used: Callable[[], float] = lambda: 0.0,
    slight: float | None = None,
) -> dict[int, Column] | None:
    """One column for each of the staff, None when the mix passes `enough`.

    A step may add `slight` without new rosters being priced. A dive that is far behind the share of its time that is
    `used` takes longer steps. When stopped, the likeliest columns of the mix so far.
    """
    pace = _Pace(used)
    while not stop():
        whole = _whole(generator, mixed)
        if whole is not None:
            return whole
        shares, choices = _undecided(generator, mixed)
        left = int(np.count_nonzero(shares))
        if mixed.value >= enough or not left:
            return None
        pace.at_first = pace.at_first or left
        fine = mixed.value + (SLIGHT * abs(mixed.value) if slight is None else slight)
        before, much = deepcopy(generator.fixed), mixed.value + MUCH * generator.problem.under.max()
        behind = pace.behind(left)
        _fix(generator, shares, choices, max(1, int(pace.step * left), behind), 1.0 if pace.careful else AGREED)
        generator.fix(mixed)
        mixed = generator.run(stop, most=PRICED, fine=fine)
        if mixed.value > much and not behind:
            mixed = generator.run(stop, most=PRICED_FURTHER, fine=much)
        if mixed.value > much and not behind and not pace.careful:
            pace.step = CAREFUL
            mixed = _taken_back(generator, mixed, before, stop, fine)
        else:
            pace.step = min(LONGEST_STEP, 1.5 * pace.step) if mixed.value <= fine else EACH_STEP
    return _everybody(generator, likeliest(generator, mixed))


def _taken_back(generator: Generator, mixed: Mixed, before: Fixed, stop: Callable[[], bool], fine: float) -> Mixed:
    """The mix as before the step, with the rosters that were priced in it."""
    generator.fixed = before
    generator.fix(mixed)
    return generator.run(stop, most=PRICED_FURTHER, fine=fine)


def _whole(generator: Generator, mixed: Mixed) -> dict[int, Column] | None:
    chosen = {
        generator.master.columns[at].person: generator.master.columns[at] for at in np.flatnonzero(mixed.shares > 0.999)
    }
    return _everybody(generator, chosen)


def _everybody(generator: Generator, chosen: dict[int, Column]) -> dict[int, Column] | None:
    return chosen if len(chosen) == len(generator.staff) else None


def likeliest(generator: Generator, mixed: Mixed) -> dict[int, Column]:
    """The column with the largest share of each of the staff who has one."""
    order = np.argsort(mixed.shares, kind="stable")
    columns = [generator.master.columns[at] for at in order if mixed.shares[at] > 0]
    return {column.person: column for column in columns}


def shares_of(generator: Generator, mixed: Mixed) -> Floats:
    """Share of each cell, shape (people, days, shifts + 1); the last is a free day."""
    problem = generator.problem
    shares = np.zeros((len(problem.people), problem.days, problem.shifts + 1))
    days = np.arange(problem.days)
    for at in np.flatnonzero(mixed.shares > 1e-9):
        column = generator.master.columns[at]
        shares[column.person, days, column.roster] += mixed.shares[at]
    return shares


def _undecided(generator: Generator, mixed: Mixed) -> tuple[Floats, NDArray[np.intp]]:
    """Share of the likeliest choice of each person and day that is open, 0 elsewhere, and that choice.

    Of each person only cells of her likeliest column count, so that she keeps a roster.
    """
    shares = shares_of(generator, mixed)
    best, choices = shares.max(axis=2), shares.argmax(axis=2)
    best[(best > 0.999) | (best < 1e-6)] = 0.0
    for person, column in likeliest(generator, mixed).items():
        hers = np.where(column.roster == OFF, shares.shape[2] - 1, column.roster)
        best[person, choices[person] != hers] = 0.0
    return best, choices


def _fix(generator: Generator, shares: Floats, choices: NDArray[np.intp], least: int, agreed: float) -> None:
    """Fix the most agreed cells, `least` of them and all from `agreed`."""
    order = np.argsort(-shares, axis=None, kind="stable")[: np.count_nonzero(shares)]
    for number, at in enumerate(order):
        person, day = divmod(int(at), shares.shape[1])
        if number >= least and shares[person, day] < agreed:
            break
        choice = int(choices[person, day])
        _decide(generator, person, day, OFF if choice == generator.problem.shifts else choice)


def _decide(generator: Generator, person: int, day: int, shift: int) -> None:
    generator.fixed.closed[person, day] = True
    if shift != OFF:
        generator.fixed.closed[person, day, shift] = False
        generator.fixed.busy[person, day] = True
