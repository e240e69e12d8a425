"""Each step of the search leaves the roster sound and no dearer."""

from dataclasses import replace

from solver.budget import Budget, Stopwatch
from solver.rostering.check import check
from solver.rostering.eligibility import possible_duties
from solver.rostering.index import Index
from solver.rostering.neighbourhoods import Neighbourhoods
from solver.rostering.reasons import not_planned
from solver.rostering.search import PartSearch
from solver.rostering.solution import RosterSolution
from tests.solver.rostering.example import unit


def test_each_step_is_no_dearer_and_the_end_is_sound() -> None:
    asked = unit(24, seed=3, used=1.0)
    index = Index.of(asked)
    part = PartSearch(asked, possible_duties(index), seed=0)
    watch = Stopwatch(Budget(), 60)
    costs = [part.cost]
    part.search_whole(0.02, watch)
    costs.append(part.cost)
    part.search_neighbourhoods(0.3, watch)
    costs.append(part.cost)
    assert check(asked, RosterSolution(part.best, not_planned(index, part.best))) == []
    assert costs[0] > costs[-1]
    assert costs == sorted(costs, reverse=True)


def test_neighbourhoods_are_possible_never_empty_and_the_same_for_a_seed() -> None:
    possible = possible_duties(Index.of(unit(24)))
    pairs = {(duty.employee, duty.day) for duty in possible}
    one, other = Neighbourhoods(possible, seed=1), Neighbourhoods(possible, seed=1)
    for _ in range(12):
        free = one.next()
        assert free
        assert free <= pairs
        assert free == other.next()


def test_nobody_and_nothing_is_settled_at_once() -> None:
    empty = replace(unit(10), employees=())
    part = PartSearch(empty, [], seed=0)
    assert part.proven
    assert part.best == ()
