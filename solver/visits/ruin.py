"""Ruin and recreate: take strings of neighbouring stops out and put them back another way.

After J. Christiaens and G. Vanden Berghe, "Slack induction by string removals", Transportation Science 54 (2020).
"""

import math

from solver.chance import Chance, below, fraction
from solver.compiled import compiled, inner
from solver.visits.arrays import Arrays
from solver.visits.gaps import start_cost
from solver.visits.insert import insert_stop
from solver.visits.pauses import settle_pause
from solver.visits.plan import Plan, drop_stop, planned
from solver.visits.retime import free_around, nothing_changed, retime
from solver.visits.schedule import NEVER

REMOVED = 8.0
"""Stops taken out on average, where nothing is held."""
LONGEST = 4
"""Longest string taken out of one route."""
ABSENT = 12
"""At most so many stops that were already open are tried again in one round."""
OPEN = 0.1
"""Share of the rounds that make room for a stop that is open, where there is one."""
OPEN_LONGEST = 2.5
"""How much longer the strings are that make room for it."""
SUITING = 3
"""How much more often the carers who suit a stop best make room for it."""
DRAWN = 3
"""Stops drawn by chance, of which a ruin begins at the one that stands worst."""
BLINK = 0.015
"""Chance of looking past a carer when putting back."""


@compiled
def ruin_and_recreate(a: Arrays, p: Plan, chance: Chance, removed: float, changed: float) -> bool:
    """One round on the plan; False when what was left could not be timed.

    The share `changed` of the rounds begins at a stop that is other than it was told.
    """
    count = some_absent(a, p, chance)
    count = remove_strings(a, p, count, seed_of(a, p, count, chance, changed), chance, removed)
    if not retime(a, p):
        return False
    recreate(a, p, count, chance)
    return True


@compiled
def let_in(a: Arrays, p: Plan, chance: Chance) -> None:
    """Put in what is open and has room now, once something else has moved."""
    count = some_absent(a, p, chance)
    if count > 0:
        recreate(a, p, count, chance)


@inner
def recreate(a: Arrays, p: Plan, count: int, chance: Chance) -> None:
    """Put in so many stops of the list, in an order by chance."""
    set_order(a, p, count, chance)
    for at in range(count):
        insert_stop(a, p, p.waiting[at], chance, BLINK)


@inner
def some_absent(a: Arrays, p: Plan, chance: Chance) -> int:
    """Fill the list with open stops that somebody could take, at most ABSENT of them, by chance."""
    count = 0
    for stop in range(len(a.wish)):
        node = a.nodes[stop, 0]
        if p.carer[node] < 0 and a.able_at[node] < a.able_at[node + 1]:
            p.waiting[count] = stop
            count += 1
    chosen = min(count, ABSENT)
    for at in range(chosen):
        other = at + below(chance, count - at)
        p.waiting[at], p.waiting[other] = p.waiting[other], p.waiting[at]
    return chosen


@compiled
def seed_of(a: Arrays, p: Plan, count: int, chance: Chance, changed: float) -> int:
    """Where a ruin begins: at one of the open stops listed, at a changed one, or where one stands badly."""
    if count > 0 and fraction(chance) < OPEN:
        return int(p.waiting[below(chance, count)])
    if changed > 0 and fraction(chance) < changed:
        seed = some_changed(a, p, chance)
        if seed >= 0:
            return seed
    return dear_stop(a, p, chance)


@inner
def some_changed(a: Arrays, p: Plan, chance: Chance) -> int:
    """One of the planned stops that are other than told, by chance; -1 when there is none."""
    found, seen = -1, 0
    for stop in range(len(a.wish)):
        if p.carer[a.nodes[stop, 0]] >= 0 and is_changed(a, p, stop):
            seen += 1
            if below(chance, seen) == 0:
                found = stop
    return found


@inner
def is_changed(a: Arrays, p: Plan, stop: int) -> bool:
    """Whether a planned stop was told to start at another minute, or to come from somebody else."""
    if a.was[stop] < 0:
        return False
    if p.start[stop] != a.was[stop]:
        return True
    for role in range(2):
        node = a.nodes[stop, role]
        if node >= 0 and a.untold[node, p.carer[node]]:
            return True
    return False


@inner
def remove_strings(a: Arrays, p: Plan, count: int, seed: int, chance: Chance, removed: float) -> int:
    """Take strings out of routes around the stop `seed` and settle the pauses of those routes; how many stand open now.

    After the stop's own route comes that of a carer who suits it, then those of its neighbours; for an open stop that
    of another one who suits it, and longer strings of both.
    """
    carers, bases = len(a.carer), len(p.carer)
    nothing_changed(p)
    longest = max(1.0, min(float(LONGEST), bases / max(1, carers)))
    strings = 1 + int(fraction(chance) * max(1.0, 4.0 * removed / (1.0 + longest) - 1.0))
    own = longest if p.carer[a.nodes[seed, 0]] >= 0 else OPEN_LONGEST * longest
    for at in range(-2, a.near.shape[1]):
        if strings == 0:
            break
        node = planned_node(a, p, a.near[seed, at] if at >= 0 else seed, chance)
        if at < 0 and node < 0:
            node = suiting_node(a, p, seed, chance)
        if node >= 0 and not p.ruined[p.carer[node]]:
            p.ruined[p.carer[node]] = True
            strings -= 1
            count = remove_string(a, p, node, own if at < 0 else longest, count, chance)
    for carer in range(carers):
        if p.ruined[carer]:
            settle_pause(a, p, carer)
    return count


