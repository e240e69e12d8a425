"""Good neighbours are close, in time, and never such as cannot follow one another."""

from solver.visits.engine.neighbours import neighbours

from .small import draft

DAY = draft(
    stop_of=[0, 0, 1, 2],
    place_of=[1, 1, 2, 4],
    first=[0, 20, 300],
    due=[10, 40, 320],
    pairs=[(0, 1)],
    may=[[True, True], [True, True], [True, False], [False, True]],
)


def test_who_comes_sooner_and_closer_ranks_higher() -> None:
    before, after = neighbours(DAY)
    assert after[0].tolist().index(2) < after[0].tolist().index(3)
    assert before[2].tolist().index(4) < before[2].tolist().index(1)


def test_nobody_is_her_own_neighbour_or_her_twin_s() -> None:
    before, after = neighbours(DAY)
    for table in (before, after):
        assert not {0, 1} & {*table[0].tolist(), *table[1].tolist()}


def test_nodes_and_bases_without_a_carer_in_common_are_no_neighbours() -> None:
    before, after = neighbours(DAY)
    assert 3 not in after[2]
    assert 5 not in before[2]
    assert 4 not in before[3]
