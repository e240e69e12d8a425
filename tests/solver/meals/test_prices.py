"""Who was told that her meal comes keeps it: no number of others of her class gets one instead."""

from dataclasses import replace

import pytest
from hypothesis import given

from solver.budget import Budget
from solver.meals.check import check
from solver.meals.expected import told
from solver.meals.prices import MOST, open_prices
from solver.meals.problem import RoundsProblem
from solver.meals.solution import RoundsSolution
from solver.meals.solve import solve
from tests.solver.meals.cases import ELEVEN, drop, kitchen, problems, rider
from tests.solver.random_cases import random_cases

LITTLE = Budget(effort=0.05)
ONE_DOOR = rider(boxes=1, end=ELEVEN - 6)


def brought(solution: RoundsSolution) -> set[str]:
    return {delivery.drop for one in solution.rounds for delivery in one.deliveries}


def with_told(problem: RoundsProblem, *keys: str) -> RoundsProblem:
    return replace(problem, drops=tuple(replace(one, told=one.key in keys) for one in problem.drops))


@pytest.mark.parametrize("known", ["door0", "door1", "door2"])
def test_where_there_is_room_for_one_she_who_was_told_gets_hers(known: str) -> None:
    """She is expected of nobody, so that the search starts from nothing."""
    houses = (5, 5, 5)
    problem = with_told(kitchen([ONE_DOOR], [drop(at) for at in range(3)], houses), known)
    result = solve(problem, Budget())
    assert brought(result.solution) == {known}
    assert check(problem, result.solution) == []
    assert "changed_after_publish" not in {match.rule for match in result.matches}


def test_the_far_door_that_was_told_stays_though_several_near_ones_would_fit() -> None:
    """Twenty minutes there: in the same time she could bring three others."""
    problem = kitchen([rider(boxes=3, end=ELEVEN + 30)], [drop(at) for at in range(4)], (5, 6, 7, 23))
    before = solve(replace(problem, drops=problem.drops[3:]), Budget()).solution
    asked = replace(
        problem, drops=(*problem.drops[:3], *told(replace(problem, drops=problem.drops[3:]), before.rounds).drops)
    )
    assert len(brought(solve(problem, Budget()).solution)) == 3
    kept = solve(asked, Budget()).solution
    assert "door3" in brought(kept)
    assert check(asked, kept) == []


def test_a_canteen_is_not_brought_its_load_instead_of_one_that_was_told() -> None:
    guests = replace(drop(0, boxes=10), minutes=300)
    problem = with_told(kitchen([rider(boxes=10, end=ELEVEN + 4)], [guests, drop(1)]), "door1")
    assert brought(solve(problem, Budget()).solution) == {"door1"}
    assert brought(solve(with_told(problem), Budget()).solution) == {"door0"}


def test_a_higher_class_comes_first_also_where_the_lower_one_was_told() -> None:
    problem = kitchen([ONE_DOOR], [drop(0, priority_class=3), replace(drop(1), priority_class=2)], (5, 5))
    assert brought(solve(with_told(problem, "door0"), Budget()).solution) == {"door1"}


def test_what_was_told_and_stays_open_is_a_change_for_each_of_its_people() -> None:
    result = solve(with_told(kitchen([], [drop(0, boxes=3), drop(1)]), "door0"), Budget())
    changes = {match.key: (match.amount, match.cost) for match in result.matches if match.rule != "not_planned"}
    assert changes == {"door0": (6, 6 * 400)}


def test_one_that_was_told_outweighs_the_others_of_its_class_together() -> None:
    problem = kitchen([], [drop(0), drop(1), drop(2), drop(3, priority_class=1)])
    first, second, third, above = open_prices(with_told(problem, "door1"))
    assert second > first + third
    assert above == drop(3, priority_class=1).open_price * second // first


@pytest.mark.parametrize("known", [(), ("door0", "door1")])
def test_where_all_or_none_were_told_prices_are_plain(known: tuple[str, ...]) -> None:
    problem = with_told(kitchen([], [drop(0), drop(1)]), *known)
    assert open_prices(problem) == [one.open_price for one in problem.drops]


def test_prices_do_not_grow_beyond_measure() -> None:
    crowd = replace(drop(0, boxes=500), minutes=15_000)
    problem = with_told(kitchen([], [crowd, drop(1)]), "door1")
    assert open_prices(problem)[1] == MOST * drop(1).open_price


@random_cases(40)
@given(problems())
def test_nobody_loses_what_she_was_told_to_somebody_of_her_class(problem: RoundsProblem) -> None:
    """Every other door is planned and told; then the rest asks for meals, too."""
    alike = tuple(replace(one, priority_class=2, expected=None, told=False) for one in problem.drops)
    first = solve(replace(problem, drops=alike[::2]), LITTLE).solution
    known = told(replace(problem, drops=alike[::2]), first.rounds)
    asked = replace(problem, drops=(*known.drops, *alike[1::2]))
    after = solve(asked, LITTLE).solution
    assert check(asked, after) == []
    assert brought(first) <= brought(after)
