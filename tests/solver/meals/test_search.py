"""What is taken out and put back, step by step."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.meals.arrays import arrays_of
from solver.meals.problem import RoundsProblem
from solver.meals.search import DEAR, FAR, LARGE, NEAR, improve, recreate, ruin
from solver.meals.tours import cost_of, no_tours
from tests.solver.meals.cases import drop, kitchen, rider
from tests.solver.meals.moves import copied, counted, dice_of, manned, possible, walked
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
