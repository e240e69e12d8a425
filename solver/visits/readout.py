"""From the arrays of the search back to keys: who is where at what minute."""

from collections.abc import Iterator
from dataclasses import dataclass

from solver.visits.arrays import Arrays
from solver.visits.plan import Plan
from solver.visits.problem import Break, VisitsProblem
from solver.visits.reasons import reasons
from solver.visits.solution import Assignment, Pause, VisitsSolution


def read_out(problem: VisitsProblem, a: Arrays, plan: Plan) -> VisitsSolution:
    """Assignments by carer and order, the pause of each route, and each open stop with the rule that stopped it."""
    assignments, pauses = [], []
    for carer in range(len(problem.carers)):
        route = route_of(a, plan, carer)
        assignments += _assignments(problem, plan, carer, route)
        pauses += _pause(problem, a, plan, carer) if route else []
    return VisitsSolution(tuple(assignments), tuple(pauses), reasons(problem, assignments))


def route_of(a: Arrays, plan: Plan, carer: int) -> list[int]:
    """The stops of one carer in their order."""
    base = len(plan.carer) + carer
    route, node = [], int(plan.after[base])
    while node != base:
        route.append(int(a.spot[node]))
        node = int(plan.after[node])
    return route


def _assignments(problem: VisitsProblem, plan: Plan, carer: int, route: list[int]) -> list[Assignment]:
    person, found = problem.carers[carer], []
    for order, at in enumerate(route):
        stop, previous = problem.stops[at], problem.stops[route[order - 1]] if order else None
        way = problem.way(person, previous, stop)
        found.append(Assignment(stop.key, person.key, int(plan.start[at]), way, order + 1))
    return found


def _pause(problem: VisitsProblem, a: Arrays, plan: Plan, carer: int) -> list[Pause]:
    person, node = problem.carers[carer], int(plan.pause[carer])
    if person.pause is None or node < 0:
        return []
    gaps = list(_gaps(problem, plan, carer, route_of(a, plan, carer)))
    spot = int(a.spot[node])
    chosen = next(gap for gap in gaps if gap.after == (spot if node < len(plan.carer) else None))
    told = person.told_pause
    if told is None:
        return [Pause(person.key, max(chosen.free_from, person.pause.earliest))]
    starts = [start for gap in gaps if (start := gap.nearest(person.pause, told)) is not None]
    return [Pause(person.key, min(starts, key=lambda start: abs(start - told)))]


@dataclass(frozen=True, slots=True)
class _Gap:
    """The time without a service `after` a stop (None: at the base), of which the `way` on takes so many minutes."""

    after: int | None
    free_from: int
    free_to: int
    way: int

    def nearest(self, pause: Break, told: int) -> int | None:
        """The start for a pause that is nearest to the one told; None where the gap has no room for it."""
        first = max(self.free_from, pause.earliest)
        last = min(self.free_to, pause.latest) - pause.minutes
        fits = first <= last and self.free_to - self.free_from >= pause.minutes + self.way
        return min(max(told, first), last) if fits else None


def _gaps(problem: VisitsProblem, plan: Plan, carer: int, route: list[int]) -> Iterator[_Gap]:
    person = problem.carers[carer]
    before, free_from = None, person.start
    for at in (*route, None):
        here = None if before is None else problem.stops[before]
        there = None if at is None else problem.stops[at]
        free_to = person.end if at is None else int(plan.start[at])
        yield _Gap(before, free_from, free_to, problem.gap(person, here, there))
        before, free_from = at, free_to + (there.minutes if there else 0)
