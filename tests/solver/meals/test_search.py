"""What is taken out and put back, step by step."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.meals.arrays import arrays_of
from solver.meals.problem import RoundsProblem
from solver.meals.search import DEAR, FAR, LARGE, LONGEST_STRING, NEAR, WHOLE_CARRIER, improve, recreate, ruin
from solver.meals.tours import cost_of, no_tours
from tests.solver.meals.cases import drop, kitchen, rider
from tests.solver.meals.moves import copied, counted, dice_of, manned, possible, put_in, put_in_alone, walked
from tests.solver.random_cases import random_cases


@random_cases(150)
@given(manned, st.integers(0, 999))
def test_a_ruin_opens_what_it_takes_out_and_leaves_rounds_that_can_be_driven(problem: RoundsProblem, seed: int) -> None:
    arrays = arrays_of(problem)
    tours = walked(arrays, seed, 1)
    before = tours.open.copy()
    ruin(arrays, tours, dice_of(seed))
    brought = [
        number
        for carrier, trips in enumerate(tours.trips.tolist())
        for slot in range(carrier * arrays.most_trips, carrier * arrays.most_trips + trips)
        for number in tours.drops[slot, : tours.size[slot]].tolist()
    ]
    assert sorted(brought) == np.flatnonzero(tours.open == 0).tolist()
    assert (tours.open >= before).all()
    assert possible(arrays, tours)


def test_now_and_then_one_carrier_loses_all_her_trips_and_nobody_else_a_stop() -> None:
    """Each has trips longer than the longest string, so that strings alone leave her some of every trip."""
    drops = [drop(at, wave=wave) for at, wave in enumerate(("early",) * 16 + ("late",) * 16)]
    arrays = arrays_of(kitchen([rider("lin", boxes=8), rider("wu", boxes=8)], drops, [1] * 32))
    full, dice, home = no_tours(arrays), dice_of(1), Counter[tuple[int, ...]]()
    for number in range(32):
        trip, at = divmod(number, 8)
        slot = trip % 2 * arrays.most_trips + trip // 2
        if at:
            put_in(arrays, full, number, slot, at)
        else:
            put_in_alone(arrays, full, number, slot)
    assert (full.open.sum(), full.trips.tolist(), possible(arrays, full)) == (0, [2, 2], True)
    assert LONGEST_STRING < 8
    looks = 100 * WHOLE_CARRIER
    for _ in range(looks):
        tours = copied(arrays, full)
        ruin(arrays, tours, dice)
        if 0 in tours.trips:
            home[tuple(tours.trips.tolist())] += 1
            assert tours.open.sum() == 16
            assert possible(arrays, tours)
    assert home.keys() == {(0, 2), (2, 0)}
    assert home.total() / looks == pytest.approx(1 / WHOLE_CARRIER, rel=0.3)


@pytest.mark.parametrize(("order", "first"), [(LARGE, "door1"), (FAR, "door3"), (NEAR, "door0"), (DEAR, "door2")])
def test_in_each_order_another_comes_first(order: int, first: str) -> None:
    """There is room for one of four: the largest, the farthest, the nearest or the dearest to leave open."""
    drops = [drop(at, boxes=5 if at == 1 else 4, priority_class=1 if at == 2 else 2) for at in range(4)]
    problem = kitchen([rider(boxes=5)], drops)
    arrays = arrays_of(problem)._replace(most_trips=1)
    tours = no_tours(arrays)
    recreate(arrays, tours, dice_of(3), order)
    assert [problem.drops[number].key for number in np.flatnonzero(tours.open == 0)] == [first]


@random_cases(60)
@given(manned, st.integers(0, 999))
def test_cut_into_slices_it_is_the_same_search_and_never_dearer(problem: RoundsProblem, seed: int) -> None:
    arrays = arrays_of(problem)
    start = walked(arrays, seed, 0)
    found = []
    for cuts in ((400,), (150, 300, 400)):
        current, best, trial = copied(arrays, start), copied(arrays, start), no_tours(arrays)
        dice, spent, slack = dice_of(seed, blinking=True), 0, np.geomspace(100, 1, 8).astype(np.int64)
        for until in cuts:
            spent = improve(arrays, current, best, trial, dice, spent, until, 400, slack)
        found.append(counted(arrays, best))
        assert cost_of(arrays, best) <= cost_of(arrays, start)
        assert possible(arrays, best)
    assert found[0] == found[1]
