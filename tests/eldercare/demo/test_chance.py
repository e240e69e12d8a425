"""Chance that repeats."""

from collections import Counter

from eldercare.demo.chance import some, spread, stream


def test_a_stream_depends_on_its_name_and_seed_alone() -> None:
    assert stream(1, "elders").random() == stream(1, "elders").random()
    assert len({stream(1, "elders").random(), stream(1, "staff").random(), stream(2, "elders").random()}) == 3


def test_shares_are_kept_to_within_one() -> None:
    dealt = Counter(spread(stream(0, "x"), {"a": 0.5, "b": 0.3, "c": 0.2}, 11))
    assert sum(dealt.values()) == 11
    assert abs(dealt["a"] - 5.5) < 1
    assert abs(dealt["c"] - 2.2) < 1


def test_a_share_of_the_items_in_their_own_order() -> None:
    drawn = some(stream(0, "x"), list(range(20)), 0.25)
    assert len(drawn) == 5
    assert drawn == sorted(drawn)
    assert some(stream(0, "x"), [1, 2], 5.0) == [1, 2]
