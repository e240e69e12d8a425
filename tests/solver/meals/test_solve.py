"""Rounds keep every rule, cost what they say, and are the same every time."""

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given

from solver.budget import Budget, Progress
from solver.meals.check import check
from solver.meals.problem import Carrier, Drop, RoundsProblem, Wave
from solver.meals.solution import RoundsSolution
from solver.meals.solve import solve
from solver.travel.matrix import Travel
from tests.solver.meals.cases import ELEVEN, drop, kitchen, problems, rider, shortest_by_trying_all
from tests.solver.random_cases import random_cases

LITTLE = Budget(effort=0.05)
many = random_cases(80)


def trips(solution: RoundsSolution) -> list[tuple[str, list[str]]]:
    return [(one.carrier, [delivery.drop for delivery in one.deliveries]) for one in solution.rounds]


def counted_again(problem: RoundsProblem, solution: RoundsSolution) -> int:
    """2 a minute of travel, 20 a carrier out, the open price of what waits, 400 or 20 for each surprise.

    Each meal at another time is one. And 800 for each box that waits although it was told.
    """
    mode = {carrier.key: carrier.mode for carrier in problem.carriers}
    place = {one.key: one.place for one in problem.drops}
    cost = 20 * len({one.carrier for one in solution.rounds})
    for one in solution.rounds:
        stops = ["kitchen", *(place[delivery.drop] for delivery in one.deliveries), "kitchen"]
        cost += 2 * sum(problem.travel.between(mode[one.carrier], start, end) for start, end in pairwise(stops))
    by_key = {one.key: one for one in problem.drops}
    for one in solution.rounds:
        for delivery in one.deliveries:
            told = by_key[delivery.drop].expected
            if told is not None:
                another = told.carrier in mode and one.carrier != told.carrier
                apart = abs(delivery.arrives - told.arrives) > 15
                cost += (another + apart * told.meals) * {"changed_after_publish": 400, "steady_meals": 20}[told.rule]
    waits = {entry.key for entry in solution.not_planned}
    return cost + sum(one.open_price + 800 * one.boxes * one.told for one in problem.drops if one.key in waits)


def test_one_rider_brings_all_on_her_way() -> None:
    problem = kitchen([rider(), rider("hua")], [drop(at) for at in (2, 0, 3, 1)])
    result = solve(problem, Budget())
    (round_,) = result.solution.rounds
    assert result.cost == 2 * 40 + 20
    assert (round_.leaves, round_.returns) == (ELEVEN - 20, ELEVEN - 20 + 40 + 4 * 4)
    assert check(problem, result.solution) == []


def test_she_comes_back_for_more_boxes() -> None:
    problem = kitchen([rider(boxes=2)], [drop(at) for at in range(4)])
    result = solve(problem, Budget())
    assert sorted(sorted(doors) for _, doors in trips(result.solution)) == [["door0", "door1"], ["door2", "door3"]]
    assert [one.trip for one in result.solution.rounds] == [1, 2]
    assert result.cost == 2 * (20 + 40) + 20
    assert check(problem, result.solution) == []


def test_a_second_carrier_goes_when_one_is_too_slow() -> None:
    problem = kitchen([rider(), rider("hua")], [drop(0), drop(1)], plate=34)
    result = solve(problem, Budget())
    assert {carrier for carrier, _ in trips(result.solution)} == {"lin", "hua"}
    assert result.solution.not_planned == ()
    assert check(problem, result.solution) == []


@pytest.mark.parametrize(("outdoor", "brought"), [(28, 2), (27, 1)])
def test_heat_ends_a_round_sooner(outdoor: int, brought: int) -> None:
    """Both doors in one round take 28 minutes, the farther alone 24."""
    problem = kitchen([rider()], [drop(0), drop(1)], outdoor=outdoor)
    result = solve(problem, LITTLE)
    assert sum(len(doors) for _, doors in trips(result.solution)) == brought
    assert check(problem, result.solution) == []


@pytest.mark.parametrize(("latest", "first"), [(ELEVEN - 5, "door0"), (ELEVEN - 6, "door1")])
def test_who_leaves_early_is_served_first(latest: int, first: str) -> None:
    """15 minutes to the farther door by way of the nearer one, 12 straight: hers is there in time."""
    problem = kitchen([rider()], [drop(0), replace(drop(1), latest=latest)])
    result = solve(problem, LITTLE)
    ((_, doors),) = trips(result.solution)
    assert doors[0] == first
    assert result.solution.not_planned == ()
    assert check(problem, result.solution) == []


@pytest.mark.parametrize(("end", "brought"), [(ELEVEN + 8, 2), (ELEVEN + 7, 1)])
def test_the_end_of_duty_ends_a_round_sooner(end: int, brought: int) -> None:
    problem = kitchen([rider(end=end)], [drop(0), drop(1)])
    result = solve(problem, LITTLE)
    assert sum(len(doors) for _, doors in trips(result.solution)) == brought
    assert check(problem, result.solution) == []


def test_a_canteen_is_one_drop_for_the_van() -> None:
    van = Carrier("van", "van", "ebike", 60, ELEVEN - 60, ELEVEN + 60)
    problem = kitchen([rider(boxes=10), van], [drop(0, boxes=40), drop(1)])
    result = solve(problem, Budget())
    assert result.solution.not_planned == ()
    assert [carrier for carrier, doors in trips(result.solution) if "door0" in doors] == ["van"]
    assert check(problem, result.solution) == []


