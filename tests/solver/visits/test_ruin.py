"""What a ruin takes out: an open stop is given room by those who may take it, and it begins at what stands badly."""

from dataclasses import replace
from typing import Any

import pytest

from solver.chance import chance_of
from solver.compiled import compiled
from solver.visits.arrays import arrays_of
from solver.visits.insert import insert_stop
from solver.visits.objective import cost, matches
from solver.visits.plan import copy_plan, empty_plan
from solver.visits.problem import AnnouncedVisit
from solver.visits.readout import read_out
from solver.visits.ruin import DRAWN, REMOVED, dear_stop, is_changed, place_price, ruin_and_recreate, seed_of
from solver.visits.schedule import choose_starts, set_times

from .small import carer, day, stop


@compiled
def place(a: Any, p: Any, stop: int) -> Any:
    return place_price(a, p, stop)


@compiled
def dear(a: Any, p: Any, chance: Any) -> Any:
    return dear_stop(a, p, chance)


@compiled
def changed(a: Any, p: Any, stop: int) -> Any:
    return is_changed(a, p, stop)


def test_the_only_one_who_may_take_a_long_stop_is_freed_of_many_others_at_once() -> None:
    lin, wu = carer("lin", skills=frozenset({"care", "rehab"})), carer("wu")
    others = [stop(f"other {at}", latest=930, elder="z", designated=frozenset({"lin"})) for at in range(10)]
    long = stop("long", earliest=480, minutes=400, skill="rehab")
    a = arrays_of(day([lin, wu], [*others, long]))
    start, trial, chance = empty_plan(a), empty_plan(a), chance_of(1)
    for at in range(10):
        assert insert_stop(a, start, at, chance, 0.0)
    assert set_times(a, start)
    choose_starts(a, start)
    assert (start.carer[:10] == 0).all()
    assert not insert_stop(a, start, 10, chance, 0.0)
    found = 0
    for _ in range(1000):
        copy_plan(start, trial)
        found += ruin_and_recreate(a, trial, chance, REMOVED, 0.0) and trial.carer[10] == 0
    assert found


def test_a_ruin_begins_where_something_is_other_than_told() -> None:
    """One of forty stops has another start, one another carer; the others stand as they were told."""
    told = {at: AnnouncedVisit(480 + 10 * at, frozenset({"wu" if at == 7 else "lin"})) for at in range(40)}
    stops = [
        stop(f"{at}", elder=f"{at}", minutes=5, earliest=480, latest=960, announced=one) for at, one in told.items()
    ]
    a = arrays_of(day([carer("lin"), carer("wu")], stops))
    plan, chance = empty_plan(a), chance_of(1)
    for at in range(40):
        plan.carer[a.nodes[at, 0]] = 0
        plan.start[at] = told[at].start + 15 * (at == 30)
    assert {seed_of(a, plan, 0, chance, 1.0) for _ in range(100)} == {7, 30}
    assert len({seed_of(a, plan, 0, chance, 0.0) for _ in range(100)}) > 20


def test_a_ruin_begins_more_often_at_what_costs_more_where_it_stands() -> None:
    wanted = [
        stop(key, place, designated=frozenset({"wu"}), preferred_start=at)
        for key, place, at in (("suits", "home1", 550), ("stranger", "home2", 620))
    ]
    problem = day([carer("lin"), carer("wu")], wanted, most_visits=1)
    a = arrays_of(problem)
    plan, chance = empty_plan(a), chance_of(1)
    assert all(insert_stop(a, plan, at, chance, 0.0) for at in range(2))
    choose_starts(a, plan)
    assert plan.carer.tolist() == [1, 0]
    assert place(a, plan, 0) + place(a, plan, 1) == cost(matches(problem, read_out(problem, a, plan)))
    assert place(a, plan, 0) < place(a, plan, 1)
    drawn = sum(dear(a, plan, chance) for _ in range(1000)) / 1000
    assert abs(drawn - (1 - 0.5**DRAWN)) < 0.05


@pytest.mark.parametrize(
    ("price", "told", "other"), [(400, {"lin", "bo"}, True), (20, {"lin", "wu"}, False), (20, {"lin", "bo"}, True)]
)
def test_who_comes_counts_as_told_whatever_else_she_costs(price: int, told: set[str], other: bool) -> None:
    """Lin and Wu come; Wu is designated, and neither is known to the elder."""
    announced = AnnouncedVisit(560, frozenset(told))
    hers = stop(carers=2, designated=frozenset({"wu"}), faces=frozenset({"bo"}), announced=announced)
    asked = replace(day([carer("lin"), carer("wu"), carer("bo")], [hers]), weights={"changed_after_publish": price})
    a = arrays_of(asked)
    plan = empty_plan(a)
    plan.carer[:2], plan.start[0] = (0, 1), 560
    assert changed(a, plan, 0) == other
