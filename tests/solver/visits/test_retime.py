"""Timing only what can move finds the times that timing everything finds."""

from random import Random

import pytest

from solver.chance import Chance, chance_of
from solver.visits.arrays import Arrays, arrays_of
from solver.visits.choose_again import choose_starts_again
from solver.visits.construct import construct
from solver.visits.moves import swap_stops, swap_tails
from solver.visits.plan import Plan, copy_plan, empty_plan
from solver.visits.problem import VisitsProblem
from solver.visits.retime import retime
from solver.visits.ruin import REMOVED, ruin_and_recreate
from solver.visits.schedule import choose_starts, set_times

from .example import centre_day


def changed(a: Arrays, p: Plan, chance: Chance, dice: float) -> bool:
    """Strings taken out and put back, two stops or two tails that changed places, by chance; timed."""
    if dice < 0.2:
        return bool(swap_stops(a, p, chance) and retime(a, p))
    if dice < 0.4:
        return bool(swap_tails(a, p, chance) and retime(a, p))
    return bool(ruin_and_recreate(a, p, chance, REMOVED, 0.0))


def times(a: Arrays, p: Plan) -> list[tuple[int, int, int]]:
    """Of the planned stops."""
    stops = (at for at in range(len(a.wish)) if p.carer[a.nodes[at, 0]] >= 0)
    return [(at, int(p.early[at]), int(p.late[at])) for at in stops]


def starts(a: Arrays, p: Plan) -> list[tuple[int, int]]:
    return [(int(p.lean[at]), int(p.start[at])) for at, _, _ in times(a, p)]


@pytest.mark.parametrize(
    "problem", [centre_day(70, 12, seed=2), centre_day(40, 6, seed=5), centre_day(120, 25, seed=9)]
)
def test_the_times_are_those_of_timing_everything(problem: VisitsProblem) -> None:
    a, chance = arrays_of(problem), chance_of(3)
    current, trial, whole = empty_plan(a), empty_plan(a), empty_plan(a)
    construct(a, current, chance)
    assert set_times(a, current)
    choose_starts(a, current)
    tried, rest = 0, Random(5)
    for _ in range(3000):
        copy_plan(current, trial)
        if not changed(a, trial, chance, rest.random()):
            continue
        copy_plan(trial, whole)
        assert set_times(a, whole)
        assert times(a, trial) == times(a, whole)
        choose_starts_again(a, trial, current)
        choose_starts(a, whole)
        assert starts(a, trial) == starts(a, whole)
        tried += 1
        copy_plan(trial, current)
    assert tried > 1000


def test_a_change_that_cannot_be_timed_is_told_apart() -> None:
    a, chance = arrays_of(centre_day(70, 12, seed=2)), chance_of(4)
    current, trial, whole = empty_plan(a), empty_plan(a), empty_plan(a)
    construct(a, current, chance)
    told = set()
    for _ in range(2000):
        copy_plan(current, trial)
        if swap_stops(a, trial, chance):
            copy_plan(trial, whole)
            told.add(found := bool(retime(a, trial)))
            assert found == set_times(a, whole)
    assert told == {True, False}
