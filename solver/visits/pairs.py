"""The cheapest way to put a stop that needs two carers at once into a plan."""

from solver.visits.arrays import Arrays, Ints
from solver.visits.chance import Chance, fraction
from solver.visits.compiled import inner
from solver.visits.gaps import detour_cost, fixed_cost, free_span, start_between, wish_cost
from solver.visits.plan import Plan, copy_array
from solver.visits.schedule import first_in_span


@inner
def best_pair(
    a: Arrays, p: Plan, stop: int, above: int, best: int, chance: Chance, blink: float
) -> tuple[int, int, int, int, int]:
    """Cost between `above` and `best`, stop before in the elder's day, carer, node before and pause of the first part.

    `p.chosen` then holds both parts as rows of cost, first start, last start, carer, node before, pause.
    """
    ring = a.elder[stop]
    day, previous = ring, ring
    one, two = p.chosen[0], p.chosen[1]
    while True:
        low, high = free_span(a, p, stop, previous)
        if low <= high:
            count = all_places(a, p, a.nodes[stop, 0], low, high, p.places[0], chance, blink)
            other = all_places(a, p, a.nodes[stop, 1], low, high, p.places[1], chance, blink)
            cost, i, j = cheapest_together(a, stop, p.places[0], count, p.places[1], other, above, best)
            if cost < best:
                best, day = cost, previous
                copy_array(p.places[0, i], one)
                copy_array(p.places[1, j], two)
        previous = p.then[previous]
        if previous == ring:
            return best, day, one[3], one[4], one[5]


@inner
def all_places(a: Arrays, p: Plan, node: int, low: int, high: int, places: Ints, chance: Chance, blink: float) -> int:
    """Every place where a node fits, cheapest first; how many."""
    stop, bases, count = a.spot[node], len(p.carer), 0
    for at in range(a.able_at[node], a.able_at[node + 1]):
        if blink > 0 and fraction(chance) < blink:
            continue
        carer = a.able[at]
        fixed, previous = fixed_cost(a, p, node, carer), bases + carer
        while True:
            paused = p.pause[carer] == previous
            for pause in range(1 if paused else 0, 3 if paused else 1):
                soon, last = start_between(a, p, stop, carer, previous, pause, low, high)
                if soon <= last:
                    row = places[count]
                    row[0] = fixed + detour_cost(a, p, stop, carer, previous)
                    row[1], row[2], row[3], row[4], row[5] = soon, last, carer, previous, pause
                    count += 1
            previous = p.after[previous]
            if previous == bases + carer:
                break
    sort_rows(places[:count])
    return count


@inner
def cheapest_together(
    a: Arrays, stop: int, firsts: Ints, count: int, seconds: Ints, other: int, above: int, best: int
) -> tuple[int, int, int]:
    """Cost and rows of the cheapest two places of different carers with a common start."""
    found, one, two = best, -1, -1
    for i in range(count):
        if other == 0 or firsts[i, 0] + seconds[0, 0] >= found:
            break
        for j in range(other):
            if firsts[i, 0] + seconds[j, 0] >= found:
                break
            soon = first_in_span(a, stop, max(firsts[i, 1], seconds[j, 1]))
            last = min(firsts[i, 2], seconds[j, 2])
            if firsts[i, 3] == seconds[j, 3] or soon > last:
                continue
            cost = firsts[i, 0] + seconds[j, 0] + wish_cost(a, stop, soon, last)
            if above < cost < found:
                found, one, two = cost, i, j
    return found, one, two


@inner
def sort_rows(rows: Ints) -> None:
    """By the first column, in place (Shell's sort)."""
    count = len(rows)
    step = count // 2
    while step > 0:
        for at in range(step, count):
            here = at
            while here >= step and rows[here - step, 0] > rows[here, 0]:
                for column in range(rows.shape[1]):
                    rows[here, column], rows[here - step, column] = rows[here - step, column], rows[here, column]
                here -= step
        step //= 2
