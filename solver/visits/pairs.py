"""The cheapest way to put a stop that needs two carers at once into a plan."""

from solver.chance import Chance, fraction
from solver.compiled import inner
from solver.visits.arrays import Arrays, Ints
from solver.visits.gaps import (
    detour_cost,
    fixed_cost,
    free_span,
    pauses_at,
    start_between,
    start_cost,
    was_tried,
)
from solver.visits.plan import Plan, copy_array
from solver.visits.schedule import first_in_span

RANKS = 2**20
"""A rank is cost × RANKS + row; more than a table has rows."""


@inner
def best_pair(a: Arrays, p: Plan, stop: int, best: int, chance: Chance, blink: float) -> tuple[int, int, int, int, int]:
    """Cost below `best`, stop before in the elder's day, carer, node before and pause of the first part.

    `p.chosen` then holds both parts as rows of cost, first start, last start, carer, node before, pause.
    """
    ring, alike = a.elder[stop], same_carers(a, stop)
    day, previous = ring, ring
    while True:
        low, high = free_span(a, p, stop, previous)
        if low <= high:
            count = all_places(a, p, a.nodes[stop, 0], low, high, 0, chance, blink)
            other = count if alike else all_places(a, p, a.nodes[stop, 1], low, high, 1, chance, blink)
            cost = cheapest_together(a, p, stop, count, other, alike, previous, best)
            if cost < best:
                best, day = cost, previous
        previous = p.then[previous]
        if previous == ring:
            return best, day, p.chosen[0, 3], p.chosen[0, 4], p.chosen[0, 5]


@inner
def same_carers(a: Arrays, stop: int) -> bool:
    """Whether both parts may be taken by the same carers, so that one table of places does for both."""
    first, second = a.able_at[a.nodes[stop, 0]], a.able_at[a.nodes[stop, 1]]
    if second - first != a.able_at[a.nodes[stop, 1] + 1] - second:
        return False
    for at in range(second - first):  # noqa: SIM110 - a generator cannot be compiled
        if a.able[first + at] != a.able[second + at]:
            return False
    return True


@inner
def all_places(a: Arrays, p: Plan, node: int, low: int, high: int, table: int, chance: Chance, blink: float) -> int:
    """Fill a table with every place where a node fits, and the table's ranks by cost; how many."""
    stop, bases, count = a.spot[node], len(p.carer), 0
    for at in range(a.able_at[node], a.able_at[node + 1]):
        if blink > 0 and fraction(chance) < blink:
            continue
        carer = a.able[at]
        if p.visits[carer] >= a.most_visits:
            continue
        fixed, previous = fixed_cost(a, p, node, carer), bases + carer
        while p.early[a.spot[previous]] <= high:
            first, beyond = pauses_at(p, carer, previous)
            for pause in range(first, beyond):
                soon, last = start_between(a, p, stop, carer, previous, pause, low, high)
                if soon <= last:
                    row = p.places[table, count]
                    row[0] = fixed + detour_cost(a, p, stop, carer, previous)
                    row[1], row[2], row[3], row[4], row[5] = soon, last, carer, previous, pause
                    p.ranks[table, count] = row[0] * RANKS + count
                    count += 1
            previous = p.after[previous]
            if previous == bases + carer:
                break
    sort(p.ranks[table, :count])
    return count


@inner
def cheapest_together(a: Arrays, p: Plan, stop: int, count: int, other: int, alike: bool, day: int, best: int) -> int:
    """Cost of the cheapest two places of different carers with a common start, which then stand in `p.chosen`."""
    table = 0 if alike else 1
    for i in range(count):
        one = p.places[0, p.ranks[0, i] % RANKS]
        for j in range(i + 1 if alike else 0, other):
            two = p.places[table, p.ranks[table, j] % RANKS]
            if one[0] + two[0] >= best:
                break
            soon, last = first_in_span(a, p, stop, max(one[1], two[1])), min(one[2], two[2])
            if soon > last or one[3] == two[3]:
                continue
            cost = one[0] + two[0] + start_cost(a, stop, soon, last)
            if cost < best and not (p.tries[0] and was_tried(p, day, one[4], one[5], two[4], two[5])):
                best = cost
                copy_array(one, p.chosen[0])
                copy_array(two, p.chosen[1])
    return best


@inner
def sort(numbers: Ints) -> None:
    """In place (Shell's sort)."""
    step = len(numbers) // 2
    while step > 0:
        for at in range(step, len(numbers)):
            number, here = numbers[at], at
            while here >= step and numbers[here - step] > number:
                numbers[here] = numbers[here - step]
                here -= step
            numbers[here] = number
        step //= 2
