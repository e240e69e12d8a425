"""The state of the search: routes as linked nodes, elders' days as linked stops, the times that follow from both."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.compiled import compiled, inner
from solver.visits.arrays import Arrays, Ints

TRIES = 4
"""Ways tried when the cheapest cannot be timed together with pairs, links and the elder's other stops."""


class Plan(NamedTuple):
    """A route is a ring through its base node; an elder's day is a ring of stops through her number S+e."""

    after: Ints
    """Node → next node on the route."""
    before: Ints
    leg: Ints
    """Node → minutes of travel from there to the next one."""
    carer: Ints
    """Node → carer, -1 while its stop is open."""
    pause: Ints
    """Carer → the node after which her pause falls, -1 without a pause."""
    then: Ints
    """Stop or elder → next planned stop of the same elder."""
    since: Ints
    early: Ints
    """Spot → earliest possible start, the shift's start at a base."""
    late: Ints
    """Spot → latest possible start, the shift's end at a base."""
    lean: Ints
    """Stop → the latest start that still lets all after it start when they like best; halfway to `start`."""
    start: Ints
    """Spot → the start chosen between the two."""
    held: NDArray[np.bool_]
    """Stop → whether it starts when it was announced and at no other minute, until a change takes it out."""
    load: Ints
    """Carer → minutes of service."""
    visits: Ints
    """Carer → services."""
    queue: Ints
    """Stops to be timed anew, a ring of S+1 places."""
    ends: Ints
    """Its first place and its length."""
    queued: NDArray[np.bool_]
    kept: Ints
    """Earliest starts while an insertion is tried; these last fields are no state, only room to work in."""
    ruined: NDArray[np.bool_]
    """Carers whose routes are being changed."""
    freed: Ints
    """Stops whose earliest (row 0) or latest (row 1) start may move by that."""
    frees: Ints
    """How many there are in each row."""
    is_free: NDArray[np.bool_]
    """Row × stop → whether it is among them."""
    waiting: Ints
    """Stops to put back, in their order."""
    keys: NDArray[np.float64]
    places: NDArray[np.int64]
    """Two tables of places for the two carers of a pair, see `pairs.py`."""
    ranks: NDArray[np.int64]
    tried: NDArray[np.int64]
    """Ways to put a stop in that could not be timed: place in the elder's day, node before and pause, twice."""
    tries: Ints
    """How many of them there are."""
    chosen: NDArray[np.int64]
    """The two places chosen."""


def empty_plan(a: Arrays) -> Plan:
    """Everybody stays at her base."""
    spots, nodes, stops, carers = len(a.minutes), len(a.spot), len(a.wish), len(a.carer)
    elders = int(a.elder.max()) + 1 - stops if stops else 0
    ring = np.arange(nodes, dtype=np.int64)
    day = np.arange(stops + elders, dtype=np.int64)
    early, late = np.zeros(spots, dtype=np.int64), np.zeros(spots, dtype=np.int64)
    early[stops:], late[stops:] = a.carer[:, 1], a.carer[:, 2]
    pause = np.where(a.carer[:, 3] > 0, np.arange(nodes - carers, nodes), -1).astype(np.int64)
    return Plan(
        after=ring.copy(),
        before=ring.copy(),
        leg=np.zeros(nodes, dtype=np.int64),
        carer=np.full(nodes - carers, -1, dtype=np.int64),
        pause=pause,
        then=day.copy(),
        since=day.copy(),
        early=early,
        late=late,
        lean=np.zeros(stops, dtype=np.int64),
        start=early.copy(),
        held=np.zeros(stops, dtype=np.bool_),
        load=np.zeros(carers, dtype=np.int64),
        visits=np.zeros(carers, dtype=np.int64),
        queue=np.zeros(stops + 1, dtype=np.int64),
        ends=np.zeros(2, dtype=np.int64),
        queued=np.zeros(stops, dtype=np.bool_),
        kept=np.zeros(spots, dtype=np.int64),
        ruined=np.zeros(carers, dtype=np.bool_),
        freed=np.zeros((2, stops), dtype=np.int64),
        frees=np.zeros(2, dtype=np.int64),
        is_free=np.zeros((2, stops), dtype=np.bool_),
        waiting=np.zeros(stops, dtype=np.int64),
        keys=np.zeros(stops, dtype=np.float64),
        places=np.zeros((2, nodes + carers, 6), dtype=np.int64),
        ranks=np.zeros((2, nodes + carers), dtype=np.int64),
        tried=np.zeros((TRIES, 5), dtype=np.int64),
        tries=np.zeros(1, dtype=np.int64),
        chosen=np.zeros((2, 6), dtype=np.int64),
    )


