"""What a search is played on."""

import pytest

from .small import board, draft


def test_a_stop_has_the_nodes_of_one_carer_or_two() -> None:
    b = board(draft(stop_of=[0, 1, 1], place_of=[1, 2, 2], first=[0, 0], due=[9, 9], pairs=[(1, 2)]))
    assert b.stop.parts.tolist() == [1, 2]
    assert (b.stop.one.tolist(), int(b.stop.two[1])) == ([0, 1], 2)


@pytest.mark.parametrize("stop_of", [[0, 1, 1, 1], [0, 0]])
def test_a_stop_of_three_or_of_none_is_refused(stop_of: list[int]) -> None:
    with pytest.raises(ValueError, match="one node or two"):
        board(draft(stop_of=stop_of, place_of=[1] * len(stop_of), first=[0, 0], due=[9, 9]))
