"""Who could take one visit, at what minute and at what price, while everybody else stays at her minutes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from solver.repair.board import Board, costs, minutes, pause_beside
from solver.result import cost_by_rule
from solver.rules import weight
from solver.visits.eligible import PEOPLE_RULES
from solver.visits.problem import HOUR, Carer, Stop, VisitsProblem
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
    found = [
        _candidate(board, stop, carer, routes, spans, closed, stays)
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
    was = cost_by_rule(costs(board, stop, touched, board.routes))
    now = cost_by_rule(costs(board, stop, touched, with_her))
    differences = {rule: now.get(rule, 0) - was.get(rule, 0) for rule in sorted({*was, *now})}
    after = minutes(with_her[carer.key])
    return Candidate(carer.key, "", start, {rule: cost for rule, cost in differences.items() if cost}, load, after)


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
    walk, turns, found = board.walk, set(_turns(board.walk, stop)), set[tuple[int, int]]()
    ends: list[Visit | None] = [None, *route, None]
    for before, after in pairwise(ends):
        out = walk.gap(carer, before[0] if before else None, stop)
        on = walk.gap(carer, stop, after[0] if after else None)
        low = (before[1] + before[0].minutes if before else carer.start) + out
        high = (after[1] if after else carer.end) - on - stop.minutes
        detour, inner = _detour(board, carer, before, stop, after), turns.union(_edges(carer, stop, low, high))
        for first, last in ((max(low, first), min(high, last)) for first, last in spans):
            may_be_best = (start for start in {first, last, *inner} if first <= start <= last)
            found |= {(detour + walk.start_price(stop, start), start) for start in may_be_best}
    for _, start in sorted(found):
        if not pauses or carer.pause is None or pause_beside(board, carer, _with(route, stop, start)) is not None:
            return start
    return None


def _turns(walk: VisitsProblem, stop: Stop) -> Iterator[int]:
    """The minutes at which the price of a start turns: the wished one, the one told, and the last of each hour from it.

    On any stretch one of them costs least, or one of its ends.
    """
    if (wish := walk.wished_start(stop)) is not None:
        yield wish
    if (told := stop.announced) is not None:
        yield told.start
        for hours in range(HOUR, max(told.start - stop.earliest, stop.latest - told.start) + HOUR, HOUR):
            yield from (told.start - hours + 1, told.start + hours - 1)


def _edges(carer: Carer, stop: Stop, low: int, high: int) -> Iterator[int]:
    """The first minute with room for her pause before the visit, and the last with room behind it; ways included."""
    if (pause := carer.pause) is not None:
        yield max(low, pause.earliest) + pause.minutes
        yield min(high, pause.latest - stop.minutes) - pause.minutes


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
