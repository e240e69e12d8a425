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
    while young.vacant:
        young.found(place := young.next_place(), 10 + place)
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
        assert living.vacant == []
        living.bear(1, 99)
    assert (living.vacant, living.failed, living.parents(Random(1), 2)) == ([0, 2], 0, [])


def test_the_fittest_are_the_cheapest_the_best_first() -> None:
    assert grown(30, 10, 20).fittest(2) == [10, 20]


def test_one_for_whom_a_founder_is_made_is_no_parent() -> None:
    living = grown(30, 10, 20)
    living.leave(1)
    assert living.next_place() == 1
    assert sorted(living.parents(Random(1), 9)) == [0, 2]
    living.found(1, 15)
    assert sorted(living.parents(Random(1), 9)) == [0, 1, 2]


def test_a_child_whose_place_is_left_meanwhile_takes_that_of_the_worst() -> None:
    living = grown(10, 20, 30)
    living.begin_anew()
    assert living.next_place() == 2
    living.bear(2, 5)
    living.found(2, 40)
    assert (living.plans, living.vacant) == ([5, 20, 40], [1])


@given(st.data(), st.lists(st.integers(0, 50), min_size=6, max_size=9), st.integers(1, 3), st.integers(0, 9))
def test_the_best_is_never_lost(data: st.DataObject, costs: list[int], workers: int, seed: int) -> None:
    """Whatever is settled after whatever else of the same turn."""
    living, luck, best = Population([99] * len(costs), int, [*range(len(costs))]), Random(seed), 99
    for _ in range(20):
        tasks = [some_task(living, luck) for _ in range(workers)]
        for founder, place in data.draw(st.permutations(tasks)):
            found = data.draw(st.integers(0, 50))
            (living.found if founder else living.bear)(place, found)
            best = min(best, found)
            assert living.best() == best


def some_task(living: Population[int], luck: Random) -> tuple[bool, int]:
    """Whether a founder is made, and for which place; now and then plans are said to be alike."""
    chosen = living.parents(luck, 2)
    if len(chosen) == 2 and luck.random() < 0.7:
        return False, living.worst(chosen)
    if chosen:
        living.leave(living.worst(chosen)) if luck.random() < 0.5 else living.begin_anew()
    return True, living.next_place()
