"""Wishes make way for what is open, and come back as far as they can."""

from random import Random

import numpy as np
import pytest
from hypothesis import given

from solver.budget import Budget, guarded
from solver.chance import chance_of
from solver.travel.matrix import Travel
from solver.visits.arrays import Arrays, arrays_of
from solver.visits.check import check
from solver.visits.construct import construct, price_open
from solver.visits.plan import Plan, empty_plan
from solver.visits.price import price
from solver.visits.problem import AnnouncedVisit, Carer, Stop, VisitsProblem
from solver.visits.readout import read_out
from solver.visits.schedule import choose_starts, set_times
from solver.visits.solve import solve
from solver.visits.wishes import cooled, make_way, without_wishes
from tests.solver.random_cases import random_cases
from tests.solver.visits.small import carer, day, stop
from tests.solver.visits.test_small_days import days

BRIEF = Budget(effort=0.3)


def begun(a: Arrays) -> Plan:
    """What insertion alone finds."""
    plan = empty_plan(a)
    construct(a, plan, chance_of(0))
    set_times(a, plan)
    choose_starts(a, plan)
    return plan


def tight_day(seed: int) -> VisitsProblem:
    """Two carers for twenty visits of forty minutes that fit into eight hours each on short ways alone; everybody likes
    another hour, and minds a lot."""
    random = Random(seed)
    corners = [(0.0, 0.0)] + [(random.uniform(-9, 9), random.uniform(-9, 9)) for _ in range(20)]
    ways = [[round(((a - c) ** 2 + (b - d) ** 2) ** 0.5) for c, d in corners] for a, b in corners]
    travel = Travel(("base", *(f"home{at}" for at in range(20))), {"walk": np.array(ways, dtype=np.int32)})
    stops = tuple(
        Stop(
            *(f"visit{at}", f"elder{at}", f"home{at}"),
            *(40, 510, 960, 2),
            preferred_start=random.randrange(510, 960, 30),
            keenness=20,
        )
        for at in range(20)
    )
    carers = tuple(Carer(key, "base", 480, 960, "walk", "f", frozenset()) for key in ("lin", "wu"))
    return VisitsProblem(carers, stops, (), travel)


@pytest.mark.parametrize("seed", range(6))
def test_room_is_found_where_only_short_ways_leave_any(seed: int) -> None:
    problem = tight_day(seed)
    a = arrays_of(problem)
    plan = begun(a)
    assert price_open(a, plan) > 0
    assert price_open(a, make_way(a, plan, chance_of(0), BRIEF, guarded(BRIEF)).plan) == 0
    found = solve(problem, BRIEF).solution
    assert found.not_planned == ()
    assert check(problem, found) == []


def test_minding_everything_all_the_time_leaves_visits_open() -> None:
    """Else making way would be for nothing."""
    every = [arrays_of(tight_day(seed)) for seed in range(6)]
    assert sum(price_open(a, cooled(a, begun(a), chance_of(0), BRIEF, guarded(BRIEF)).plan) for a in every) > 0


@random_cases(60)
@given(days(most_carers=3, most_stops=6))
def test_nothing_gets_dearer_and_every_rule_is_kept(problem: VisitsProblem) -> None:
    a = arrays_of(problem)
    plan = begun(a)
    before = price(a, plan)
    found = make_way(a, plan, chance_of(1), BRIEF, guarded(BRIEF)).plan
    assert price(a, found) <= before == price(a, plan)
    assert check(problem, read_out(problem, a, found)) == []


def test_who_minds_nothing_still_minds_what_was_told() -> None:
    """Neither a face nor an hour has a price, but another carer or hour than told has."""
    wished = stop("a", preferred_start=560, faces=frozenset({"wu"}), designated=frozenset({"wu"}))
    told = stop("b", announced=AnnouncedVisit(550, frozenset({"lin"})))
    a = arrays_of(day([carer("lin"), carer("wu")], [wished, told]))
    free = without_wishes(a)
    assert a.fit[0].tolist() != [0, 0]
    assert free.fit.tolist() == [[0, 0], [0, a.weights[2]]]
    assert free.keen.tolist() == [0, 0]
    assert free.weights.tolist() == [a.weights[0], 0, a.weights[2]]
    assert (free.drop == a.drop).all()
