"""Why a drop stays in the kitchen, as rule and facts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given

from solver.budget import Budget
from solver.meals.check import check
from solver.meals.problem import Carrier, Drop, RoundsProblem
from solver.meals.solution import Delivery, Round, RoundsSolution
from solver.meals.solve import solve
from solver.result import Unplanned
from tests.solver.meals.cases import ELEVEN, LATE, drop, kitchen, problems, rider
from tests.solver.random_cases import random_cases


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


ALONE = ("vehicle_boxes", "box_ride_time", "pot_to_plate", "elder_in_one_place", "shift_span", "heat_outdoors")
"""The rules in the order in which a carrier is asked."""


@random_cases(300)
@given(problems())
def test_reasons_are_those_of_the_checker_carrier_by_carrier(problem: RoundsProblem) -> None:
    solution = solve(problem, Budget(effort=0.1)).solution
    drops = {one.key: one for one in problem.drops}
    for entry in solution.not_planned:
        waiting = drops[entry.key]
        alone = {one.key: first_broken(problem, waiting, one, ()) for one in problem.carriers}
        able = [one for one in problem.carriers if alone[one.key] is None]
        beside = [first_broken(problem, waiting, one, solution.rounds) for one in able]
        counts = Counter(rule or "no_overlap_with_travel" for rule in (beside or alone.values()))
        told = {f"carriers_{rule}": count for rule, count in counts.items()}
        facts = {name: fact for name, fact in entry.facts.items() if name.startswith("carriers")}
        assert facts == {"carriers": len(alone), "carriers_able": len(able), **told}
        most = [rule for rule, count in counts.items() if count == max(counts.values())]
        assert entry.rule in (most or ["staff_available"])
        later = later_wave(problem, waiting, solution.rounds) if entry.rule == "pot_to_plate" else None
        assert entry.facts.get("later_wave") == later


def later_wave(problem: RoundsProblem, waiting: Drop, rounds: Sequence[Round]) -> int | None:
    """When the first wave leaves, of those after its own, with which somebody brings it."""
    own = next(one.leaves for one in problem.waves if one.key == waiting.wave)
    able = (
        wave.leaves
        for wave in problem.waves
        for carrier in problem.carriers
        if wave.leaves > own and first_broken(problem, replace(waiting, wave=wave.key), carrier, rounds) is None
    )
    return min(able, default=None)


def first_broken(problem: RoundsProblem, waiting: Drop, carrier: Carrier, rounds: Sequence[Round]) -> str | None:
    """The first rule that the checker finds broken when she brings this as early as she can after these rounds."""
    hers = tuple(one for one in rounds if one.carrier == carrier.key)
    wave = next(one for one in problem.waves if one.key == waiting.wave)
    leaves = max(carrier.start, wave.leaves, *(one.returns for one in hers))
    way = problem.travel.between(carrier.mode, problem.kitchen, waiting.place)
    arrives = leaves + way + waiting.access_minutes
    returns = arrives + problem.handover_minutes + waiting.access_minutes + way
    trip = carrier.trips + len(hers) + 1
    delivery = Delivery(waiting.key, arrives, way)
    last = Round(carrier.key, carrier.vehicle, trip, wave.key, leaves, returns, (delivery,))
    asked = replace(problem, drops=(*(one for one in problem.drops if one.key != waiting.key), waiting))
    found = check(asked, RoundsSolution((*hers, last), ()))
    return next((rule for rule in ALONE if rule in {one.rule for one in found}), None)
