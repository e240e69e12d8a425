"""Who may come to each part of a stop, and what each of them costs there: arrays of part × carer."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from solver.rules import weight
from solver.visits.eligible import asked_of_people, eligible
from solver.visits.problem import Stop, VisitsProblem

Ints = NDArray[np.int64]
Parts = Sequence[tuple[Stop, int]]


def let_through(problem: VisitsProblem, parts: Parts) -> NDArray[np.bool_]:
    """Whom the rules about people let through; most stops of a day ask the same of them."""
    asked = [asked_of_people(stop, role) for stop, role in parts]
    one_of_each = dict(zip(asked, parts, strict=True))
    rows = {what: [eligible(stop, who, role) for who in problem.carers] for what, (stop, role) in one_of_each.items()}
    return np.array([rows[what] for what in asked], dtype=np.bool_).reshape(len(parts), len(problem.carers))


def costs_of_carers(problem: VisitsProblem, parts: Parts) -> Ints:
    """New faces, others than regulars, missing designated and other than announced carers.

    Role 0 carries what nobody designated costs.
    """
    new_face, designated = weight("new_face", problem.weights), weight("designated_carer", problem.weights)
    changed, many = weight("changed_after_publish", problem.weights), weight("few_faces", problem.weights)
    column = {carer.key: at for at, carer in enumerate(problem.carers)}
    costs = np.zeros((len(parts), len(column)), dtype=np.int64)
    for row, (stop, role) in zip(costs, parts, strict=True):
        told = stop.announced.carers if stop.announced else None
        for those, price in ((stop.known or None, new_face), (stop.regulars or None, many), (told, changed)):
            if those is not None:
                row[:] += price
                row[[column[key] for key in those if key in column]] -= price
        row[[column[key] for key in stop.designated if key in column]] -= designated
        if role == 0:
            row[:] += designated * min(stop.carers, len(stop.designated))
    return costs


def dear_last(allowed: NDArray[np.bool_], costs: Ints) -> tuple[Ints, Ints]:
    """Where the allowed carers of each part begin in the list that follows, cheapest first."""
    order = np.argsort(costs, axis=1, kind="stable")
    kept = np.take_along_axis(allowed, order, axis=1)
    return np.concatenate(([0], np.cumsum(kept.sum(axis=1)))).astype(np.int64), order[kept].astype(np.int64)


def untold(problem: VisitsProblem, parts: Parts) -> NDArray[np.bool_]:
    """Whether somebody was announced, and not this one."""
    rows = [
        [stop.announced is not None and carer.key not in stop.announced.carers for carer in problem.carers]
        for stop, _ in parts
    ]
    return np.array(rows, dtype=np.bool_).reshape(len(parts), len(problem.carers))
