"""What is called impossible is: no plan holds it together with what is planned and as urgent."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.budget import Budget
from solver.explain.impossible import impossible
from solver.travel.matrix import Travel
from solver.visits.check import check
from solver.visits.problem import Break, Carer, Link, Stop, VisitsProblem
from solver.visits.solve import solve
from tests.solver.random_cases import random_cases
from tests.solver.visits.small import carer, day, plan, stop
from tests.solver.visits.test_small_days import days, every_plan


@random_cases(150)
@given(days(most_carers=2, most_stops=4), st.integers(0, 15))
def test_no_plan_holds_what_is_proven_impossible(problem: VisitsProblem, some: int) -> None:
    """Of what the search left out and, since it leaves out little that is possible, of any beside some others."""
    solution = solve(problem, Budget(effort=0.01)).solution
    planned = {part.stop for part in solution.assignments}
    drawn = {stop.key for number, stop in enumerate(problem.stops) if some >> number & 1}
    wanted = [(planned, left.key) for left in solution.not_planned]
    wanted += [(drawn, stop.key) for stop in problem.stops if stop.key not in drawn]
    classes = {one.key: one.priority_class for one in problem.stops}
    for beside, key in wanted:
        if impossible(problem, beside, key):
            together = frozenset({key, *(one for one in beside if classes[one] <= classes[key])})
            assert next(every_plan(problem, together), None) is None


@pytest.mark.parametrize(
    ("who", "wanted", "proven"),
    [
        ([carer()], [stop("a", latest=540), stop("b", "home2", latest=545)], True),
        ([carer()], [stop("a", latest=540), stop("b", "home2", latest=580)], False),
        ([carer(), carer("wu")], [stop("a", latest=540), stop("b", "home2", latest=545)], False),
        ([carer(), carer("wu")], [stop("a", latest=540), stop("b", "home2", latest=545, carers=2)], True),
        ([carer()], [stop("a", latest=540, priority_class=4), stop("b", "home2", latest=545)], False),
        ([carer()], [stop("a"), stop("b", skill="nurse")], True),
        ([carer(pause=Break(60, 540, 620))], [stop("a", latest=545), stop("b", earliest=600, latest=600)], True),
        ([carer(pause=Break(60, 540, 690))], [stop("a", latest=545), stop("b", earliest=600, latest=600)], False),
        ([carer()], [stop("a", elder="e", latest=540), stop("b", elder="e", earliest=560, latest=565)], True),
    ],
)
def test_small_days(who: list[Carer], wanted: list[Stop], proven: bool) -> None:
    assert impossible(day(who, wanted), {"a"}, "b") is proven


def test_a_link_and_a_limit_of_visits_are_part_of_it() -> None:
    both = [stop("a", latest=540), stop("b", "home2", latest=900)]
    assert impossible(day([carer()], both, Link("a", "b", 0, 5)), {"a"}, "b")
    assert not impossible(day([carer()], both, Link("a", "b", 0, 10)), {"a"}, "b")
    assert impossible(day([carer()], both, most_visits=1), {"a"}, "b")


def test_what_has_begun_proves_nothing() -> None:
    """Begun at half past nine for an hour, though she was elsewhere by what is known now: it took place."""
    begun = stop("a", minutes=60, earliest=570, latest=570, pinned_start=570, begun=True, blocked=((560, 650),))
    later = stop("b", "home2", earliest=570, latest=700)
    assert not impossible(day([carer()], [begun, later]), {"a"}, "b")


FAR = np.array([[0, 90, 90], [90, 0, 5], [90, 5, 0]], dtype=np.int32)
"""From the base an hour and a half to either of two doors side by side."""
BEGUN = stop(
    "b", earliest=510, latest=510, pinned_start=510, pinned_carers=frozenset({"lin"}), begun=True, priority_class=1
)
NEXT_DOOR = stop("c", "home2", earliest=545, latest=560, priority_class=1, minutes=15)


def on_foot_now(*wanted: Stop, pause: Break | None = None) -> VisitsProblem:
    """She was at the first door at half past eight, by bicycle; now she walks, an hour and a half from her base."""
    travel = Travel(("base", "home1", "home2"), {"walk": FAR})
    return VisitsProblem((carer(pause=pause),), (BEGUN, NEXT_DOOR, *wanted), (), travel)


def test_whoever_has_begun_goes_on_from_there() -> None:
    """The way back from the last visit counts: ninety minutes, until 960."""
    fits, late = stop("d", "home1", earliest=580, latest=840), stop("e", "home1", earliest=841, latest=960)
    problem = on_foot_now(fits, late)
    assert not impossible(problem, {"b", "c"}, "d")
    assert impossible(problem, {"b", "c"}, "e")
    assert not check(problem, plan(problem, ("b", "lin", 510), ("c", "lin", 545), ("d", "lin", 840)))


def test_she_is_not_next_door_before_the_begun_visit_ends() -> None:
    soon = stop("d", "home2", elder="another", earliest=511, latest=544)
    assert impossible(on_foot_now(soon), {"b"}, "d")
    assert not impossible(on_foot_now(replace(soon, latest=545)), {"b"}, "d")
    assert impossible(on_foot_now(replace(soon, latest=545)), {"b", "c"}, "d")


def test_a_pause_may_lie_before_what_has_begun() -> None:
    wanted = stop("d", "home1", earliest=580, latest=584)
    early, late = Break(20, 480, 600), Break(20, 535, 580)
    assert not impossible(on_foot_now(wanted, pause=early), {"b", "c"}, "d")
    assert impossible(on_foot_now(wanted, pause=late), {"b", "c"}, "d")


def test_what_might_lie_before_a_begun_visit_is_not_proven() -> None:
    over = stop("d", "home2", earliest=500, latest=505)
    assert not impossible(on_foot_now(over), {"b"}, "d")
