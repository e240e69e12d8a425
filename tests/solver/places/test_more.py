"""How much more would let in those who wait: with it they fit, and left is who could have no place with any of it."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given

from solver.budget import Budget
from solver.places.problem import PlacesProblem
from solver.places.solve import solve
from solver.result import Fact, Unplanned
from tests.solver.places.cases import hers, kitchens, meal, problems, rooms, seat
from tests.solver.random_cases import random_cases


def more(problem: PlacesProblem) -> list[dict[str, Fact]]:
    """Of everybody who waits what the facts tell of that."""
    return [_more(one.facts) for one in solve(problem, Budget()).solution.not_planned]


def _more(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    return {name: fact for name, fact in facts.items() if name.startswith("more_")}


def test_all_who_wait_for_a_kitchen_tell_what_they_lack_together() -> None:
    problem = kitchens(*(meal(key, ("A-plain", 1)) for key in "abcd"), portions=2)
    lack = {
        **{"more_kitchen_diet": 2, "more_kitchen_diet_at": "A-plain"},
        **{"more_kitchen_portions": 2, "more_kitchen_portions_at": "A"},
    }
    assert more(problem) == [lack, lack]


def test_a_diet_that_is_used_up_says_nothing_of_portions_that_are_left() -> None:
    problem = kitchens(meal("a", ("A-soft", 1)), meal("b", ("A-soft", 1)), portions=9)
    assert more(problem) == [{"more_kitchen_diet": 1, "more_kitchen_diet_at": "A-soft"}]


def test_of_places_alike_each_lacks_about_as_much() -> None:
    problem = kitchens(*(meal(key, ("A-plain", 1), ("B-plain", 1)) for key in "abcd"), portions=1)
    assert {facts["more_kitchen_portions"] for facts in more(problem)} == {1}


def test_staff_is_counted_by_what_guests_take_of_it() -> None:
    ahead, behind = (seat(key, ("A-am", 0), staff=40, priority_class=grade) for grade, key in enumerate("ab", 1))
    assert more(rooms(ahead, behind, staff=70)) == [{"more_staff_ratio": 10, "more_staff_ratio_at": "A-am-staff"}]


def test_no_room_helps_who_sits_elsewhere_at_that_hour() -> None:
    problem = hers(rooms(seat("a", ("A-am", 0), priority_class=3), seat("b", ("A-day", 0)), seats=1), "a", "b")
    assert more(problem) == [{}]


def grown(problem: PlacesProblem, left: tuple[Unplanned, ...]) -> PlacesProblem:
    """With so much more of every limit as somebody says who could draw on it."""
    draws = {supply.key: supply.limits for supply in problem.supplies}
    asked = {request.key: request for request in problem.requests}
    more_of = {limit.key: 0 for limit in problem.limits}
    rules = {limit.key: limit.rule for limit in problem.limits}
    for one in left:
        for key in {key for option in asked[one.key].options for key in draws[option.supply]}:
            more_of[key] = max(more_of[key], int(one.facts.get(f"more_{rules[key]}") or 0))
    limits = tuple(replace(limit, capacity=limit.capacity + more_of[limit.key]) for limit in problem.limits)
    return replace(problem, limits=limits)


@random_cases(80)
@given(problems())
def test_with_so_much_more_nobody_waits_who_said_so(problem: PlacesProblem) -> None:
    left = solve(problem, Budget()).solution.not_planned
    without = [one.key for one in left if not _more(one.facts)]
    prices = {request.key: request.open_price for request in problem.requests}
    then = solve(grown(problem, left), Budget()).solution.not_planned
    assert sum(prices[one.key] for one in then) <= sum(prices[key] for key in without)
