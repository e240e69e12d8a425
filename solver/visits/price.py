"""What a timed plan costs in the search; the same sum as `objective.py` finds in the plain solution."""

from solver.compiled import compiled, inner
from solver.visits.arrays import Arrays
from solver.visits.gaps import start_cost
from solver.visits.plan import Plan, planned


@compiled
def price(a: Arrays, p: Plan) -> int:
    """Travel, faces, fair load, preferred starts, changes, and what is left open (pins at their own price)."""
    return routes_price(a, p) + stops_price(a, p)


@inner
def routes_price(a: Arrays, p: Plan) -> int:
    """Travel, faces and fair load: what depends on the routes alone."""
    travel, total = 0, 0
    for node in range(len(p.carer)):
        if p.carer[node] >= 0:
            travel += p.leg[node]
            total += a.fit[node, p.carer[node]]
    for carer in range(len(a.carer)):
        travel += p.leg[len(p.carer) + carer]
        total += a.weights[1] * max(0, p.load[carer] - a.carer[carer, 6])
    return int(total + a.weights[0] * travel)


@inner
def least_price(a: Arrays, p: Plan) -> int:
    """The price if every stop could have the start it likes best between its earliest and its latest: a lower bound."""
    total = routes_price(a, p)
    for stop in range(len(a.wish)):
        if planned(a, p, stop):
            total += start_cost(a, stop, p.early[stop], p.late[stop])
        else:
            total += a.drop[stop]
    return total


@inner
def stops_price(a: Arrays, p: Plan) -> int:
    """Starts as they are, and what is left open."""
    total = 0
    for stop in range(len(a.wish)):
        if planned(a, p, stop):
            total += start_cost(a, stop, p.start[stop], p.start[stop])
        else:
            total += a.drop[stop]
    return total
