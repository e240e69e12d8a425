"""What is expected of rounds is kept as far as it can be: who comes, and about when."""

from dataclasses import replace

import pytest

from solver.budget import Budget
from solver.meals.check import check
from solver.meals.expected import told
from solver.meals.problem import Carrier, Drop, Expected, RoundsProblem
from solver.meals.solution import RoundsSolution
from solver.meals.solve import solve
from tests.solver.meals.cases import ELEVEN, drop, kitchen, planned, rider
from tests.solver.meals.test_solve import town, trips

LIN, HUA = rider(), rider("hua")


def minutes(solution: RoundsSolution) -> dict[str, tuple[str, int]]:
    return {delivery.drop: (one.carrier, delivery.arrives) for one in solution.rounds for delivery in one.deliveries}


def surprised(before: RoundsSolution, after: RoundsSolution) -> list[str]:
    was, now = minutes(before), minutes(after)
    brought = [key for key in was if key in now]
    return [key for key in brought if now[key][0] != was[key][0] or abs(now[key][1] - was[key][1]) > 15]


def without(problem: RoundsProblem, *keys: str) -> RoundsProblem:
    return replace(problem, drops=tuple(one for one in problem.drops if one.key not in keys))


def test_rounds_that_were_announced_are_left_alone_although_others_are_shorter() -> None:
    problem = kitchen([LIN, HUA], [drop(at) for at in range(4)])
    zigzag = planned(problem, lin=[["door3", "door0"]], hua=[["door2", "door1"]])
    result = solve(told(problem, zigzag.rounds), Budget(seed=3))
    assert result.solution == zigzag
    assert result.work == 0
    assert "changed_after_publish" not in {match.rule for match in result.matches}


def test_without_a_door_on_the_way_the_others_are_brought_when_they_were_told() -> None:
    problem = kitchen([replace(LIN, boxes=2)], [drop(at) for at in range(4)])
    before = solve(problem, Budget()).solution
    first = before.rounds[0].deliveries[0].drop
    after = solve(without(told(problem, before.rounds), first), Budget()).solution
    waited = {key: (who, at) for key, (who, at) in minutes(before).items() if key != first}
    assert all(abs(minutes(after)[key][1] - at) <= 15 for key, (_, at) in waited.items())
    second = {delivery.drop for delivery in before.rounds[1].deliveries}
    assert {key: minutes(after)[key] for key in second} == {key: waited[key] for key in second}
    assert check(without(problem, first), after) == []


def test_a_new_door_changes_hardly_anything_where_planned_anew_much_would_change() -> None:
    """The town's carriers are out until the end of their duty: something has to give way."""
    problem = town()
    before = solve(without(problem, "d7"), Budget()).solution
    kept, anew = solve(told(problem, before.rounds), Budget()).solution, solve(problem, Budget()).solution
    assert check(problem, kept) == []
    assert "d7" in minutes(kept)
    assert len(surprised(before, kept)) <= 2
    assert len(surprised(before, anew)) > 10


def test_only_the_boxes_of_who_is_not_there_go_to_others() -> None:
    problem = kitchen([LIN, HUA], [drop(at) for at in range(4)])
    before = planned(problem, lin=[["door0", "door1"]], hua=[["door2", "door3"]])
    alone = replace(told(problem, before.rounds), carriers=(HUA,))
    result = solve(alone, Budget())
    was, now = minutes(before), minutes(result.solution)
    assert all(abs(now[key][1] - was[key][1]) <= 15 for key in ("door2", "door3"))
    assert result.solution.not_planned == ()
    surprised = {match.key for match in result.matches if match.rule == "changed_after_publish"}
    assert surprised == {key for key in was if abs(now[key][1] - was[key][1]) > 15}


def test_what_was_announced_makes_way_for_what_would_stay_open() -> None:
    """She has no time to go to the end of the street and back twice, as was told."""
    doors = [drop(3), replace(drop(3), key="door3b", place="house3"), drop(0)]
    problem = kitchen([replace(LIN, end=ELEVEN + 40)], doors[:2])
    before = planned(replace(problem, carriers=(replace(LIN, end=ELEVEN + 70),)), lin=[["door3"], ["door3b"]])
    asked = told(replace(problem, drops=tuple(doors)), before.rounds)
    result = solve(asked, Budget())
    assert result.solution.not_planned == ()
    assert check(asked, result.solution) == []


@pytest.mark.parametrize(("weight", "kept"), [(30, True), (1, False)])
def test_what_is_only_usual_is_kept_where_it_costs_little(weight: int, kept: bool) -> None:
    """The second rider costs ten minutes of travel, and one for being out."""
    problem = replace(kitchen([LIN, HUA], [drop(0), drop(1)]), weights={"steady_meals": weight, "people_on_duty": 1})
    usual = planned(problem, lin=[["door0"]], hua=[["door1"]])
    found = solve(told(problem, usual.rounds, "steady_meals"), Budget()).solution
    assert (trips(found) == trips(usual)) is kept


@pytest.mark.parametrize(
    ("carrier", "at", "surprises"), [("lin", 15, 0), ("lin", 16, 1), ("hua", -16, 2), ("hua", 0, 1)]
)
def test_a_quarter_of_an_hour_is_no_surprise(carrier: str, at: int, surprises: int) -> None:
    door = replace(drop(0), expected=Expected("lin", 1, ELEVEN))
    assert door.surprises(carrier, ELEVEN + at, {"lin", "hua"}) == surprises
    assert Drop("d", "house0", 1, "early").surprises(carrier, ELEVEN + at, {"lin", "hua"}) == 0


