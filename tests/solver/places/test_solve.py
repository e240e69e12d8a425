"""Places are the best there are, the same every time, and always pass the checker."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given

from solver.budget import Budget, Progress, Stopwatch
from solver.places.check import check
from solver.places.exact import search
from solver.places.flow import cheapest_flow
from solver.places.greedy import greedy, keeps_limits
from solver.places.neighbourhoods import improve
from solver.places.nesting import tree_of
from solver.places.parts import cut
from solver.places.problem import Limit, Option, PlacesProblem, Request, Supply
from solver.places.solution import PlacesSolution
from solver.places.solve import solve
from solver.result import Result
from tests.solver.places.cases import best_by_trying_all, kitchens, meal, problems, rooms, seat
from tests.solver.random_cases import random_cases

many = random_cases(60)


def served(result: Result[PlacesSolution]) -> dict[str, str]:
    return {place.request: place.supply for place in result.solution.places}


def goals(problem: PlacesProblem, result: Result[PlacesSolution]) -> tuple[int, int]:
    """Open price and option cost, counted again from the solution."""
    requests = {request.key: request for request in problem.requests}
    price = sum(requests[entry.key].open_price for entry in result.solution.not_planned)
    costs = {(key, option.supply): option.cost for key, request in requests.items() for option in request.options}
    return price, sum(costs[pair] for pair in served(result).items())


def test_what_a_place_costs_is_told_by_rule() -> None:
    lent = Option("A-plain", 73, (("loan_from_other_centre", 60), ("changed_after_publish", 9)))
    request = replace(meal("a"), options=(lent,))
    result = solve(kitchens(request, meal("b", ("B-plain", 5))), Budget())
    assert [(match.rule, match.key, match.cost) for match in result.matches] == [
        ("travel", "a", 4),
        ("loan_from_other_centre", "a", 60),
        ("changed_after_publish", "a", 9),
        ("travel", "b", 5),
    ]


def test_nearest_first_and_the_next_when_it_is_full() -> None:
    problem = kitchens(*(meal(key, ("A-plain", 1), ("B-plain", 5)) for key in "abc"), portions=2)
    result = solve(problem, Budget())
    assert sorted(served(result).values()) == ["A-plain", "A-plain", "B-plain"]
    assert (result.cost, result.bound, result.proven) == (7, 7, True)
    assert check(problem, result.solution) == []


def test_a_higher_class_is_never_left_out_for_a_lower_one() -> None:
    problem = kitchens(
        meal("daily", ("A-plain", 0), priority_class=3), meal("urgent", ("A-plain", 90), priority_class=1), portions=1
    )
    result = solve(problem, Budget())
    assert served(result) == {"urgent": "A-plain"}
    assert check(problem, result.solution) == []


def test_a_dear_place_is_better_than_none() -> None:
    problem = kitchens(*(meal(key, ("A-plain", 10**9), priority_class=4) for key in "ab"), portions=1)
    assert len(served(solve(problem, Budget()))) == 1


def test_who_may_go_elsewhere_makes_room() -> None:
    problem = rooms(
        seat("either", ("A-am", 0), ("B-am", 50)), seat("bound", ("A-day", 0), priority_class=4), seats=1, staff=20
    )
    result = solve(problem, Budget())
    assert served(result) == {"either": "B-am", "bound": "A-day"}
    assert result.proven
    assert check(problem, result.solution) == []


def test_nothing_asked_nothing_given() -> None:
    result = solve(kitchens(), Budget())
    assert (result.solution, result.cost, result.proven) == (PlacesSolution((), ()), 0, True)


@many
@given(problems(most=6))
def test_equals_the_best_of_all_plans(problem: PlacesProblem) -> None:
    result = solve(problem, Budget())
    assert result.proven
    assert goals(problem, result) == best_by_trying_all(problem)
    assert result.bound == result.cost == sum(goals(problem, result))


def keeping(problem: PlacesProblem) -> PlacesProblem:
    """The same, where those later in the alphabet depend on their places more."""
    order = {key: at for at, key in enumerate(sorted(request.key for request in problem.requests))}
    requests = (replace(request, keep=100 * order[request.key]) for request in problem.requests)
    return replace(problem, requests=tuple(requests))


def test_whoever_matters_most_keeps_the_place_and_others_wait() -> None:
    problem = kitchens(*(meal(key, ("A-plain", at)) for at, key in enumerate("abcd")), portions=2)
    assert set(served(solve(problem, Budget()))) == {"a", "b"}
    assert set(served(solve(keeping(problem), Budget()))) == {"c", "d"}


def test_a_higher_class_comes_before_whoever_matters_more() -> None:
    problem = kitchens(
        meal("a", ("A-plain", 0), priority_class=1), meal("b", ("A-plain", 0), priority_class=2), portions=1
    )
    assert set(served(solve(keeping(problem), Budget()))) == {"a"}


@many
@given(problems(most=6))
def test_who_waits_is_chosen_only_where_somebody_has_to(problem: PlacesProblem) -> None:
    as_ever, kept = solve(problem, Budget()), solve(keeping(problem), Budget())
    assert check(problem, kept.solution) == []
    assert goals(problem, kept)[0] == goals(problem, as_ever)[0]
    assert kept.bound == as_ever.bound
    if not as_ever.solution.not_planned:
        assert served(kept) == served(as_ever)


@many
@given(problems())
def test_every_solution_passes_the_checker_and_costs_what_it_says(problem: PlacesProblem) -> None:
    result = solve(problem, Budget())
    assert check(problem, result.solution) == []
    assert result.cost == sum(goals(problem, result)) == sum(match.cost for match in result.matches)


@many
@given(problems(nested=True))
def test_flow_and_exact_search_agree(problem: PlacesProblem) -> None:
    for part in cut(problem).parts:
        tree = tree_of(part)
        assert tree.exact
        flow = cheapest_flow(part, tree)
        exact = search(part, greedy(part), 5.0, Budget(), Stopwatch(Budget(), 60))
        assert exact.proven
        assert part.open_price(flow) == part.open_price(exact.chosen)
        assert part.cost(flow) == part.cost(exact.chosen) == exact.bound


@random_cases(25)
@given(problems(nested=False))
def test_piece_by_piece_never_gets_worse_nor_breaks_a_limit(problem: PlacesProblem) -> None:
    for part in cut(problem).parts:
        start = greedy(part)
        better, _ = improve(part, start, 0.02, Budget(), Stopwatch(Budget(), 60))
        assert keeps_limits(part, better)
        assert (part.open_price(better), part.cost(better)) <= (part.open_price(start), part.cost(start))


@many
@given(problems())
def test_the_order_of_the_input_does_not_matter(problem: PlacesProblem) -> None:
    turned = PlacesProblem(problem.requests[::-1], problem.supplies[::-1], problem.limits[::-1])
    assert served(solve(problem, Budget())) == served(solve(turned, Budget()))


def crowded() -> PlacesProblem:
    """Forty guests for two rooms that hold about half of them: no tree, no quick proof."""
    return rooms(
        *(
            seat(f"g{at:02}", (f"A-{half}", at % 7), (f"B-{half}", at % 5), staff=4 + at % 9, priority_class=1 + at % 4)
            for at, half in enumerate(["am", "pm", "day", "pm"] * 10)
        ),
        seats=11,
        staff=77,
    )


def test_the_same_places_in_a_second_process() -> None:
    program = (
        "from tests.solver.places.test_solve import *\n"
        "print(sorted(served(solve(crowded(), Budget(effort=0.1, seed=3))).items()))"
    )
    here = sorted(served(solve(crowded(), Budget(effort=0.1, seed=3))).items())
    there = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert there.strip() == str(here)


def test_effort_is_counted_in_work() -> None:
    little = solve(crowded(), Budget(effort=0.01))
    much = solve(crowded(), Budget(effort=4))
    assert little.work < much.work
    assert goals(crowded(), much) <= goals(crowded(), little)
    assert little.reproducible
    assert check(crowded(), little.solution) == []


def test_the_clock_takes_reproducibility_away() -> None:
    result = solve(crowded(), Budget(seconds=0.5))
    assert not result.reproducible
    assert check(crowded(), result.solution) == []


def test_cancelled_gives_what_priority_gives() -> None:
    result = solve(crowded(), Budget(cancelled=lambda: True))
    assert not result.proven
    assert not result.reproducible
    assert check(crowded(), result.solution) == []
    assert served(result)


def test_progress_is_told_part_by_part() -> None:
    told: list[Progress] = []
    problem = kitchens(
        *(meal(f"a{at}", ("A-plain", 0)) for at in range(3)), *(meal(f"b{at}", ("B-plain", 0)) for at in range(3))
    )
    solve(problem, Budget(on_progress=told.append))
    assert [(progress.done, progress.total) for progress in told] == [(1, 2), (2, 2)]
    assert told[-1].open_needs == 60


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: meal("a", ("A", -1)),
        lambda: meal("a", ("A", 1), ("A", 2)),
        lambda: meal("a", minutes=0),
        lambda: meal("a", priority_class=9),
        lambda: replace(seat("a"), weights={"staff_ratio": -1}),
        lambda: Limit("A", "zone_seats", -1),
        lambda: Supply("A", ("x", "x")),
        lambda: kitchens(meal("a", ("nowhere", 1))),
        lambda: kitchens(meal("a"), meal("a")),
        lambda: PlacesProblem((), (Supply("A", ("nothing",)),), ()),
        lambda: PlacesProblem((), (), (Limit("A", "zone_seats", 1), Limit("A", "zone_seats", 2))),
    ],
)
def test_nonsense_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError, match=r"\w"):
        wrong()


def test_a_weight_that_is_not_given_is_nought() -> None:
    light = Request("a", "seat", 2, 240, (Option("A-am", 0),))
    problem = rooms(light, seat("b", ("A-am", 0), staff=60), staff=60)
    assert len(served(solve(problem, Budget()))) == 2
