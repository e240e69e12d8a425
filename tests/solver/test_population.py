"""Who lives beside whom, told on plans that are their own costs."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from solver.population import PATIENCE, Population


def grown(*costs: int) -> Population[int]:
    return Population(list(costs), int, [])


def test_nobody_is_a_parent_while_founders_are_to_come() -> None:
    young = Population([5, 5, 5], int, [0, 1, 2])
    assert young.parents(Random(1), 2) == []
    while young.unborn:
        young.found(place := young.unborn.pop(), 10 + place)
    assert (young.plans, len(young.parents(Random(1), 2)), len(young.parents(Random(1), 9))) == ([10, 11, 12], 2, 3)


def test_a_child_takes_its_place_only_where_it_is_better_and_new() -> None:
    living = grown(30, 10, 20)
    for twin_or_worse in (10, 20, 30, 31):
        living.bear(0, twin_or_worse)
    assert (living.plans, living.failed) == ([30, 10, 20], 4)
    living.bear(living.worst([0, 2]), 25)
    assert (living.plans, living.failed) == ([25, 10, 20], 0)


def test_where_nothing_gets_better_all_but_the_best_begin_anew() -> None:
    living = grown(30, 10, 20)
    for _ in range(PATIENCE * 3 + 1):
        assert living.unborn == []
        living.bear(1, 99)
    assert (living.unborn, living.failed, living.parents(Random(1), 2)) == ([0, 2], 0, [])


@given(
    st.lists(st.integers(0, 50), min_size=1, max_size=6), st.lists(st.integers(0, 50), max_size=40), st.integers(0, 9)
)
def test_the_best_is_never_lost(founders: list[int], children: list[int], seed: int) -> None:
    living, luck = grown(*founders), Random(seed)
    for child in children:
        best = living.best()
        if living.unborn:
            living.found(living.unborn.pop(), child)
        else:
            living.bear(living.worst(living.parents(luck, 2)), child)
        assert living.best() <= best
