"""The state of a search: routes as linked nodes with their start times, and a journal that takes a trial back.

A route is a ring through the base of its carer. A move is told as *arcs* (who now stands directly before whom) and as
*strings* of nodes that get another carer; here it is carried out and, when it was no good, undone.
"""

from typing import NamedTuple

import numpy as np

from solver.compiled import compiled, inlined
from solver.visits.engine.board import NONE, Board, Records, Rows, records

MOST_ARCS, MOST_STRINGS = 16, 4

SUMS = np.dtype(
    [
        (name, np.int64)
        for name in (
            *("distance", "late", "worst", "worst_stop", "unsure"),
            *("arcs", "strings", "links", "hands", "starts", "stamp", "late_before", "worst_before", "stop_before"),
        )
    ]
)
"""Distance, total and worst lateness (of `worst_stop`; `unsure` when only a bound); then how many entries the lists
below hold, and what the sums were before the trial."""
ARC = np.dtype([("tail", np.uint32), ("head", np.uint32), ("way", np.int32), ("entry", np.bool_)])
"""On an `entry` the tail stays where it is, and what comes after it may change."""
STRING = np.dtype([(name, np.uint32) for name in ("first", "last", "carer")])
OLD_LINK = np.dtype([(name, np.uint32) for name in ("tail", "next", "head", "prev")] + [("leg", np.int32)])
OLD = np.dtype([("at", np.uint32), ("value", np.int32)])


class Routes(NamedTuple):
    """A plan: who goes where after what and when, and the move under trial with its journal."""

    node: Records
    stop: Records
    sums: Records
    """One row."""
    arcs: Records
    """The move under trial."""
    strings: Records
    old_links: Records
    """The journal: neighbours, carers and starts as they were before the trial."""
    old_carers: Records
    old_starts: Records
    falling: Rows
    """Queues of stops whose start may fall, may rise; rings of a power of two."""
    rising: Rows


def empty_routes(b: Board) -> Routes:
    """Everybody stays at her base."""
    nodes, stops = len(b.node), len(b.stop)
    carers = nodes - len(b.may)
    ring = 1 << (stops + 1).bit_length()
    r = Routes(
        node=b.node.copy(),
        stop=b.stop.copy(),
        sums=records(1, SUMS),
        arcs=records(MOST_ARCS, ARC),
        strings=records(MOST_STRINGS, STRING),
        old_links=records(MOST_ARCS, OLD_LINK),
        old_carers=records(nodes, OLD),
        old_starts=records(stops, OLD),
        falling=np.zeros(ring, dtype=np.uint32),
        rising=np.zeros(ring, dtype=np.uint32),
    )
    bases = np.arange(nodes - carers, nodes)
    r.node.next[bases], r.node.prev[bases], r.node.carer[bases] = bases, bases, np.arange(carers)
    r.stop.start[:] = b.stop.first
    return r


@compiled
def copy_routes(source: Routes, target: Routes) -> None:
    """All of another plan but its trial."""
    for at in range(len(source.node)):
        target.node[at] = source.node[at]
    for at in range(len(source.stop)):
        target.stop[at] = source.stop[at]
    target.sums[0] = source.sums[0]


def copy_of(b: Board, r: Routes) -> Routes:
    """A plan of its own."""
    copy = empty_routes(b)
    copy_routes(r, copy)
    return copy


def cost_of(r: Routes) -> int:
    """Distance, total and worst lateness together."""
    return int(r.sums.distance[0] + r.sums.late[0] + r.sums.worst[0])


def mean_leg(r: Routes) -> float:
    """The mean way between two calls, bases included; at least one unit."""
    return max(1.0, float(r.sums.distance[0]) / len(r.node))


def read_routes(b: Board, r: Routes) -> list[list[int]]:
    """Carer → her nodes in order."""
    nodes, carers = b.may.shape
    routes: list[list[int]] = [[] for _ in range(carers)]
    for carer, route in enumerate(routes):
        node = int(r.node.next[nodes + carer])
        while node < nodes:
            route.append(node)
            node = int(r.node.next[node])
    return routes


