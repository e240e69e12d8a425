"""Small changes of a plan, one function a move; each leaves the times to be set anew and says whether it changed it.

Exchanging tails: J.-Y. Potvin and J.-M. Rousseau, "An exchange heuristic for routeing problems with time windows",
Journal of the Operational Research Society 46 (1995).
"""

from solver.chance import Chance, below, fraction
from solver.compiled import compiled, inner
from solver.visits.arrays import Arrays
from solver.visits.pauses import settle_pause
from solver.visits.plan import Plan, put, take
from solver.visits.retime import nothing_changed


@compiled
def swap_stops(a: Arrays, p: Plan, chance: Chance) -> bool:
    """Two stops near each other change places between their routes."""
    one, two = near_nodes(a, p, chance)
    if one < 0:
        return False
    first, second = p.carer[one], p.carer[two]
    if not (may_change(a, p, one, second) and may_change(a, p, two, first)):
        return False
    changes(p, first, second)
    before_one, before_two = p.before[one], p.before[two]
    pause_one, pause_two = p.pause[first] == one, p.pause[second] == two
    take(a, p, one)
    take(a, p, two)
    put(a, p, one, second, before_two, pause_two)
    put(a, p, two, first, before_one, pause_one)
    return True


@compiled
def swap_tails(a: Arrays, p: Plan, chance: Chance) -> bool:
    """Two routes change what comes after a point of each (2-opt*); whole routes when both points are bases."""
    one, two = near_nodes(a, p, chance)
    if one < 0:
        return False
    first, second = p.carer[one], p.carer[two]
    one = p.before[one] if fraction(chance) < 0.5 else one
    two = p.before[two] if fraction(chance) < 0.5 else two
    here, there = tail_that_may_change(a, p, one, second), tail_that_may_change(a, p, two, first)
    if here < 0 or there < 0 or max(p.visits[first] - here + there, p.visits[second] - there + here) > a.most_visits:
        return False
    changes(p, first, second)
    after_one, after_two = p.after[one], p.after[two]
    last_one, last_two = p.before[len(p.carer) + first], p.before[len(p.carer) + second]
    hang_tail(a, p, one, after_two, last_two, first)
    hang_tail(a, p, two, after_one, last_one, second)
    settle_pause(a, p, first)
    settle_pause(a, p, second)
    return True


@compiled
def move_pause(a: Arrays, p: Plan, chance: Chance) -> bool:
    """A carer's pause falls into the gap before or after the one it falls into: what stands in its way there by itself
    costs nothing, and leaves room where it was."""
    if len(a.carer) == 0:
        return False
    carer = below(chance, len(a.carer))
    base, gap = len(p.carer) + carer, p.pause[carer]
    if gap < 0 or p.after[base] == base:
        return False
    other = p.after[gap] if fraction(chance) < 0.5 else p.before[gap]
    changes(p, carer, carer)
    p.pause[carer] = other
    return True


@inner
def changes(p: Plan, first: int, second: int) -> None:
    """Mark the two routes, and nothing else, as those to be timed anew."""
    nothing_changed(p)
    p.ruined[first] = True
    p.ruined[second] = True


@inner
def near_nodes(a: Arrays, p: Plan, chance: Chance) -> tuple[int, int]:
    """A planned node by chance and one of another carer close to it; -1 when the draw finds none."""
    stop = below(chance, len(a.wish))
    other = a.near[stop, below(chance, a.near.shape[1])]
    one, two = a.nodes[stop, 0], a.nodes[other, 0]
    if p.carer[one] < 0 or p.carer[two] < 0 or p.carer[one] == p.carer[two]:
        return -1, -1
    return one, two


@inner
def may_change(a: Arrays, p: Plan, node: int, carer: int) -> bool:
    """Whether the node may go to this carer, who must not have the other part of the same stop."""
    stop = a.spot[node]
    for role in range(2):
        other = a.nodes[stop, role]
        if other >= 0 and other != node and p.carer[other] == carer:
            return False
    return bool(a.may[node, carer])


@inner
def tail_that_may_change(a: Arrays, p: Plan, node: int, carer: int) -> int:
    """How many stops come after the node; -1 when one of them may not go to this carer."""
    count, node = 0, p.after[node]
    while node < len(p.carer):
        if not may_change(a, p, node, carer):
            return -1
        count, node = count + 1, p.after[node]
    return count


@inner
def hang_tail(a: Arrays, p: Plan, node: int, first: int, last: int, carer: int) -> None:
    """Let the route of `carer` go on after `node` with the tail from `first` to `last`, which may be empty (a base)."""
    bases = len(p.carer)
    base = bases + carer
    if first >= bases:
        p.after[node] = base
        p.before[base] = node
    else:
        p.after[node] = first
        p.before[first] = node
        p.after[last] = base
        p.before[base] = last
    own_anew(a, p, carer)


@inner
def own_anew(a: Arrays, p: Plan, carer: int) -> None:
    """Let every node of the route know its carer and its way on, count her load and visits, and bring her pause back
    to her route."""
    base, mode = len(p.carer) + carer, a.carer[carer, 0]
    load, visits, here = 0, 0, p.pause[carer] == base
    p.leg[base] = a.way[mode, a.spot[base], a.spot[p.after[base]]]
    node = p.after[base]
    while node != base:
        p.carer[node] = carer
        p.leg[node] = a.way[mode, a.spot[node], a.spot[p.after[node]]]
        load += a.minutes[a.spot[node]]
        visits += 1
        here = here or p.pause[carer] == node
        node = p.after[node]
    p.load[carer] = load
    p.visits[carer] = visits
    if p.pause[carer] >= 0 and not here:
        p.pause[carer] = base
