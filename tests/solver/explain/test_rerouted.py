"""Open visits let in together by moving others: what is planned stays in the plan."""

from solver.budget import Budget, Stopwatch
from solver.explain.relax import Relaxed
from solver.explain.rerouted import let_in
from solver.visits.problem import VisitsProblem
from solver.visits.solution import VisitsSolution
from tests.solver.visits.small import carer, day, plan, stop


def fits(problem: VisitsProblem, planned: VisitsSolution, *keys: str) -> dict[str, int]:
    """Who fits when nothing but others' starts gives way."""
    ways, budget = {key: Relaxed("later", 0, problem) for key in keys}, Budget()
    return dict(let_in(problem, planned, ways, budget, Stopwatch(budget, 600)))


def test_whoever_stands_in_the_way_moves_and_is_counted() -> None:
    problem = day([carer()], [stop("a", latest=700), stop("b", "home2", earliest=540, latest=540)])
    assert fits(problem, plan(problem, ("a", "lin", 540)), "b") == {"b": 1}


def test_nothing_planned_is_left_out_for_it_however_urgent_it_is() -> None:
    wanted = [stop("a", earliest=540, latest=540, priority_class=4), stop("b", "home2", earliest=540, latest=540)]
    problem = day([carer()], wanted)
    assert fits(problem, plan(problem, ("a", "lin", 540)), "b") == {}


def test_two_are_asked_for_at_once_and_each_is_told_of_itself_and_a_third_takes_no_room() -> None:
    """The second alone needs nobody moved."""
    wanted = [
        stop("a", latest=800),
        stop("b", "home2", earliest=540, latest=540),
        stop("c", "home3", earliest=600, latest=600),
        stop("d", "home3", earliest=540, latest=540, priority_class=1),
    ]
    problem = day([carer()], wanted)
    assert fits(problem, plan(problem, ("a", "lin", 560)), "b", "c") == {"b": 1, "c": 0}


def test_each_is_told_who_moves_for_it_alone() -> None:
    """One makes way for the first; for the second three do, who follow one another."""
    lin, wu = carer("lin", skills=frozenset({"care"})), carer("wu", skills=frozenset({"nurse"}))
    wanted = [
        stop("a", latest=700, skill="care"),
        stop("b", "home2", earliest=540, latest=540, skill="care"),
        stop("one", earliest=500, latest=540, skill="nurse"),
        stop("two", "home2", earliest=540, latest=580, skill="nurse"),
        stop("three", earliest=580, latest=620, skill="nurse"),
        stop("c", "home3", earliest=500, latest=500, skill="nurse"),
    ]
    problem = day([lin, wu], wanted)
    told = plan(problem, ("a", "lin", 540), ("one", "wu", 500), ("two", "wu", 540), ("three", "wu", 580))
    assert fits(problem, told, "b", "c") == {"b": 1, "c": 3}
