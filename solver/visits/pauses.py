"""Where on her route a carer takes her pause."""

from solver.compiled import compiled, inner
from solver.visits.arrays import Arrays
from solver.visits.plan import Plan
from solver.visits.schedule import NEVER, arrival, first_in_span


@compiled
def settle_pause(a: Arrays, p: Plan, carer: int) -> None:
    """Let the pause fall into the gap that brings her home first, her route seen alone; stay if none is better."""
    if a.carer[carer, 3] == 0:
        return
    base = len(p.carer) + carer
    chosen, soonest = p.pause[carer], back_home(a, p, carer, p.pause[carer])
    node = base
    while True:
        home = back_home(a, p, carer, node)
        if home < soonest:
            chosen, soonest = node, home
        node = p.after[node]
        if node == base:
            break
    p.pause[carer] = chosen


@inner
def back_home(a: Arrays, p: Plan, carer: int, pause_after: int) -> int:
    """When she is back at her base if the pause falls after this node; NEVER when a stop would be too late."""
    base = len(p.carer) + carer
    node, time = base, a.carer[carer, 1]
    while True:
        following = p.after[node]
        time = arrival(a, carer, a.spot[node], time, a.spot[following], node == pause_after)
        if following == base or time >= NEVER:
            return time
        time = first_in_span(a, p, a.spot[following], time)
        node = following
