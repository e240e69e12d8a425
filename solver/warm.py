"""Everything a solving process needs, loaded and compiled once; the processes of a crew are forked from here."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from solver.budget import Budget
from solver.interrupt import watched
from solver.meals.problem import Carrier, Drop, Expected, RoundsProblem, Wave
from solver.meals.solve import solve as solve_rounds
from solver.travel.matrix import Travel
from solver.visits.solve import warm_up
from solver.week import solve as _week  # noqa: F401  # for the processes that start from here


def _one_round() -> RoundsProblem:
    """The smallest round there is: its solution compiles the search, or loads it from the cache."""
    travel = Travel(("kitchen", "door"), {"ebike": np.array([[0, 5], [5, 0]], dtype=np.int32)})
    drops = tuple(Drop(f"box{number}", "door", 1, "wave") for number in range(3))
    carrier = Carrier("carrier", "bike", "ebike", 2, 0, 600)
    return RoundsProblem("kitchen", (Wave("wave", 0, 0),), (carrier,), drops, travel, 45, 120, 2)


@contextmanager
def _ended_with_parent() -> Iterator[None]:
    """Within the block: nobody waits any more for what is compiled for a process that has gone."""
    parent = os.getppid()

    def look() -> None:
        if os.getppid() != parent:
            os._exit(1)

    with watched(look):  # a server of processes must have no thread when it forks
        yield


def _told(problem: RoundsProblem) -> RoundsProblem:
    """The same round once it was announced: it is looked at by a function of its own."""
    rounds = solve_rounds(problem, Budget(effort=0.01)).solution.rounds
    told = {at.drop: Expected(one.carrier, one.trip, at.arrives) for one in rounds for at in one.deliveries}
    return replace(problem, drops=tuple(replace(drop, expected=told.get(drop.key)) for drop in problem.drops))


with _ended_with_parent():
    warm_up()
    solve_rounds(_told(_one_round()), Budget(effort=0.01))
