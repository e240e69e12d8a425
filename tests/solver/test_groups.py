"""Which things hang together."""

from hypothesis import given
from hypothesis import strategies as st

from solver.groups import groups

touching = st.lists(st.frozensets(st.integers(0, 8), max_size=3), max_size=9)


def test_who_touches_the_same_is_in_one_group_though_it_is_through_others() -> None:
    assert groups(["ab", "c", "bd", "", "ce", "d"]) == [[0, 2, 5], [1, 4], [3]]


def test_nothing_is_in_no_group() -> None:
    assert groups([]) == []


@given(touching)
def test_groups_share_nothing_and_none_falls_apart(touched: list[frozenset[int]]) -> None:
    found = groups(touched)
    assert sorted(number for group in found for number in group) == list(range(len(touched)))
    assert [group[0] for group in found] == sorted(group[0] for group in found)
    together = [frozenset[int]().union(*(touched[number] for number in group)) for group in found]
    assert sum(map(len, together)) == len(frozenset[int]().union(*together))
    for group in found:
        reached, keys = {group[0]}, touched[group[0]]
        while more := {number for number in group if touched[number] & keys} - reached:
            reached |= more
            keys = keys.union(*(touched[number] for number in more))
        assert reached == set(group)
