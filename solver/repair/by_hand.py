"""What somebody at the desk would do without a search: give what is open to whom the ranking names first."""

from solver.repair.board import Board, prepared
from solver.repair.move import Move, moved
from solver.repair.ranking import rank
from solver.visits.problem import Stop, VisitsProblem
from solver.visits.solution import VisitsSolution


def by_hand(walk: VisitsProblem, stands: VisitsSolution, begins: int) -> VisitsSolution:
    """`stands` with each open visit of one carer put in at its best minute beside everybody else, where that pays.

    One after another, the first class first; nothing is put in before minute `begins` of the plan.
    """
    board = _board(walk, stands, begins)
    still_open = (board.stops[need.key] for need in board.plan.not_planned)
    for stop in sorted(still_open, key=lambda stop: (stop.priority_class, stop.latest, stop.key)):
        if stop.carers == 1:
            board = _with(board, stop)
    return board.plan


def _with(board: Board, stop: Stop) -> Board:
    first = next(iter(rank(board, stop.key)), None)
    if first is None or first.start is None or first.cost >= 0:
        return board
    there = moved(board, Move(stop.key, (first.carer,), first.start), {first.carer})
    return _board(board.walk, there, board.begins)


def _board(walk: VisitsProblem, plan: VisitsSolution, begins: int) -> Board:
    return prepared(walk, plan.assignments, {pause.carer: pause.start for pause in plan.pauses}, begins, ())
