"""Trials are dealt out in chunks up to a share of the budget, and what comes next is known before."""

from hypothesis import given
from hypothesis import strategies as st

from solver.budget import Budget, Stopwatch
from solver.pace import Pace


def pace(most: int, chunk: int) -> Pace:
    return Pace(Stopwatch(Budget(), 3600.0), most, chunk)


@given(st.integers(1, 1000), st.integers(1, 100), st.floats(0.0, 1.0))
def test_every_share_is_used_up_trial_by_trial_and_no_more(most: int, chunk: int, end: float) -> None:
    one = pace(most, chunk)
    while (count := one.next(end)) > 0:
        assert count <= chunk
        ahead = one.ahead(count)
        one.trials += count
        assert one.used == ahead
    assert one.trials == round(end * most)


def test_a_cancelled_budget_has_no_trial_left() -> None:
    assert Pace(Stopwatch(Budget(cancelled=lambda: True), 3600.0), 10, 5).next() == 0
