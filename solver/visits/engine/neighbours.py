"""Which nodes go well directly before and after one another: by way, waiting and lateness of the two alone."""

import numpy as np
from numpy.typing import NDArray

from solver.visits.engine.board import Draft, Rows

NEAR = 40
WAIT_SHARE = 0.2
"""A minute of waiting that cannot be helped counts as so much of a minute on the way; one of lateness counts fully."""


def neighbours(draft: Draft, near: int = NEAR) -> tuple[Rows, Rows]:
    """Node × rank → who goes well before it, and after it; bases stand for an empty or early part of a route."""
    nodes = len(draft.stop_of)
    stop, place = np.array(draft.stop_of), np.array([*draft.place_of, *draft.base_of])
    first, due = np.array(draft.first)[stop], np.array(draft.due)[stop]
    minutes = np.array(draft.minutes)
    way = draft.way[np.ix_(place, place)].astype(np.float64)
    price = way.copy()
    ready, last = (first + minutes)[:, None] + way[:nodes, :nodes], (due + minutes)[:, None] + way[:nodes, :nodes]
    price[:nodes, :nodes] += WAIT_SHARE * np.maximum(0, first[None, :] - last) + np.maximum(0, ready - due[None, :])
    together = (draft.may.astype(np.int64) @ draft.may.T.astype(np.int64)) > 0
    price[:nodes, :nodes][~together] = np.inf
    price[:nodes, nodes:][~draft.may] = np.inf
    price[nodes:, :nodes][~draft.may.T] = np.inf

    np.fill_diagonal(price, np.inf)
    for a, b in draft.pairs:
        price[a, b] = price[b, a] = np.inf
    return _best(price[:, :nodes].T, near), _best(price[:nodes, :], near)


def _best(price: NDArray[np.float64], near: int) -> Rows:
    """The cheapest of each row; rows with fewer possible ones repeat them."""
    order = np.argsort(price, axis=1, kind="stable")[:, :near]
    possible = np.maximum(1, np.isfinite(np.take_along_axis(price, order, axis=1)).sum(axis=1))
    rank = np.arange(order.shape[1])[None, :] % possible[:, None]
    return np.take_along_axis(order, rank, axis=1).astype(np.uint32)
