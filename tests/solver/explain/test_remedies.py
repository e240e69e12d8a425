"""What is said to help does: tried again with nothing else given way, the day holds the visit and all it held."""

from dataclasses import replace

import pytest
from hypothesis import given

from solver import budget
from solver.budget import Budget
from solver.explain.remedies import Answer, Question, Remedy, explain
from solver.visits.problem import Carer, VisitsProblem
from solver.visits.solve import solve
from tests.solver.random_cases import random_cases
from tests.solver.ticking import Ticking
from tests.solver.visits.small import carer, day, plan, stop
from tests.solver.visits.test_insertion import tried
from tests.solver.visits.test_small_days import days


def asked(
    problem: VisitsProblem, *, off: tuple[Carer, ...] = (), stay: str = "", begins: int = 0
) -> dict[str, tuple[Remedy, ...]]:
    """Of everything that is open, with these people off that day and one who may stay longer; nothing starts before
    `begins`."""
    plan = solve(problem, Budget(effort=0.1)).solution
    left = tuple(need.key for need in plan.not_planned)
    question = Question(problem, plan, left, dict.fromkeys(left, off), frozenset({stay}), begins)
    return dict(explain(question, Budget()).solution.remedies)


def test_a_visit_that_could_begin_later_says_by_how_much() -> None:
    problem = day([carer()], [stop("a", latest=540, priority_class=1), stop("b", "home2", earliest=530, latest=560)])
    remedies = {one.kind: (one.minutes, one.changes) for one in asked(problem)["b"]}
    assert remedies["later"] == (30, 0)
    assert "longer_shift" not in remedies


def test_only_who_may_stay_works_longer() -> None:
    problem = day([carer(end=600)], [stop("a", latest=540, priority_class=1), stop("b", "home2", latest=590)])
    assert "longer_shift" not in {one.kind for one in asked(problem, stay="wu")["b"]}
    remedies = {one.kind: one.minutes for one in asked(problem, stay="lin")["b"]}
    assert remedies["longer_shift"] == 30


def test_others_move_only_where_that_lets_it_in() -> None:
    """Both want the same minute; an hour earlier for the second helps at once, later only if the third, which is long,
    moves."""
    wanted = [
        stop("a", latest=540, priority_class=1),
        stop("b", "home2", earliest=540, latest=540),
        stop("c", "home3", earliest=580, latest=700, minutes=200, priority_class=1),
    ]
    remedies = {one.kind: one for one in asked(day([carer()], wanted))["b"]}
    assert remedies["earlier"].changes == 0
    assert remedies["later"].minutes in (60, 120)
    assert remedies["later"].changes == 1


def test_somebody_who_is_off_is_tried() -> None:
    problem = day([carer()], [stop("a", latest=540, priority_class=1), stop("b", "home2", latest=540)])
    remedies = {one.kind: one for one in asked(problem, off=(carer("wu"),))["b"]}
    assert remedies["one_more"] == Remedy("one_more", 480, 0)


def test_less_urgent_ones_are_told_what_needs_nobody_moved() -> None:
    """The second would fit an hour earlier; for it to fit later the third, which is long, would have to move."""
    wanted = [
        stop("a", latest=540, priority_class=1),
        stop("b", "home2", earliest=540, latest=540),
        stop("c", "home3", earliest=580, latest=700, minutes=200, priority_class=1),
    ]
    problem = day([carer()], wanted)
    planned = plan(problem, ("a", "lin", 540), ("c", "lin", 590))
    closely, beside = Question(problem, planned, ("b",)), Question(problem, planned, (), beside=("b",))
    kinds = [{one.kind for one in explain(asked, Budget()).solution.remedies["b"]} for asked in (closely, beside)]
    assert kinds == [{"earlier", "later"}, {"earlier"}]


BEGUN = stop("a", minutes=60, earliest=590, latest=590, pinned_start=590, pinned_carers=frozenset({"lin"}), begun=True)
"""Under way when the plan begins at 595; whoever gives it has time before."""


def test_nothing_that_is_over_is_advised() -> None:
    running = day([carer()], [BEGUN, stop("b", "home2", earliest=595, latest=600)])
    assert {one.kind for one in asked(running)["b"]} == {"earlier", "later"}
    assert {one.kind for one in asked(running, begins=595)["b"]} == {"later"}


