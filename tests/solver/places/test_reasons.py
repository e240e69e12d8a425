"""Why a request waits, as rule and facts."""

from dataclasses import replace

from hypothesis import given, settings

from solver.budget import Budget
from solver.places.problem import PlacesProblem
from solver.places.solve import solve
from solver.result import Unplanned
from tests.solver.places.cases import hers, kitchens, meal, problems, rooms, seat


def waits(problem: PlacesProblem) -> list[Unplanned]:
    return list(solve(problem, Budget()).solution.not_planned)


def test_no_option_left_names_the_rule_that_took_the_last() -> None:
    far = replace(meal("a"), ruled_out={"kitchen_diet": 2, "distance": 1, "opening_hours": 0})
    (entry,) = waits(kitchens(far))
    assert (entry.kind, entry.key, entry.priority_class, entry.minutes) == ("meal", "a", 2, 30)
    assert entry.rule == "distance"
    assert entry.facts == {"options": 0, "ruled_out_kitchen_diet": 2, "ruled_out_distance": 1}


def test_nothing_was_ever_on_offer() -> None:
    assert waits(kitchens(meal("a")))[0].rule == "kitchen_portions"
    assert waits(rooms(seat("a")))[0].rule == "zone_seats"


def test_a_full_kitchen_with_those_ahead() -> None:
    problem = kitchens(
        meal("first", ("A-plain", 1), priority_class=1),
        meal("second", ("A-plain", 1), priority_class=2),
        meal("third", ("A-plain", 1), priority_class=3),
        portions=2,
    )
    (entry,) = waits(problem)
    assert (entry.key, entry.rule) == ("third", "kitchen_portions")
    assert entry.facts["capacity"] == entry.facts["taken"] == 2
    assert (entry.facts["ahead_higher"], entry.facts["ahead_same"], entry.facts["ahead_class"]) == (2, 0, 2)
    assert entry.facts["options"] == entry.facts["options_kitchen_portions"] == 1


def test_the_limit_that_is_full_at_every_option_is_named() -> None:
    problem = rooms(
        seat("a", ("A-am", 0), staff=60, priority_class=1),
        seat("b", ("B-am", 0), staff=50, priority_class=1),
        seat("c", ("B-am", 0), staff=10, priority_class=1),
        seat("late", ("A-am", 5), ("B-am", 9), staff=20, priority_class=4),
        seats=2,
    )
    (entry,) = waits(problem)
    assert (entry.key, entry.rule) == ("late", "staff_ratio")
    assert (entry.facts["limit"], entry.facts["needed"], entry.facts["taken"]) == ("A-am-staff", 20, 60)
    assert (entry.facts["options_staff_ratio"], entry.facts["options_zone_seats"]) == (2, 1)


def test_her_other_seat_is_named_also_where_she_fills_the_room_with_it() -> None:
    problem = hers(rooms(seat("a", ("A-am", 0), priority_class=3), seat("b", ("A-day", 0)), seats=1), "a", "b")
    (entry,) = waits(problem)
    assert (entry.key, entry.rule, entry.facts["other"]) == ("a", "elder_in_one_place", "b")


@settings(deadline=None, max_examples=60)
@given(problems())
def test_a_limit_that_is_named_is_really_full(problem: PlacesProblem) -> None:
    limits = {limit.key: limit for limit in problem.limits}
    for entry in waits(problem):
        if entry.facts["options"]:
            limit = limits[str(entry.facts["limit"])]
            taken, needed = entry.facts["taken"], entry.facts["needed"]
            assert entry.rule == limit.rule
            assert isinstance(taken, int)
            assert isinstance(needed, int)
            assert taken + needed > limit.capacity == entry.facts["capacity"]
