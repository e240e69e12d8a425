"""The roster behind the cheapest end of a walk: back, day by day, along the costs that made it."""

import numpy as np
from numpy.typing import NDArray

from solver.compiled import inner
from solver.rostering.engine.net import Floats, Ints, Net, after_free, new_weekend, row_of, run_and_class


@inner
def traced(net: Net, value: Floats, reached: NDArray[np.bool_], price: Floats, free: Floats, kinds: Ints) -> float:
    """Cost of the cheapest end, and `kinds` back from it along the costs that made it."""
    days = price.shape[0]
    best, at = np.inf, (0, 0, 0, 0)
    for weekends in range(net.fewest[days], net.most[days] + 1):
        for tally in range(len(net.tally)):
            for state in range(reached.shape[3]):
                if not reached[days, weekends, tally, state]:
                    continue
                row = row_of(reached, days, weekends, tally, state)
                for units in range(net.low[days], net.high[days] + 1):
                    cost = value[row, units - net.low[days]]
                    if cost < best:
                        best = cost
                        at = (weekends, tally, state, units)
    if best == np.inf:
        return best
    for day in range(days - 1, -1, -1):
        if at[2] < net.min_free:
            at = _before_free(net, value, reached, free[day], day, at)
        else:
            kinds[day], at = _before_shift(net, value, reached, price[day], day, at)
    return best


@inner
def _before_free(
    net: Net, value: Floats, reached: NDArray[np.bool_], cost: float, day: int, at: tuple[int, int, int, int]
) -> tuple[int, int, int, int]:
    """The state before a free day."""
    weekends, tally, state, units = at
    total = value[row_of(reached, day + 1, weekends, tally, state), units - net.low[day + 1]]
    if not net.low[day] <= units <= net.high[day]:
        return at
    for before in range(reached.shape[3]):
        if not reached[day, weekends, tally, before] or after_free(net, day, before) != state:
            continue
        if value[row_of(reached, day, weekends, tally, before), units - net.low[day]] + cost == total:
            return weekends, tally, before, units
    return at


@inner
def _before_shift(
    net: Net, value: Floats, reached: NDArray[np.bool_], price: Floats, day: int, at: tuple[int, int, int, int]
) -> tuple[int, tuple[int, int, int, int]]:
    """Kind of the day's shift and the state before it."""
    weekends, tally, state, units = at
    total = value[row_of(reached, day + 1, weekends, tally, state), units - net.low[day + 1]]
    for before in range(reached.shape[3]):
        run, last = run_and_class(net, before)
        then = weekends - new_weekend(net, day, run)
        if run != (state - net.min_free) % net.max_run or then < 0:
            continue
        for kind in range(len(price)):
            earlier = units - net.kind_units[kind]
            if net.kind_class[kind] != (state - net.min_free) // net.max_run:
                continue
            if not net.low[day] <= earlier <= net.high[day]:
                continue
            if last >= 0 and not net.follows[last, kind]:
                continue
            for counted in range(len(net.tally)):
                if net.tally[counted, kind] != tally or not reached[day, then, counted, before]:
                    continue
                if value[row_of(reached, day, then, counted, before), earlier - net.low[day]] + price[kind] == total:
                    return kind, (then, counted, before, earlier)
    return -1, at
