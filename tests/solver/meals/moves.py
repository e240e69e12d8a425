"""The steps of the search, each callable alone, and the plans they are tried on."""

import numpy as np

from solver.compiled import allocating, compiled
from solver.meals.arrays import Arrays, Ints
from solver.meals.insert import insert
from solver.meals.search import recreate, ruin
from solver.meals.tours import Tours, copy_tours, keeps_the_rules, no_tours, put, put_alone
from tests.solver.meals.cases import problems


@compiled
def inserted(arrays: Arrays, tours: Tours, drop: int, dice: Ints) -> None:
    insert(arrays, tours, drop, dice)


@compiled
def put_in(arrays: Arrays, tours: Tours, drop: int, slot: int, at: int) -> None:
    put(arrays, tours, drop, slot, at)


@compiled
def put_in_alone(arrays: Arrays, tours: Tours, drop: int, slot: int) -> None:
    put_alone(arrays, tours, drop, slot)


@allocating
def possible(arrays: Arrays, tours: Tours) -> bool:
    for carrier in range(len(arrays.mode)):
        if not keeps_the_rules(arrays, tours, carrier):
            return False
        first = carrier * arrays.most_trips
        for slot in range(first, first + tours.trips[carrier]):
            if tours.load[slot] > arrays.room[carrier]:
                return False
    return True


manned = problems().filter(lambda problem: bool(problem.drops and problem.carriers))
"""Kitchens with something to bring and somebody to bring it: the search is never asked about others."""


def dice_of(seed: int, *, blinking: bool = False) -> Ints:
    return np.array([seed + 1, int(blinking)], dtype=np.int64)


def walked(arrays: Arrays, seed: int, steps: int) -> Tours:
    """Everything put in, then some of it taken out and put in again, so many times."""
    tours, dice = no_tours(arrays), dice_of(seed, blinking=True)
    recreate(arrays, tours, dice, 0)
    for step in range(steps):
        ruin(arrays, tours, dice)
        recreate(arrays, tours, dice, step % 5)
    return tours


def copied(arrays: Arrays, tours: Tours) -> Tours:
    other = no_tours(arrays)
    copy_tours(arrays, tours, other)
    return other


def counted(arrays: Arrays, tours: Tours) -> list[object]:
    """What the plan knows of itself, without the room it does not use."""
    told: list[object] = [tours.open.tolist(), tours.outside.tolist()]
    for carrier, trips in enumerate(tours.trips.tolist()):
        first = carrier * arrays.most_trips
        for slot in range(first, first + trips):
            size = int(tours.size[slot])
            told.append((tours.drops[slot, :size].tolist(), tours.due[slot, : size + 1].tolist()))
            told.append([int(row[slot]) for row in tours[2:11]])
    return told
