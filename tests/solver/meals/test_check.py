"""Each rule of rounds: one test breaks it, one keeps it."""

from dataclasses import replace

import pytest

from solver.meals.check import check
from solver.meals.problem import RoundsProblem
from solver.meals.solution import RoundsSolution
from solver.result import Unplanned
from tests.solver.meals.cases import ELEVEN, drop, kitchen, planned, rider


def broken(problem: RoundsProblem, solution: RoundsSolution) -> set[str]:
    return {breach.rule for breach in check(problem, solution)}


def both(problem: RoundsProblem) -> RoundsSolution:
    """One rider brings door0 and door1 in one round."""
    return planned(problem, lin=[["door0", "door1"]])


def test_vehicle_boxes_breaks() -> None:
    problem = kitchen([rider(boxes=4)], [drop(0, boxes=3), drop(1, boxes=2)])
    assert broken(problem, both(problem)) == {"vehicle_boxes"}


def test_another_vehicle_than_her_own_breaks_vehicle_boxes() -> None:
    problem = kitchen([rider(boxes=5)], [drop(0)])
    (one,) = planned(problem, lin=[["door0"]]).rounds
    assert broken(problem, RoundsSolution((replace(one, vehicle="lorry"),), ())) == {"vehicle_boxes"}


def test_vehicle_boxes_keeps() -> None:
    problem = kitchen([rider(boxes=5)], [drop(0, boxes=3), drop(1, boxes=2)])
    assert broken(problem, both(problem)) == set()


def test_box_ride_time_breaks() -> None:
    """5 there, 1 up, 2 at the door, 1 down, 5 on, 1 up: 15 minutes."""
    problem = kitchen([rider()], [drop(0), drop(1)], ride=14)
    assert broken(problem, both(problem)) == {"box_ride_time"}


def test_box_ride_time_keeps() -> None:
    problem = kitchen([rider()], [drop(0), drop(1)], ride=15)
    assert broken(problem, both(problem)) == set()


def test_pot_to_plate_breaks() -> None:
    """The early wave leaves 20 minutes after the pot: 35 minutes at the second door."""
    problem = kitchen([rider()], [drop(0), drop(1)], plate=34)
    assert broken(problem, both(problem)) == {"pot_to_plate"}


def test_pot_to_plate_keeps() -> None:
    problem = kitchen([rider()], [drop(0), drop(1)], plate=35)
    assert broken(problem, both(problem)) == set()


def test_elder_in_one_place_breaks_when_she_has_left() -> None:
    """The second door has its boxes at 10:55."""
    problem = kitchen([rider()], [drop(0), replace(drop(1), latest=ELEVEN - 6)])
    assert broken(problem, both(problem)) == {"elder_in_one_place"}


def test_elder_in_one_place_keeps_while_she_is_there() -> None:
    problem = kitchen([rider()], [drop(0), replace(drop(1), latest=ELEVEN - 5)])
    assert broken(problem, both(problem)) == set()


def test_shift_span_breaks() -> None:
    """15 minutes to the last door, then 2 at it, 1 down and 10 back: 28 from 10:40."""
    problem = kitchen([rider(end=ELEVEN + 7)], [drop(0), drop(1)])
    assert broken(problem, both(problem)) == {"shift_span"}
    early_bird = replace(both(problem).rounds[0], leaves=ELEVEN - 61)
    assert "shift_span" in broken(problem, RoundsSolution((early_bird,), ()))


def test_shift_span_keeps() -> None:
    problem = kitchen([rider(end=ELEVEN + 8)], [drop(0), drop(1)])
    assert broken(problem, both(problem)) == set()


def test_time_window_breaks_before_the_wave_is_packed() -> None:
    problem = kitchen([rider()], [drop(0), drop(1)])
    (round_,) = both(problem).rounds
    early = replace(round_, leaves=round_.leaves - 1)
    assert broken(problem, RoundsSolution((early,), ())) == {"time_window"}


def test_time_window_breaks_with_boxes_of_another_wave() -> None:
    problem = kitchen([rider()], [drop(0, wave="late"), drop(1)])
    assert broken(problem, both(problem)) == {"time_window"}


def test_time_window_keeps() -> None:
    problem = kitchen([rider()], [drop(0, wave="late"), drop(1)])
    assert broken(problem, planned(problem, lin=[["door1"], ["door0"]])) == set()


@pytest.mark.parametrize("at", [0, 1])
def test_no_overlap_with_travel_breaks_on_the_way(at: int) -> None:
    problem = kitchen([rider()], [drop(0), drop(1)])
    (round_,) = both(problem).rounds
    deliveries = list(round_.deliveries)
    deliveries[at] = replace(deliveries[at], arrives=deliveries[at].arrives - 1)
    hurried = replace(round_, deliveries=tuple(deliveries))
    assert broken(problem, RoundsSolution((hurried,), ())) == {"no_overlap_with_travel"}