def read_starts(b: Board, r: Routes) -> list[int]:
    """Node → start."""
    return [int(start) for start in r.stop.start[r.node.stop[: len(b.may)]]]


@inlined
def cost(r: Routes) -> int:
    """`cost_of` for compiled code."""
    return int(r.sums[0].distance + r.sums[0].late + r.sums[0].worst)


@inlined
def begin_move(r: Routes) -> None:
    """No arc and no string yet."""
    r.sums[0].arcs = 0
    r.sums[0].strings = 0


@inlined
def add_arc(r: Routes, tail: int, head: int) -> None:
    """The move lets `head` come directly after `tail`."""
    arc = r.arcs[r.sums[0].arcs]
    arc.tail = tail
    arc.head = head
    arc.entry = False
    r.sums[0].arcs += 1


@inlined
def add_entry(r: Routes, tail: int, head: int) -> None:
    """An arc whose tail stays where it is."""
    add_arc(r, tail, head)
    r.arcs[r.sums[0].arcs - 1].entry = True


@inlined
def add_string(r: Routes, first: int, last: int, carer: int) -> None:
    """The move gives the nodes from `first` to `last` to `carer`."""
    string = r.strings[r.sums[0].strings]
    string.first = first
    string.last = last
    string.carer = carer
    r.sums[0].strings += 1


@inlined
def extra_distance(b: Board, r: Routes) -> int:
    """What the arcs of the move under trial add to the distance; each is told its way."""
    extra = 0
    for at in range(r.sums[0].arcs):
        arc = r.arcs[at]
        head = r.node[arc.head]
        arc.way = b.way[r.node[arc.tail].place, head.place]
        extra += arc.way - head.leg
    return extra


@inlined
def carry_out(r: Routes) -> None:
    """Let the move under trial happen, old neighbours and carers going to the journal; times are not yet set."""
    sums = r.sums[0]
    sums.links = sums.hands = sums.starts = 0
    sums.stamp += 1
    sums.late_before, sums.worst_before, sums.stop_before = sums.late, sums.worst, sums.worst_stop
    for at in range(sums.strings):
        node, last, carer = r.strings[at].first, r.strings[at].last, r.strings[at].carer
        while True:
            old = r.old_carers[sums.hands]
            old.at = node
            old.value = r.node[node].carer
            sums.hands += 1
            r.node[node].carer = carer
            if node == last:
                break
            node = r.node[node].next
    for at in range(sums.arcs):
        tail, head = r.arcs[at].tail, r.arcs[at].head
        old = r.old_links[sums.links]
        old.tail = tail
        old.next = r.node[tail].next
        old.head = head
        old.prev = r.node[head].prev
        old.leg = r.node[head].leg
        sums.links += 1
        r.node[tail].next = head
        r.node[head].prev = tail
        r.node[head].leg = r.arcs[at].way


@inlined
def take_back(r: Routes) -> None:
    """Everything as it was before the trial."""
    sums = r.sums[0]
    for at in range(sums.links - 1, -1, -1):
        old = r.old_links[at]
        r.node[old.tail].next = old.next
        r.node[old.head].prev = old.prev
        r.node[old.head].leg = old.leg
    for at in range(sums.hands):
        r.node[r.old_carers[at].at].carer = r.old_carers[at].value
    for at in range(sums.starts):
        put_start(r, r.old_starts[at].at, r.old_starts[at].value)
    sums.late, sums.worst, sums.worst_stop = sums.late_before, sums.worst_before, sums.stop_before


@inlined
def put_start(r: Routes, at: int, start: int) -> None:
    """The start of a stop, and the end at each of its nodes."""
    stop = r.stop[at]
    stop.start = start
    r.node[stop.one].done = start + r.node[stop.one].minutes
    if stop.two != NONE:
        r.node[stop.two].done = start + r.node[stop.two].minutes
