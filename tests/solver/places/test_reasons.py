"""Why a request waits, as rule and facts."""

from collections import Counter
from dataclasses import replace

from hypothesis import given

from solver.budget import Budget
from solver.places.check import check
from solver.places.more import HER_OWN
from solver.places.problem import PlacesProblem, Request
from solver.places.solution import Place, PlacesSolution
from solver.places.solve import solve
from solver.result import Unplanned
from tests.solver.places.cases import hers, kitchens, meal, problems, rooms, seat
from tests.solver.random_cases import random_cases


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


@random_cases(300)
@given(problems())
def test_reasons_are_those_of_putting_her_into_each_option(problem: PlacesProblem) -> None:
    solution = solve(problem, Budget()).solution
    requests = {request.key: request for request in problem.requests}
    for entry in solution.not_planned:
        waiting = requests[entry.key]
        assert entry.facts["options"] == len(waiting.options)
        if waiting.options:
            cheapest_first = sorted(waiting.options, key=lambda option: option.cost)
            assert_agrees(problem, entry, [overrun(problem, solution, waiting, one.supply) for one in cheapest_first])


def assert_agrees(problem: PlacesProblem, entry: Unplanned, over: list[dict[str, int]]) -> None:
    """With what the checker finds overrun at each option, the cheapest first: by limit what is taken with her."""
    rules = {limit.key: limit.rule for limit in problem.limits}
    stopped = Counter(rule for found in over for rule in {rules[key] for key in found})
    assert {f"options_{rule}": count for rule, count in stopped.items()} == {
        name: fact for name, fact in entry.facts.items() if name.startswith("options_")
    }
    assert stopped.total() >= len(over), "there was room for her"
    most = [rule for rule, count in stopped.items() if count == stopped.most_common(1)[0][1]]
    first = min(at for at, found in enumerate(over) if {rules[key] for key in found} & {*most})
    own = HER_OWN if HER_OWN in most else None
    assert entry.rule == own or (
        own is None and entry.rule in most and entry.rule in {rules[key] for key in over[first]}
    )
    limit = str(entry.facts["limit"])
    nearest = next(found for found in over if entry.rule in {rules[key] for key in found})
    assert rules[limit] == entry.rule
    assert entry.facts["taken"] == nearest[limit] - int(str(entry.facts["needed"]))


def overrun(problem: PlacesProblem, solution: PlacesSolution, waiting: Request, supply: str) -> dict[str, int]:
    """By limit what would be taken of it, where she is one too many there."""
    with_her = PlacesSolution((*solution.places, Place(waiting.key, supply)), ())
    return {one.key: int(str(one.facts["taken"])) for one in check(problem, with_her) if "capacity" in one.facts}
