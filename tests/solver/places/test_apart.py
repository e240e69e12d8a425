"""What shares no limit is solved apart, and comes out as it would in one."""

from dataclasses import replace

from hypothesis import given

from solver.budget import Budget
from solver.places.apart import apart, together
from solver.places.check import check
from solver.places.problem import Limit, Option, PlacesProblem, Request, Supply
from solver.places.solve import solve
from tests.solver.places.cases import kitchens, meal, problems
from tests.solver.random_cases import random_cases

many = random_cases(60)


def beside(one: PlacesProblem, other: PlacesProblem) -> PlacesProblem:
    """Both as one problem, request by request in turn; the other's keys have a mark."""
    marked = PlacesProblem(
        tuple(_marked(request) for request in other.requests),
        tuple(Supply(f"{supply.key}'", tuple(f"{key}'" for key in supply.limits)) for supply in other.supplies),
        tuple(replace(limit, key=f"{limit.key}'") for limit in other.limits),
    )
    longest = max(len(one.requests), len(marked.requests))
    turns = (requests[at : at + 1] for at in range(longest) for requests in (one.requests, marked.requests))
    return PlacesProblem(
        tuple(request for turn in turns for request in turn),
        (*one.supplies, *marked.supplies),
        (*one.limits, *marked.limits),
    )


def _marked(request: Request) -> Request:
    options = tuple(Option(f"{option.supply}'", option.cost) for option in request.options)
    return replace(request, key=f"{request.key}'", options=options)


@many
@given(problems(), problems())
def test_apart_is_as_good_as_in_one(one: PlacesProblem, other: PlacesProblem) -> None:
    whole = beside(one, other)
    at_once = solve(whole, Budget(seed=3))
    answers = [solve(part, Budget(seed=3)) for part in apart(whole, least=1)]
    joined = together(whole, answers)
    assert joined.solution == at_once.solution
    assert (joined.cost, joined.bound, joined.proven) == (at_once.cost, at_once.bound, at_once.proven)
    assert sorted(joined.matches, key=str) == sorted(at_once.matches, key=str)
    assert check(whole, joined.solution) == []


@many
@given(problems(), problems())
def test_no_limit_is_in_two_of_them_and_every_request_in_one(one: PlacesProblem, other: PlacesProblem) -> None:
    whole = beside(one, other)
    parts = apart(whole, least=1)
    limits = [limit.key for part in parts for limit in part.limits]
    assert len(set(limits)) == len(limits)
    assert sorted(request.key for part in parts for request in part.requests) == sorted(
        request.key for request in whole.requests
    )


def test_two_kitchens_that_nobody_shares_are_two_problems() -> None:
    problem = kitchens(meal("a", ("A-plain", 1)), meal("b", ("B-plain", 1)), meal("c", ("A-plain", 1)))
    parts = apart(problem, least=1)
    assert [[request.key for request in part.requests] for part in parts] == [["a", "c"], ["b"]]
    assert [[limit.key for limit in part.limits] for part in parts] == [
        ["A", "A-plain", "A-soft"],
        ["B", "B-plain", "B-soft"],
    ]


def test_who_may_go_to_either_holds_them_together() -> None:
    problem = kitchens(meal("a", ("A-plain", 1), ("B-soft", 1)), meal("b", ("B-plain", 1)), meal("c", ("A-plain", 1)))
    assert apart(problem, least=1) == [problem]


def test_what_is_not_worth_a_way_goes_with_another() -> None:
    requests = [meal(f"{house}{at}", (f"{house}-plain", 1)) for house in "AB" for at in range(3)]
    problem = kitchens(*requests)
    assert len(apart(problem, least=3)) == 2
    assert len(apart(problem, least=4)) == 1
    assert apart(problem) == [problem]


def test_a_request_that_nothing_is_offered_waits_all_the_same() -> None:
    problem = kitchens(meal("a", ("A-plain", 1)), meal("nothing"), meal("b", ("B-plain", 1)))
    joined = together(problem, [solve(part, Budget()) for part in apart(problem, least=1)])
    assert [entry.key for entry in joined.solution.not_planned] == ["nothing"]
    assert joined == replace(solve(problem, Budget()), seconds=joined.seconds, matches=joined.matches)


def test_nothing_asked_is_one_problem() -> None:
    problem = PlacesProblem((), (), (Limit("A", "kitchen_portions", 1),))
    assert apart(problem) == [problem]
    assert together(problem, [solve(problem, Budget())]).proven
