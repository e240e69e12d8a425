"""What would help an open visit of a running week lies ahead."""

import pytest

from solver.budget import Budget
from solver.explain.remedies import Answer, Remedy
from solver.week.check import check
from solver.week.explained import facts_of
from solver.week.problem import WeekProblem
from solver.week.solve import solve
from tests.solver.week.example import small_week, visit, with_unit
from tests.solver.week.running import running

NOW = 595


def one_carer() -> WeekProblem:
    """Whoever is with the first elder from ten to ten on; all others are no caregivers."""
    long = visit(0, days=(0,), times=1, minutes=60, earliest=590, latest=590)
    week = with_unit(small_week(), visits=(long,), meals=(), seats=(), covers=())
    return with_unit(week, people=tuple(one for one in week.units[0].people if one.employee.key == "carer0"))


def test_what_helps_a_visit_of_the_day_that_runs_lies_ahead() -> None:
    week = one_carer()
    now = running(week, solve(week, Budget()).solution, NOW)
    late = visit(1, days=(0,), times=1, minutes=30, earliest=510, latest=600)
    now = with_unit(now, visits=(*now.units[0].visits, late))
    solution = solve(now, Budget()).solution
    assert check(now, solution) == []
    (left,) = solution.not_planned
    helps = {name: minutes for name, minutes in left.facts.items() if name.startswith("fits_")}
    assert (left.key, helps) == ("wash1@0", {"fits_later": 60})


@pytest.mark.parametrize("minutes", [1, 20, 60])
def test_a_week_planned_again_in_or_after_a_pause_tells_of_what_is_open(minutes: int) -> None:
    week = one_carer()
    first = solve(week, Budget()).solution
    (pause,) = (pause for routes in first.routes for pause in routes.pauses)
    now = running(week, first, pause.start + minutes)
    begins = pause.start + 120
    both = (visit(at, days=(0,), times=1, minutes=60, earliest=begins, latest=begins) for at in (1, 2))
    now = with_unit(now, visits=(*now.units[0].visits, *both))
    solution = solve(now, Budget()).solution
    assert check(now, solution) == []
    assert [left.facts["more_carers"] for left in solution.not_planned if left.kind == "visit"] == [1]


def test_of_each_visit_what_was_found_of_it() -> None:
    """Two days; the proof is of one visit, for which nothing that was tried helps but two more carers; and whoever
    moves is told where anybody does. Of the third there was no time for what helps."""
    monday = Answer(
        {"a@0": (Remedy("later", 30, 0), Remedy("one_more", 480, 2)), "b@0": ()},
        impossible=frozenset({"b@0"}),
        tried={"b@0": ("later", "one_more")},
        more_carers={"b@0": 2},
    )
    stopped = Answer({}, frozenset({"c@2"}), more_carers={"d@2": 1})
    tuesday = Answer({"a@1": (Remedy("earlier", 15, 1),)}, frozenset())
    assert facts_of([monday, tuesday, stopped]) == {
        "a@0": {"fits_later": 30, "fits_one_more": 480, "moves_one_more": 2},
        "b@0": {"tried_later": True, "tried_one_more": True, "more_carers": 2, "impossible": True},
        "a@1": {"fits_earlier": 15, "moves_earlier": 1},
        "c@2": {"impossible": True},
        "d@2": {"more_carers": 1},
    }
