"""The collector rests while a plan is made, and goes on as it was behind it."""

import gc

import pytest

from solver.collector import no_collector


def test_it_rests_and_goes_on_also_after_a_failure() -> None:
    assert gc.isenabled()
    seen: list[bool] = []

    @no_collector()
    def failing() -> None:
        seen.append(gc.isenabled())
        raise KeyError

    with pytest.raises(KeyError):
        failing()
    assert seen == [False]
    assert gc.isenabled()


def test_where_it_was_off_before_it_stays_off() -> None:
    gc.disable()
    try:
        with no_collector(), no_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