@compiled
def copy_plan(source: Plan, target: Plan) -> None:
    """Routes, days and times of another plan, without its marks."""
    copy_array(source.after, target.after)
    copy_array(source.before, target.before)
    copy_array(source.leg, target.leg)
    copy_array(source.carer, target.carer)
    copy_array(source.pause, target.pause)
    copy_array(source.then, target.then)
    copy_array(source.since, target.since)
    copy_array(source.early, target.early)
    copy_array(source.late, target.late)
    copy_array(source.lean, target.lean)
    copy_array(source.start, target.start)
    copy_array(source.load, target.load)
    for stop in range(len(source.held)):
        target.held[stop] = source.held[stop]
    copy_array(source.visits, target.visits)


@inner
def copy_array(source: Ints, target: Ints) -> None:
    """The same numbers."""
    for at in range(len(source)):
        target[at] = source[at]


@inner
def planned(a: Arrays, p: Plan, stop: int) -> bool:
    """Whether it is on a route."""
    return bool(p.carer[a.nodes[stop, 0]] >= 0)


@inner
def put(a: Arrays, p: Plan, node: int, carer: int, previous: int, pause_after_it: bool) -> None:
    """Link a node into a route after `previous`; where the pause fell there, it stays before the node unless told."""
    following, mode, stop = p.after[previous], a.carer[carer, 0], a.spot[node]
    p.after[previous] = node
    p.before[node] = previous
    p.after[node] = following
    p.before[following] = node
    p.leg[previous] = a.way_to[mode, stop, a.spot[previous]]
    p.leg[node] = a.way[mode, stop, a.spot[following]]
    p.carer[node] = carer
    p.load[carer] += a.minutes[stop]
    p.visits[carer] += 1
    if pause_after_it:
        p.pause[carer] = node


@inner
def take(a: Arrays, p: Plan, node: int) -> None:
    """Unlink a node from its route; a pause after it falls after the node before."""
    carer = p.carer[node]
    previous, following = p.before[node], p.after[node]
    p.after[previous] = following
    p.before[following] = previous
    p.leg[previous] = a.way[a.carer[carer, 0], a.spot[previous], a.spot[following]]
    if p.pause[carer] == node:
        p.pause[carer] = previous
    p.load[carer] -= a.minutes[a.spot[node]]
    p.visits[carer] -= 1
    p.carer[node] = -1


@inner
def join_day(p: Plan, stop: int, previous: int) -> None:
    """Link a stop into its elder's day after `previous`."""
    following = p.then[previous]
    p.then[previous] = stop
    p.since[stop] = previous
    p.then[stop] = following
    p.since[following] = stop


@inner
def leave_day(p: Plan, stop: int) -> None:
    """Unlink a stop from its elder's day."""
    previous, following = p.since[stop], p.then[stop]
    p.then[previous] = following
    p.since[following] = previous


@compiled
def drop_stop(a: Arrays, p: Plan, stop: int) -> None:
    """Take a planned stop out of its routes and its elder's day."""
    for role in range(2):
        node = a.nodes[stop, role]
        if node >= 0:
            take(a, p, node)
    leave_day(p, stop)
    p.held[stop] = False
