"""A child of two plans: some rounds of one between those of the other, cooled where the two differ.

After Y. Nagata and S. Kobayashi, "A memetic algorithm for the pickup and delivery problem with time windows using
selective route exchange crossover", PPSN XI (2010); rounds are chosen by where they lie.
"""

from random import Random

import numpy as np
from numpy.typing import NDArray

from solver.chance import Chance
from solver.meals.engine.anneal import FAR, recreate
from solver.meals.engine.board import Board, Ints
from solver.meals.engine.changes import put_round
from solver.meals.engine.rounds import Rounds, no_rounds, read_rounds

Round = tuple[int, list[int]]
"""Kind and stops in their order."""


def merged(b: Board, one: Rounds, other: Rounds) -> Board:
    """The board for a child of the two; nothing is drawn where they are alike."""
    apart = (_neighbours(b, one) != _neighbours(b, other)).any(axis=1)
    return b._replace(drawn=np.flatnonzero(apart).astype(np.int32))


def _neighbours(b: Board, plan: Rounds) -> NDArray[np.int64]:
    """Stop × 3: what lies beside it, whichever way round it is driven, and the kind; -1 where it is left out."""
    depots = len(b.depot_room)
    beside = np.full((len(b.amount), 3), -1, dtype=np.int64)
    for slot in np.flatnonzero(plan.kind >= 0):
        row = plan.place[slot, : plan.size[slot] + 2]
        stops = row[1:-1] - depots
        beside[stops, 0], beside[stops, 1] = np.minimum(row[:-2], row[2:]), np.maximum(row[:-2], row[2:])
        beside[stops, 2] = plan.kind[slot]
    return beside


def child_of(b: Board, one: Rounds, other: Rounds, queue: Ints, luck: Random, chance: Chance) -> Rounds:
    """Rounds of `other` near a stop, of `one` those that hold least of the same stops, the rest where it fits best."""
    theirs = _some(b, read_rounds(b, other), luck)
    stops = {stop for _, row in theirs for stop in row}
    ours = sorted(read_rounds(b, one), key=lambda row: len(stops.intersection(row[1])))
    ours = ours[: max(0, len(ours) - len(theirs))]
    child = no_rounds(b)
    for kind, row in [*theirs, *((kind, [stop for stop in row if stop not in stops]) for kind, row in ours)]:
        _put(b, child, kind, row)
    recreate(b, child, one, queue, FAR, chance, False)
    return child


def _some(b: Board, rounds: list[Round], luck: Random) -> list[Round]:
    """Half of the rounds at most, those with stops nearest to one that is drawn."""
    at = {stop: number for number, (_, row) in enumerate(rounds) for stop in row}
    centre = luck.randrange(len(b.amount))
    nearest = dict.fromkeys(at[stop] for stop in (centre, *b.near[centre].tolist()) if stop in at)
    return [rounds[number] for number in list(nearest)[: luck.randint(1, max(1, len(rounds) // 2))]]


def _put(b: Board, child: Rounds, kind: int, row: list[int]) -> None:
    """If there is still a vehicle, and its depot can give as much; what is left is put in stop by stop."""
    load = int(b.amount[row].sum())
    if row and child.out[kind] < b.fleet[kind] and load <= child.left[b.depot[kind]]:
        put_round(b, child, kind, np.array(row, dtype=np.int32))
