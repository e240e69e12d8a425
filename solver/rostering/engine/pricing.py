"""The cheapest roster of each person at given prices of the cells.

The shortest path counts a shift with a limit of its own (`most_of`) only where it was worked too often without
counting, and only while that makes few states. Beyond that the shift gets a surcharge, which keeps a lower bound
(Lagrange), and is then allowed only on the days where it pays most, which makes a roster that keeps the limit.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.rostering.engine.corridor import Corridor
from solver.rostering.engine.net import Net, states_of
from solver.rostering.engine.problem import OFF, Limits, Problem, Roster
from solver.rostering.engine.shortest import cheapest, fitting

Floats = NDArray[np.float64]
ROUNDS = 4
"""Corrections of the surcharges at each pricing."""
KNOWN = 12
"""Rosters of each person that are remembered."""
FIRST_STRIDE, LEAST_STRIDE = 0.5, 0.01
"""How far apart the prices of a unit are tried, which only decides how much of a path need not be."""
ROUNDING = 1e-6
"""By so much a path may miss the cost of a roster that is known, its sum being made in another order."""
QUICK, THOROUGH = 300_000, 8_000_000
"""States of a shortest path up to which one more shift is counted."""


@dataclass(frozen=True, slots=True)
class Priced:
    """A roster with its cost at the prices asked for, and a lower bound on the cost of every roster of hers.

    Where a corridor was asked for, of those in it.
    """

    roster: Roster | None
    cost: float
    bound: float


class Pricer:
    """Prices one person; remembers her surcharges, so one pricer serves one thread at a time."""

    def __init__(self, problem: Problem, person: int) -> None:
        self._problem, self._limits = problem, problem.people[person]
        self._nets: dict[tuple[int, ...], tuple[list[NDArray[np.int64]], Net]] = {}
        self._most = np.minimum(self._limits.most_of, problem.days)
        self._closed = np.zeros((problem.days, problem.shifts))
        self._closed[sorted(self._limits.free_days)] = np.inf
        self._closed[:, self._most == 0] = np.inf
        self._surcharge = np.zeros(problem.shifts)
        self._unit_price, self._stride = 0.0, FIRST_STRIDE
        self._known: deque[Roster] = deque(maxlen=KNOWN)
        self._corridor: Corridor | None = None
        self._states = _states(self._net(())[1])

    def price(self, cells: Floats, free: Floats, thorough: bool = False, corridor: Corridor | None = None) -> Priced:
        """`cells[day, shift]` and `free[day]` are costs, infinite where forbidden; thorough counts more shifts.

        With a corridor only the rosters in it are looked for, and surcharges are corrected once at each pricing.
        """
        cells, self._corridor = cells + self._closed, corridor
        best, bound = Priced(None, np.inf, -np.inf), -np.inf
        counted: tuple[int, ...] = ()
        for _ in range(ROUNDS if corridor is None else 1):
            cost, roster, counted = self._counted(
                cells + self._surcharge, free, counted, THOROUGH if thorough else QUICK
            )
            if roster is None:
                return Priced(None, np.inf, np.inf)
            bound = max(bound, cost - float(self._surcharge @ self._most))
            excess = self._excess(roster)
            found = self._kept(cells, free, roster, counted)
            if found is not None and found[0] < best.cost:
                best = Priced(found[1], found[0], bound)
                self._remember(found[1])
            if not self._corrected(excess, best.cost - bound):
                break
        return Priced(best.roster, best.cost, bound)

    def _counted(
        self, cells: Floats, free: Floats, counted: tuple[int, ...], states: int
    ) -> tuple[float, Roster | None, tuple[int, ...]]:
        """The cheapest path; shifts worked too often are counted, small limits first, while there are few states."""
        while True:
            cost, roster = self._path(cells, free, counted)
            if roster is None:
                return cost, roster, counted
            broken = [int(shift) for shift in np.flatnonzero(self._excess(roster) > 0) if shift not in counted]
            before = counted
            for shift in sorted(broken, key=lambda shift: int(self._most[shift])):
                if self._states * np.prod(self._most[[*counted, shift]] + 1) <= states:
                    counted = (*counted, shift)
            if counted == before:
                return cost, roster, counted

    def _corrected(self, excess: NDArray[np.int64], gap: float) -> bool:
        """Surcharges a step nearer to the best bound (B. T. Polyak, 1969); false when they are right."""
        tight = np.where((self._surcharge > 0) | (excess > 0), excess, 0)
        if not tight.any() or gap < 1e-6:
            return False
        step = min(gap, 50.0) / float(tight @ tight)
        self._surcharge = np.maximum(0.0, self._surcharge + step * tight)
        return True

    def _excess(self, roster: Roster) -> NDArray[np.int64]:
        counts = np.bincount(roster[roster != OFF], minlength=len(self._most))
        return np.asarray(counts - self._most, dtype=np.int64)

    def _kept(
        self, cells: Floats, free: Floats, roster: Roster, counted: tuple[int, ...]
    ) -> tuple[float, Roster] | None:
        """A roster within the limits of shifts: each shift that passed its limit keeps the days where it pays most."""
        limited = cells.copy()
        for _ in range(len(self._most) + 1):
            broken = np.flatnonzero(self._excess(roster) > 0)
            if not len(broken):
                return cost_at(cells, free, roster), roster
            for shift in broken:
                days = np.flatnonzero(roster == shift)
                keep = days[np.argsort(limited[days, shift], kind="stable")[: self._most[shift]]]
                closed = np.ones(len(roster), dtype=bool)
                closed[keep] = False
                limited[closed, shift] = np.inf
            _, again = self._path(limited, free, counted)
            if again is None:
                return None
            roster = again
        return None

    def _path(self, cells: Floats, free: Floats, counted: tuple[int, ...]) -> tuple[float, Roster | None]:
        """The cheapest path with each kind at the price of its cheapest shift."""
        order, net = self._net(counted)
        net = net if self._corridor is None else self._corridor.of(net)
        which = np.stack([shifts[np.argmin(cells[:, shifts], axis=1)] for shifts in order], axis=1)
        price = np.take_along_axis(cells, which, axis=1)
        enough = np.inf
        if self._corridor is None:
            enough = self._cheapest_known(cells, free) + ROUNDING
            self._unit_price, stride = fitting(net, price, free, self._unit_price, self._stride)
            self._stride = max(LEAST_STRIDE, stride)
        cost, kinds = cheapest(net, price, free, self._unit_price, enough)
        if cost == np.inf:
            return cost, None
        days = np.arange(len(kinds))
        return cost, np.where(kinds >= 0, which[days, kinds], OFF).astype(np.int8)

    def _remember(self, roster: Roster) -> None:
        if not any((roster == known).all() for known in self._known):
            self._known.append(roster)

    def _cheapest_known(self, cells: Floats, free: Floats) -> float:
        """Cost of the cheapest of the rosters found lately: whatever cannot cost less need not be tried."""
        if not self._known:
            return np.inf
        rosters, days = np.stack(self._known), np.arange(len(free))
        return float(np.where(rosters == OFF, free, cells[days, rosters]).sum(axis=1).min())

    def _net(self, counted: tuple[int, ...]) -> tuple[list[NDArray[np.int64]], Net]:
        if counted not in self._nets:
            self._nets[counted] = net_of(self._problem, self._limits, counted)
        return self._nets[counted]


def _states(net: Net) -> int:
    return len(net.low) * (int(net.most.max()) + 1) * states_of(net) * (int(net.high.max()) + 1)


def cost_at(cells: Floats, free: Floats, roster: Roster) -> float:
    """What a roster costs at prices of cells and of free days."""
    days = np.arange(len(roster))
    return float(np.where(roster == OFF, free, cells[days, roster]).sum())


def net_of(problem: Problem, limits: Limits, counted: tuple[int, ...]) -> tuple[list[NDArray[np.int64]], Net]:
    """Shifts of each kind, and the net of her states; a counted shift is a kind of its own."""
    _, classes = np.unique(problem.forbidden, axis=0, return_inverse=True)
    alone = np.zeros(problem.shifts, dtype=np.int64)
    alone[list(counted)] = np.arange(1, len(counted) + 1)
    ways = np.column_stack([problem.forbidden.T, classes, problem.minutes, alone])
    _, first, kinds = np.unique(ways, axis=0, return_index=True, return_inverse=True)
    follows = np.zeros((int(classes.max()) + 1, len(first)), dtype=bool)
    for shift, of in enumerate(classes):
        follows[of] = ~problem.forbidden[shift, first]
    low, high = _band(problem, limits)
    net = Net(
        kind_class=classes[first].astype(np.int64),
        kind_units=(problem.minutes[first] // problem.unit).astype(np.int64),
        follows=follows,
        tally=_tally([limits.most_of[shift] for shift in counted], alone[first]),
        weekday=np.arange(problem.days, dtype=np.int64) % 7,
        low=low,
        high=high,
        fewest=np.zeros(problem.days + 1, dtype=np.int64),
        most=np.full(problem.days + 1, min(limits.max_weekends, problem.days // 7)),
        max_run=min(limits.max_run, problem.days),
        min_run=limits.min_run,
        min_free=limits.min_free,
    )
    return [np.flatnonzero(kinds == kind) for kind in range(len(first))], net


def _tally(most: list[int], kinds: NDArray[np.int64]) -> NDArray[np.int64]:
    """The next tally by tally and kind: a number with one digit for each counted shift."""
    tallies = np.arange(int(np.prod([limit + 1 for limit in most], dtype=np.int64)))
    after = np.repeat(tallies[:, None], len(kinds), axis=1)
    place = 1
    for number, limit in enumerate(most, start=1):
        digit = tallies // place % (limit + 1)
        after[:, kinds == number] = np.where(digit < limit, tallies + place, -1)[:, None]
        place *= limit + 1
    return after.astype(np.int64)


def _band(problem: Problem, limits: Limits) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Units after each day from which the minutes can still be kept."""
    open_shifts = [length for length, most in zip(problem.minutes, limits.most_of, strict=True) if most]
    longest = int(max(open_shifts, default=0)) // problem.unit
    least, most = -(-limits.min_minutes // problem.unit), limits.max_minutes // problem.unit
    reach = np.array([longest * _most_days(limits, days) for days in range(problem.days + 1)], dtype=np.int64)
    return np.maximum(0, least - reach[::-1]), np.minimum(most, reach)


def _most_days(limits: Limits, days: int) -> int:
    """Days that can be worked at most in so many days in a row."""
    cycle = limits.max_run + limits.min_free
    return days // cycle * limits.max_run + min(days % cycle, limits.max_run)
