"""Each move alone: whatever can be timed after it keeps every hard rule, and its price is the objective's."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from solver.chance import Chance, chance_of
from solver.compiled import compiled
from solver.visits.arrays import Arrays, arrays_of
from solver.visits.check import check
from solver.visits.construct import construct
from solver.visits.insert import insert_stop
from solver.visits.moves import move_pause, swap_stops, swap_tails
from solver.visits.objective import cost, matches
from solver.visits.pauses import settle_pause
from solver.visits.plan import Plan, copy_plan, drop_stop, empty_plan
from solver.visits.price import price
from solver.visits.problem import Break
from solver.visits.readout import read_out, route_of
from solver.visits.ruin import REMOVED, ruin_and_recreate
from solver.visits.schedule import choose_starts, set_times
from solver.visits.search import move_pause_and_let_in as moved_and_let_in

from .example import centre_day
from .small import carer, day, stop


@compiled
def move_pause_and_let_in(a: Any, p: Any, chance: Any) -> Any:
    return moved_and_let_in(a, p, chance)


Move = Callable[[Arrays, Plan, Chance], bool]


def built(a: Arrays, chance: Chance) -> Plan:
    """Everything inserted into an empty plan."""
    plan = empty_plan(a)
    construct(a, plan, chance)
    return plan


def ruin_move(a: Arrays, p: Plan, chance: Chance) -> bool:
    return ruin_and_recreate(a, p, chance, REMOVED, 0.0)


def pair_move(a: Arrays, p: Plan, chance: Chance) -> bool:
    """Take the first planned pair out and put it back."""
    for at in range(len(a.wish)):
        if a.nodes[at, 1] >= 0 and p.carer[a.nodes[at, 0]] >= 0:
            drop_stop(a, p, at)
            return set_times(a, p) and insert_stop(a, p, at, chance, 0.3)
    return False


@pytest.mark.parametrize("move", [swap_stops, swap_tails, move_pause, move_pause_and_let_in, ruin_move, pair_move])
def test_a_move_keeps_every_hard_rule(move: Move) -> None:
    problem = replace(centre_day(70, 12, seed=2), most_visits=6)
    a, chance = arrays_of(problem), chance_of(1)
    current, trial, changed = built(a, chance), empty_plan(a), 0
    for _ in range(400):
        copy_plan(current, trial)
        if not move(a, trial, chance) or not set_times(a, trial):
            continue
        choose_starts(a, trial)
        solution = read_out(problem, a, trial)
        assert check(problem, solution) == []
        assert price(a, trial) == cost(matches(problem, solution))
        changed += 1
        copy_plan(trial, current)
    assert changed > 3


def test_a_pause_falls_into_every_gap_of_a_route() -> None:
    resting = carer(pause=Break(30, 480, 900))
    problem = day([resting], [stop("a"), stop("b", "home2", latest=700), stop("c", "home3", latest=800)])
    a, chance = arrays_of(problem), chance_of(0)
    trial, seen = built(a, chance), set()
    for _ in range(50):
        assert move_pause(a, trial, chance)
        seen.add(int(trial.pause[0]))
    assert len(seen) == 4


def test_what_only_a_pause_stood_in_the_way_of_is_let_in() -> None:
    """Between two visits at one door lie ninety minutes, for a pause of thirty or a visit of seventy."""
    resting = carer(pause=Break(30, 480, 900))
    first, last = stop("a", earliest=540, latest=540), stop("c", earliest=660, latest=660)
    a = arrays_of(day([resting], [first, last, stop("b", earliest=570, latest=590, minutes=70)]))
    plan, chance = empty_plan(a), chance_of(0)
    assert insert_stop(a, plan, 0, chance, 0.0)
    assert insert_stop(a, plan, 1, chance, 0.0)
    plan.pause[0] = a.nodes[0, 0]
    assert set_times(a, plan)
    assert not insert_stop(a, plan, 2, chance, 0.0)
    assert move_pause_and_let_in(a, plan, chance)
    assert route_of(a, plan, 0) == [0, 2, 1]
    assert plan.pause[0] != a.nodes[0, 0]


def test_tails_of_two_routes_change_places() -> None:
    problem = day([carer("lin"), carer("wu")], [stop("a"), stop("b", "home2"), stop("c", "home3", latest=700)])
    a, chance = arrays_of(problem), chance_of(0)
    start = built(a, chance)
    seen = set()
    for _ in range(50):
        trial = empty_plan(a)
        copy_plan(start, trial)
        swap_tails(a, trial, chance)
        seen.add(tuple(tuple(route_of(a, trial, who)) for who in range(2)))
        assert sorted(route_of(a, trial, 0) + route_of(a, trial, 1)) == [0, 1, 2]
    assert len(seen) > 1


def test_a_pause_settles_where_she_would_wait_anyway() -> None:
    tired = carer(pause=Break(30, 500, 900))
    problem = day([tired], [stop("a"), stop("b", "home2", earliest=700, latest=720)])
    a = arrays_of(problem)
    plan = built(a, chance_of(0))
    plan.pause[0] = plan.before[len(plan.carer)]
    settle_pause(a, plan, 0)
    assert plan.pause[0] in (0, len(plan.carer))
