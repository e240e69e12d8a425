"""Why a drop stays in the kitchen, as rule and facts."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from solver.budget import Budget
from solver.meals.problem import Carrier, Drop, RoundsProblem
from solver.meals.solve import solve
from solver.result import Unplanned
from tests.solver.meals.cases import ELEVEN, LATE, drop, kitchen, problems, rider


def waits(problem: RoundsProblem) -> list[Unplanned]:
    return list(solve(problem, Budget(effort=0.1)).solution.not_planned)


def test_nobody_to_bring_it() -> None:
    (entry,) = waits(kitchen([], [drop(0)]))
    assert (entry.kind, entry.key, entry.priority_class, entry.minutes) == ("meal", "door0", 2, 30)
    assert (entry.rule, entry.facts["carriers"]) == ("staff_available", 0)


def test_more_boxes_than_any_vehicle_holds() -> None:
    (entry,) = waits(kitchen([rider(boxes=10), rider("hua", boxes=12)], [drop(0, boxes=13)]))
    assert (entry.rule, entry.facts["boxes"], entry.facts["room"]) == ("vehicle_boxes", 13, 12)
    assert (entry.facts["carriers_able"], entry.facts["carriers_vehicle_boxes"]) == (0, 2)


def test_too_far_to_ride() -> None:
    (entry,) = waits(kitchen([rider()], [drop(3)], ride=20))
    assert (entry.rule, entry.facts["minutes"], entry.facts["limit"]) == ("box_ride_time", 21, 20)


def test_cold_before_anybody_is_there() -> None:
    (entry,) = waits(kitchen([rider(start=ELEVEN)], [drop(0)], plate=45))
    assert (entry.rule, entry.facts["limit"]) == ("pot_to_plate", 45)


@pytest.mark.parametrize(
    ("carrier", "others", "later"),
    [
        pytest.param(rider(start=ELEVEN), [], LATE.leaves, id="she comes late"),
        pytest.param(rider(start=ELEVEN, end=ELEVEN + 20), [], None, id="she comes late and goes soon"),
        pytest.param(rider(boxes=1), [drop(2, priority_class=1)], LATE.leaves, id="she is out with another"),
        pytest.param(rider(boxes=1, end=ELEVEN + 20), [drop(2, priority_class=1)], None, id="and goes soon"),
    ],
)
def test_a_later_wave_is_named_where_somebody_has_time_for_it(
    carrier: Carrier, others: list[Drop], later: int | None
) -> None:
    """Plates by five past eleven, or by twenty-five to twelve with the late wave."""
    (entry,) = waits(kitchen([carrier], [drop(0), *others], plate=45))
    assert (entry.key, entry.rule, entry.facts.get("later_wave")) == ("door0", "pot_to_plate", later)


def test_she_leaves_before_anybody_could_be_there() -> None:
    (entry,) = waits(kitchen([rider()], [replace(drop(0), latest=ELEVEN - 16)]))
    assert (entry.rule, entry.facts["latest"]) == ("elder_in_one_place", ELEVEN - 16)


def test_too_hot_to_go_so_far() -> None:
    (entry,) = waits(kitchen([rider()], [drop(3)], outdoor=43))
    assert (entry.rule, entry.facts["minutes"], entry.facts["limit"]) == ("heat_outdoors", 44, 43)


def test_her_duty_is_full_with_others() -> None:
    """14 minutes for the nearer door from 10:40, 24 for the next: only one of them before 11:04."""
    problem = kitchen([rider(boxes=1, end=ELEVEN + 4)], [drop(0, priority_class=1), drop(1)])
    (entry,) = waits(problem)
    assert (entry.key, entry.rule) == ("door1", "shift_span")
    assert (entry.facts["carriers_able"], entry.facts["carriers_shift_span"]) == (1, 1)


@settings(deadline=None, max_examples=60)
@given(problems())
def test_every_waiting_drop_names_a_rule_that_stopped_somebody(problem: RoundsProblem) -> None:
    for entry in waits(problem):
        assert entry.facts["carriers"] == len(problem.carriers)
        assert (entry.rule == "staff_available") == (not problem.carriers)
        if problem.carriers:
            assert entry.facts[f"carriers_{entry.rule}"]
