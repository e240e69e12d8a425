"""Each rule that can stop a stop is named, with counts and never with names."""

import pytest

from solver.budget import Budget
from solver.result import Unplanned
from solver.visits.check import check
from solver.visits.problem import Break, Carer, Link, Stop
from solver.visits.reasons import reasons
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


BUSY = stop("busy", "home2", earliest=620, latest=620)
AT_HOME_LATE = stop(earliest=530, latest=610, blocked=((500, 600),))
NOON = Break(30, 540, 570)


@pytest.mark.parametrize(
    ("who", "wanted", "free", "told"),
    [
        pytest.param(carer(), AT_HOME_LATE, 10, [], id="the elder comes home too late"),
        pytest.param(carer(pause=Break(30, 700, 760)), AT_HOME_LATE, 10, [], id="her break is elsewhere"),
        pytest.param(carer(pause=NOON), stop(latest=540), 30, ["break_in_the_way"], id="her break takes its minutes"),
        pytest.param(carer(pause=NOON), stop(latest=550), 40, ["break_in_the_way"], id="wherever the visit starts"),
        pytest.param(carer(), stop(latest=540), 30, [], id="there is room for it"),
    ],
)
def test_a_break_is_blamed_only_where_the_visit_would_fit_without_it(
    who: Carer, wanted: Stop, free: int, told: list[str]
) -> None:
    problem = day([who], [wanted, BUSY])
    (left,) = reasons(problem, plan(problem, ("busy", "lin", 620)).assignments)
    assert (left.rule, left.facts["candidates"], left.facts["free_minutes"]) == ("no_overlap_with_travel", 1, free)
    assert [name for name in ("never_together", "break_in_the_way") if name in left.facts] == told


def test_two_who_are_free_one_after_the_other() -> None:
    one_after_the_other = [carer("lin", end=580), carer("wu", start=560)]
    (left,) = reasons(day(one_after_the_other, [stop(carers=2)]), ())
    assert (left.facts["candidates"], left.facts["free_minutes"], left.facts["never_together"]) == (2, 60, True)


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
