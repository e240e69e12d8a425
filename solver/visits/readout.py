"""From the arrays of the search back to keys: who is where at what minute."""

from solver.visits.arrays import Arrays
from solver.visits.plan import Plan
from solver.visits.problem import VisitsProblem
from solver.visits.reasons import reasons
from solver.visits.room import nearest_pause, rooms
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
    route = [(problem.stops[at], int(plan.start[at])) for at in route_of(a, plan, carer)]
    gaps = list(rooms(problem, person, route))
    after = problem.stops[int(a.spot[node])].key if node < len(plan.carer) else None
    chosen = next(gap for gap in gaps if gap.after == after)
    told = person.told_pause
    if told is None:
        return [Pause(person.key, max(chosen.free_from, person.pause.earliest))]
    nearest = nearest_pause(problem, person, route, told)
    return [Pause(person.key, nearest)] if nearest is not None else []
