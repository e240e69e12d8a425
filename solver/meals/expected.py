"""The rounds that are expected, as far as they can still be driven: where the search begins."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from solver.compiled import compiled, inlined
from solver.meals.arrays import Arrays, Ints
from solver.meals.problem import Expected, RoundsProblem
from solver.meals.solution import Round
from solver.meals.tours import Tours, keeps_the_rules, no_tours, put, put_alone, take_last


def told(problem: RoundsProblem, rounds: Iterable[Round], rule: str = "changed_after_publish") -> RoundsProblem:
    """The same drops, expected as these rounds bring them; what they do not bring is expected of nobody.

    Usual rounds are told to nobody.
    """
    boxes = {drop.key: drop.boxes for drop in problem.drops}
    expected = {
        delivery.drop: Expected(one.carrier, one.trip, delivery.arrives, rule, meals=boxes[delivery.drop])
        for one in rounds
        for delivery in one.deliveries
    }
    known = expected if rule == "changed_after_publish" else {}
    drops = (
        replace(drop, expected=expected.get(drop.key), told=drop.told or drop.key in known) for drop in problem.drops
    )
    return replace(problem, drops=tuple(drops))


def as_expected(problem: RoundsProblem, arrays: Arrays) -> Tours:
    """Every drop on the trip that it is expected on, in their order; what does not fit there is open.

    Where some were told, the others are open: on the trips that are usual for them they could be in the way.
    """
    tours = no_tours(arrays)
    steps = sorted(_steps(problem, arrays))
    follow(arrays, tours, np.array([(who, trip, drop) for who, trip, _, drop in steps], dtype=np.int64).reshape(-1, 3))
    return tours


def _steps(problem: RoundsProblem, arrays: Arrays) -> Iterator[tuple[int, int, int, int]]:
    """Carrier, trip, minute and drop of all that is expected of somebody who is there."""
    some_told = any(drop.told for drop in problem.drops)
    for at, drop in enumerate(problem.drops):
        expected = drop.expected
        if expected is not None and arrays.expected_of[at] >= 0 and (drop.told or not some_told):
            minute = expected.arrives if expected.driven is None else expected.driven
            yield int(arrays.expected_of[at]), expected.trip, minute, at


@compiled
def follow(arrays: Arrays, tours: Tours, steps: Ints) -> None:
    """Puts the drops of `steps` (carrier, trip, drop) in one after the other, each behind the one before."""
    before, trip_before = -1, -1
    for step in range(len(steps)):
        carrier, trip, drop = steps[step]
        slot = carrier * arrays.most_trips + tours.trips[carrier] - 1
        if carrier == before and trip == trip_before:
            if not _has_room(arrays, tours, slot, drop):
                continue
            put(arrays, tours, drop, slot, tours.size[slot])
        else:
            if tours.trips[carrier] == arrays.most_trips or arrays.boxes[drop] > arrays.room[carrier]:
                continue
            slot += 1
            put_alone(arrays, tours, drop, slot)
        if keeps_the_rules(arrays, tours, carrier):
            before, trip_before = carrier, trip
        else:
            take_last(arrays, tours, slot)


@inlined
def _has_room(arrays: Arrays, tours: Tours, slot: int, drop: int) -> bool:
    room = arrays.room[slot // arrays.most_trips] - tours.load[slot]
    return bool(tours.wave[slot] == arrays.wave[drop] and arrays.boxes[drop] <= room)
