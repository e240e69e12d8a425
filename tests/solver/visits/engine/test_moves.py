"""Each move alone: carried out it leaves a whole plan, timed as by hand, and taken back it leaves nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.chance import Chance, chance_of
from solver.compiled import compiled
from solver.visits.engine.board import Board, Draft
from solver.visits.engine.construct import construct, load_routes
from solver.visits.engine.moves import carers_may, move_pair, move_string, swap_tails, twins_apart
from solver.visits.engine.propagate import retime, too_late
from solver.visits.engine.routes import (
    Routes,
    add_arc,
    add_entry,
    add_string,
    begin_move,
    carry_out,
    copy_of,
    cost_of,
    extra_distance,
    read_routes,
    read_starts,
    take_back,
)

from ...random_cases import random_cases
from .small import board, draft, drafts, holds

SINGLE, STRING, EXCHANGE, TAILS, PAIR = range(5)
LATE = 1 << 40


@compiled
def carried_out_late(b: Board, r: Routes, chance: Chance, kind: int, budget: int) -> int:
    """The same; 1 when a look ahead says that it gets too late, 0 when it does not, -1 when no move came about."""
    told = swap_tails(b, r, chance) if kind == TAILS else move_string(b, r, chance, 3, 3 if kind == EXCHANGE else 0)
    if not told or not carers_may(b, r):
        return -1
    late = too_late(b, r, budget)
    carry_out(r)
    return 1 if late else 0


@compiled
def taken_back(r: Routes, distance: int) -> None:
    take_back(r)
    r.sums[0].distance = distance


@compiled
def carried_out(b: Board, r: Routes, chance: Chance, kind: int) -> bool:
    """Draw a move of this kind and make it, unless carers may not."""
    if kind == TAILS:
        told = swap_tails(b, r, chance)
    elif kind == PAIR:
        told = move_pair(b, r, chance)
    else:
        told = move_string(b, r, chance, 1 if kind == SINGLE else 3, 3 if kind == EXCHANGE else 0)
    if not told or not carers_may(b, r):
        return False
    before = r.sums[0].distance
    distance = before + extra_distance(b, r)
    carry_out(r)
    r.sums[0].distance = distance
    if not twins_apart(r):
        taken_back(r, before)
        return False
    return True


def day() -> Draft:
    """Twelve calls of three carers: two pairs at once, two with a gap, four alone."""
    return draft(
        stop_of=[0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        place_of=[1, 1, 3, 3, 2, 2, 4, 4, 1, 2, 3, 4],
        first=[0, 30, 5, 0, 20, 0, 0, 10, 40, 60],
        due=[20, 50, 30, 90, 40, 99, 60, 40, 70, 80],
        links=[(2, 3, 10), (3, 2, -60), (4, 5, 0), (5, 4, -45)],
        pairs=[(0, 1), (2, 3), (4, 5), (6, 7)],
        carers=3,
        may=[[True, True, node % 3 > 0] for node in range(12)],
    )


@pytest.mark.parametrize("kind", [SINGLE, STRING, EXCHANGE, TAILS, PAIR])
def test_a_move_leaves_a_whole_plan_or_nothing(kind: int) -> None:
    one = day()
    b = board(one)
    plan, chance = construct(b), chance_of(kind)
    seen = {str(read_routes(b, plan)) for _ in range(600) if moved(one, b, plan, chance, kind)}
    assert len(seen) > 20


@random_cases(60)
@given(drafts(), st.sampled_from([SINGLE, STRING, EXCHANGE, TAILS, PAIR]), st.integers(0, 999))
def test_so_does_a_move_of_any_day(one: Draft, kind: int, seed: int) -> None:
    b = board(one)
    plan, chance = construct(b), chance_of(seed)
    for _ in range(20):
        moved(one, b, plan, chance, kind)


def moved(one: Draft, b: Board, plan: Routes, chance: Chance, kind: int) -> bool:
    """Whether a move was made; the plan is whole and timed as by hand then, and as it was otherwise."""
    before = copy_of(b, plan)
    if carried_out(b, plan, chance, kind):
        if retime(b, plan, LATE):
            holds(one, b, plan)
            return True
        taken_back(plan, before.sums.distance[0])
    unchanged(plan, before)
    return False


@pytest.mark.parametrize("kind", [SINGLE, STRING, EXCHANGE, TAILS, PAIR])
def test_a_move_that_gets_too_late_is_taken_back(kind: int) -> None:
    one = day()
    b = board(one)
    plan, chance, refused = construct(b), chance_of(kind), 0
    first = copy_of(b, plan)
    for _ in range(300):
        if carried_out(b, plan, chance, kind):
            refused += not retime(b, plan, -1)
            taken_back(plan, first.sums.distance[0])
        unchanged(plan, first)
    assert refused > 0


@pytest.mark.parametrize("kind", [STRING, EXCHANGE, TAILS])
def test_a_look_ahead_refuses_only_what_is_too_late(kind: int) -> None:
    """Exact where nothing is linked or shared; the budget is what the plan is late by now."""
    one = draft(
        stop_of=list(range(12)),
        place_of=[1, 2, 3, 4] * 3,
        first=[0, 0, 10, 10, 20, 20, 30, 40, 40, 50, 60, 60],
        due=[10, 20, 20, 30, 40, 30, 50, 60, 60, 60, 70, 90],
        carers=3,
    )
    b = board(one)
    plan, chance, seen = construct(b), chance_of(kind), []
    for _ in range(2000):
        before, budget = copy_of(b, plan), int(plan.sums.late[0])
        looked = carried_out_late(b, plan, chance, kind, budget)
        if looked >= 0:
            kept = retime(b, plan, LATE)
            assert kept
            seen.append((looked, bool(plan.sums.late[0] > budget)))
            if plan.sums.late[0] > budget + 20:
                taken_back(plan, before.sums.distance[0])
    assert all(late == bool(looked) for looked, late in seen)
    assert {looked for looked, _ in seen} == {0, 1}


def test_a_look_ahead_takes_what_stands_before_an_entry_to_end_when_it_ends_now() -> None:
    """Two carers meet at stop 0 when the second is done with stop 1, a hundred minutes from now.

    If the first went there afterwards they could meet at once; as she leaves now she would be there an hour too late.
    """
    one = draft(stop_of=[0, 0, 1], place_of=[0, 0, 0], first=[0, 0], due=[100, 50], pairs=[(0, 1)])
    b = board(one._replace(minutes=[10, 10, 100]))
    plan = load_routes(b, [[0], [2, 1]])
    assert (read_starts(b, plan), cost_of(plan)) == ([100, 100, 0], 0)
    assert [behind_the_first(b, copy_of(b, plan), budget) for budget in (59, 60)] == [True, False]
    behind_the_first(b, plan, LATE)
    assert retime(b, plan, 0)
    assert read_starts(b, plan) == [0, 0, 10]


@compiled
def behind_the_first(b: Board, r: Routes, budget: int) -> bool:
    """Node 2 goes behind node 0 of the first carer; whether a look ahead says that it gets too late."""
    begin_move(r)
    add_entry(r, 0, 2)
    add_arc(r, 2, 3)
    add_entry(r, 4, 1)
    add_string(r, 2, 2, 0)
    extra_distance(b, r)
    late = too_late(b, r, budget)
    carry_out(r)
    return late


def unchanged(plan: Routes, before: Routes) -> None:
    for name in ("next", "prev", "carer", "leg", "done"):
        assert np.array_equal(plan.node[name], before.node[name]), name
    for name in ("start", "falling", "rising"):
        assert np.array_equal(plan.stop[name], before.stop[name]), name
    for name in ("distance", "late", "worst"):
        assert plan.sums[name][0] == before.sums[name][0], name