def test_a_higher_class_is_never_left_for_a_lower_one() -> None:
    drops = [drop(0, priority_class=3), drop(3, priority_class=1), drop(1, priority_class=3)]
    problem = kitchen([rider(boxes=1, end=ELEVEN + 24)], drops)
    result = solve(problem, Budget())
    assert trips(result.solution) == [("lin", ["door3"])]
    assert check(problem, result.solution) == []


def test_no_way_is_too_dear_to_bring_a_meal() -> None:
    problem = replace(kitchen([rider()], [drop(0, priority_class=4)]), weights={"travel": 10_000})
    result = solve(problem, Budget())
    assert result.solution.not_planned == ()
    assert result.cost == 10 * 10_000 + 20


@pytest.mark.parametrize(
    "problem", [kitchen([], []), kitchen([], [drop(0)]), kitchen([rider()], [])], ids=["nothing", "nobody", "no drops"]
)
def test_nothing_to_do(problem: RoundsProblem) -> None:
    result = solve(problem, Budget())
    assert result.solution.rounds == ()
    assert len(result.solution.not_planned) == len(problem.drops)
    assert check(problem, result.solution) == []


@many
@given(problems())
def test_every_solution_passes_the_checker_and_costs_what_it_says(problem: RoundsProblem) -> None:
    result = solve(problem, LITTLE)
    assert check(problem, result.solution) == []
    assert result.cost == counted_again(problem, result.solution) == sum(match.cost for match in result.matches)


@random_cases(25)
@given(problems(most=5))
def test_one_carrier_without_haste_goes_the_shortest_way(problem: RoundsProblem) -> None:
    lin = rider(boxes=7, start=0, end=10_000)
    drops = tuple(replace(one, expected=None, latest=None) for one in problem.drops)
    leisure = replace(
        problem, carriers=(lin,), drops=drops, ride_minutes=9_000, plate_minutes=9_000, outdoor_minutes=None
    )
    result = solve(leisure, Budget())
    assert result.solution.not_planned == ()
    assert result.cost == 2 * shortest_by_trying_all(leisure) + 20 * bool(leisure.drops)


def town(drops: int = 40) -> RoundsProblem:
    """Forty doors on a spiral, three carriers: enough to do."""
    turn = np.arange(drops + 1)
    points = np.stack([turn * np.cos(turn), turn * np.sin(turn)], axis=1) / 4
    way = np.ceil(np.hypot(*(points[:, None] - points[None, :]).transpose(2, 0, 1))).astype(np.int32)
    travel = Travel(("kitchen", *(f"house{at}" for at in range(drops))), {"ebike": way})
    waves = (Wave("early", 600, 610), Wave("late", 630, 640))
    doors = tuple(Drop(f"d{at}", f"house{at}", 1, ("early", "late")[at % 2], at % 4, 1 + at % 3) for at in range(drops))
    carriers = tuple(Carrier(f"c{at}", f"v{at}", "ebike", 8 + at, 590, 740) for at in range(3))
    return RoundsProblem("kitchen", waves, carriers, doors, travel, 45, 120, 2)


def test_the_same_rounds_in_a_second_process() -> None:
    program = (
        "from tests.solver.meals.test_solve import *\nprint(trips(solve(town(), Budget(effort=0.2, seed=5)).solution))"
    )
    here = trips(solve(town(), Budget(effort=0.2, seed=5)).solution)
    there = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert there.strip() == str(here)


def test_effort_is_counted_in_work() -> None:
    little, much = solve(town(), Budget(effort=0.01)), solve(town(), Budget(effort=1))
    assert little.work < much.work
    assert much.cost <= little.cost
    assert much.reproducible
    assert check(town(), much.solution) == []


def test_looking_at_the_clock_changes_nothing() -> None:
    told: list[Progress] = []
    quiet, asked = solve(town(), Budget()), solve(town(), Budget(cancelled=lambda: False, on_progress=told.append))
    assert quiet.solution == asked.solution
    assert told[-1].done == told[-1].total


def test_the_clock_takes_reproducibility_away() -> None:
    result = solve(town(), Budget(effort=1000, seconds=0.3))
    assert not result.reproducible
    assert check(town(), result.solution) == []


def test_cancelled_keeps_the_best_so_far() -> None:
    looks = iter([False, False, True])
    result = solve(town(), Budget(effort=1000, cancelled=lambda: next(looks, True)))
    assert not result.reproducible
    assert result.solution.rounds
    assert check(town(), result.solution) == []


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Wave("early", 10, 9),
        lambda: rider(boxes=0),
        lambda: rider(start=5, end=5),
        lambda: drop(0, boxes=0),
        lambda: drop(0, access=-1),
        lambda: drop(0, priority_class=0),
        lambda: kitchen([rider(), rider()], []),
        lambda: kitchen([], [drop(0), drop(0)]),
        lambda: kitchen([], [drop(0, wave="midnight")]),
        lambda: kitchen([], [drop(9)]),
        lambda: kitchen([replace(rider(), mode="bus")], []),
    ],
)
def test_nonsense_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError, match=r"\w"):
        wrong()
