"""When a search has to end, by a clock that the test moves."""

from dataclasses import dataclass
from math import inf, nan

import pytest

from solver import budget
from solver.budget import Budget, Steps, Stopwatch


@dataclass
class Clock:
    """Stands in for the module of the same functions."""

    now: float = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    moved = Clock()
    monkeypatch.setattr(budget, "time", moved)
    return moved


def test_the_clock_ends_what_was_given_seconds(clock: Clock) -> None:
    watch = Stopwatch(Budget(seconds=10), 60)
    clock.now += 9.9
    assert not watch.stop()
    clock.now += 0.1
    assert (watch.stop(), watch.left, watch.reproducible) == (True, 0.0, False)


def test_without_seconds_only_the_guard_ends_it_and_takes_away_that_it_can_be_repeated(clock: Clock) -> None:
    watch = Stopwatch(Budget(), 60)
    clock.now += 59
    assert (watch.stop(), watch.reproducible) == (False, True)
    clock.now += 1
    assert (watch.stop(), watch.reproducible) == (True, False)


def test_a_step_has_its_share_of_what_is_left_where_the_clock_rules(clock: Clock) -> None:
    watch = Stopwatch(Budget(seconds=10), 60)
    clock.now += 2
    step = watch.share(0.25)
    assert (step.left, step.reproducible) == (2.0, False)
    clock.now += 2
    assert (step.stop(), watch.stop(), watch.left) == (True, False, 6.0)
    clock.now += 6
    assert watch.share(1.0).stop()
    without = Stopwatch(Budget(), 60)
    assert without.share(0.25) is without


def test_who_gives_up_ends_it_before_the_clock_does() -> None:
    watch = Stopwatch(Budget(), 60)
    watch.give_up()
    assert (watch.stop(), watch.reproducible) == (True, False)


def test_no_step_is_begun_that_would_pass_the_limit_if_it_took_as_long_as_the_longest(clock: Clock) -> None:
    watch = Stopwatch(Budget(seconds=10), 60)
    steps = Steps(watch)
    assert not steps.stop()
    for seconds in (3.0, 1.0, 2.5):
        clock.now += seconds
        assert not steps.stop()
    clock.now += 0.6
    assert steps.stop()
    assert not watch.stop()


def test_who_cancels_ends_steps_at_once(clock: Clock) -> None:
    cancelled: list[bool] = []
    steps = Steps(Stopwatch(Budget(cancelled=lambda: bool(cancelled)), 60))
    clock.now += 1
    assert not steps.stop()
    cancelled.append(True)
    assert steps.stop()


@pytest.mark.parametrize("nothing", [0.0, -1.0, nan, inf])
def test_a_budget_has_something_to_spend_and_an_end(nothing: float) -> None:
    with pytest.raises(ValueError, match=f"effort must be positive and finite, not {nothing}"):
        Budget(effort=nothing)
    with pytest.raises(ValueError, match=f"seconds must be positive and finite, not {nothing}"):
        Budget(seconds=nothing)


def test_nobody_cannot_work() -> None:
    with pytest.raises(ValueError, match="at least one worker, not 0"):
        Budget(workers=0)
