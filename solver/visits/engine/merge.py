"""A board for a child of several plans: only what they differ in is moved, mostly along arcs that they have.

What good plans agree on is mostly right, and what is best lies mostly among the arcs of some of them (W. Cook and P.
Seymour, "Tour merging via branch-decomposition", INFORMS Journal on Computing 15 (2003)); arcs that more of them have
are drawn more often (S. Tsutsui, "Probabilistic model-building genetic algorithms in permutation representation domain
using edge histogram", PPSN VII (2002)). Nothing is forbidden, so a child is as whole as any plan.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from solver.visits.engine.board import Board, Rows
from solver.visits.engine.routes import Routes

NEAR = 12
"""Length of a child's lists: arcs of its parents, then the best of the usual lists."""


def merged(b: Board, plans: Sequence[Routes]) -> Board:
    """The board on which a child of these plans is cooled; nothing is drawn where they are alike."""
    nexts = np.array([plan.node.next for plan in plans])
    prevs = np.array([plan.node.prev for plan in plans])
    drawn = np.flatnonzero((_apart(b, nexts) | _apart(b, prevs))[: len(b.may)])
    return b._replace(
        drawn=drawn.astype(np.uint32), before=_with_theirs(b.before, prevs), after=_with_theirs(b.after, nexts)
    )


def _apart(b: Board, neighbours: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Node → whether the plans give it different neighbours on this side; bases are all alike."""
    calls = np.minimum(neighbours, len(b.may))
    apart: NDArray[np.bool_] = (calls != calls[0]).any(axis=0)
    return apart


def _with_theirs(lists: Rows, neighbours: NDArray[np.uint32]) -> Rows:
    """Node × rank → the neighbours it has in the plans, the most frequent first, then those of its list."""
    rows = [
        list(dict.fromkeys([*(node for node, _ in Counter(theirs).most_common()), *usual]))[:NEAR]
        for theirs, usual in zip(neighbours.T.tolist(), lists.tolist(), strict=False)
    ]
    return np.array([(row * NEAR)[:NEAR] for row in rows], dtype=np.uint32)