def test_no_overlap_with_travel_breaks_on_the_way_back() -> None:
    problem = kitchen([rider()], [drop(0), drop(1)])
    (round_,) = both(problem).rounds
    hurried = replace(round_, returns=round_.returns - 1)
    assert broken(problem, RoundsSolution((hurried,), ())) == {"no_overlap_with_travel"}


def test_no_overlap_with_travel_breaks_with_travel_that_is_not_so() -> None:
    problem = kitchen([rider()], [drop(0), drop(1)])
    (round_,) = both(problem).rounds
    first, second = round_.deliveries
    told = replace(round_, deliveries=(first, replace(second, travel=4)))
    assert broken(problem, RoundsSolution((told,), ())) == {"no_overlap_with_travel"}


def test_no_overlap_with_travel_breaks_between_rounds() -> None:
    problem = kitchen([rider()], [drop(0), drop(1)])
    one, two = planned(problem, lin=[["door0"], ["door1"]]).rounds
    doors = tuple(replace(door, arrives=door.arrives - 1) for door in two.deliveries)
    hasty = replace(two, leaves=two.leaves - 1, returns=two.returns - 1, deliveries=doors)
    assert broken(problem, RoundsSolution((one, hasty), ())) == {"no_overlap_with_travel"}
    assert broken(problem, RoundsSolution((one, replace(two, trip=1)), ())) == {"no_overlap_with_travel"}


def test_no_overlap_with_travel_breaks_where_a_round_has_the_number_of_one_that_has_left() -> None:
    problem = kitchen([replace(rider(), trips=2)], [drop(0), drop(1)])
    plan = planned(problem, lin=[["door0"], ["door1"]])
    assert [one.trip for one in plan.rounds] == [3, 4]
    assert broken(problem, plan) == set()
    again = replace(plan, rounds=tuple(replace(one, trip=at) for at, one in enumerate(plan.rounds, 2)))
    assert broken(problem, again) == {"no_overlap_with_travel"}


def test_no_overlap_with_travel_keeps() -> None:
    problem = kitchen([rider(), rider("hua")], [drop(0), drop(1), drop(2)])
    assert broken(problem, planned(problem, lin=[["door0"], ["door1"]], hua=[["door2"]])) == set()


def test_heat_outdoors_breaks() -> None:
    """Two rounds of 14 and 24 minutes."""
    problem = kitchen([rider()], [drop(0), drop(1)], outdoor=37)
    assert broken(problem, planned(problem, lin=[["door0"], ["door1"]])) == {"heat_outdoors"}


def test_heat_outdoors_keeps() -> None:
    problem = kitchen([rider()], [drop(0), drop(1)], outdoor=38)
    assert broken(problem, planned(problem, lin=[["door0"], ["door1"]])) == set()


def test_not_planned_breaks_when_a_drop_is_lost_or_brought_twice() -> None:
    problem = kitchen([rider()], [drop(0), drop(1)])
    one, two = planned(problem, lin=[["door0"], ["door0"]]).rounds
    assert broken(problem, RoundsSolution((one, two), ())) == {"not_planned"}
    assert broken(problem, RoundsSolution((), ())) == {"not_planned"}


def test_not_planned_breaks_without_an_honest_entry() -> None:
    problem = kitchen([rider()], [drop(0)])
    entry = Unplanned("meal", "door0", 2, 30, "shift_span", {"carriers": 1})
    assert broken(problem, RoundsSolution((), (entry,))) == set()
    for false in (
        replace(entry, rule="travel"),
        replace(entry, facts={}),
        replace(entry, minutes=1),
        replace(entry, priority_class=4),
        replace(entry, key="ghost"),
    ):
        assert "not_planned" in broken(problem, RoundsSolution((), (false,)))


def test_not_planned_keeps_with_every_drop_brought_or_listed() -> None:
    problem = kitchen([rider()], [drop(0), drop(1)])
    assert broken(problem, planned(problem, lin=[["door1"]])) == set()


def test_staff_available_breaks_with_a_carrier_or_drop_nobody_knows() -> None:
    problem = kitchen([rider()], [drop(0)])
    (round_,) = planned(problem, lin=[["door0"]]).rounds
    for strange in (
        replace(round_, carrier="ghost"),
        replace(round_, wave="midnight"),
        replace(round_, deliveries=()),
        replace(round_, deliveries=(replace(round_.deliveries[0], drop="nowhere"),)),
    ):
        assert "staff_available" in broken(problem, RoundsSolution((strange,), ()))


def test_staff_available_keeps() -> None:
    problem = kitchen([rider()], [drop(0)])
    assert broken(problem, planned(problem, lin=[["door0"]])) == set()
