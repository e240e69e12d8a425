"""The plan under search: trips in slots, carrier by carrier, each summed up so that a change is priced at once.

Within a trip time only grows, so its last door alone decides ride and plate: a trip is its load, its minutes to the
last door, and its minutes in all. Everything here is whole numbers and compiled.
"""

from typing import NamedTuple

import numpy as np

from solver.compiled import compiled, inner
from solver.meals.arrays import Arrays, Ints


class Tours(NamedTuple):
    """Slot `carrier × most_trips + trip`; `drops[slot, :size[slot]]` are drop numbers in order."""

    drops: Ints
    size: Ints
    load: Ints
    wave: Ints
    to_last: Ints
    minutes: Ints
    travel: Ints
    leaves: Ints
    latest: Ints
    """The last minute a trip may leave without making itself or a later trip of its carrier impossible."""
    trips: Ints
    """By carrier: how many there are."""
    outside: Ints
    open: Ints
    """By drop: 1 while nobody brings it."""


def no_tours(arrays: Arrays) -> Tours:
    """Nobody out, everything open."""
    carriers, drops = len(arrays.mode), len(arrays.boxes)
    slots = carriers * arrays.most_trips
    width = min(drops, int(arrays.room.max(initial=0)))
    by_slot = {name: np.zeros(slots, dtype=np.int64) for name in Tours._fields[1:9]}
    by_carrier = {name: np.zeros(carriers, dtype=np.int64) for name in ("trips", "outside")}
    order = np.zeros((slots, width), dtype=np.int64)
    return Tours(drops=order, **by_slot, **by_carrier, open=np.ones(drops, dtype=np.int64))


@compiled
def copy_tours(arrays: Arrays, source: Tours, target: Tours) -> None:
    """Makes `target` the same plan."""
    for carrier in range(len(arrays.mode)):
        first = carrier * arrays.most_trips
        for slot in range(first, first + source.trips[carrier]):
            _copy_slot(source, slot, target, slot)
        target.trips[carrier] = source.trips[carrier]
        target.outside[carrier] = source.outside[carrier]
    for drop in range(len(source.open)):
        target.open[drop] = source.open[drop]


@inner
def _copy_slot(source: Tours, slot: int, target: Tours, into: int) -> None:
    for at in range(source.size[slot]):
        target.drops[into, at] = source.drops[slot, at]
    target.size[into] = source.size[slot]
    target.load[into] = source.load[slot]
    target.wave[into] = source.wave[slot]
    target.to_last[into] = source.to_last[slot]
    target.minutes[into] = source.minutes[slot]
    target.travel[into] = source.travel[slot]
    target.leaves[into] = source.leaves[slot]
    target.latest[into] = source.latest[slot]


@inner
def cost_of(arrays: Arrays, tours: Tours) -> int:
    """travel, people_on_duty and not_planned."""
    cost = 0
    for drop in range(len(arrays.boxes)):
        cost += tours.open[drop] * arrays.price[drop]
    for carrier in range(len(arrays.mode)):
        first = carrier * arrays.most_trips
        for slot in range(first, first + tours.trips[carrier]):
            cost += tours.travel[slot] * arrays.a_minute
        if tours.trips[carrier] > 0:
            cost += arrays.a_carrier
    return cost


@inner
def sum_up(arrays: Arrays, tours: Tours, slot: int) -> None:
    """Counts a trip again after its drops have changed."""
    ways = arrays.travel[arrays.mode[slot // arrays.most_trips]]
    load, travel, clock, to_last, here = 0, 0, 0, 0, 0
    for at in range(tours.size[slot]):
        drop = tours.drops[slot, at]
        travel += ways[here, drop + 1]
        to_last = clock + ways[here, drop + 1] + arrays.access[drop + 1]
        clock = to_last + arrays.handover + arrays.access[drop + 1]
        load += arrays.boxes[drop]
        here = drop + 1
    tours.load[slot] = load
    tours.to_last[slot] = to_last
    tours.minutes[slot] = clock + ways[here, 0]
    tours.travel[slot] = travel + ways[here, 0]


@inner
def set_times(arrays: Arrays, tours: Tours, carrier: int) -> None:
    """Lets each trip of a carrier leave as early as it can, and counts back how late it might."""
    first = carrier * arrays.most_trips
    last = first + tours.trips[carrier] - 1
    clock, outside = arrays.start[carrier], 0
    for slot in range(first, last + 1):
        tours.leaves[slot] = max(clock, arrays.wave_leaves[tours.wave[slot]])
        clock = tours.leaves[slot] + tours.minutes[slot]
        outside += tours.minutes[slot]
    bound = arrays.end[carrier]
    for slot in range(last, first - 1, -1):
        deadline = arrays.deadline[tours.wave[slot]] - tours.to_last[slot]
        tours.latest[slot] = min(deadline, bound - tours.minutes[slot])
        bound = tours.latest[slot]
    tours.outside[carrier] = outside


@inner
def drop_empty_trips(arrays: Arrays, tours: Tours, carrier: int) -> None:
    """Closes the gaps that trips without drops leave."""
    first = carrier * arrays.most_trips
    into = first
    for slot in range(first, first + tours.trips[carrier]):
        if tours.size[slot] > 0:
            if into != slot:
                _copy_slot(tours, slot, tours, into)
            into += 1
    tours.trips[carrier] = into - first


@inner
def put(arrays: Arrays, tours: Tours, drop: int, slot: int, at: int) -> None:
    """Adds a drop to a trip before its `at`-th drop."""
    for behind in range(tours.size[slot], at, -1):
        tours.drops[slot, behind] = tours.drops[slot, behind - 1]
    tours.drops[slot, at] = drop
    tours.size[slot] += 1
    tours.open[drop] = 0
    sum_up(arrays, tours, slot)
    set_times(arrays, tours, slot // arrays.most_trips)


@inner
def put_alone(arrays: Arrays, tours: Tours, drop: int, slot: int) -> None:
    """Opens a trip for the drop, before the trip that has the slot now."""
    carrier = slot // arrays.most_trips
    for behind in range(carrier * arrays.most_trips + tours.trips[carrier], slot, -1):
        _copy_slot(tours, behind - 1, tours, behind)
    tours.trips[carrier] += 1
    tours.size[slot] = 0
    tours.wave[slot] = arrays.wave[drop]
    put(arrays, tours, drop, slot, 0)


@inner
def bound_after(arrays: Arrays, tours: Tours, slot: int) -> int:
    """When the carrier must be back from the trip in this slot: the next trip's last start, or the end of duty."""
    carrier = slot // arrays.most_trips
    if slot + 1 < carrier * arrays.most_trips + tours.trips[carrier]:
        return int(tours.latest[slot + 1])
    return int(arrays.end[carrier])
