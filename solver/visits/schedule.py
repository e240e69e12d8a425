"""When everything happens: earliest, latest and chosen starts of a plan's stops.

Every constraint says "this starts no earlier than that plus so much": the way along a route with its pause, one stop
after another of the same elder, links and their longest gaps (negative waits). A pair is one stop on two routes, so
its parts start together by construction. The earliest starts are the least solution of these inequalities and the
latest the greatest (label correcting, a queue); any set of starts up to the latest can be reached together, because
the larger of two solutions is a solution.
"""

from solver.compiled import compiled, inner
from solver.visits.arrays import Arrays, Ints
from solver.visits.plan import Plan, copy_array, planned
from solver.visits.waiting import (
    clear_queue,
    dequeue,
    enqueue,
    enqueue_after,
    enqueue_before,
    queue_routes,
    queue_routes_backward,
)

NEVER = 10**7


@compiled
def set_times(a: Arrays, p: Plan) -> bool:
    """Earliest and latest starts of every planned stop; False when the plan cannot be timed."""
    stops = len(a.wish)
    p.early[:stops] = -NEVER
    p.late[:stops] = NEVER
    queue_routes(a, p)
    if not push_later(a, p, p.early):
        return False
    queue_routes_backward(a, p)
    pull_earlier(a, p, p.late)
    return True


@inner
def insert_times(a: Arrays, p: Plan, stop: int) -> bool:
    """The same after one stop was put in; False, and times as before, when the plan cannot be timed with it."""
    copy_array(p.early, p.kept)
    p.early[stop] = -NEVER
    p.late[stop] = NEVER
    enqueue(p, stop, len(a.wish))
    if not push_later(a, p, p.early):
        copy_array(p.kept, p.early)
        return False
    enqueue(p, stop, len(a.wish))
    pull_earlier(a, p, p.late)
    return True


@compiled
def choose_starts(a: Arrays, p: Plan) -> None:
    """Each stop as near to the start it likes best as the others let it; without such a start as early as possible."""
    for stop in range(len(a.wish)):
        p.lean[stop] = liked_latest(a, p, stop)
    queue_routes_backward(a, p)
    pull_earlier(a, p, p.lean)
    for stop in range(len(a.wish)):
        p.start[stop] = liked_earliest(a, p, stop)
    queue_routes(a, p)
    push_later(a, p, p.start)


@inner
def liked_latest(a: Arrays, p: Plan, stop: int) -> int:
    """The start a stop likes best, as far as it can have it; NEVER without one."""
    if a.aim[stop] < 0 or not planned(a, p, stop):
        return NEVER
    return last_in_span(a, p, stop, max(p.early[stop], a.aim[stop]))


@inner
def liked_earliest(a: Arrays, p: Plan, stop: int) -> int:
    """What those after it leave of that; -NEVER without one."""
    return int(p.lean[stop]) if a.aim[stop] >= 0 else -NEVER


@inner
def push_later(a: Arrays, p: Plan, times: Ints) -> bool:
    """Raise `times` to the least solution above them, from the queued stops on; False when there is none."""
    while p.ends[1] > 0:
        stop = dequeue(p)
        soonest = first_in_span(a, p, stop, soonest_start(a, p, times, stop))
        if soonest <= times[stop]:
            continue
        times[stop] = soonest
        if soonest >= NEVER or not home_in_time(a, p, times, stop):
            clear_queue(p)
            return False
        enqueue_after(a, p, stop)
    return True


@inner
def pull_earlier(a: Arrays, p: Plan, times: Ints) -> None:
    """Lower `times` to the greatest solution below them; there is one, since the plan has earliest starts."""
    while p.ends[1] > 0:
        stop = dequeue(p)
        latest = last_in_span(a, p, stop, latest_start(a, p, times, stop))
        if latest >= times[stop]:
            continue
        times[stop] = latest
        enqueue_before(a, p, stop)


