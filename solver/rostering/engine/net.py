"""The states that one person may be in after each day, and the steps between them: what a shortest path walks on.

A state after a day is: weekends so far, tally of the shifts that are counted, free for o days (the longest counted
is `min_free`) or working with the last shift's class and the r-th day of the run, units of minutes so far, told from
the fewest worth keeping after that day: of a year's two hundred, where all shifts are of one length, thirty on any one.
Shifts that allow the same shifts on the next day are one class; of shifts that also follow the same classes and last
as long, a kind, only the cheapest counts.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.compiled import inlined

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


def states_of(net: Net) -> int:
    """How many there are after a day, of each number of weekends, tally and units."""
    return net.min_free + len(net.follows) * net.max_run


@inlined
def row_of(reached: NDArray[np.bool_], day: int, weekends: int, tally: int, state: int) -> int:
    """Where the costs of a state stand, by units from the fewest of the day on."""
    _, many, tallies, states = reached.shape
    row: int = ((day * many + weekends) * tallies + tally) * states + state
    return row


@inlined
def after_free(net: Net, day: int, state: int) -> int:
    """State after a free day, -1 where she must go on working; a run from the first day on may be short."""
    if state < net.min_free:
        return min(state + 1, net.min_free - 1)
    run = (state - net.min_free) % net.max_run + 1
    return 0 if run >= net.min_run or run == day else -1


@inlined
def run_and_class(net: Net, state: int) -> tuple[int, int]:
    """Days worked and the last class; 0 and -1 after enough free days, -1 and -1 while she must stay free."""
    if state < net.min_free - 1:
        return -1, -1
    if state == net.min_free - 1:
        return 0, -1
    return (state - net.min_free) % net.max_run + 1, (state - net.min_free) // net.max_run


@inlined
def new_weekend(net: Net, day: int, run: int) -> int:
    """1 when work on this day begins a weekend that she had not worked in before; a last lone Saturday is none."""
    saturday = net.weekday[day] == 5 and day + 1 < len(net.weekday)
    return 1 if saturday or (net.weekday[day] == 6 and run <= 0) else 0