def test_hours_that_are_over_when_the_plan_begins_may_only_be_put_off_to_what_is_left() -> None:
    """She is free until 590, and again from 660: fifteen minutes more lie behind, two hours more do not."""
    wanted = stop("b", "home2", earliest=570, latest=570, minutes=25)
    running = day([carer()], [BEGUN, wanted])
    assert {one.kind for one in asked(running, off=(carer("wu"),), stay="lin", begins=600)["b"]} == {"later"}
    assert asked(running, begins=700) == {"b": ()}


def test_a_shift_that_has_begun_begins_no_earlier_and_one_that_is_over_goes_on_no_longer() -> None:
    """With forty minutes of ways and visit, the one would have to set out before 600, the other has gone home."""
    early = day([carer(start=605)], [stop("b", "home2", earliest=600, latest=610)])
    assert {one.kind for one in asked(early, stay="lin")["b"]} >= {"longer_shift"}
    assert "longer_shift" not in {one.kind for one in asked(early, stay="lin", begins=605)["b"]}
    late = day([carer(end=600)], [stop("b", "home2", earliest=590, latest=600)])
    assert {one.kind for one in asked(late, stay="lin")["b"]} >= {"longer_shift"}
    assert "longer_shift" not in {one.kind for one in asked(late, stay="lin", begins=600)["b"]}


TWO_OPEN = day(
    [carer()],
    [
        stop("a", latest=540, priority_class=1),
        stop("b", "home2", latest=545),
        stop("c", "home3", earliest=700, latest=700),
        stop("d", "home2", earliest=700, latest=720),
    ],
)
"""Beside the first visit there is no minute for the second, which is proven; the last is open though there is one."""


def test_one_is_proven_impossible_and_another_is_not() -> None:
    planned = plan(TWO_OPEN, ("a", "lin", 540))
    answer = explain(Question(TWO_OPEN, planned, ("b", "c")), Budget()).solution
    assert answer.impossible == {"b"}
    assert set(answer.remedies) == {"b", "c"}


def test_by_the_clock_a_day_routed_again_ends_with_its_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """It leaves the rest of the seconds to the other kinds of remedy."""
    wanted = [
        stop("a", latest=540, priority_class=1),
        stop("b", "home2", earliest=540, latest=540),
        stop("c", "home3", earliest=580, latest=580, priority_class=1),
        stop("d", "home3", earliest=500, latest=500, priority_class=1),
    ]
    problem = day([carer()], wanted)
    planned = plan(problem, ("a", "lin", 540), ("c", "lin", 580), ("d", "lin", 500))
    question = Question(problem, planned, ("b",), {"b": (carer("wu", start=700),)}, frozenset({"lin"}))
    monkeypatch.setattr(budget, "time", Ticking())
    result = explain(question, Budget(seconds=20))
    assert 1 < result.seconds < 10
    assert not result.reproducible


def test_who_cancels_is_answered_with_what_is_known() -> None:
    planned = plan(TWO_OPEN, ("a", "lin", 540))
    result = explain(Question(TWO_OPEN, planned, ("b", "c")), Budget(cancelled=lambda: True))
    assert result.solution == Answer({}, frozenset())
    assert not result.reproducible


@random_cases(60)
@given(days(most_carers=2, most_stops=4))
def test_whatever_needs_nobody_moved_is_let_in_by_the_checker(problem: VisitsProblem) -> None:
    solution = solve(problem, Budget(effort=0.01)).solution
    parts = [(part.stop, part.carer, part.start) for part in solution.assignments]
    left = tuple(need.key for need in solution.not_planned)
    answer = explain(Question(problem, solution, left), Budget(effort=0.1)).solution
    for key, remedies in answer.remedies.items():
        for one in remedies:
            if one.kind in ("later", "earlier") and one.changes == 0 and one.minutes % 10 == 0:
                more = one.minutes if one.kind == "later" else 0
                less = one.minutes if one.kind == "earlier" else 0
                stops = tuple(
                    replace(wanted, latest=wanted.latest + more, earliest=wanted.earliest - less)
                    if wanted.key == key
                    else wanted
                    for wanted in problem.stops
                )
                assert tried(replace(problem, stops=stops), parts, key)