@inner
def soonest_start(a: Arrays, p: Plan, times: Ints, stop: int) -> int:
    """The earliest start of a stop after what comes before it: on its routes, for its elder, by its links."""
    soonest = times[stop]
    for role in range(2):
        node = a.nodes[stop, role]
        if node >= 0:
            before, carer = a.spot[p.before[node]], p.carer[node]
            paused = p.pause[carer] == p.before[node]
            soonest = max(soonest, arrival(a, carer, before, times[before], stop, paused))
    previous = p.since[stop]
    if previous < len(a.wish):
        soonest = max(soonest, times[previous] + a.minutes[previous])
    for edge in range(a.before_at[stop], a.before_at[stop + 1]):
        if planned(a, p, a.before[edge, 0]):
            soonest = max(soonest, times[a.before[edge, 0]] + a.before[edge, 1])
    return int(soonest)


@inner
def latest_start(a: Arrays, p: Plan, times: Ints, stop: int) -> int:
    """The latest start of a stop before what comes after it."""
    latest = times[stop]
    for role in range(2):
        node = a.nodes[stop, role]
        if node >= 0:
            after, carer = a.spot[p.after[node]], p.carer[node]
            bound = a.carer[carer, 2] if after >= len(a.wish) else times[after]
            latest = min(latest, departure(a, carer, stop, after, bound, p.pause[carer] == node))
    following = p.then[stop]
    if following < len(a.wish):
        latest = min(latest, times[following] - a.minutes[stop])
    for edge in range(a.after_at[stop], a.after_at[stop + 1]):
        if planned(a, p, a.after[edge, 0]):
            latest = min(latest, times[a.after[edge, 0]] - a.after[edge, 1])
    return int(latest)


@inner
def home_in_time(a: Arrays, p: Plan, times: Ints, stop: int) -> bool:
    """Whether the carers who go home after this stop are back before their shifts end."""
    for role in range(2):
        node = a.nodes[stop, role]
        if node >= 0:
            after, carer = a.spot[p.after[node]], p.carer[node]
            if after >= len(a.wish):
                paused = p.pause[carer] == node
                if arrival(a, carer, stop, times[stop], after, paused) > a.carer[carer, 2]:
                    return False
    return True


@inner
def arrival(a: Arrays, carer: int, here: int, start: int, there: int, paused: bool) -> int:
    """When she can start `there` after starting `here` at `start`, with her pause between when `paused`."""
    end = start + a.minutes[here]
    gap = a.gap_to[a.carer[carer, 0], there, here]
    if not paused:
        return int(end + gap)
    pause, begin = a.carer[carer, 3], max(end, a.carer[carer, 4])
    if begin + pause > a.carer[carer, 5]:
        return NEVER
    return int(max(end + gap, begin) + pause)


@inner
def departure(a: Arrays, carer: int, here: int, there: int, start: int, paused: bool) -> int:
    """The latest start `here` from which she still starts `there` at `start`."""
    latest = start - a.gap[a.carer[carer, 0], here, there]
    if paused:
        pause = a.carer[carer, 3]
        if a.carer[carer, 4] + pause > start:
            return -NEVER
        latest = min(latest, a.carer[carer, 5]) - pause
    return int(latest - a.minutes[here])


@inner
def first_in_span(a: Arrays, p: Plan, stop: int, time: int) -> int:
    """The first minute from `time` on at which the stop may start, NEVER when there is none."""
    if p.held[stop]:
        return int(a.told[stop]) if time <= a.told[stop] else NEVER
    for span in range(a.span_at[stop], a.span_at[stop + 1]):
        if time <= a.span[span, 1]:
            return int(max(time, a.span[span, 0]))
    return NEVER


@inner
def last_in_span(a: Arrays, p: Plan, stop: int, time: int) -> int:
    """The last minute up to `time` at which the stop may start, -NEVER when there is none."""
    if p.held[stop]:
        return int(a.told[stop]) if time >= a.told[stop] else -NEVER
    for span in range(a.span_at[stop + 1] - 1, a.span_at[stop] - 1, -1):
        if time >= a.span[span, 0]:
            return int(min(time, a.span[span, 1]))
    return -NEVER
