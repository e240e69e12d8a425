"""The stops that wait to be timed anew: a ring, in which each stands once."""

from solver.compiled import inner
from solver.visits.arrays import Arrays
from solver.visits.plan import Plan, planned


@inner
def queue_routes(a: Arrays, p: Plan) -> None:
    """Queue every planned stop in the order of the routes."""
    stops, bases = len(a.wish), len(p.carer)
    for carer in range(len(a.carer)):
        node = p.after[bases + carer]
        while node < bases:
            enqueue(p, a.spot[node], stops)
            node = p.after[node]


@inner
def queue_routes_backward(a: Arrays, p: Plan) -> None:
    """The same from the end of each route."""
    stops, bases = len(a.wish), len(p.carer)
    for carer in range(len(a.carer)):
        node = p.before[bases + carer]
        while node < bases:
            enqueue(p, a.spot[node], stops)
            node = p.before[node]


@inner
def enqueue(p: Plan, stop: int, stops: int) -> None:
    """Queue a stop unless it stands there already or is none (a base, an elder's ring)."""
    if stop < stops and not p.queued[stop]:
        p.queue[(p.ends[0] + p.ends[1]) % len(p.queue)] = stop
        p.ends[1] += 1
        p.queued[stop] = True


@inner
def dequeue(p: Plan) -> int:
    """The stop that has waited longest."""
    stop = p.queue[p.ends[0]]
    p.ends[0] = (p.ends[0] + 1) % len(p.queue)
    p.ends[1] -= 1
    p.queued[stop] = False
    return int(stop)


@inner
def clear_queue(p: Plan) -> None:
    """Nobody waits."""
    p.queued[:] = False
    p.ends[1] = 0


@inner
def enqueue_after(a: Arrays, p: Plan, stop: int) -> None:
    """What comes just after a planned stop: on its routes, for its elder, by its links."""
    stops = len(a.wish)
    for role in range(2):
        node = a.nodes[stop, role]
        if node >= 0:
            enqueue(p, a.spot[p.after[node]], stops)
    enqueue(p, p.then[stop], stops)
    for edge in range(a.after_at[stop], a.after_at[stop + 1]):
        if planned(a, p, a.after[edge, 0]):
            enqueue(p, a.after[edge, 0], stops)


@inner
def enqueue_before(a: Arrays, p: Plan, stop: int) -> None:
    """What comes just before it."""
    stops = len(a.wish)
    for role in range(2):
        node = a.nodes[stop, role]
        if node >= 0:
            enqueue(p, a.spot[p.before[node]], stops)
    enqueue(p, p.since[stop], stops)
    for edge in range(a.before_at[stop], a.before_at[stop + 1]):
        if planned(a, p, a.before[edge, 0]):
            enqueue(p, a.before[edge, 0], stops)
