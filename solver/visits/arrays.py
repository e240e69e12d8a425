"""The problem as flat arrays for the compiled search.

Stops are numbered 0..S-1; a *node* is one carer's part of a stop, 0..N-1, and node N+c is the base of carer c, where
her route begins and ends. A *spot* is where one can be: stop s, or S+c for the base of carer c.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.rules import CLASS_WEIGHT, weight
from solver.visits.objective import fair_shares
from solver.visits.problem import Stop, VisitsProblem
from solver.visits.starts import may_start, start_spans
from solver.visits.ways import Minutes, minutes_between, nearest, reachable
from solver.visits.who import costs_of_carers, dear_last, let_through, untold

PIN_PRICE = 10 * CLASS_WEIGHT[1]
"""What a pin adds to the cost of one open minute inside the search: pins go before every class."""

PRICED = ("travel", "fair_load", "changed_after_publish")
"""The rules of `Arrays.weights`, in its order."""

Ints = NDArray[np.int64]


class Arrays(NamedTuple):
    """Ragged lists are an index array `…_at` of n+1 entries into flat arrays."""

    spot: Ints
    """Node → spot."""
    nodes: Ints
    """Stop → its two nodes, -1 for none."""
    minutes: Ints
    """Spot → minutes of service, 0 at a base."""
    span_at: Ints
    span: Ints
    """Stop → first and last minute of each span in which it may start."""
    before_at: Ints
    before: Ints
    """Stop b → (a, w): b starts at the earliest w minutes after the start of a, when both are planned."""
    after_at: Ints
    after: Ints
    """Stop a → (b, w), the same edges from the other side."""
    elder: Ints
    """Stop → the spot-like number S+e of its elder."""
    gap: Minutes
    """Mode × spot × spot → minutes from the end here to the start there."""
    way: Minutes
    """Mode × spot × spot → minutes of travel alone."""
    gap_to: Minutes
    way_to: Minutes
    """The same from there to here, mode × here × there: what leads to one stop from everywhere lies side by side."""
    carer: Ints
    """Carer → mode, start, end, minutes, earliest and latest of her pause, fair share of service minutes."""
    most_visits: int
    """Services of one carer at most."""
    able_at: Ints
    able: Ints
    """Node → carers who may take it, those of least `fit` first."""
    may: NDArray[np.bool_]
    """Node × carer → whether she may take it."""
    fit: Ints
    """Node × carer → cost of this carer at this stop."""
    untold: NDArray[np.bool_]
    """Node × carer → whether people were told that others come."""
    wish: Ints
    """Stop → preferred start, -1 for none."""
    keen: Ints
    """Stop → price of a minute away from it."""
    told: Ints
    """Stop → announced start, -1 for none and where another carer has to come anyway."""
    was: Ints
    """Stop → announced start, -1 for none: every hour away from it counts, whoever has to come."""
    holds: NDArray[np.bool_]
    """Stop → whether it may start when it was announced and no other start is worth a change: then it is held there."""
    aim: Ints
    """Stop → the start that costs least by itself; -1 where all cost the same."""
    drop: Ints
    """Stop → cost of leaving it open."""
    urgency: Ints
    """Stop → cost of one open minute of its class and pin."""
    near: Ints
    """Stop × `ways.NEAR` → other stops, nearest first."""
    weights: Ints
    """Cost of a minute of travel, of a minute beyond the fair load, of a change after publishing."""


def arrays_of(problem: VisitsProblem) -> Arrays:
    """Flatten the problem; carers and stops keep their order."""
    stops, carers = problem.stops, problem.carers
    nodes, spot = _nodes(problem)
    roles = [(stop, role) for stop in stops for role in range(stop.carers)]
    way, gap, modes = minutes_between(problem)
    spans = [start_spans(stop) for stop in stops]
    in_time = reachable(problem, spans, gap, modes)
    allowed = let_through(problem, roles) & in_time[spot[: len(roles)]]
    span_at, span = _ragged(spans, 2)
    fit = costs_of_carers(problem, roles)
    able_at, able = dear_last(allowed, fit)
    before, after = _edges(problem)
    elders = {key: at for at, key in enumerate(dict.fromkeys(stop.elder for stop in stops))}
    return Arrays(
        spot=spot,
        nodes=nodes,
        minutes=np.array([stop.minutes for stop in stops] + [0] * len(carers), dtype=np.int64),
        span_at=span_at,
        span=span,
        before_at=before[0],
        before=before[1],
        after_at=after[0],
        after=after[1],
        elder=np.array([len(stops) + elders[stop.elder] for stop in stops], dtype=np.int64),
        gap=gap,
        way=way,
        gap_to=np.ascontiguousarray(gap.transpose(0, 2, 1)),
        way_to=np.ascontiguousarray(way.transpose(0, 2, 1)),
        carer=_carers(problem, modes),
        most_visits=len(spot) if problem.most_visits is None else problem.most_visits,
        able_at=able_at,
        able=able,
        may=allowed,
        fit=fit,
        untold=untold(problem, roles),
        wish=_starts(problem.wished_start(stop) for stop in stops),
        keen=np.array([stop.keenness * weight("preferred_time", problem.weights) for stop in stops], dtype=np.int64),
        told=_starts(problem.told_start(stop) for stop in stops),
        was=_starts(stop.announced.start if stop.announced else None for stop in stops),
        holds=np.array([_holds(problem, stop) for stop in stops], dtype=np.bool_),
        aim=_starts(problem.best_start(stop) for stop in stops),
        drop=np.array([_price_open(problem, stop) for stop in stops], dtype=np.int64),
        urgency=np.array([_urgency(stop) for stop in stops], dtype=np.int64),
        near=nearest(problem, way, spans),
        weights=np.array([weight(rule, problem.weights) for rule in PRICED], dtype=np.int64),
    )


def _price_open(problem: VisitsProblem, stop: Stop) -> int:
    changes = len(stop.announced.carers) + (problem.told_start(stop) is not None) if stop.announced else 0
    return stop.minutes * _urgency(stop) + changes * weight("changed_after_publish", problem.weights)


def _urgency(stop: Stop) -> int:
    pinned = bool(stop.pinned_carers) or stop.pinned_start is not None
    return PIN_PRICE * pinned + CLASS_WEIGHT[stop.priority_class]


def _starts(starts: Iterable[int | None]) -> Ints:
    return np.array([-1 if start is None else start for start in starts], dtype=np.int64)


def _holds(problem: VisitsProblem, stop: Stop) -> bool:
    told = problem.told_start(stop)
    if told is None or told != problem.best_start(stop) or not weight("changed_after_publish", problem.weights):
        return False
    return may_start(stop, told)


def _nodes(problem: VisitsProblem) -> tuple[Ints, Ints]:
    nodes = np.full((len(problem.stops), 2), -1, dtype=np.int64)
    spot: list[int] = []
    for at, stop in enumerate(problem.stops):
        for role in range(stop.carers):
            nodes[at, role] = len(spot)
            spot.append(at)
    bases = range(len(problem.stops), len(problem.stops) + len(problem.carers))
    return nodes, np.array([*spot, *bases], dtype=np.int64)


def _carers(problem: VisitsProblem, modes: dict[str, int]) -> Ints:
    rows = []
    for carer, share in zip(problem.carers, fair_shares(problem), strict=True):
        pause = carer.pause
        rest = (pause.minutes, pause.earliest, pause.latest) if pause else (0, 0, 0)
        rows.append((modes[carer.mode], carer.start, carer.end, *rest, share))
    return np.array(rows, dtype=np.int64).reshape(len(rows), 7)


def _edges(problem: VisitsProblem) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
    number = {stop.key: at for at, stop in enumerate(problem.stops)}
    into: list[list[tuple[int, int]]] = [[] for _ in problem.stops]
    out: list[list[tuple[int, int]]] = [[] for _ in problem.stops]
    for link in problem.links:
        a, b = number[link.before], number[link.after]
        minutes = problem.stops[a].minutes
        for start, end, wait in ((a, b, minutes + link.shortest), (b, a, -minutes - link.longest)):
            into[end].append((start, wait))
            out[start].append((end, wait))
    return _ragged(into, 2), _ragged(out, 2)


def _ragged(lists: list[list[tuple[int, int]]], width: int) -> tuple[Ints, Ints]:
    at = np.zeros(len(lists) + 1, dtype=np.int64)
    at[1:] = np.cumsum([len(entries) for entries in lists])
    flat = [entry for entries in lists for entry in entries]
    return at, np.array(flat, dtype=np.int64).reshape(len(flat), width)
