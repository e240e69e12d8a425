"""The problem as whole numbers in arrays, for the compiled search: stops, kinds of vehicles and their depots.

Places are numbered depots first, then stops: stop i lies at place `depots + i`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Flags = NDArray[np.bool_]
EVER = 1 << 30
"""Later than any time, more than any amount."""
NEIGHBOURS = 100
"""How many of the nearest other stops are known of each: where strings are taken out, and what may follow it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Vehicles that are alike: `count` of them may go out from `depot` at `first` and are back by `due`.

    `room` bounds what each carries, `longest` the time from its start to its return, waiting included; `hire` is paid
    for each that goes out; `mode` picks its ways. `may` says which stops it may serve.
    """

    depot: int
    mode: int
    room: int
    first: int
    due: int
    count: int
    longest: int
    hire: int
    may: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Draft:
    """`ways[mode, from, to]` in time and `tolls` in cost, over all places; by stop what it takes and when it may begin.

    A stop left out costs its `price`. `rooms` bounds what leaves each depot in all. To leave a stop out never takes
    longer than to serve it on the way, or rounds could become late where stops are taken out.
    """

    ways: NDArray[np.int32]
    tolls: NDArray[np.int32]
    amounts: Sequence[int]
    minutes: Sequence[int]
    firsts: Sequence[int]
    dues: Sequence[int]
    prices: Sequence[int]
    rooms: Sequence[int]
    kinds: Sequence[Kind]


class Board(NamedTuple):
    """What does not change while the search runs; `near[i]` are other stops, the nearest first."""

    way: Ints
    toll: Ints
    amount: Ints
    stay: Ints
    """By place; 0 at depots."""
    first: Ints
    due: Ints
    """By place; the depots' lie with the kinds."""
    price: Longs
    far: Ints
    """By stop: the way from the nearest depot."""
    depot_room: Longs
    depot: Ints
    mode: Ints
    room: Ints
    starts: Ints
    ends: Ints
    fleet: Ints
    """By kind: how many there are."""
    longest: Ints
    hire: Longs
    may: Flags
    near: Ints
    drawn: Ints
    """Stops that a trial may begin at: all, or those that the parents of a child differ in."""
    timed: bool
    """Whether times bind anywhere; without them no time is ever looked at."""


def board_of(draft: Draft) -> Board:
    """Arrays in the order of the draft's stops and kinds."""
    depots, stops = len(draft.rooms), len(draft.amounts)
    kinds = draft.kinds
    return Board(
        way=np.ascontiguousarray(draft.ways, dtype=np.int32),
        toll=np.ascontiguousarray(draft.tolls, dtype=np.int32),
        amount=np.array(draft.amounts, dtype=np.int32),
        stay=np.array([0] * depots + list(draft.minutes), dtype=np.int32),
        first=np.array([0] * depots + list(draft.firsts), dtype=np.int32),
        due=np.array([EVER] * depots + list(draft.dues), dtype=np.int32),
        price=np.array(draft.prices, dtype=np.int64),
        far=draft.tolls[0, :depots, depots:].min(axis=0).astype(np.int32),
        depot_room=np.array(draft.rooms, dtype=np.int64),
        depot=_ints(kind.depot for kind in kinds),
        mode=_ints(kind.mode for kind in kinds),
        room=_ints(kind.room for kind in kinds),
        starts=_ints(kind.first for kind in kinds),
        ends=_ints(kind.due for kind in kinds),
        fleet=_ints(min(kind.count, stops) for kind in kinds),
        longest=_ints(kind.longest for kind in kinds),
        hire=np.array([kind.hire for kind in kinds], dtype=np.int64),
        may=np.array([kind.may for kind in kinds], dtype=np.bool_).reshape(len(kinds), stops),
        near=_near(draft, depots),
        drawn=np.arange(stops, dtype=np.int32),
        timed=_timed(draft),
    )


def _ints(numbers: Iterable[int]) -> Ints:
    return np.array(list(numbers), dtype=np.int32)


def _near(draft: Draft, depots: int) -> Ints:
    """By the cost between them alone: neighbours in time as well were worse on every set with wide windows."""
    toll = draft.tolls[0, depots:, depots:].astype(np.float64)
    stops = len(toll)
    np.fill_diagonal(toll, np.inf)
    count = min(NEIGHBOURS, max(0, stops - 1))
    return np.ascontiguousarray(np.argsort(toll, axis=1, kind="stable")[:, :count], dtype=np.int32)


def _timed(draft: Draft) -> bool:
    return any(due < EVER for due in draft.dues) or any(kind.due < EVER or kind.longest < EVER for kind in draft.kinds)
