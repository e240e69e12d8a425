"""A whole plan out of a mix: cells that most of the mix agrees on are fixed, and new rosters priced round them."""

from collections.abc import Callable

import numpy as np

from solver.rostering.engine.columns import Column
from solver.rostering.engine.generate import Generator
from solver.rostering.engine.master import Floats, Mixed
from solver.rostering.engine.problem import OFF

AGREED = 0.85
"""Share of a cell from which it is fixed."""
PRICED = 6
"""Rounds of pricing after each step."""
HASTY_AGREED, HASTY_PRICED = 0.7, 3
"""The same when time is short: it ends in a tenth of the time, at twice the cost where all is still open."""
EACH_STEP, LONGEST_STEP = 0.06, 0.3
"""Share of the open days that is fixed at least in a step, and after steps that added next to nothing."""
SLIGHT = 5e-4
"""Share of the cost that a step may add without new rosters being priced."""


def dive(
    generator: Generator,
    mixed: Mixed,
    stop: Callable[[], bool],
    enough: float,
    late: Callable[[], bool] = lambda: False,
) -> dict[int, Column] | None:
    """One column for each of the staff, None when the mix passes `enough`; `late` makes haste.

    When stopped, the likeliest columns of the mix so far.
    """
    step = EACH_STEP
    while not stop():
        whole = _whole(generator, mixed)
        if whole is not None:
            return whole
        if mixed.value >= enough or not _fix(generator, mixed, step, HASTY_AGREED if late() else AGREED):
            return None
        generator.fix(mixed)
        fine = mixed.value + SLIGHT * abs(mixed.value)
        mixed = generator.run(stop, most=HASTY_PRICED if late() else PRICED, fine=fine)
        step = min(LONGEST_STEP, 1.5 * step) if mixed.value <= fine else EACH_STEP
    return _everybody(generator, likeliest(generator, mixed))


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


def _fix(generator: Generator, mixed: Mixed, step: float, agreed: float) -> bool:
    """Fix the most agreed cells of days that are still open; false when every day is decided.

    Of each person only cells of her likeliest column are fixed, so that she keeps a roster.
    """
    shares = shares_of(generator, mixed)
    best = shares.max(axis=2)
    best[(best > 0.999) | (best < 1e-6)] = 0.0
    for person, column in likeliest(generator, mixed).items():
        hers = np.where(column.roster == OFF, shares.shape[2] - 1, column.roster)
        best[person, shares[person].argmax(axis=1) != hers] = 0.0
    open_days = np.count_nonzero(best)
    if not open_days:
        return False
    least = max(1, int(step * open_days))
    order = np.argsort(-best, axis=None, kind="stable")[:open_days]
    for number, at in enumerate(order):
        person, day = divmod(int(at), best.shape[1])
        if number >= least and best[person, day] < agreed:
            break
        choice = int(shares[person, day].argmax())
        _decide(generator, person, day, OFF if choice == shares.shape[2] - 1 else choice)
    return True


def _decide(generator: Generator, person: int, day: int, shift: int) -> None:
    generator.fixed.closed[person, day] = True
    if shift != OFF:
        generator.fixed.closed[person, day, shift] = False
        generator.fixed.busy[person, day] = True
