"""Finds the cheapest place of a drop in the plan."""

from solver.compiled import inlined
from solver.meals.arrays import NEVER, Arrays, Ints
from solver.meals.tours import Tours, bound_after, put, put_alone, surprise

BLINK = 127
"""One place in 128 is overlooked while searching, which keeps the search from running in circles."""
SEED, BLINKING = 0, 1
"""What the two numbers of the dice are: the state of the sequence, and whether places may be overlooked."""


@inlined
def insert(arrays: Arrays, tours: Tours, drop: int, dice: Ints) -> int:
    """Puts an open drop where it costs least, if anywhere; gives the number of places tried."""
    slot, at, tried = _best_place(arrays, tours, drop, dice)
    if slot >= 0 and at >= 0:
        put(arrays, tours, drop, slot, at)
    elif slot >= 0:
        put_alone(arrays, tours, drop, slot)
    return tried


@inlined
def _best_place(arrays: Arrays, tours: Tours, drop: int, dice: Ints) -> tuple[int, int, int]:
    """Slot, position in the trip (-1 for a new trip) and places tried; slot -1 when there is no place."""
    best, best_slot, best_at, tried = NEVER, -1, -1, 0
    for carrier in range(len(arrays.mode)):
        first = carrier * arrays.most_trips
        extra = arrays.a_carrier if tours.trips[carrier] == 0 else 0
        if arrays.boxes[drop] > arrays.room[carrier] or extra >= best or _is_twin(arrays, tours, drop, carrier):
            continue
        for slot in range(first, first + tours.trips[carrier]):
            if tours.wave[slot] == arrays.wave[drop]:
                cost, at = _best_in_trip(arrays, tours, drop, slot, dice)
                tried += tours.size[slot] + 1
                if cost < best:
                    best, best_slot, best_at = cost, slot, at
        cost, slot = _best_new_trip(arrays, tours, drop, carrier, best - extra)
        tried += tours.trips[carrier] + 1
        if cost + extra < best:
            best, best_slot, best_at = cost + extra, slot, -1
    return best_slot, best_at, tried


@inlined
def _is_twin(arrays: Arrays, tours: Tours, drop: int, carrier: int) -> bool:
    """Of carriers who are alike and not yet out only the first is asked, and who is expected."""
    twin = arrays.twin[carrier]
    if arrays.expected_of[drop] == carrier:
        return False
    return bool(twin >= 0 and tours.trips[carrier] == 0 and tours.trips[twin] == 0)


@inlined
def _best_in_trip(arrays: Arrays, tours: Tours, drop: int, slot: int, dice: Ints) -> tuple[int, int]:
    """Cost and position, or NEVER when the trip cannot take the drop."""
    carrier = slot // arrays.most_trips
    best, best_at = NEVER, -1
    if tours.load[slot] + arrays.boxes[drop] > arrays.room[carrier]:
        return best, best_at
    ways = arrays.travel[arrays.mode[carrier]]
    node, count = drop + 1, tours.size[slot]
    spent = 2 * arrays.access[node] + arrays.handover
    spare = bound_after(arrays, tours, slot) - tours.soonest[slot] - tours.minutes[slot] - spent
    spare = min(spare, arrays.outdoor - tours.outside[carrier] - spent)
    if spare < 0:  # minutes are rounded up, so that no detour is shorter than none
        return best, best_at
    before, clock, soonest = 0, tours.leaves[slot], tours.soonest[slot]
    for at in range(count + 1):
        after = tours.drops[slot, at] + 1 if at < count else 0
        detour = ways[before, node] + ways[node, after] - ways[before, after]
        cost, later = detour * arrays.a_minute, detour + spent
        if cost < best and detour <= spare and soonest + later <= tours.due[slot, at]:
            arrives = clock + ways[before, node] + arrays.access[node]
            last = tours.to_last[slot] + later if at < count else arrives - tours.leaves[slot]
            cost += surprise(arrays, drop, carrier, arrives)
            in_time = soonest + arrives - tours.leaves[slot] <= arrays.deadline[drop]
            if cost < best and last <= arrays.ride and in_time and not _blinks(dice):
                best, best_at = cost, at
        clock += ways[before, after] + 2 * arrays.access[after] + arrays.handover
        before = after
    return best, best_at


@inlined
def _best_new_trip(arrays: Arrays, tours: Tours, drop: int, carrier: int, limit: int) -> tuple[int, int]:
    """Cost and slot of a trip for the drop alone, as early as it fits; NEVER when it does not."""
    ways, node = arrays.travel[arrays.mode[carrier]], drop + 1
    first, trips = carrier * arrays.most_trips, tours.trips[carrier]
    to_last = ways[0, node] + arrays.access[node]
    minutes = to_last + arrays.handover + arrays.access[node] + ways[node, 0]
    if trips == arrays.most_trips or to_last > arrays.ride or tours.outside[carrier] + minutes > arrays.outdoor:
        return NEVER, -1
    way = (ways[0, node] + ways[node, 0]) * arrays.a_minute
    if way >= limit:
        return NEVER, -1
    best, best_slot, soonest, back = NEVER, -1, arrays.start[carrier], arrays.start[carrier]
    for slot in range(first, first + trips + 1):
        soonest = max(soonest, arrays.wave_leaves[arrays.wave[drop]])
        bound = tours.latest[slot] if slot < first + trips else arrays.end[carrier]
        latest = min(arrays.deadline[drop] - to_last, bound - minutes)
        if soonest <= latest:
            leaves = max(soonest, min(latest, max(back, arrays.expected_at[drop] - to_last)))
            cost = way + surprise(arrays, drop, carrier, leaves + to_last)
            if cost < best:
                best, best_slot = cost, slot
            if cost == way:
                break
        if slot < first + trips:
            soonest = tours.soonest[slot] + tours.minutes[slot]
            back = tours.leaves[slot] + tours.minutes[slot]
    return best, best_slot


@inlined
def _blinks(dice: Ints) -> bool:
    return bool(dice[BLINKING] == 1 and roll(dice) & BLINK == 0)


@inlined
def roll(dice: Ints) -> int:
    """The next number of a fixed sequence, 0 … 2^31 - 1 (xorshift of 32 bits, Marsaglia 2003)."""
    number = int(dice[SEED])
    number ^= (number << 13) & 0xFFFFFFFF
    number ^= number >> 17
    number ^= (number << 5) & 0xFFFFFFFF
    dice[SEED] = number
    return number >> 1
