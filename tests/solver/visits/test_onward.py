"""A day searched on from the routes it has."""

from dataclasses import replace

from hypothesis import given

from solver.budget import Budget
from solver.visits.arrays import arrays_of
from solver.visits.check import check
from solver.visits.objective import cost, matches
from solver.visits.onward import Onward, solve, standing
from solver.visits.problem import AnnouncedVisit, VisitsProblem
from solver.visits.readout import read_out
from solver.visits.solve import solve as solve_anew
from tests.solver.random_cases import random_cases
from tests.solver.visits.small import carer, day, plan, stop
from tests.solver.visits.test_small_days import days


@random_cases(60)
@given(days(most_carers=3, most_stops=6))
def test_routes_that_hold_stand_and_come_out_no_dearer(problem: VisitsProblem) -> None:
    walked = solve_anew(problem, Budget(effort=0.05))
    arrays = arrays_of(problem)
    stand = read_out(problem, arrays, standing(Onward(problem, walked.solution), arrays))
    assert {(part.stop, part.carer) for part in stand.assignments} == {
        (part.stop, part.carer) for part in walked.solution.assignments
    }
    onward = solve(Onward(problem, walked.solution), Budget(effort=0.05))
    assert check(problem, onward.solution) == []
    assert onward.cost == cost(matches(problem, onward.solution)) <= walked.cost


@random_cases(60)
@given(days(most_carers=3, most_stops=6))
def test_without_a_carer_who_walked_them_every_rule_is_kept(problem: VisitsProblem) -> None:
    walked = solve_anew(problem, Budget(effort=0.05)).solution
    without = replace(problem, carers=problem.carers[1:])
    if without.carers:
        assert check(without, solve(Onward(without, walked), Budget(effort=0.05)).solution) == []


def test_a_newcomer_is_put_in_and_who_left_is_gone() -> None:
    before = day([carer()], [stop("a"), stop("b", "home2", earliest=700, latest=760)])
    walked = plan(before, ("a", "lin", 540), ("b", "lin", 700))
    now = day([carer()], [stop("a"), stop("c", "home3", earliest=800, latest=860)])
    found = solve(Onward(now, walked), Budget(effort=0.05)).solution
    assert {part.stop for part in found.assignments} == {"a", "c"}


def test_what_costs_more_than_it_is_worth_stays_open_as_it_was() -> None:
    """A short household task far from the start it likes, of which somebody was told: left open it costs less."""
    task = stop(
        "a", priority_class=4, minutes=10, earliest=490, latest=540, access_minutes=10, preferred_start=490, keenness=5
    )
    now = day([carer(start=520, end=580)], [replace(task, announced=AnnouncedVisit(500, frozenset()))])
    walked = Onward(now, plan(now))
    found = solve(walked, Budget(effort=0.01))
    assert found.cost <= cost(matches(now, walked.walked))


def test_a_start_that_the_day_has_no_more_is_given_up() -> None:
    before = day([carer()], [stop("a", earliest=540, latest=600)])
    now = day([carer()], [stop("a", earliest=570, latest=600)])
    onward = Onward(now, plan(before, ("a", "lin", 540)))
    assert not read_out(now, arrays_of(now), standing(onward, arrays_of(now))).assignments
    (part,) = solve(onward, Budget(effort=0.05)).solution.assignments
    assert part.start >= 570


def test_the_same_seed_walks_on_in_the_same_way() -> None:
    problem = day([carer("lin"), carer("wu")], [stop(f"{at}", f"home{1 + at % 3}") for at in range(6)])
    walked = Onward(problem, plan(problem, ("0", "lin", 540)))
    assert solve(walked, Budget(effort=0.1, seed=3)).solution == solve(walked, Budget(effort=0.1, seed=3)).solution
