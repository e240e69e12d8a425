"""One visit put somewhere by hand: every hard rule that breaks, and what it costs by rule."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from solver.repair.board import Board, pause_beside
from solver.result import Breach, cost_by_rule
from solver.visits.check import check
from solver.visits.objective import matches
from solver.visits.reasons import reasons
from solver.visits.routes import Visit, as_routes
from solver.visits.solution import Assignment, Pause, VisitsSolution


@dataclass(frozen=True, slots=True)
class Move:
    """The visit begins at `start`, a minute of the plan, with these carers; without any it is left open."""

    visit: str
    carers: tuple[str, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """`costs` is the price of the day after the move less that before it, by rule; what does not change is left out.

    `plan` is the day as the move leaves it; pauses give way where they can.
    """

    breaches: tuple[Breach, ...]
    costs: Mapping[str, int]
    plan: VisitsSolution

    @property
    def cost(self) -> int:
        """How much dearer the day is after the move."""
        return sum(self.costs.values())


def verdict(board: Board, move: Move) -> Verdict:
    """Raises KeyError for a visit or a carer who are not on the board."""
    stop = board.stops[move.visit]
    touched = {*board.who(stop.key), *move.carers}
    if unknown := touched - set(board.carers):
        raise KeyError(*unknown)
    plan = moved(board, move, touched)
    before, after = cost_by_rule(matches(board.walk, board.plan)), cost_by_rule(matches(board.walk, plan))
    differences = {rule: after.get(rule, 0) - before.get(rule, 0) for rule in sorted({*before, *after})}
    broken = set(map(_named, check(board.walk, board.plan)))
    breaches = [one for one in check(board.walk, plan) if _named(one) not in broken]
    return Verdict((*_frozen(board, move), *breaches), {rule: cost for rule, cost in differences.items() if cost}, plan)


def moved(board: Board, move: Move, touched: set[str]) -> VisitsSolution:
    """The day with the visit there, everybody else at their minutes."""
    stop = board.stops[move.visit]
    parts = [part for part in board.plan.assignments if part.stop != stop.key]
    parts += [Assignment(stop.key, carer, move.start, 0, 0) for carer in move.carers]
    routed, pauses = as_routes(board.walk, parts), {pause.carer: pause for pause in board.plan.pauses}
    for key in touched:
        carer = board.carers[key]
        route: list[Visit] = [(board.stops[part.stop], part.start) for part in routed if part.carer == key]
        pauses.pop(key, None)
        start = pause_beside(board, carer, route) if route else None
        if start is None and route and carer.pause is not None:
            start = board.pauses.get(key, carer.pause.earliest)
        if start is not None:
            pauses[key] = Pause(key, start)
    left = tuple(need for need in board.plan.not_planned if need.key != stop.key)
    if not move.carers:
        only = replace(board.walk, stops=(stop,), links=())
        left = (*left, *reasons(only, ()))
    return VisitsSolution(routed, tuple(pauses[key] for key in sorted(pauses)), left)


def _frozen(board: Board, move: Move) -> list[Breach]:
    """What has begun or is imminent stays, and nothing new begins before it."""
    stop = board.stops[move.visit]
    told = stop.announced
    as_told = told is not None and (told.start, told.carers) == (move.start, frozenset(move.carers))
    begun = told is not None and told.start < board.begins and stop.pinned_start is not None
    new = bool(move.carers) and move.start < board.begins
    if as_told or not (begun or new):
        return []
    return [Breach("frozen", stop.key, {"start": move.start, "begins": board.begins})]


def _named(breach: Breach) -> tuple[str, str]:
    return breach.rule, breach.key
