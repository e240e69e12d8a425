"""Each rule that can stop a stop is named, with counts and never with names."""

import pytest

from solver.budget import Budget
from solver.result import Unplanned
from solver.visits.check import check
from solver.visits.problem import Carer, Link, Stop
from solver.visits.solve import solve

from .small import carer, day, plan, stop


def why(who: list[Carer], *wanted: Stop) -> list[Unplanned]:
    return list(solve(day(who, list(wanted)), Budget(effort=0.1)).solution.not_planned)


@pytest.mark.parametrize(
    ("rule", "who", "wanted"),
    [
        ("skill", carer(), stop(skill="nurse")),
        ("certificate_valid", carer(expired=frozenset({"nurse"})), stop(skill="nurse")),
        ("same_sex", carer(gender="m"), stop(gender="f")),
        ("excluded_pair", carer("lin"), stop(excluded=frozenset({"lin"}))),
        ("volunteer_low_risk", carer(low_risk_only=True), stop()),
        ("pinned", carer("lin"), stop(pinned_carers=frozenset({"wu"}))),
        ("shift_span", carer(start=620), stop()),
        ("travel", carer(start=595), stop()),
        ("time_window", carer(), stop(pinned_start=700)),
        ("elder_in_one_place", carer(), stop(blocked=((500, 700),))),
        ("with_the_meal", carer(), stop(meal_at=601)),
        ("elder_in_one_place", carer(), stop(meal_at=560, blocked=((500, 700),))),
        ("skill", carer(), stop(carers=2, skill="nurse")),
    ],
)
def test_the_first_rule_that_leaves_too_few(rule: str, who: Carer, wanted: Stop) -> None:
    named = {"travel": "shift_span"}.get(rule, rule)
    others = [carer("other", gender="m", skills=frozenset())] if wanted.carers > 1 else []
    assert [left.rule for left in why([who, *others], wanted)] == [named]


def test_a_way_that_does_not_fit_the_shift_is_named_as_the_checker_names_it() -> None:
    problem = day([carer(start=595)], [stop()])
    (left,) = solve(problem, Budget(effort=0.1)).solution.not_planned
    assert (left.rule, left.facts["after_shift_span"], left.facts["after_travel"]) == ("shift_span", 1, 0)
    assert {breach.rule for breach in check(problem, plan(problem, ("wash", "lin", 600)))} == {left.rule}


def test_everybody_who_could_is_busy() -> None:
    left = why([carer()], stop("a", latest=540, priority_class=1), stop("b", "home2", latest=545))
    assert [(one.key, one.rule) for one in left] == [("b", "no_overlap_with_travel")]
    assert left[0].facts["candidates"] == 1
    assert left[0].facts["needed_minutes"] == 30
    assert left[0].facts["free_minutes"] == 0


def test_everybody_has_as_many_visits_as_a_day_may_hold() -> None:
    problem = day([carer()], [stop("a", priority_class=1), stop("b", "home2", latest=900)], most_visits=1)
    (left,) = solve(problem, Budget(effort=0.1)).solution.not_planned
    assert (left.key, left.rule, left.facts["after_travel"], left.facts["after_visits_a_day"]) == (
        "b",
        "visits_a_day",
        1,
        0,
    )


def test_the_elder_cannot_have_both_at_once() -> None:
    both = [stop("a", elder="zhou", latest=540, priority_class=1), stop("b", elder="zhou", latest=545)]
    assert [(one.key, one.rule) for one in why([carer("lin"), carer("wu")], *both)] == [("b", "elder_in_one_place")]


def test_a_link_leaves_no_minute() -> None:
    problem = day(
        [carer("lin"), carer("wu")], [stop("a", priority_class=1), stop("b", "home2")], Link("a", "b", 60, 90)
    )
    left = solve(problem, Budget(effort=0.1)).solution.not_planned
    assert [(one.key, one.rule) for one in left] == [("b", "order_and_gap")]


def test_no_fact_names_anybody() -> None:
    left = why([carer("lin"), carer("wu")], stop(excluded=frozenset({"lin", "wu"})))
    assert all(isinstance(value, int) for one in left for value in one.facts.values())
