"""A day searched on from the routes it has: what still holds of them stands, what is open is put in, then annealing."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from solver.budget import Budget, guarded
from solver.chance import chance_of
from solver.result import Result
from solver.visits.announced import Step, by_role, walk
from solver.visits.arrays import Arrays, arrays_of
from solver.visits.construct import construct, lacking
from solver.visits.plan import Plan, copy_plan, empty_plan
from solver.visits.price import price
from solver.visits.problem import VisitsProblem
from solver.visits.schedule import choose_starts, set_times
from solver.visits.solution import VisitsSolution
from solver.visits.solve import answered
from solver.visits.starts import may_start
from solver.visits.wishes import cooled, make_way


@dataclass(frozen=True, slots=True)
class Onward:
    """A day, and routes walked on it before it became what it is: its stops, carers and hours may be others by now."""

    problem: VisitsProblem
    walked: VisitsSolution


def solve(day: Onward, budget: Budget) -> Result[VisitsSolution]:
    """No dearer than the routes walked so far, as far as they hold; see `solver.visits.solve` for everything else.

    What was announced has its price, and is searched for in no other way: what a ruin takes out is held no more.
    """
    watch, chance = guarded(budget), chance_of(budget.seed)
    arrays = arrays_of(day.problem)
    plan = standing(day, arrays)
    arrays = arrays._replace(holds=np.zeros_like(arrays.holds))
    filled = empty_plan(arrays)
    copy_plan(plan, filled)
    construct(arrays, filled, chance)
    plan = min(filled, plan, key=lambda one: price(arrays, one))
    search = make_way if lacking(arrays, plan) else cooled
    return answered(day.problem, arrays, search(arrays, plan, chance, budget, watch), watch)


def standing(day: Onward, a: Arrays) -> Plan:
    """The plan of the routes walked; a stop that can no longer be given by the same carers at its minute is open.

    Held is what starts as it was announced: a start chosen anew could be another, and dearer.
    """
    starts = {part.stop: part.start for part in day.walked.assignments}
    as_walked = a._replace(told=np.array([starts.get(stop.key, -1) for stop in day.problem.stops], dtype=np.int64))
    steps = sorted(_steps(day, a), key=lambda step: (as_walked.told[step[0]], step))
    plan = empty_plan(a)
    walk(as_walked, plan, np.array(steps, dtype=np.int64).reshape(len(steps), 5))
    plan.held[:] &= a.holds & (as_walked.told == a.told)
    set_times(a, plan)
    choose_starts(a, plan)
    return plan


def _steps(day: Onward, a: Arrays) -> Iterator[Step]:
    number = {carer.key: at for at, carer in enumerate(day.problem.carers)}
    rest = {number[pause.carer]: pause.start for pause in day.walked.pauses if pause.carer in number}
    who: dict[str, list[int]] = defaultdict(list)
    starts = {part.stop: part.start for part in day.walked.assignments}
    for part in day.walked.assignments:
        who[part.stop] += [number[part.carer]] if part.carer in number else []
    for at, stop in enumerate(day.problem.stops):
        if len(who[stop.key]) != stop.carers or not may_start(stop, starts[stop.key]):
            continue
        if roles := by_role(a, at, sorted(who[stop.key])):
            later = [int(carer in rest and starts[stop.key] < rest[carer]) for carer in roles]
            first, second, *_ = chain(roles, (-1,))
            yield at, first, second, later[0], later[-1] if len(roles) > 1 else 0
