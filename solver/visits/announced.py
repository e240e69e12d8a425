"""The routes that people were told, as far as they can still be walked: where a day that was announced begins."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from solver.compiled import compiled, inner
from solver.visits.arrays import Arrays, Ints
from solver.visits.plan import Plan, drop_stop, empty_plan, join_day, put
from solver.visits.problem import Carer, VisitsProblem
from solver.visits.schedule import choose_starts, insert_times, set_times

Step = tuple[int, int, int, int, int]
"""A stop, its carers (-1: no second one), and whether the pause of each comes after it."""


def announced_plan(problem: VisitsProblem, a: Arrays) -> Plan:
    """Every stop with its announced carers, held at its announced start; what cannot stay so is open."""
    plan = empty_plan(a)
    steps = sorted(_steps(problem, a), key=lambda step: (a.told[step[0]], step))
    walk(a, plan, np.array(steps, dtype=np.int64).reshape(len(steps), 5))
    choose_starts(a, plan)
    return plan


def let_go(a: Arrays, plan: Plan, stops: NDArray[np.bool_]) -> Arrays:
    """The same plan and day with these stops (one entry for each) held no more."""
    plan.held[stops] = False
    set_times(a, plan)
    choose_starts(a, plan)
    return a._replace(holds=a.holds & ~stops)


def hold_again(a: Arrays, plan: Plan) -> None:
    """Hold whatever starts when it was announced."""
    stops = len(a.wish)
    plan.held[:] = a.holds & (plan.carer[a.nodes[:, 0]] >= 0) & (plan.start[:stops] == a.told)
    set_times(a, plan)
    choose_starts(a, plan)


def _steps(problem: VisitsProblem, a: Arrays) -> Iterator[Step]:
    """The stops that may still start when it was announced, with the same carers."""
    number = {carer.key: at for at, carer in enumerate(problem.carers)}
    for at, stop in enumerate(problem.stops):
        told = stop.announced
        if told is None or not a.holds[at] or len(told.carers) != stop.carers:
            continue
        who = by_role(a, at, [number[key] for key in sorted(told.carers)])
        if who:
            later = [_pauses_after(problem.carers[carer], told.start) for carer in who]
            yield (at, who[0], who[1], later[0], later[1]) if len(who) > 1 else (at, who[0], -1, later[0], 0)


def by_role(a: Arrays, stop: int, carers: list[int]) -> list[int]:
    """The carers in an order in which each may take her part; none where there is no such order."""
    for order in (carers, carers[::-1]):
        if all(a.may[a.nodes[stop, role], carer] for role, carer in enumerate(order)):
            return order
    return []


def _pauses_after(carer: Carer, start: int) -> int:
    """Whether she was told to pause once what starts at this minute is done."""
    if carer.pause is None:
        return 0
    return int(start < (carer.pause.earliest if carer.told_pause is None else carer.told_pause))


@compiled
def walk(a: Arrays, p: Plan, steps: Ints) -> None:
    """Put stop after stop at the ends of its carers' routes; what cannot be timed there any more is left open."""
    bases = len(p.carer)
    for at in range(len(steps)):
        stop = steps[at, 0]
        if not has_room(a, p, steps[at]):
            continue
        join_day(p, stop, p.since[a.elder[stop]])
        for role in range(2):
            carer = steps[at, 1 + role]
            if carer >= 0:
                put(a, p, a.nodes[stop, role], carer, p.before[bases + carer], steps[at, 3 + role] == 1)
        p.held[stop] = True
        if not insert_times(a, p, stop):
            drop_stop(a, p, stop)


@inner
def has_room(a: Arrays, p: Plan, step: Ints) -> bool:
    """Whether its carers may give one more service."""
    for role in range(2):  # noqa: SIM110 - a generator cannot be compiled
        if step[1 + role] >= 0 and p.visits[step[1 + role]] >= a.most_visits:
            return False
    return True
