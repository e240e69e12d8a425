"""What a search of routes is played on: nodes, stops, links, ways and who may come; nothing here changes in a search.

A *stop* has one start time. A *node* is one carer's part of a stop, 0..N-1; node N+c is the base of carer c, where her
route begins and ends. A *link* (a, b, wait) says: b starts no earlier than `wait` minutes after the start of a; a
longest gap is a link backwards with a negative wait. Times, ways and costs are whole numbers in one unit.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

NONE = 0xFFFF_FFFF
"""No row."""

Ints = NDArray[np.int32]
Rows = NDArray[np.uint32]
"""Numbers of rows, without a sign: of one with a sign every look-up first asks whether it counts from the end."""
Flags = NDArray[np.bool_]
Records = np.recarray[tuple[int], np.dtype[np.void]]
"""A row for each node or stop, its fields by name."""

NODE = np.dtype(
    [(name, np.uint32) for name in ("next", "prev", "carer", "stop", "place", "twin")]
    + [(name, np.int32) for name in ("leg", "done", "minutes")]
)
"""Neighbours on the route, whose route, way from the node before, end of service; stop, place, minutes of service, and
the other node of the same elder's pair."""
STOP = np.dtype(
    [(name, np.int32) for name in ("start", "first", "due", "parts", "seen")]
    + [(name, np.uint32) for name in ("one", "two", "in_at", "in_end", "out_at", "out_end")]
    + [("falling", np.bool_), ("rising", np.bool_)]
)
"""Start, first and due start, its nodes (`two` is NONE for a single), how many, its ranges of links; the others are
marks of the propagation."""
LINK = np.dtype([("stop", np.uint32), ("wait", np.int32)])


class Board(NamedTuple):
    """Everything about an instance that no move changes."""

    node: Records
    """All nodes and bases, not yet on a route."""
    stop: Records
    into: Records
    """Links that lead into each stop, from `stop`; `out` are the same from the other side."""
    out: Records
    way: Ints
    """Place × place."""
    may: Flags
    """Node × carer → whether she may take it."""
    before: Rows
    """Node × rank → nodes and bases that go well directly before it, best first; `after` likewise."""
    after: Rows
    drawn: Rows
    """The nodes that moves are drawn for."""
    pairs: Rows
    """Pair → its two nodes, of one stop or of two linked ones."""


class Draft(NamedTuple):
    """Plain lists that a board is made of; `links` are (stop, stop, wait), `pairs` are pairs of nodes."""

    stop_of: Sequence[int]
    place_of: Sequence[int]
    minutes: Sequence[int]
    first: Sequence[int]
    due: Sequence[int]
    links: Sequence[tuple[int, int, int]]
    pairs: Sequence[tuple[int, int]]
    base_of: Sequence[int]
    """Carer → place."""
    may: Flags
    way: Ints


def board_of(draft: Draft, before: Rows, after: Rows) -> Board:
    """Arrays in the order of the draft's nodes, carers and stops. Raises ValueError for a stop of no or three nodes."""
    nodes, carers, stops = len(draft.stop_of), len(draft.base_of), len(draft.first)
    node = records(nodes + carers, NODE)
    node.carer[:], node.twin[:] = NONE, NONE
    node.stop[:nodes], node.stop[nodes:] = draft.stop_of, NONE
    node.place[:] = [*draft.place_of, *draft.base_of]
    node.minutes[:nodes] = draft.minutes
    pairs = np.array(draft.pairs, dtype=np.uint32).reshape(-1, 2)
    node.twin[pairs[:, 0]], node.twin[pairs[:, 1]] = pairs[:, 1], pairs[:, 0]
    into, in_at = _sorted_links([(b, a, wait) for a, b, wait in draft.links], stops)
    out, out_at = _sorted_links(draft.links, stops)
    stop = records(stops, STOP)
    stop.first[:], stop.due[:] = draft.first, draft.due
    stop.in_at[:], stop.in_end[:], stop.out_at[:], stop.out_end[:] = in_at[:-1], in_at[1:], out_at[:-1], out_at[1:]
    stop.one[:], stop.two[:] = NONE, NONE
    stop.parts[:] = np.bincount(np.array(draft.stop_of, dtype=np.int64), minlength=stops)
    if not np.isin(stop.parts, (1, 2)).all():
        raise ValueError("a stop has one node or two")
    for at in reversed(range(nodes)):
        stop.two[draft.stop_of[at]], stop.one[draft.stop_of[at]] = stop.one[draft.stop_of[at]], at
    return Board(node, stop, into, out, draft.way, draft.may, before, after, np.arange(nodes, dtype=np.uint32), pairs)


def records(size: int, kind: np.dtype[np.void]) -> Records:
    """So many rows of zeros."""
    return np.zeros(size, dtype=kind).view(np.recarray)


def _sorted_links(links: Sequence[tuple[int, int, int]], stops: int) -> tuple[Records, NDArray[np.int64]]:
    """Links by their first stop, and where those of each stop begin."""
    ordered = sorted(links)
    rows = np.array([(other, wait) for _, other, wait in ordered], dtype=LINK).view(np.recarray)
    return rows, np.searchsorted([here for here, _, _ in ordered], np.arange(stops + 1))
