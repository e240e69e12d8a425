"""A unit's day as it stands, prepared once, so that every question about one visit is plain arithmetic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from solver.repair.altered import altered
from solver.repair.problem import RepairProblem
from solver.repair.standing import pauses_told
from solver.repair.walks import walk_problem
from solver.result import Match
from solver.rules import weight
from solver.visits.objective import fair_shares, matches
from solver.visits.problem import Carer, Stop, VisitsProblem
from solver.visits.reasons import reasons
from solver.visits.room import nearest_pause
from solver.visits.routes import Visit, as_routes, routes_of
from solver.visits.solution import Assignment, Pause, VisitsSolution
from solver.week.arrivals import arrivals
from solver.week.problem import DAY
from solver.week.seating import away_spans


@dataclass(frozen=True, slots=True)
class Board:
    """`walk` asks for the day with everything published announced; `plan` is how it stands.

    `off` are those who visit on other days only. Routes are in order of time.
    """

    walk: VisitsProblem
    plan: VisitsSolution
    begins: int
    stops: Mapping[str, Stop]
    carers: Mapping[str, Carer]
    routes: Mapping[str, tuple[Visit, ...]]
    pauses: Mapping[str, int]
    shares: Mapping[str, int]
    off: tuple[str, ...] = ()

    def who(self, visit: str) -> frozenset[str]:
        """Who comes as it stands."""
        return frozenset(part.carer for part in self.plan.assignments if part.stop == visit)


def board_of(problem: RepairProblem, unit: str, day: int) -> Board:
    """The day as published, or as the repaired plan says that stands in `problem` as published."""
    week = altered(problem)
    away = away_spans(week.problem, week.plan.seats)
    walk = walk_problem(problem, week, (unit, day), away, arrivals(week.problem, week.plan.rounds))
    stops = {stop.key: stop for stop in walk.stops}
    parts = [
        part
        for routes in week.plan.routes
        if (routes.unit, routes.day) == (unit, day)
        for part in routes.assignments
        if part.stop in stops
    ]
    here = next(one for one in week.problem.units if one.key == unit)
    on = {carer.key for carer in walk.carers}
    visiting = {duty.employee for duty in week.plan.duties if duty.cover.startswith(f"{unit}/visits/")}
    return prepared(
        walk,
        parts,
        {who: start for who, start in pauses_told(problem, day).items() if who in on},
        max(problem.begins, here.begins, day * DAY),
        tuple(sorted(visiting - on)),
    )


def prepared(
    walk: VisitsProblem, parts: Iterable[Assignment], pauses: Mapping[str, int], begins: int, off: tuple[str, ...]
) -> Board:
    """The board of these assignments."""
    routed = as_routes(walk, list(parts))
    stops = {stop.key: stop for stop in walk.stops}
    taken = {who: start for who, start in pauses.items() if any(part.carer == who for part in routed)}
    plan = VisitsSolution(
        routed, tuple(Pause(who, start) for who, start in sorted(taken.items())), reasons(walk, routed)
    )
    return Board(
        walk=walk,
        plan=plan,
        begins=begins,
        stops=stops,
        carers={carer.key: carer for carer in walk.carers},
        routes=routes_of(walk, routed),
        pauses=dict(pauses),
        shares={carer.key: share for carer, share in zip(walk.carers, fair_shares(walk), strict=True)},
        off=off,
    )


def replanned(board: Board, plan: VisitsSolution) -> Board:
    """The same day as another plan has it; what is open there keeps the reasons that it has."""
    pauses = {**board.pauses, **{pause.carer: pause.start for pause in plan.pauses}}
    return replace(board, plan=plan, pauses=pauses, routes=routes_of(board.walk, plan.assignments))


def pause_beside(board: Board, carer: Carer, route: Iterable[Visit]) -> int | None:
    """The start of her pause on this route, as near as can be to the one she has; None where there is no room."""
    if carer.pause is None:
        return None
    told = board.pauses.get(carer.key, carer.pause.earliest if carer.told_pause is None else carer.told_pause)
    return nearest_pause(board.walk, carer, route, told)


def costs(board: Board, visit: Stop, who: Iterable[str], routes: Mapping[str, tuple[Visit, ...]]) -> tuple[Match, ...]:
    """Every rule at work on the visit and on the routes of these carers, as `matches` of the day counts them."""
    those, here = set(who), {visit.key: visit}
    for carer in those:
        here |= {stop.key: stop for stop, _ in routes[carer]}
    parts = [
        Assignment(stop.key, carer, start, 0, order)
        for carer, route in routes.items()
        for order, (stop, start) in enumerate(route, 1)
        if stop.key in here
    ]
    planned = {part.stop for part in parts}
    left = tuple(need for need in board.plan.not_planned if need.key in here and need.key not in planned)
    if visit.key not in planned and not left:
        left = tuple(need for need in reasons(board.walk, parts) if need.key == visit.key)
    narrow = replace(board.walk, stops=tuple(here.values()), links=())
    found = matches(narrow, VisitsSolution(tuple(parts), (), left))
    kept = tuple(match for match in found if match.rule not in ("fair_load", "travel") or match.key in those)
    return (*(match for match in kept if match.rule != "fair_load"), *_loads(board, those, routes))


def _loads(board: Board, who: Iterable[str], routes: Mapping[str, tuple[Visit, ...]]) -> Iterable[Match]:
    """Shares are those of the whole day."""
    price = weight("fair_load", board.walk.weights)
    for carer in sorted(who):
        above = max(0, minutes(routes[carer]) - board.shares[carer])
        if above:
            yield Match("fair_load", carer, above, price * above)


def minutes(route: Iterable[Visit]) -> int:
    """Of service."""
    return sum(stop.minutes for stop, _ in route)
