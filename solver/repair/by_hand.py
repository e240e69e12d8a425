"""What somebody at the desk would do without a search: give what has no place to whom the ranking names first."""

from collections.abc import Callable, Collection

from solver.repair.board import Board, prepared, replanned
from solver.repair.move import Move, moved
from solver.repair.ranking import rank
from solver.visits.problem import Stop, VisitsProblem
from solver.visits.solution import VisitsSolution


def by_hand(
    asked: VisitsProblem, stands: VisitsSolution, begins: int, hopeless: Collection[str], stop_now: Callable[[], bool]
) -> VisitsSolution:
    """`stands` with each open visit of one carer put in at its best minute beside everybody else, where that pays.

    One after another, the first class first and in it whose hours end first. What is pinned or `hopeless` is not tried,
    and nothing begins before minute `begins` of the plan.
    """
    told = {pause.carer: pause.start for pause in stands.pauses}
    board = prepared(asked, stands.assignments, told, begins, ())
    left = (board.stops[need.key] for need in stands.not_planned if need.key not in hopeless)
    for stop in sorted(left, key=lambda stop: (stop.priority_class, stop.latest, stop.key)):
        if stop.carers == 1 and not stop.pinned_carers and not stop_now():
            board = _with(board, stop)
    return board.plan


def _with(board: Board, stop: Stop) -> Board:
    first = next(iter(rank(board, stop.key)), None)
    if first is None or first.start is None or first.cost >= 0:
        return board
    return replanned(board, moved(board, Move(stop.key, (first.carer,), first.start), {first.carer}))
