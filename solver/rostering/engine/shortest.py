"""The cheapest roster of one person as a shortest path over the states of her days, exact over her limits.

Source: Irnich and Desaulniers, Shortest path problems with resource constraints (2005).
"""

import numpy as np
from numpy.typing import NDArray

from solver.compiled import compiled, inlined
from solver.rostering.engine.net import Floats, Ints, Net, after_free, new_weekend, row_of, run_and_class, states_of
from solver.rostering.engine.trace import traced

MUCH = 1e300
"""More than any roster costs, and less than the cost of what was not reached."""


def cheapest(net: Net, price: Floats, free: Floats, unit_price: float, enough: float) -> tuple[float, Ints]:
    """Cost and the kind of each day (-1 free); infinite where she has no roster.

    One that costs more than `enough` need not be found.
    `price[day, kind]` and `free[day]` may be infinite. Any `unit_price` is right; a good one makes it quick.
    """
    days, states = len(free), states_of(net)
    reached = np.zeros((days + 1, int(net.most.max()) + 1, len(net.tally), states), dtype=np.bool_)
    value = np.empty((reached.size, max(1, _band(net))))
    kinds = np.full(days, -1)
    if net.low[0] > 0:
        return np.inf, kinds
    return _cheapest(net, value, reached, price, free, unit_price, enough, room(net, free), kinds), kinds


def fitting(net: Net, price: Floats, free: Floats, unit_price: float, stride: float) -> tuple[float, float]:
    """The price of a unit that keeps most from being tried, out of three a stride apart, and the next stride."""
    best = float(_fitting(net, price, free, unit_price, stride, room(net, free)))
    return best, stride * (0.5 if best == unit_price else 1.5)


def room(net: Net, free: Floats) -> Floats:
    """For what `rest` tells, shape (days + 1, states)."""
    return np.empty((len(free) + 1, states_of(net)))


def _band(net: Net) -> int:
    return int((net.high - net.low).max()) + 1


@compiled
def _fitting(net: Net, price: Floats, free: Floats, unit_price: float, stride: float, left: Floats) -> float:
    best, least = unit_price, -np.inf
    for tried in (unit_price, unit_price - stride, unit_price + stride):
        rest(net, price, free, tried, left)
        bound = left[0, net.min_free - 1]
        if bound > least:
            best, least = tried, bound
    return best


@compiled
def rest(net: Net, price: Floats, free: Floats, unit_price: float, left: Floats) -> None:
    """The least cost of the days after each day and state with each unit at its price, weekends and tallies left out.

    Whatever the price, no roster through a state with so many units costs less than what led there and `left` and
    the price of these units together: minutes are relaxed by their price (Lagrange).
    """
    days = len(free)
    for state in range(left.shape[1]):
        left[days, state] = -max(unit_price * net.low[days], unit_price * net.high[days])
    for day in range(days - 1, -1, -1):
        for state in range(left.shape[1]):
            after = after_free(net, day, state)
            least = free[day] + left[day + 1, after] if after >= 0 else np.inf
            run, last = run_and_class(net, state)
            if 0 <= run < net.max_run:
                for kind in range(price.shape[1]):
                    if last < 0 or net.follows[last, kind]:
                        then = left[day + 1, net.min_free + net.kind_class[kind] * net.max_run + run]
                        least = min(least, price[day, kind] + unit_price * net.kind_units[kind] + then)
            left[day, state] = least


@compiled
def _cheapest(
    net: Net,
    value: Floats,
    reached: NDArray[np.bool_],
    price: Floats,
    free: Floats,
    unit_price: float,
    enough: float,
    left: Floats,
    kinds: Ints,
) -> float:
    """The least cost of every state that is worth keeping, day by day, and back from the cheapest end."""
    rest(net, price, free, unit_price, left)
    value[_opened(value, reached, 0, 0, 0, net.min_free - 1), 0] = 0.0
    for day in range(len(free)):
        for weekends in range(net.fewest[day], net.most[day] + 1):
            for tally in range(len(net.tally)):
                for state in range(reached.shape[3]):
                    if reached[day, weekends, tally, state]:
                        spare = min(enough, MUCH) - left[day, state]
                        _spread(net, value, reached, price, free, day, weekends, tally, state, unit_price, spare)
    return traced(net, value, reached, price, free, kinds)


@inlined
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
    here, first = row_of(reached, day, weekends, tally, state), net.low[day]
    low, high = _worth(value, here, first, net.high[day], unit_price, spare)
    if low > high:
        return
    least, most = net.low[day + 1], net.high[day + 1]
    after = after_free(net, day, state)
    if after >= 0 and free[day] < np.inf and net.fewest[day + 1] <= weekends <= net.most[day + 1]:
        there = _opened(value, reached, day + 1, weekends, tally, after)
        _lower(value, here, first, there, free[day], 0, low, high, least, most)
    run, last = run_and_class(net, state)
    then = weekends + new_weekend(net, day, run)
    if run < 0 or run >= net.max_run or not net.fewest[day + 1] <= then <= net.most[day + 1]:
        return
    for kind in range(price.shape[1]):
        counted = net.tally[tally, kind]
        if counted >= 0 and price[day, kind] < np.inf and (last < 0 or net.follows[last, kind]):
            after = net.min_free + net.kind_class[kind] * net.max_run + run
            there = _opened(value, reached, day + 1, then, counted, after)
            _lower(value, here, first, there, price[day, kind], net.kind_units[kind], low, high, least, most)


@inlined
def _worth(value: Floats, here: int, first: int, high: int, unit_price: float, spare: float) -> tuple[int, int]:
    """The fewest and the most units, of those from `first` on, that are not beyond what is to spare."""
    low = first
    while low <= high and not value[here, low - first] + unit_price * low <= spare:
        low += 1
    while low <= high and not value[here, high - first] + unit_price * high <= spare:
        high -= 1
    return low, high


@inlined
def _opened(value: Floats, reached: NDArray[np.bool_], day: int, weekends: int, tally: int, state: int) -> int:
    """The row of a state, infinite when it is first reached: most of the room is never touched."""
    row = row_of(reached, day, weekends, tally, state)
    if not reached[day, weekends, tally, state]:
        reached[day, weekends, tally, state] = True
        for at in range(value.shape[1]):
            value[row, at] = np.inf
    return row


@inlined
def _lower(
    value: Floats,
    here: int,
    first: int,
    there: int,
    cost: float,
    units: int,
    low: int,
    high: int,
    least: int,
    most: int,
) -> None:
    for unit in range(max(low, least - units), min(high, most - units) + 1):
        after = unit + units - least
        value[there, after] = min(value[there, after], value[here, unit - first] + cost)