@inner
def dear_stop(a: Arrays, p: Plan, chance: Chance) -> int:
    """Of the DRAWN stops by chance the one whose place costs most, since there is most to gain.

    The first of them where it is open, or was announced: what was told is not to be moved about for what it costs.
    """
    dear = below(chance, len(a.wish))
    if a.was[dear] >= 0 or not planned(a, p, dear):
        return dear
    most = place_price(a, p, dear)
    for _ in range(DRAWN - 1):
        other = below(chance, len(a.wish))
        cost = place_price(a, p, other) if planned(a, p, other) else 0
        if cost > most:
            dear, most = other, cost
    return dear


@inner
def place_price(a: Arrays, p: Plan, stop: int) -> int:
    """What a planned stop costs where it stands: its detours, its start, its carers beside those who suit it best."""
    total = start_cost(a, stop, p.start[stop], p.start[stop])
    for role in range(2):
        node = a.nodes[stop, role]
        if node >= 0:
            carer, before = p.carer[node], p.before[node]
            direct = a.way[a.carer[carer, 0], a.spot[before], a.spot[p.after[node]]]
            total += a.weights[0] * (p.leg[before] + p.leg[node] - direct)
            total += a.fit[node, carer] - a.fit[node, a.able[a.able_at[node]]]
    return int(total)


@inner
def planned_node(a: Arrays, p: Plan, stop: int, chance: Chance) -> int:
    """The stop's node, one of the two by chance; -1 while it is open."""
    role = 1 if a.nodes[stop, 1] >= 0 and fraction(chance) < 0.5 else 0
    node = a.nodes[stop, role]
    return int(node) if p.carer[node] >= 0 else -1


@inner
def suiting_node(a: Arrays, p: Plan, stop: int, chance: Chance) -> int:
    """What one of the carers who may take the stop does about the time of it; those of least `fit` more often."""
    first = a.able_at[a.nodes[stop, 0]]
    count = a.able_at[a.nodes[stop, 0] + 1] - first
    if count == 0:
        return -1
    carer = a.able[first + int(count * fraction(chance) ** SUITING)]
    time = min(max(p.start[stop], a.span[a.span_at[stop], 0]), a.span[a.span_at[stop + 1] - 1, 1])
    bases, found, least = len(p.carer), -1, NEVER
    node = p.after[bases + carer]
    while node < bases:
        apart = abs(p.start[a.spot[node]] - time)
        if apart < least:
            found, least = node, apart
        node = p.after[node]
    return int(found)


@inner
def remove_string(a: Arrays, p: Plan, node: int, longest: float, count: int, chance: Chance) -> int:
    """Take up to `longest` stops in a row out of a route, `node` among them."""
    bases = len(p.carer)
    length = 1 + int(fraction(chance) * longest)
    for _ in range(below(chance, length)):
        if p.before[node] < bases:
            node = p.before[node]
    for _ in range(length):
        if node >= bases:
            break
        following = p.after[node]
        stop = a.spot[node]
        free_around(a, p, stop)
        drop_stop(a, p, stop)
        p.waiting[count] = stop
        count += 1
        node = following
    return count


@inner
def set_order(a: Arrays, p: Plan, count: int, chance: Chance) -> None:
    """By chance, long ones first, few carers first or tight windows first; often dear ones before all others."""
    rule, dear_first = int(4 * fraction(chance)), fraction(chance) < 0.5
    for at in range(count):
        stop = p.waiting[at]
        node, pair = a.nodes[stop, 0], a.nodes[stop, 1] >= 0
        if rule == 0:
            key = fraction(chance)
        elif rule == 1:
            key = -a.minutes[stop] * (2.0 if pair else 1.0)
        elif rule == 2:
            key = (a.able_at[node + 1] - a.able_at[node]) * (0.5 if pair else 1.0)
        else:
            key = 1.0 * (a.span[a.span_at[stop + 1] - 1, 1] - a.span[a.span_at[stop], 0])
        if dear_first:
            key -= 1e4 * math.log(1.0 + a.drop[stop] / a.minutes[stop])
        sink(p, at, stop, key)


@inner
def sink(p: Plan, at: int, stop: int, key: float) -> None:
    """Insertion sort: bring the stop at place `at` to its place among those before it."""
    while at > 0 and p.keys[at - 1] > key:
        p.waiting[at], p.keys[at] = p.waiting[at - 1], p.keys[at - 1]
        at -= 1
    p.waiting[at], p.keys[at] = stop, key
