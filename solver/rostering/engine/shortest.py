"""The cheapest roster of one person as a shortest path through her days, exact over her limits.

A state after a day is: weekends so far, tally of the shifts that are counted, free for o days (the longest counted
is `min_free`) or working with the last shift's class and the r-th day of the run, units of minutes so far. Shifts that
allow the same shifts on the next day are one class; of shifts that also follow the same classes and last as long, a
kind, only the cheapest counts.
Source: Irnich and Desaulniers, Shortest path problems with resource constraints (2005).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.compiled import allocating

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Net(NamedTuple):
    """Class and units of each kind, `follows[class, kind]`, first and last units worth keeping after each day.

    `tally[tally, kind]` is the tally after a shift of the kind, -1 where its limit is reached.
    """

    kind_class: Ints
    kind_units: Ints
    follows: NDArray[np.bool_]
    tally: Ints
    weekday: Ints
    low: Ints
    high: Ints
    max_run: int
    min_run: int
    min_free: int
    weekends: int


@allocating
def cheapest(net: Net, price: Floats, free: Floats, unit_price: float, enough: float) -> tuple[float, Ints]:
    """Cost and the kind of each day (-1 free); infinite where she has no roster.

    One that costs more than `enough` need not be found.
    `price[day, kind]` and `free[day]` may be infinite. Any `unit_price` is right; a good one makes it quick.
    """
    days, classes = price.shape[0], net.follows.shape[0]
    states = net.min_free + classes * net.max_run
    left = rest(net, price, free, unit_price)
    value = np.empty((days + 1, net.weekends + 1, len(net.tally), states, net.high.max() + 1))
    reached = np.zeros(value.shape[:4], dtype=np.bool_)
    _opened(value, reached, 0, 0, 0, net.min_free - 1)[0] = 0.0
    for day in range(days):
        for weekends in range(net.weekends + 1):
            for tally in range(len(net.tally)):
                for state in range(states):
                    if reached[day, weekends, tally, state]:
                        spare = enough - left[day, state]
                        _spread(net, value, reached, price, free, day, weekends, tally, state, unit_price, spare)
    return _trace(net, value, reached, price, free)


@allocating
def fitting(net: Net, price: Floats, free: Floats, unit_price: float, stride: float) -> tuple[float, float]:
    """The price of a unit that keeps most from being tried, out of three a stride apart, and the next stride."""
    best, least = unit_price, -np.inf
    for tried in (unit_price, unit_price - stride, unit_price + stride):
        bound = rest(net, price, free, tried)[0, net.min_free - 1]
        if bound > least:
            best, least = tried, bound
    return best, stride * (0.5 if best == unit_price else 1.5)


@allocating
def rest(net: Net, price: Floats, free: Floats, unit_price: float) -> Floats:
    """The least cost of the days after each day and state with each unit at its price, weekends and tallies left out.

    Whatever the price, no roster through a state with so many units costs less than what led there and `rest` and
    the price of these units together: minutes are relaxed by their price (Lagrange). Shape (days + 1, states).
    """
    days, states = price.shape[0], net.min_free + net.follows.shape[0] * net.max_run
    left = np.full((days + 1, states), np.inf)
    left[days] = -max(unit_price * net.low[days], unit_price * net.high[days])
    for day in range(days - 1, -1, -1):
        for state in range(states):
            after = _after_free(net, day, state)
            least = free[day] + left[day + 1, after] if after >= 0 else np.inf
            run, last = _run_and_class(net, state)
            if 0 <= run < net.max_run:
                for kind in range(price.shape[1]):
                    if last < 0 or net.follows[last, kind]:
                        then = left[day + 1, net.min_free + net.kind_class[kind] * net.max_run + run]
                        least = min(least, price[day, kind] + unit_price * net.kind_units[kind] + then)
            left[day, state] = least
    return left


@allocating
def _spread(
    net: Net,
    value: Floats,
    reached: NDArray[np.bool_],
    price: Floats,
    free: Floats,
    day: int,
    weekends: int,
    tally: int,
    state: int,
    unit_price: float,
    spare: float,
) -> None:
    """Carry the costs of one state to the next day, but for those that are beyond what is to spare."""
    here = value[day, weekends, tally, state]
    low, high = _worth(here, net.low[day], net.high[day], unit_price, spare)
    if low > high:
        return
    least, most = net.low[day + 1], net.high[day + 1]
    after = _after_free(net, day, state)
    if after >= 0 and free[day] < np.inf:
        there = _opened(value, reached, day + 1, weekends, tally, after)
        _lower(here, there, free[day], 0, low, high, least, most)
    run, last = _run_and_class(net, state)
    then = weekends + _new_weekend(net, day, run)
    if run < 0 or run >= net.max_run or then > net.weekends:
        return
    for kind in range(price.shape[1]):
        counted = net.tally[tally, kind]
        if counted >= 0 and price[day, kind] < np.inf and (last < 0 or net.follows[last, kind]):
            after = net.min_free + net.kind_class[kind] * net.max_run + run
            there = _opened(value, reached, day + 1, then, counted, after)
            _lower(here, there, price[day, kind], net.kind_units[kind], low, high, least, most)


@allocating
def _worth(here: Floats, low: int, high: int, unit_price: float, spare: float) -> tuple[int, int]:
    while low <= high and (here[low] == np.inf or here[low] + unit_price * low > spare):
        low += 1
    while low <= high and (here[high] == np.inf or here[high] + unit_price * high > spare):
        high -= 1
    return low, high


@allocating
def _opened(value: Floats, reached: NDArray[np.bool_], day: int, weekends: int, tally: int, state: int) -> Floats:
    """The costs of a state by units, infinite when it is first reached: most of the room is never touched."""
    there: Floats = value[day, weekends, tally, state]
    if not reached[day, weekends, tally, state]:
        reached[day, weekends, tally, state] = True
        there[:] = np.inf
    return there


@allocating
def _lower(here: Floats, there: Floats, cost: float, units: int, low: int, high: int, least: int, most: int) -> None:
    for unit in range(max(low, least - units), min(high, most - units) + 1):
        there[unit + units] = min(there[unit + units], here[unit] + cost)


@allocating
def _after_free(net: Net, day: int, state: int) -> int:
    """State after a free day, -1 where she must go on working; a run from the first day on may be short."""
    if state < net.min_free:
        return min(state + 1, net.min_free - 1)
    run = (state - net.min_free) % net.max_run + 1
    return 0 if run >= net.min_run or run == day else -1


@allocating
def _run_and_class(net: Net, state: int) -> tuple[int, int]:
    """Days worked and the last class; 0 and -1 after enough free days, -1 and -1 while she must stay free."""
    if state < net.min_free - 1:
        return -1, -1
    if state == net.min_free - 1:
        return 0, -1
    return (state - net.min_free) % net.max_run + 1, (state - net.min_free) // net.max_run


@allocating
def _new_weekend(net: Net, day: int, run: int) -> int:
    """1 when work on this day begins a weekend that she had not worked in before; a last lone Saturday is none."""
    saturday = net.weekday[day] == 5 and day + 1 < len(net.weekday)
    return 1 if saturday or (net.weekday[day] == 6 and run <= 0) else 0


@allocating
def _trace(net: Net, value: Floats, reached: NDArray[np.bool_], price: Floats, free: Floats) -> tuple[float, Ints]:
    """The cheapest end, and back from it along the costs that made it."""
    days = price.shape[0]
    kinds = np.full(days, -1)
    best, at = np.inf, (0, 0, 0, 0)
    for weekends in range(net.weekends + 1):
        for tally in range(len(net.tally)):
            for state in range(value.shape[3]):
                if not reached[days, weekends, tally, state]:
                    continue
                for units in range(net.low[days], net.high[days] + 1):
                    if value[days, weekends, tally, state, units] < best:
                        best = value[days, weekends, tally, state, units]
                        at = (weekends, tally, state, units)
    if best == np.inf:
        return best, kinds
    for day in range(days - 1, -1, -1):
        if at[2] < net.min_free:
            at = _before_free(net, value, reached, free[day], day, at)
        else:
            kinds[day], at = _before_shift(net, value, reached, price[day], day, at)
    return best, kinds


@allocating
def _before_free(
    net: Net, value: Floats, reached: NDArray[np.bool_], cost: float, day: int, at: tuple[int, int, int, int]
) -> tuple[int, int, int, int]:
    """The state before a free day."""
    weekends, tally, state, units = at
    total = value[day + 1, weekends, tally, state, units]
    for before in range(value.shape[3]):
        if not reached[day, weekends, tally, before] or _after_free(net, day, before) != state:
            continue
        if value[day, weekends, tally, before, units] + cost == total:
            return weekends, tally, before, units
    return at


@allocating
def _before_shift(
    net: Net, value: Floats, reached: NDArray[np.bool_], price: Floats, day: int, at: tuple[int, int, int, int]
) -> tuple[int, tuple[int, int, int, int]]:
    """Kind of the day's shift and the state before it."""
    weekends, tally, state, units = at
    total = value[day + 1, weekends, tally, state, units]
    for before in range(value.shape[3]):
        run, last = _run_and_class(net, before)
        then = weekends - _new_weekend(net, day, run)
        if run != (state - net.min_free) % net.max_run or then < 0:
            continue
        for kind in range(len(price)):
            earlier = units - net.kind_units[kind]
            if net.kind_class[kind] != (state - net.min_free) // net.max_run or earlier < 0:
                continue
            if last >= 0 and not net.follows[last, kind]:
                continue
            for counted in range(len(net.tally)):
                if net.tally[counted, kind] != tally or not reached[day, then, counted, before]:
                    continue
                if value[day, then, counted, before, earlier] + price[kind] == total:
                    return kind, (then, counted, before, earlier)
    return -1, at
