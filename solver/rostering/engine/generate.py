"""Column generation: prices from the mix, cheapest rosters at those prices, until no roster can make the mix cheaper.

Prices are smoothed towards those with the best bound so far (Wentges 1997; Pessoa et al. 2018), and the bound at any
prices within the costs of missing and surplus people is Lagrange's.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.rostering.engine.columns import Column, Pool, column_of
from solver.rostering.engine.master import Floats, Master, Mixed
from solver.rostering.engine.pricing import Priced, Pricer
from solver.rostering.engine.problem import Problem

SMOOTHING = 0.8
CLOSE_ENOUGH = 1e-4
"""Share of the mix's value between mix and bound at which it ends."""
ROUGHLY = 0.03
"""The same while people missing cost less than they do."""
MOST_COLUMNS, EACH_KEPT = 3000, 15
"""Columns of a programme from which a dive goes on with few for each person: pivots take half as long."""
INEXACT = 0.3
"""Share of the gap from which the pricing's own inexactness is worth its removal."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """Cells of a branch: `closed[person, day, shift]` may not be worked, `busy[person, day]` may not be free."""

    closed: NDArray[np.bool_]
    busy: NDArray[np.bool_]

    @classmethod
    def nothing(cls, problem: Problem) -> "Fixed":
        """Before the first branch."""
        return cls(np.zeros(problem.cost.shape, dtype=bool), np.zeros(problem.cost.shape[:2], dtype=bool))

    def allows(self, column: Column) -> bool:
        """Whether the roster keeps every cell of the branch."""
        closed, busy = self.closed[column.person], self.busy[column.person]
        return not closed.ravel()[column.cells].any() and bool((column.roster[busy] >= 0).all())


class Generator:
    """Column generation for some of the staff against what the others leave open; columns go to the pool too."""

    def __init__(
        self,
        problem: Problem,
        pricers: Sequence[Pricer],
        pool: Pool,
        staff: Sequence[int],
        need: NDArray[np.int64],
        executor: Executor | None = None,
    ) -> None:
        self.problem, self.staff, self.need, self.pool = problem, tuple(staff), need, pool
        self.master = Master(problem, staff, need)
        self.fixed = Fixed.nothing(problem)
        self.bound = -np.inf
        self.thorough = False
        self.prices: Floats = np.zeros(need.shape)
        self._under = problem.under
        self._inexact = 0.0
        self.least: dict[int, float] = {}
        self._pricers, self._executor = pricers, executor
        self._known: set[tuple[int, bytes]] = set()

    def start(self, columns: Iterable[Column]) -> None:
        """Let the master begin with these."""
        for column in columns:
            self._add(column)

    def charge(self, most: int) -> None:
        """People missing cost at most so much from now on; a bound, begun anew, holds below their true cost too."""
        under = np.minimum(self.problem.under, most)
        self.prices = np.where(self.prices >= self._under - 1e-6, under, np.minimum(self.prices, under))
        self._under, self.bound = under, -np.inf
        self.master.charge(under)

    def mix(self, stop: Callable[[], bool]) -> Mixed:
        """The best mix: first with people missing hardly dearer than anything else, which takes half the pivots."""
        self.charge(int(max(1, np.abs(self.problem.cost).max(initial=1))))
        self.run(stop, close=ROUGHLY)
        self.charge(int(self.problem.under.max(initial=1)))
        return self.run(stop)

    def run(
        self,
        stop: Callable[[], bool],
        most: int = 1000,
        enough: float = np.inf,
        fine: float = -np.inf,
        close: float = CLOSE_ENOUGH,
    ) -> Mixed:
        """Rounds until mix and bound are `close`, `most` are over, the bound is `enough`, the mix `fine`, or `stop`."""
        mixed = self.master.solve()
        smoothing = SMOOTHING
        for _ in range(most):
            if (
                mixed.value <= fine
                or stop()
                or mixed.value - self.bound <= close * abs(mixed.value)
                or self.bound >= enough
            ):
                break
            prices = smoothing * self.prices + (1 - smoothing) * mixed.cells
            added = self._round(prices, mixed)
            if not added and smoothing == 0.0 and self.thorough:
                break
            self.thorough = self.thorough or (not added and smoothing == 0.0)
            smoothing = SMOOTHING if added else 0.0
            if self._inexact > INEXACT * (mixed.value - self.bound):
                self.thorough = True
            if added:
                mixed = self.master.solve()
        return mixed

    def fix(self, mixed: Mixed) -> None:
        """Columns that the fixed cells exclude leave the mix; the bound no longer holds for what is left."""
        if len(self.master.columns) > MOST_COLUMNS:
            self._thin(mixed)
        self.master.keep(self.fixed.allows)
        self.bound = -np.inf

    def _thin(self, mixed: Mixed) -> None:
        """Begin a programme with the columns of each person that are cheapest at the mix's prices, of those allowed."""
        prices, columns = mixed.cells.ravel(), [one for one in self.master.columns if self.fixed.allows(one)]
        columns.sort(key=lambda column: float(column.cost - prices[column.cells].sum()))
        self.master, self._known = Master(self.problem, self.staff, self.need), set()
        self.master.charge(self._under)
        for person in self.staff:
            for column in [one for one in columns if one.person == person][:EACH_KEPT]:
                self._add(column)

    def _round(self, prices: Floats, mixed: Mixed) -> int:
        """Price everybody; how many columns are new and cheaper than the mix."""
        prices = np.clip(prices, -self.problem.over, self._under)
        priced = self._price_all(prices)
        self._inexact = sum(one.cost - one.bound for one in priced.values() if one.roster is not None)
        bound = float((self.need * prices).sum()) + sum(one.bound for one in priced.values())
        if bound > self.bound:
            self.bound, self.prices = bound, prices
            self.least = {person: one.bound for person, one in priced.items()}
        added = 0
        for person, one in priced.items():
            if one.roster is None:
                continue
            column = column_of(self.problem, person, one.roster)
            reduced = column.cost - mixed.cells.ravel()[column.cells].sum() - mixed.people[person]
            added += reduced < -1e-6 and self._add(column)
        return added

    def _price_all(self, prices: Floats) -> dict[int, Priced]:
        run = map if self._executor is None else self._executor.map
        return dict(zip(self.staff, run(lambda person: self._price(person, prices), self.staff), strict=True))

    def _price(self, person: int, prices: Floats) -> Priced:
        cells = np.where(self.fixed.closed[person], np.inf, self.problem.cost[person] - prices)
        return self._pricers[person].price(cells, np.where(self.fixed.busy[person], np.inf, 0.0), self.thorough)

    def _add(self, column: Column) -> bool:
        key = (column.person, column.roster.tobytes())
        if key in self._known:
            return False
        self._known.add(key)
        self.pool.add(column)
        self.master.add(column)
        return True
