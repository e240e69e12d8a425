"""Who could take one visit, at what minute and at what price, while everybody else stays at her minutes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from solver.repair.board import Board, costs, minutes, pause_beside
from solver.result import Match, cost_by_rule
from solver.rules import weight
from solver.visits.eligible import PEOPLE_RULES
from solver.visits.problem import Carer, Stop
from solver.visits.reasons import reasons
from solver.visits.routes import Visit
from solver.visits.starts import start_spans

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """`rule` is the hard rule that stops her, empty where none does; then `start` is her best minute.

    `costs` by rule are those of the day with her less those as it stands; `before` and `after` minutes of service.
    """

    carer: str
    rule: str = ""
    start: int | None = None
    costs: Mapping[str, int] = field(default_factory=dict)
    before: int = 0
    after: int = 0

    @property
    def cost(self) -> int:
        """How much dearer the day is with her."""
        return sum(self.costs.values())


def rank(board: Board, visit: str, stays: frozenset[str] = frozenset()) -> tuple[Candidate, ...]:
    """Everybody who visits: those who could take it, the cheapest first, then the others with the rule that stops them.

    `stays` is who comes with her, for a visit of two: it begins when it does. Raises KeyError for an unknown visit.
    """
    stop = board.stops[visit]
    routes = {who: tuple(one for one in route if one[0] is not stop) for who, route in board.routes.items()}
    spans = _spans(board, stop, stays)
    closed = "" if spans else _why_never(board, stop)
    before = costs(board, stop, board.who(visit), board.routes)
    found = [
        _candidate(board, stop, carer, routes, spans, closed, before, stays)
        for carer in board.walk.carers
        if carer.key not in stays
    ]
    found += [Candidate(who, "staff_available") for who in board.off]
    return tuple(sorted(found, key=lambda one: (one.rule != "", one.cost if not one.rule else 0, one.rule, one.carer)))


def _candidate(
    board: Board,
    stop: Stop,
    carer: Carer,
    routes: Mapping[str, tuple[Visit, ...]],
    spans: Sequence[Span],
    closed: str,
    before: Sequence[Match],
    stays: frozenset[str],
) -> Candidate:
    load = minutes(board.routes[carer.key])
    rule = _stopped(board, stop, carer, routes[carer.key]) or closed
    start = None if rule else _best_start(board, stop, carer, routes[carer.key], spans)
    if start is None:
        return Candidate(
            carer.key, rule or _why_not(board, stop, carer, routes[carer.key], spans), None, {}, load, load
        )
    start_of = dict.fromkeys((carer.key, *stays), start)
    with_her = {who: _with(route, stop, start) if who in start_of else route for who, route in routes.items()}
    touched = {*board.who(stop.key), carer.key, *stays}
    was = cost_by_rule((*before, *_unchanged(board, touched - board.who(stop.key), stop)))
    now = cost_by_rule(costs(board, stop, touched, with_her))
    differences = {rule: now.get(rule, 0) - was.get(rule, 0) for rule in sorted({*was, *now})}
    after = minutes(with_her[carer.key])
    return Candidate(carer.key, "", start, {rule: cost for rule, cost in differences.items() if cost}, load, after)


def _unchanged(board: Board, who: Iterable[str], stop: Stop) -> Iterator[Match]:
    """What the routes of those cost who have no part in the visit yet."""
    for carer in sorted(who):
        yield from (one for one in costs(board, stop, [carer], board.routes) if one.key == carer)


def _with(route: tuple[Visit, ...], stop: Stop, start: int) -> tuple[Visit, ...]:
    return tuple(sorted((*route, (stop, start)), key=lambda visit: visit[1]))


def _spans(board: Board, stop: Stop, stays: frozenset[str]) -> list[Span]:
    """The minutes at which the visit may begin beside the elder's other visits and those it is linked to."""
    if stop.pinned_start is not None:
        return []
    starts = {part.stop: part.start for part in board.plan.assignments}
    if stays:
        return [(starts[stop.key], starts[stop.key])]
    low, high = board.walk.linked_span(stop, starts)
    low = max(low, board.begins)
    busy = tuple(
        (starts[other.key], starts[other.key] + other.minutes)
        for other in board.walk.stops
        if other.elder == stop.elder and other is not stop and other.key in starts
    )
    if low > high:
        return []
    return start_spans(replace(stop, earliest=low, latest=high, blocked=(*stop.blocked, *busy)))


def _why_never(board: Board, stop: Stop) -> str:
    """The rule that leaves no minute, whoever comes."""
    if stop.pinned_start is not None or stop.latest < board.begins:
        return "frozen"
    parts = [part for part in board.plan.assignments if part.stop != stop.key]
    return next(need.rule for need in reasons(board.walk, parts) if need.key == stop.key)


def _stopped(board: Board, stop: Stop, carer: Carer, route: tuple[Visit, ...]) -> str:
    """The rule about people or her number of visits that stops her; who is pinned to it is not asked."""
    for rule, allows in PEOPLE_RULES.items():
        if not allows(stop, carer):
            return rule
    most = board.walk.most_visits
    if most is not None and len(route) >= most:
        return "visits_a_day"
    return ""


def _best_start(
    board: Board, stop: Stop, carer: Carer, route: tuple[Visit, ...], spans: Sequence[Span], *, pauses: bool = True
) -> int | None:
    """The minute that costs least between what she does, with room left for her pause; None without any."""
    walk, found = board.walk, list[tuple[int, int]]()
    ends: list[Visit | None] = [None, *route, None]
    for before, after in pairwise(ends):
        out = walk.gap(carer, before[0] if before else None, stop)
        on = walk.gap(carer, stop, after[0] if after else None)
        low = (before[1] + before[0].minutes if before else carer.start) + out
        high = (after[1] if after else carer.end) - on - stop.minutes
        detour = _detour(board, carer, before, stop, after)
        for first, last in spans:
            for start in _worth_trying(board, stop, carer, max(low, first), min(high, last)):
                found.append((detour + board.walk.start_price(stop, start), start))
    for _, start in sorted(set(found)):
        if not pauses or carer.pause is None or pause_beside(board, carer, _with(route, stop, start)) is not None:
            return start
    return None


def _worth_trying(board: Board, stop: Stop, carer: Carer, low: int, high: int) -> set[int]:
    """The minutes that may be best: as told, as wished, at either end, and around her pause."""
    if low > high:
        return set()
    liked = (board.walk.best_start(stop), board.walk.told_start(stop), board.walk.wished_start(stop))
    starts = {low, high} | {min(max(one, low), high) for one in liked if one is not None}
    if carer.pause is not None:
        length = carer.pause.minutes
        starts |= {low + length, high - length, carer.pause.earliest + length, carer.pause.latest}
        if (pause := board.pauses.get(carer.key)) is not None:
            starts |= {pause - stop.minutes, pause + length}
    return {start for start in starts if low <= start <= high}


def _detour(board: Board, carer: Carer, before: Visit | None, stop: Stop, after: Visit | None) -> int:
    walk, here, there = board.walk, before[0] if before else None, after[0] if after else None
    minutes_more = walk.way(carer, here, stop) + walk.way(carer, stop, there) - walk.way(carer, here, there)
    return minutes_more * weight("travel", walk.weights)


def _why_not(board: Board, stop: Stop, carer: Carer, route: tuple[Visit, ...], spans: Sequence[Span]) -> str:
    """The rule of time that leaves her no minute."""
    if _best_start(board, stop, carer, (), spans, pauses=False) is None:
        return "shift_span"
    if _best_start(board, stop, carer, route, spans, pauses=False) is None:
        return "no_overlap_with_travel"
    return "break_taken"
