"""Days in common with an earlier span: as one would find them pair by pair, in far fewer steps."""

import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eldercare.exchange.amiss import Days
from eldercare.exchange.overlaps import Held, first_met, newly_common

FIRST = date(2026, 11, 23)


def days(first: int, last: int, weekdays: int = 0b1111111) -> Days:
    return Days(FIRST + timedelta(days=first), FIRST + timedelta(days=last), weekdays)


SPANS = st.builds(
    lambda first, length, weekdays: days(first, first + length, weekdays),
    st.integers(-9, 30),
    st.one_of(st.integers(0, 9), st.just(300)),
    st.one_of(st.just(0b1111111), st.integers(0, 127)),
)
HELD = st.lists(st.builds(Held, SPANS, st.one_of(st.none(), SPANS)), max_size=9)


def pair_by_pair(held: Sequence[Held]) -> dict[int, int]:
    met = {
        place: next((other for other in range(place) if newly_common(held[place], held[other])), None)
        for place in range(len(held))
    }
    return {place: other for place, other in met.items() if other is not None}


@given(HELD)
def test_each_meets_the_first_that_it_would_meet_pair_by_pair(held: list[Held]) -> None:
    assert first_met(held) == pair_by_pair(held)


def test_an_open_end_is_met_on_the_last_day_there_is() -> None:
    open_end = Held(Days(FIRST, date.max))
    assert first_met([open_end, Held(Days(date(9000, 1, 1), date.max))]) == {1: 0}


SHAPES: dict[str, Callable[[int], Held]] = {
    "one day each": lambda number: Held(days(number, number)),
    "the same day all": lambda number: Held(days(0, 0)),
    "one within the other": lambda number: Held(days(number, 9000 - number)),
    "each longer": lambda number: Held(days(0, number)),
    "kept from before": lambda number: Held(days(0, number), days(0, number)),
    "weekdays that never come": lambda number: Held(days(0, number % 3, 0b1000000)),
    "each on its weekdays": lambda number: Held(days(number, number + 300, 1 << number % 7)),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_twice_as_many_spans_take_hardly_more_than_twice_the_steps(shape: Callable[[int], Held]) -> None:
    few, many = (steps([shape(number) for number in range(count)]) for count in (400, 800))
    assert many < 2.5 * few


def steps(held: list[Held]) -> int:
    """Calls of functions while it is found out."""
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        first_met(held)
    finally:
        sys.setprofile(before)
    return count