def test_each_meal_of_a_load_at_another_time_is_a_surprise_and_its_carrier_one() -> None:
    load = replace(drop(0, boxes=5), expected=Expected("lin", 1, ELEVEN, meals=4))
    assert load.surprises("hua", ELEVEN + 16, {"lin", "hua"}) == 5
    assert load.surprises("hua", ELEVEN, {"lin", "hua"}) == 1


def test_one_elder_hears_of_another_time_rather_than_a_table_of_five() -> None:
    """The rider comes home between the two, so that one of them is late, and she was told the first trip."""
    minute, guests = ELEVEN + 1, 5
    home = replace(drop(1), expected=Expected("lin", 1, minute), told=True)
    table = replace(drop(3, boxes=guests), expected=Expected("lin", 2, minute, meals=guests), told=True)
    asked = kitchen([replace(LIN, boxes=guests)], [home, table])
    result = solve(asked, Budget())
    assert minutes(result.solution)["door3"] == ("lin", minute)
    assert [match.amount for match in result.matches if match.rule == "changed_after_publish"] == [1]
    assert check(asked, result.solution) == []


def test_another_carrier_is_no_surprise_where_the_expected_one_is_not_there() -> None:
    door = replace(drop(0), expected=Expected("lin", 1, ELEVEN))
    assert door.surprises("hua", ELEVEN, {"hua"}) == 0


def test_a_trip_keeps_the_order_of_its_doors_whatever_minutes_were_told() -> None:
    """The nearer door was told a minute after the farther one, and the trip comes by it first, as it did before."""
    problem = kitchen([LIN], [drop(0), drop(3)])
    before = planned(problem, lin=[["door0", "door3"]])
    asked = told(problem, before.rounds)
    (near, far) = asked.drops
    assert near.expected is not None
    assert far.expected is not None
    late = replace(near.expected, arrives=near.expected.arrives + 14, driven=near.expected.arrives)
    soon = replace(far.expected, arrives=far.expected.arrives - 14, driven=far.expected.arrives)
    asked = replace(asked, drops=(replace(near, expected=late), replace(far, expected=soon)))
    assert late.arrives > soon.arrives
    result = solve(asked, Budget())
    assert trips(result.solution) == trips(before)
    assert result.work == 0


def test_what_is_usual_does_not_stand_in_the_way_of_what_was_told() -> None:
    """The load that usually comes with her trip fills the box of another one's meal."""
    problem = kitchen([replace(LIN, boxes=2, end=ELEVEN + 20)], [drop(1), drop(2), drop(0)])
    before = planned(problem, lin=[["door1", "door2"]])
    usual = replace(drop(0), expected=Expected("lin", 1, ELEVEN - 14, "steady_meals"))
    asked = told(without(problem, "door0"), before.rounds)
    result = solve(replace(asked, drops=(*asked.drops, usual)), Budget())
    assert trips(result.solution) == trips(before)
    assert [need.key for need in result.solution.not_planned] == ["door0"]


def test_nobody_is_asked_twice_although_all_are_alike() -> None:
    """Of riders who are alike and at home the search asks only the first, and whoever is expected."""
    problem = kitchen([rider(f"r{at}") for at in range(4)], [drop(0)])
    asked = replace(problem, drops=(replace(drop(0), expected=Expected("r3", 1, ELEVEN - 14)), drop(1)))
    assert {carrier for carrier, _ in trips(solve(asked, Budget()).solution)} == {"r3"}


def test_a_trip_that_no_longer_fits_its_carrier_is_searched_anew() -> None:
    small = Carrier("lin", "lin's e-bike", "ebike", 1, ELEVEN - 60, ELEVEN + 120)
    problem = kitchen([LIN], [drop(0), drop(1)])
    asked = replace(told(problem, planned(problem, lin=[["door0", "door1"]]).rounds), carriers=(small,))
    result = solve(asked, Budget())
    assert result.solution.not_planned == ()
    assert check(asked, result.solution) == []


def test_what_can_be_driven_as_told_but_at_other_times_is_searched_for_fewer_surprises() -> None:
    """The first door of the trip takes longer than it did: it comes last, so that the two behind it come as told."""
    problem = kitchen([LIN], [drop(0), drop(1), drop(2)])
    before = planned(problem, lin=[["door0", "door1", "door2"]])
    (slow, *others) = told(problem, before.rounds).drops
    result = solve(replace(problem, drops=(replace(slow, access_minutes=12), *others)), Budget())
    assert trips(result.solution) == [("lin", ["door1", "door2", "door0"])]
    assert surprised(before, result.solution) == ["door0"]


@pytest.mark.parametrize(("door", "left", "most"), [("d33", 20, 0), ("d18", 22, 6)])
def test_rounds_that_make_way_come_back_to_what_was_told(door: str, left: int, most: int) -> None:
    """A door more and little time. Rounds from nothing left 22 behind without d33, and three came otherwise than told.

    With d18 one more of 23 doors is reached that stay in the kitchen where nothing makes way; most of the others are
    brought as told again; when they are not asked to, eleven are not.
    """
    problem = town()
    carriers = tuple(replace(one, end=670, boxes=6 + at) for at, one in enumerate(problem.carriers))
    problem = replace(problem, carriers=carriers)
    before = solve(without(problem, door), Budget()).solution
    asked = told(problem, before.rounds)
    after = solve(asked, Budget()).solution
    assert check(asked, after) == []
    assert len(after.not_planned) == left
    assert len(surprised(before, after)) <= most
