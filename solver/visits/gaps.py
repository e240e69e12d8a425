"""One stop in one gap of a route: when it could start there and what it would cost."""

from solver.compiled import inner
from solver.visits.arrays import Arrays
from solver.visits.plan import Plan, planned
from solver.visits.problem import HOUR
from solver.visits.schedule import arrival, departure, first_in_span

NO_PAUSE, PAUSE_FIRST, PAUSE_LATER = 0, 1, 2
"""Where the carer's pause falls when the stop goes into a gap: in another gap, before the stop, after the stop."""


@inner
def pauses_at(p: Plan, carer: int, previous: int) -> tuple[int, int]:
    """Where her pause may fall when a stop goes behind the node `previous`: the first way, and behind the last."""
    return (PAUSE_FIRST, PAUSE_LATER + 1) if p.pause[carer] == previous else (NO_PAUSE, PAUSE_FIRST)


@inner
def free_span(a: Arrays, p: Plan, stop: int, previous: int) -> tuple[int, int]:
    """First and last start that links and the elder's own day leave, after `previous` of her stops."""
    stops, following = len(a.wish), p.then[previous]
    low, high = a.span[a.span_at[stop], 0], a.span[a.span_at[stop + 1] - 1, 1]
    if previous < stops:
        low = max(low, p.early[previous] + a.minutes[previous])
    if following < stops:
        high = min(high, p.late[following] - a.minutes[stop])
    for edge in range(a.before_at[stop], a.before_at[stop + 1]):
        if planned(a, p, a.before[edge, 0]):
            low = max(low, p.early[a.before[edge, 0]] + a.before[edge, 1])
    for edge in range(a.after_at[stop], a.after_at[stop + 1]):
        if planned(a, p, a.after[edge, 0]):
            high = min(high, p.late[a.after[edge, 0]] - a.after[edge, 1])
    return low, high


@inner
def start_between(
    a: Arrays, p: Plan, stop: int, carer: int, previous: int, pause: int, low: int, high: int
) -> tuple[int, int]:
    """First and last start of a stop placed after the node `previous`."""
    here, there = a.spot[previous], a.spot[p.after[previous]]
    soon = max(low, arrival(a, carer, here, p.early[here], stop, pause == PAUSE_FIRST))
    if soon > high:
        return soon, high
    bound = a.carer[carer, 2] if there >= len(a.wish) else p.late[there]
    last = min(high, departure(a, carer, stop, there, bound, pause == PAUSE_LATER))
    return first_in_span(a, p, stop, soon), last


@inner
def gap_cost(
    a: Arrays, p: Plan, stop: int, carer: int, previous: int, pause: int, low: int, high: int, limit: int
) -> int:
    """What the start of a stop in a gap costs, and its neighbours' who have to move from theirs for it.

    `limit` or more when it is no less, or when the stop does not fit.
    """
    if limit <= 0:
        return limit
    soon, last = start_between(a, p, stop, carer, previous, pause, low, high)
    if soon > last or start_cost(a, stop, soon, last) >= limit:
        return limit
    here, there = a.spot[previous], a.spot[p.after[previous]]
    free = arrival(a, carer, here, p.start[here], stop, pause == PAUSE_FIRST)
    until = liked_departure(a, p, stop, carer, previous, pause == PAUSE_LATER)
    free, until = min(last, max(soon, free)), min(last, max(soon, until))
    if free <= until:
        return start_cost(a, stop, free, until)
    keen = a.keen[there if there < len(a.wish) else here]
    return int(start_cost(a, stop, until, free) + keen * (free - until))


@inner
def liked_departure(a: Arrays, p: Plan, stop: int, carer: int, previous: int, paused: bool) -> int:
    """The latest start of a stop from which all that comes after the node `previous` can start when it likes best."""
    there = a.spot[p.after[previous]]
    bound = a.carer[carer, 2] if there >= len(a.wish) else p.lean[there]
    return departure(a, carer, stop, there, bound, paused)


@inner
def was_tried(p: Plan, day: int, before: int, pause: int, other_before: int, other_pause: int) -> bool:
    """Whether this way to put the current stop in has already turned out impossible to time."""
    for at in range(p.tries[0]):
        row = p.tried[at]
        if row[0] == day and row[1] == before and row[2] == pause and row[3] == other_before and row[4] == other_pause:
            return True
    return False


@inner
def detour_cost(a: Arrays, p: Plan, stop: int, carer: int, previous: int) -> int:
    """What the way to the stop costs directly after `previous`, beyond the leg that it replaces."""
    here, there, mode = a.spot[previous], a.spot[p.after[previous]], a.carer[carer, 0]
    return int(a.weights[0] * (a.way_to[mode, stop, here] + a.way[mode, stop, there] - p.leg[previous]))


@inner
def fixed_cost(a: Arrays, p: Plan, node: int, carer: int) -> int:
    """What the carer at this stop costs wherever it stands on her route: faces, and more than her fair share."""
    share, load = a.carer[carer, 6], p.load[carer]
    over = max(0, load + a.minutes[a.spot[node]] - share) - max(0, load - share)
    return int(a.fit[node, carer] + a.weights[1] * over)


@inner
def start_cost(a: Arrays, stop: int, soon: int, last: int) -> int:
    """The least that a start between two minutes costs: its distance from the preferred one, and being a change.

    Where they differ it may be less than any one start costs, when the announced and the preferred one pull apart.
    """
    wish, told, was = a.wish[stop], a.told[stop], a.was[stop]
    away = 0 if wish < 0 else a.keen[stop] * max(0, soon - wish, wish - last)
    if was < 0:
        return int(away)
    away += a.weights[2] * (max(0, soon - was, was - last) // HOUR)
    if told < 0:
        return int(away)
    changed = away + a.weights[2]
    if told < soon or told > last:
        return int(changed)
    kept = 0 if wish < 0 else a.keen[stop] * abs(told - wish)
    return int(min(kept, changed))
