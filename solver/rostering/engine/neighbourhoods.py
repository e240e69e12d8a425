"""Some of the staff rostered anew against what the others leave open; left alone when the bound says it cannot pay.

Large neighbourhoods after P. Shaw, "Using constraint programming and local search methods to solve vehicle routing
problems", CP-98 (1998); in each a mix of rosters, its bound, a dive and a closing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from math import inf

import numpy as np
from numpy.typing import NDArray

from solver.rostering.engine.close import Effort, close
from solver.rostering.engine.columns import Column, Pool, column_of
from solver.rostering.engine.dive import dive
from solver.rostering.engine.generate import Generator
from solver.rostering.engine.master import Floats, Mixed
from solver.rostering.engine.pricing import Pricer
from solver.rostering.engine.problem import Problem, Roster, cover_cost, missing_of, works

EACH = 40
"""Columns of the pool for each person at the start of a neighbourhood."""
FAR = 0.03
"""Share of the cost between it and the bound from which a dive, which is quick, is tried before closing."""


@dataclass(slots=True)
class Workshop:
    """What a process keeps between neighbourhoods."""

    problem: Problem
    pricers: Sequence[Pricer]
    pool: Pool
    prices: Floats
    """Of the cells in the mix of all staff, of nothing where it is not `mixed`."""
    mixed: bool = True


@dataclass(frozen=True, slots=True)
class Tried:
    """New rosters where better ones were found; `proved` when there are none, `cut` where the clock ended it, not the
    work."""

    better: dict[int, Roster] = field(default_factory=dict)
    proved: bool = False
    cut: bool = False


@dataclass(slots=True)
class _Clock:
    """`left` are the seconds until it must end; `cut` once something has ended for want of seconds."""

    left: Callable[[], float]
    cut: bool = False

    def stop(self) -> bool:
        over = self.left() <= 0
        self.cut = self.cut or over
        return over


def improve(
    workshop: Workshop,
    rosters: NDArray[np.int8],
    staff: Sequence[int],
    effort: Effort,
    left: Callable[[], float] = lambda: inf,
) -> Tried:
    """Better rosters for the staff, the others as they are; `left` are the seconds until it must end."""
    problem, clock = workshop.problem, _Clock(left)
    need = missing_of(problem, rosters) + sum(works(rosters[person], problem.shifts) for person in staff)
    now = {person: column_of(problem, person, rosters[person]) for person in staff}
    generator = Generator(problem, workshop.pricers, workshop.pool, staff, need)
    generator.prices = workshop.prices
    generator.start([*now.values(), *(column for person in staff for column in _cheap(workshop, person))])
    trial = _Trial(generator, need, now, _cost(problem, now, need), effort, clock)
    best = trial.run()
    if best is None or _cost(problem, best, need) >= trial.below:
        return Tried(proved=trial.proved, cut=clock.cut)
    return Tried({person: column.roster for person, column in best.items()}, cut=clock.cut)


@dataclass(slots=True)
class _Trial:
    """The rosters that the staff have `now` against what the others leave open: `proved` when none cost less.

    `below` is what those cost.
    """

    generator: Generator
    need: NDArray[np.int64]
    now: dict[int, Column]
    below: int
    effort: Effort
    clock: _Clock
    proved: bool = False

    @property
    def enough(self) -> float:
        """A mix or bound above it leaves nothing cheaper: costs are whole numbers."""
        return self.below - 1 + 1e-6

    def run(self) -> dict[int, Column] | None:
        """A column for each of the staff, None where none was found: whichever way is likelier first."""
        mixed = self.generator.run(self.clock.stop, enough=self.enough)
        self.proved = self.generator.bound > self.enough
        if self.proved:
            return None
        if self.below - self.generator.bound > FAR * abs(self.below):
            return self._dived(mixed) or self._closed()
        return self._closed() or self._dived(mixed)

    def _dived(self, mixed: Mixed) -> dict[int, Column] | None:
        return dive(self.generator, mixed, self.clock.stop, self.enough)

    def _closed(self) -> dict[int, Column] | None:
        if self.clock.stop():
            return None
        useful, problem = _useful(self.generator, self.now, self.below), self.generator.problem
        in_time = replace(self.effort, seconds=min(self.effort.seconds, self.clock.left()))
        found = close(problem, useful, self.need, self.now, self.below, in_time)
        self.clock.cut = self.clock.cut or found.cut
        return found.best


def _useful(generator: Generator, now: dict[int, Column], below: int) -> list[Column]:
    """Columns that can be part of a plan below the cost: at the bound's prices none may be dearer than the gap.

    After a dive that ended in nothing, bound and prices are those of its last branch, and what is closed is mostly what
    lies near that: a quarter of the work or less, and closing all of it found no more (decision 21).
    """
    gap = below - 1 - generator.bound + 1e-6
    prices = generator.prices.ravel()
    dear = [
        column.cost - prices[column.cells].sum() - generator.least[column.person] for column in generator.master.columns
    ]
    kept = [column for column, more in zip(generator.master.columns, dear, strict=True) if more <= gap]
    keys = {(column.person, column.roster.tobytes()) for column in kept}
    return kept + [column for column in now.values() if (column.person, column.roster.tobytes()) not in keys]


def _cost(problem: Problem, chosen: dict[int, Column], need: NDArray[np.int64]) -> int:
    have = sum(works(column.roster, problem.shifts) for column in chosen.values())
    return sum(column.cost for column in chosen.values()) + cover_cost(problem, need - have)


def _cheap(workshop: Workshop, person: int) -> list[Column]:
    prices = workshop.prices.ravel()
    columns = list(workshop.pool.of(person))
    return sorted(columns, key=lambda column: float(column.cost - prices[column.cells].sum()))[:EACH]
