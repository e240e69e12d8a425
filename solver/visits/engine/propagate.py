"""When everything starts: the earliest times that routes and links allow, kept up to date move by move.

Every start is the least solution of inequalities "no earlier than that plus so much" (difference constraints; R.
Bellman, "On a routing problem", 1958). After a move two passes of label correcting reach it again. The first lets
starts fall as far as routes alone allow, so that every start is a lower bound; the second lets them rise to what routes
and links ask for. Since starts only rise there, lateness only grows: the trial ends as soon as it costs more than it
may, which also ends most orders that go round in a circle. What still rises after as many passes over the queue as
there are stops is one as well.
"""

from solver.compiled import compiled, inlined
from solver.visits.engine.board import NONE, Board
from solver.visits.engine.routes import Routes, put_start


@compiled
def retime(b: Board, r: Routes, budget: int) -> bool:
    """Starts after the arcs of a move have changed; False as soon as lateness is more than `budget`."""
    sums = r.sums[0]
    sums.unsure = 0
    waiting = fall(b, r)
    if sums.late + sums.worst > budget:
        clear(r, 0, waiting)
        return False
    if not rise(b, r, waiting, budget):
        return False
    if sums.unsure:
        find_worst(r)
    return bool(sums.late + sums.worst <= budget)


@inlined
def too_late(b: Board, r: Routes, budget: int) -> bool:
    """Whether the move under trial makes the routes late by more than `budget`, if what stands before ends as now.

    A look along the routes behind each entry, before anything is changed; most trials end here, and most of those as
    soon as what was passed is late enough even if all other calls were in time. It is right where no stop is shared or
    linked. Where some are, the move may bring others earlier, and now and then one is turned down that is in time; to
    trust it less gained nothing (decision 20).
    """
    sums, bases, looked = r.sums[0], len(b.may), False
    late, passed_late, need = sums.late, 0, sums.arcs if sums.strings == 0 else 0
    for at in range(sums.arcs):
        arc = r.arcs[at]
        if not arc.entry:
            continue
        looked = True
        node, ready, carer, passed = arc.head, r.node[arc.tail].done + arc.way, r.node[arc.tail].carer, 1
        while node < bases:
            here = r.node[node]
            stop = r.stop[here.stop]
            start = max(stop.first, ready)
            now = max(0, start - stop.due)
            later = now - max(0, stop.start - stop.due)
            late += later if later > 0 else stop.parts * later
            passed_late += now
            if passed_late > budget:
                return True
            if start == stop.start and here.carer == carer and passed >= need:
                break
            following = here.next
            way = r.node[following].leg
            for other in range(sums.arcs):
                if r.arcs[other].tail == node:
                    following, way = r.arcs[other].head, r.arcs[other].way
                    passed += 1
            node, ready = following, start + here.minutes + way
    return bool(looked and late > budget)


@inlined
def fall(b: Board, r: Routes) -> int:
    """Let starts fall as far as the routes allow; how many stops then wait to rise."""
    mask, head, tail, waiting = len(r.falling) - 1, 0, 0, 0
    for at in range(r.sums[0].arcs):
        stop = r.node[r.arcs[at].head].stop
        if stop != NONE and not r.stop[stop].falling:
            r.stop[stop].falling = True
            r.falling[tail & mask] = stop
            tail += 1
    while head != tail:
        at = r.falling[head & mask]
        head += 1
        stop = r.stop[at]
        stop.falling = False
        start = by_routes(r, at)
        if start != stop.start and not stop.rising:
            stop.rising = True
            r.rising[waiting & mask] = at
            waiting += 1
        if start < stop.start:
            change_start(r, at, start)
            tail = after_fall(r, r.node[stop.one].next, tail)
            if stop.two != NONE:
                tail = after_fall(r, r.node[stop.two].next, tail)
            for link in range(stop.out_at, stop.out_end):
                other = b.out[link].stop
                if not r.stop[other].falling:
                    r.stop[other].falling = True
                    r.falling[tail & mask] = other
                    tail += 1
    return waiting


