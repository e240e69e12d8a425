"""The cheapest roster of one person as a shortest path through her days, exact over her limits.

A state after a day is: weekends so far, tally of the shifts that are counted, free for o days (the longest counted
is `min_free`) or working with the last shift's class and the r-th day of the run, units of minutes so far, told from
the fewest worth keeping after that day: a year's are some two hundred, but no more than thirty of them on any one day.
Shifts that allow the same shifts on the next day are one class; of shifts that also follow the same classes and last
as long, a kind, only the cheapest counts.
Source: Irnich and Desaulniers, Shortest path problems with resource constraints (2005).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.compiled import compiled, inlined, inner

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Net(NamedTuple):
    """Class and units of each kind, `follows[class, kind]`; units and weekends worth keeping after each day.

    `tally[tally, kind]` is the tally after a shift of the kind, -1 where its limit is reached.
    """

    kind_class: Ints
    kind_units: Ints
    follows: NDArray[np.bool_]
    tally: Ints
    weekday: Ints
    low: Ints
    high: Ints
    fewest: Ints
    most: Ints
    max_run: int
    min_run: int
    min_free: int


def cheapest(net: Net, price: Floats, free: Floats, unit_price: float, enough: float) -> tuple[float, Ints]:
    """Cost and the kind of each day (-1 free); infinite where she has no roster.

    One that costs more than `enough` need not be found.
    `price[day, kind]` and `free[day]` may be infinite. Any `unit_price` is right; a good one makes it quick.
    """
    days, states = len(free), _states(net)
    reached = np.zeros((days + 1, int(net.most.max()) + 1, len(net.tally), states), dtype=np.bool_)
    value = np.empty((reached.size, max(1, _band(net))))
    kinds = np.full(days, -1)
    if net.low[0] > 0:
        return np.inf, kinds
    return _cheapest(net, value, reached, price, free, unit_price, enough, _room(net, free), kinds), kinds


def fitting(net: Net, price: Floats, free: Floats, unit_price: float, stride: float) -> tuple[float, float]:
    """The price of a unit that keeps most from being tried, out of three a stride apart, and the next stride."""
    best = float(_fitting(net, price, free, unit_price, stride, _room(net, free)))
    return best, stride * (0.5 if best == unit_price else 1.5)


def rest(net: Net, price: Floats, free: Floats, unit_price: float) -> Floats:
    """The least cost of the days after each day and state with each unit at its price, weekends and tallies left out.

    Whatever the price, no roster through a state with so many units costs less than what led there and `rest` and
    the price of these units together: minutes are relaxed by their price (Lagrange). Shape (days + 1, states).
    """
    left = _room(net, free)
    _rest(net, price, free, unit_price, left)
    return left


def _room(net: Net, free: Floats) -> Floats:
    return np.empty((len(free) + 1, _states(net)))


def _states(net: Net) -> int:
    return net.min_free + len(net.follows) * net.max_run


def _band(net: Net) -> int:
    return int((net.high - net.low).max()) + 1


@compiled
def _fitting(net: Net, price: Floats, free: Floats, unit_price: float, stride: float, left: Floats) -> float:
    best, least = unit_price, -np.inf
    for tried in (unit_price, unit_price - stride, unit_price + stride):
        _rest(net, price, free, tried, left)
        bound = left[0, net.min_free - 1]
        if bound > least:
            best, least = tried, bound
    return best


@compiled
def _rest(net: Net, price: Floats, free: Floats, unit_price: float, left: Floats) -> None:
    days = len(free)
    for state in range(left.shape[1]):
        left[days, state] = -max(unit_price * net.low[days], unit_price * net.high[days])
    for day in range(days - 1, -1, -1):
        for state in range(left.shape[1]):
            after = _after_free(net, day, state)
            least = free[day] + left[day + 1, after] if after >= 0 else np.inf
            run, last = _run_and_class(net, state)
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
    _rest(net, price, free, unit_price, left)
    value[_opened(value, reached, 0, 0, 0, net.min_free - 1), 0] = 0.0
    for day in range(len(free)):
        for weekends in range(net.fewest[day], net.most[day] + 1):
            for tally in range(len(net.tally)):
                for state in range(reached.shape[3]):
                    if reached[day, weekends, tally, state]:
                        spare = enough - left[day, state]
                        _spread(net, value, reached, price, free, day, weekends, tally, state, unit_price, spare)
    return _trace(net, value, reached, price, free, kinds)


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
    here, first = _row(reached, day, weekends, tally, state), net.low[day]
    low, high = _worth(value, here, first, net.high[day], unit_price, spare)
    if low > high:
        return
    least, most = net.low[day + 1], net.high[day + 1]
    after = _after_free(net, day, state)
    if after >= 0 and free[day] < np.inf and net.fewest[day + 1] <= weekends <= net.most[day + 1]:
        there = _opened(value, reached, day + 1, weekends, tally, after)
        _lower(value, here, first, there, free[day], 0, low, high, least, most)
    run, last = _run_and_class(net, state)
    then = weekends + _new_weekend(net, day, run)
    if run < 0 or run >= net.max_run or not net.fewest[day + 1] <= then <= net.most[day + 1]:
        return
    for kind in range(price.shape[1]):
        counted = net.tally[tally, kind]
        if counted >= 0 and price[day, kind] < np.inf and (last < 0 or net.follows[last, kind]):
            after = net.min_free + net.kind_class[kind] * net.max_run + run
            there = _opened(value, reached, day + 1, then, counted, after)
            _lower(value, here, first, there, price[day, kind], net.kind_units[kind], low, high, least, most)


@inlined
def _row(reached: NDArray[np.bool_], day: int, weekends: int, tally: int, state: int) -> int:
    """Where the costs of a state stand, by units from the fewest of the day on."""
    _, many, tallies, states = reached.shape
    row: int = ((day * many + weekends) * tallies + tally) * states + state
    return row


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
    row = _row(reached, day, weekends, tally, state)
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


@inlined
def _after_free(net: Net, day: int, state: int) -> int:
    """State after a free day, -1 where she must go on working; a run from the first day on may be short."""
    if state < net.min_free:
        return min(state + 1, net.min_free - 1)
    run = (state - net.min_free) % net.max_run + 1
    return 0 if run >= net.min_run or run == day else -1


@inlined
def _run_and_class(net: Net, state: int) -> tuple[int, int]:
    """Days worked and the last class; 0 and -1 after enough free days, -1 and -1 while she must stay free."""
    if state < net.min_free - 1:
        return -1, -1
    if state == net.min_free - 1:
        return 0, -1
    return (state - net.min_free) % net.max_run + 1, (state - net.min_free) // net.max_run


@inlined
def _new_weekend(net: Net, day: int, run: int) -> int:
    """1 when work on this day begins a weekend that she had not worked in before; a last lone Saturday is none."""
    saturday = net.weekday[day] == 5 and day + 1 < len(net.weekday)
    return 1 if saturday or (net.weekday[day] == 6 and run <= 0) else 0


@inner
def _trace(net: Net, value: Floats, reached: NDArray[np.bool_], price: Floats, free: Floats, kinds: Ints) -> float:
    """Cost of the cheapest end, and `kinds` back from it along the costs that made it."""
    days = price.shape[0]
    best, at = np.inf, (0, 0, 0, 0)
    for weekends in range(net.fewest[days], net.most[days] + 1):
        for tally in range(len(net.tally)):
            for state in range(reached.shape[3]):
                if not reached[days, weekends, tally, state]:
                    continue
                row = _row(reached, days, weekends, tally, state)
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
    total = value[_row(reached, day + 1, weekends, tally, state), units - net.low[day + 1]]
    if not net.low[day] <= units <= net.high[day]:
        return at
    for before in range(reached.shape[3]):
        if not reached[day, weekends, tally, before] or _after_free(net, day, before) != state:
            continue
        if value[_row(reached, day, weekends, tally, before), units - net.low[day]] + cost == total:
            return weekends, tally, before, units
    return at


@inner
def _before_shift(
    net: Net, value: Floats, reached: NDArray[np.bool_], price: Floats, day: int, at: tuple[int, int, int, int]
) -> tuple[int, tuple[int, int, int, int]]:
    """Kind of the day's shift and the state before it."""
    weekends, tally, state, units = at
    total = value[_row(reached, day + 1, weekends, tally, state), units - net.low[day + 1]]
    for before in range(reached.shape[3]):
        run, last = _run_and_class(net, before)
        then = weekends - _new_weekend(net, day, run)
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
                if value[_row(reached, day, then, counted, before), earlier - net.low[day]] + price[kind] == total:
                    return kind, (then, counted, before, earlier)
    return -1, at
