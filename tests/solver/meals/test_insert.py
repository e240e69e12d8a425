"""A drop put where it costs least: no place that keeps the rules is cheaper."""

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from solver.meals.arrays import Arrays, arrays_of
from solver.meals.problem import Expected, RoundsProblem
from solver.meals.tours import Tours, cost_of, no_tours
from tests.solver.meals.cases import ELEVEN, drop, kitchen, rider
from tests.solver.meals.moves import copied, dice_of, inserted, manned, possible, put_in, put_in_alone, walked
from tests.solver.random_cases import random_cases


def every_place(arrays: Arrays, tours: Tours, number: int) -> Iterator[Tours]:
    """The plan with the drop in each trip of its wave, at each place, and alone before and behind each trip."""
    for carrier, trips in enumerate(tours.trips.tolist()):
        first = carrier * arrays.most_trips
        for slot in range(first, first + trips):
            for at in range(int(tours.size[slot]) + 1 if tours.wave[slot] == arrays.wave[number] else 0):
                if tours.size[slot] < tours.drops.shape[1]:
                    other = copied(arrays, tours)
                    put_in(arrays, other, number, slot, at)
                    yield other
        for slot in range(first, first + trips + 1 if trips < arrays.most_trips else first):
            other = copied(arrays, tours)
            put_in_alone(arrays, other, number, slot)
            yield other


@random_cases(200)
@given(manned, st.integers(0, 999), st.integers(0, 3))
def test_no_place_is_cheaper(problem: RoundsProblem, seed: int, steps: int) -> None:
    """Where nothing is expected: what shifts for those behind it is not asked for."""
    problem = replace(problem, drops=tuple(replace(one, expected=None) for one in problem.drops))
    arrays = arrays_of(problem)
    tours = walked(arrays, seed, steps)
    waiting = [number for number, open_ in enumerate(tours.open.tolist()) if open_]
    assume(waiting)
    number = waiting[seed % len(waiting)]
    costs = [cost_of(arrays, one) for one in every_place(arrays, tours, number) if possible(arrays, one)]
    inserted(arrays, tours, number, dice_of(seed))
    assert possible(arrays, tours)
    assert (tours.open[number] == 0) == bool(costs)
    if costs:
        assert cost_of(arrays, tours) == min(costs)


def test_it_goes_where_it_is_expected_though_the_way_is_longer() -> None:
    """It is nearer for Lin, but Hua is expected there."""
    door = replace(drop(2), expected=Expected("hua", 1, ELEVEN))
    problem = kitchen([rider(), rider("hua")], [drop(0), drop(1), door])
    arrays = arrays_of(problem)
    tours = no_tours(arrays)
    for number, slot in ((1, 0), (0, arrays.most_trips)):
        put_in_alone(arrays, tours, number, slot)
    inserted(arrays, tours, 2, dice_of(0))
    assert tours.drops[arrays.most_trips, : tours.size[arrays.most_trips]].tolist() in ([0, 2], [2, 0])