@inlined
def rise(b: Board, r: Routes, tail: int, budget: int) -> bool:
    """Let starts rise until routes and links are kept, from the waiting stops on; False when it gets too late.

    A pass is over all that waits when it begins. What still rises after one pass for each stop goes round in a circle.
    """
    sums, mask, head, passes, end = r.sums[0], len(r.rising) - 1, 0, 0, tail
    while head != tail:
        if head == end:
            passes, end = passes + 1, tail
        at = r.rising[head & mask]
        head += 1
        stop = r.stop[at]
        stop.rising = False
        start = max(by_routes(r, at), by_links(b, r, at))
        if start <= stop.start:
            continue
        change_start(r, at, start)
        if sums.late + sums.worst > budget or passes > len(r.stop):
            clear(r, head, tail)
            return False
        tail = after_rise(r, r.node[stop.one].next, tail)
        if stop.two != NONE:
            tail = after_rise(r, r.node[stop.two].next, tail)
        for link in range(stop.out_at, stop.out_end):
            other = b.out[link].stop
            if not r.stop[other].rising:
                r.stop[other].rising = True
                r.rising[tail & mask] = other
                tail += 1
    return True


@inlined
def by_routes(r: Routes, at: int) -> int:
    """The earliest start of a stop after what stands before it on its routes."""
    stop = r.stop[at]
    one = r.node[stop.one]
    start: int = max(stop.first, r.node[one.prev].done + one.leg)
    if stop.two != NONE:
        two = r.node[stop.two]
        start = max(start, r.node[two.prev].done + two.leg)
    return start


@inlined
def by_links(b: Board, r: Routes, at: int) -> int:
    """The earliest start of a stop after the stops it is linked to."""
    start: int = r.stop[at].first
    for link in range(r.stop[at].in_at, r.stop[at].in_end):
        start = max(start, r.stop[b.into[link].stop].start + b.into[link].wait)
    return start


@inlined
def change_start(r: Routes, at: int, start: int) -> None:
    """Set a start, the old one going to the journal; lateness follows."""
    sums, stop = r.sums[0], r.stop[at]
    if stop.seen != sums.stamp:
        stop.seen = sums.stamp
        old = r.old_starts[sums.starts]
        old.at = at
        old.value = stop.start
        sums.starts += 1
    late = max(0, start - stop.due)
    sums.late += stop.parts * (late - max(0, stop.start - stop.due))
    if late > sums.worst:
        sums.worst, sums.worst_stop = late, at
    elif at == sums.worst_stop and start < stop.start:
        sums.worst, sums.unsure = late, 1
    put_start(r, at, start)


@inlined
def find_worst(r: Routes) -> None:
    """Look for the latest stop among all: the bound was not sure."""
    worst, where = 0, NONE
    for at in range(len(r.stop)):
        late = r.stop[at].start - r.stop[at].due
        if late > worst:
            worst, where = late, at
    r.sums[0].worst, r.sums[0].worst_stop = worst, where


@inlined
def after_fall(r: Routes, node: int, tail: int) -> int:
    """Queue the node's stop, for its start may fall; the queue's new tail."""
    stop = r.node[node].stop
    if stop != NONE and not r.stop[stop].falling:
        r.stop[stop].falling = True
        r.falling[tail & (len(r.falling) - 1)] = stop
        return tail + 1
    return tail


@inlined
def after_rise(r: Routes, node: int, tail: int) -> int:
    """Queue the node's stop, for its start may rise; the queue's new tail."""
    stop = r.node[node].stop
    if stop != NONE and not r.stop[stop].rising:
        r.stop[stop].rising = True
        r.rising[tail & (len(r.rising) - 1)] = stop
        return tail + 1
    return tail


@inlined
def clear(r: Routes, head: int, tail: int) -> None:
    """Let go of what is still queued from `head` to `tail`."""
    for at in range(head, tail):
        r.stop[r.rising[at & (len(r.rising) - 1)]].rising = False


@compiled
def time_anew(b: Board, r: Routes, budget: int) -> bool:
    """All starts and sums from the routes alone; False when lateness is more than `budget`, or in a circle."""
    sums = r.sums[0]
    sums.distance = sums.late = sums.worst = sums.starts = sums.unsure = 0
    sums.worst_stop = NONE
    sums.stamp += 1
    for node in range(len(r.node)):
        r.node[node].leg = b.way[r.node[r.node[node].prev].place, r.node[node].place]
        sums.distance += r.node[node].leg
    for at in range(len(r.stop)):
        put_start(r, at, r.stop[at].first)
        r.stop[at].rising = True
        r.rising[at] = at
        sums.late += r.stop[at].parts * max(0, r.stop[at].start - r.stop[at].due)
    return rise(b, r, len(r.stop), budget)
