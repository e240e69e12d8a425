"""Open visits let in together by moving others: what is planned stays in the plan."""

from solver.budget import Budget
from solver.explain.relax import Relaxed
from solver.explain.rerouted import let_in
from solver.visits.problem import VisitsProblem
from solver.visits.solution import VisitsSolution
from tests.solver.visits.small import carer, day, plan, stop


def fits(problem: VisitsProblem, planned: VisitsSolution, *keys: str) -> dict[str, int]:
    """Who fits when nothing but others' starts gives way."""
    return dict(let_in(problem, planned, {key: Relaxed("later", 0, problem) for key in keys}, Budget()))


def test_whoever_stands_in_the_way_moves_and_is_counted() -> None:
    problem = day([carer()], [stop("a", latest=700), stop("b", "home2", earliest=540, latest=540)])
    assert fits(problem, plan(problem, ("a", "lin", 540)), "b") == {"b": 1}


def test_nothing_planned_is_left_out_for_it_however_urgent_it_is() -> None:
    wanted = [stop("a", earliest=540, latest=540, priority_class=4), stop("b", "home2", earliest=540, latest=540)]
    problem = day([carer()], wanted)
    assert fits(problem, plan(problem, ("a", "lin", 540)), "b") == {}


def test_two_are_asked_for_at_once_and_each_is_told_and_a_third_takes_no_room() -> None:
    wanted = [
        stop("a", latest=800),
        stop("b", "home2", earliest=540, latest=540),
        stop("c", "home3", earliest=600, latest=600),
        stop("d", "home3", earliest=540, latest=540, priority_class=1),
    ]
    problem = day([carer()], wanted)
    assert fits(problem, plan(problem, ("a", "lin", 560)), "b", "c") == {"b": 1, "c": 1}
